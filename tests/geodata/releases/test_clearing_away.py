"""What nobody can ask for goes in time; what is in force or pinned never does."""

from __future__ import annotations

from pathlib import Path

from geodata.releases.clearing import clear_away
from geodata.releases.folder import ReleaseFolder
from geodata.releases.sources import source_of
from geodata.releases.verify import verify
from tests.geodata.releases.little_release import PAGE, content, release


def objects(root: Path) -> int:
    return sum(1 for path in (root / "objects").rglob("*") if path.is_file())


def test_ten_releases_later_only_the_last_and_what_is_pinned_are_there(tmp_path: Path) -> None:
    for number in range(1, 12):
        files = {"/a.html": PAGE + str(number), "/data/turnout.csv": f"row {number}"}
        release(tmp_path, files | ({"/r/1/a.html": PAGE + "pinned"} if number == 1 else {}))
    before = objects(tmp_path)
    assert clear_away(ReleaseFolder(tmp_path)) == 0
    assert clear_away(ReleaseFolder(tmp_path), grace=-1) == before - objects(tmp_path) > 0
    assert content(tmp_path, "/a.html") == PAGE + "11"
    assert content(tmp_path, "/r/1/a.html") == PAGE + "pinned"
    assert verify(source_of(str(tmp_path))).manifest.sequence == 11
    # The data that the pinned page was made from stays for its downloads.
    folder = ReleaseFolder(tmp_path)
    data = folder.files(folder.manifest_at(1).lists["data"])
    assert folder.objects.read(data["/data/turnout.csv"]) == b"row 1"


def test_what_a_stopped_writer_left_goes_too(tmp_path: Path) -> None:
    release(tmp_path, {"/a.html": PAGE})
    left = tmp_path / "objects" / "a" / ".a0-1"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half")
    assert clear_away(ReleaseFolder(tmp_path), grace=-1) == 1
    assert not left.exists()


def test_an_empty_folder_has_nothing_to_clear(tmp_path: Path) -> None:
    assert clear_away(ReleaseFolder(tmp_path)) == 0
