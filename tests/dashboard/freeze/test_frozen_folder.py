"""A frozen site: every path is a file, only what changed is written, the manifest comes last."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import pytest

from dashboard.__main__ import main
from dashboard.freeze.folder import MEMORY, Folder
from dashboard.freeze.frozen import Frozen
from dashboard.freeze.laid import LaidFile
from dashboard.publisher import publish
from geodata.releases.sources import Laid
from geodata.releases.verify import verify
from tests.dashboard.freeze.conftest import shown
from tests.dashboard.release_places import PAGE, TURNOUT, VOTE, Place

CSV = PAGE.replace("index.html", "table.csv")


@dataclass
class Listing:
    """A place that notes what is laid in it, and may break."""

    laid: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    memory: bytes | None = None
    breaks_at: str = ""

    def put(self, file: LaidFile) -> None:
        if file.path == self.breaks_at:
            raise OSError("no space left on device")
        self.laid.append(file.path)

    def remove(self, path: str) -> None:
        self.removed.append(path)

    def settle(self) -> None:
        self.laid.append("settled")

    def recall(self) -> bytes | None:
        return self.memory

    def remember(self, content: bytes) -> None:
        self.memory = content


@pytest.fixture
def spoilt(tmp_path: Path) -> Place:
    """A site of its own, which the test goes on to change."""
    place = Place(tmp_path / "own", BAQYLAU_WORKERS="1")
    publish(place.settings)
    return place


def stamps(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MEMORY)
    return {str(path): path.stat().st_ino for path in files}


def test_anybody_can_verify_a_frozen_site(published: Place, frozen_site: Path) -> None:
    manifest = shown(published).manifest
    found = verify(Laid(frozen_site), manifest.key)
    assert found.manifest.sequence == manifest.sequence
    assert found.files > 100


def test_every_page_lies_there_plain_and_squeezed(published: Place, frozen_site: Path) -> None:
    place = frozen_site / PAGE.removeprefix("/")
    plain = place.read_bytes()
    assert plain.decode() == published.page()
    assert gzip.decompress(Path(f"{place}.gz").read_bytes()) == plain
    assert brotli.decompress(Path(f"{place}.br").read_bytes()) == plain


def test_what_dash_asks_at_its_start_lies_there(frozen_site: Path) -> None:
    assert json.loads((frozen_site / "_dash-layout").read_bytes())
    assert json.loads((frozen_site / "_dash-dependencies").read_bytes())


def test_the_front_door_leads_on_without_a_script(frozen_site: Path) -> None:
    front = (frozen_site / "index.html").read_text("utf-8")
    for language in ("kk", "ru", "en"):
        assert f'lang="{language}"><a href="/{language}/' in front
    assert "<script src=" in (frozen_site / "404.html").read_text("utf-8")


def test_freezing_again_writes_nothing(published: Place, frozen_site: Path) -> None:
    before = stamps(frozen_site)
    change = Frozen(published.settings, Folder(frozen_site)).bring_up_to_date(shown(published))
    assert (change.laid, change.removed) == (0, 0)
    assert stamps(frozen_site) == before


def test_of_a_new_release_only_what_changed_is_laid(spoilt: Place, tmp_path: Path) -> None:
    folder = tmp_path / "frozen"
    frozen = Frozen(spoilt.settings, Folder(folder))
    frozen.bring_up_to_date(shown(spoilt))
    before = stamps(folder)
    moment = "north,12:00,2024-06-02T12:00+06:00"
    spoilt.replace(TURNOUT, f"{moment},10,", f"{moment},11,")
    publish(spoilt.settings)
    change = frozen.bring_up_to_date(shown(spoilt))
    after = stamps(folder)
    assert change.laid > 0
    last = shown(spoilt).manifest.sequence
    assert last > 1
    assert json.loads((folder / "manifest.json").read_bytes())["sequence"] == last
    same = [path for path in before if after.get(path) == before[path]]
    other_vote = [path for path in same if f"/{VOTE}/" not in path and "/en/" in path]
    assert other_vote, "pages of another vote are not written again"
    assert verify(Laid(folder)).manifest.sequence == last


def test_the_manifest_is_laid_last_and_only_once_all_else_is_certain(published: Place) -> None:
    place = Listing()
    Frozen(published.settings, place).bring_up_to_date(shown(published))
    assert place.laid[-2:] == ["settled", "/manifest.json"]
    first = place.laid.index(PAGE)
    assert all(path not in place.laid[first:] for path in place.laid if "/assets/" in path)


def test_a_full_disk_leaves_the_manifest_of_the_last_good_site(spoilt: Place) -> None:
    place = Listing(breaks_at=PAGE)
    frozen = Frozen(spoilt.settings, place)
    with pytest.raises(OSError, match="no space"):
        frozen.bring_up_to_date(shown(spoilt))
    assert "/manifest.json" not in place.laid
    place.breaks_at = ""
    frozen.bring_up_to_date(shown(spoilt))
    assert place.laid[-1] == "/manifest.json"
    assert PAGE in place.laid


def test_what_is_remembered_wrongly_is_laid_again(published: Place) -> None:
    place = Listing(memory=b'{"files": [1]}')
    Frozen(published.settings, place).bring_up_to_date(shown(published))
    assert PAGE in place.laid


def test_what_no_release_names_any_more_is_taken_away(published: Place) -> None:
    gone, asset = "/en/2001-01-01-old/index.html", "/assets/page-0123456789ab.js"
    memory = json.dumps({"files": {gone: "x", asset: "x", "/r/1/en/a/index.html": "x"}})
    place = Listing(memory=memory.encode())
    Frozen(published.settings, place).bring_up_to_date(shown(published))
    assert place.removed == [gone]


def test_downloads_are_those_of_the_living_site(published: Place, frozen_site: Path) -> None:
    frozen = Frozen(published.settings, Folder(frozen_site))
    change = frozen.make_downloads(shown(published))
    assert change.laid > 0
    text = (frozen_site / CSV.removeprefix("/")).read_text("utf-8-sig")
    assert text.startswith("# ")
    assert "# Finding: By 12:00" in text
    assert frozen.make_downloads(shown(published)).laid == 0
    frozen.bring_up_to_date(shown(published))
    assert (frozen_site / CSV.removeprefix("/")).is_file()


def test_the_command_says_what_it_laid(
    published: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: object
) -> None:
    monkeypatch.setenv("BAQYLAU_VAR", str(published.var))
    monkeypatch.setenv("BAQYLAU_COUNTRY", str(published.country))
    folder = tmp_path / "frozen"
    assert main(["freeze", str(folder), "--once", "--without-downloads"]) == 0
    assert (folder / "manifest.json").is_file()


def test_without_a_release_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAQYLAU_VAR", str(tmp_path / "var"))
    assert main(["freeze", str(tmp_path / "frozen"), "--once"]) == 1
    assert "make run" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["s3://", "ftp://host/x", "s3://bucket/?x=1"])
def test_a_place_that_is_no_bucket_is_named(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAQYLAU_VAR", str(tmp_path / "var"))
    assert main(["freeze", place, "--once"]) == 1
    assert f"{place}: expected s3://bucket" in capsys.readouterr().err
