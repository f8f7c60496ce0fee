"""A release is written whole or not at all, and of it only what changed."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from geodata.releases.before import before
from geodata.releases.folder import ReleaseFolder
from geodata.releases.listing import ReleaseFile, checked_path, list_content, list_of, read_list
from geodata.releases.manifest import UnusableManifest, read_manifest
from geodata.releases.objects import QUICK
from geodata.releases.writer import ReleaseWriter, Withheld
from tests.geodata.releases.little_release import (
    HTML,
    PAGE,
    content,
    draft,
    key_of_the_tests,
    release,
)

VOTE = "/en/2016-03-20-mazhilis"


def written(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in (root / "objects").rglob("*") if path.is_file()}


def test_a_release_says_what_it_is_and_gives_every_file_back(tmp_path: Path) -> None:
    made = release(tmp_path, {f"{VOTE}/turnout/index.html": PAGE, "/catalogue.json": "{}"})
    assert (made.sequence, made.previous, made.is_test, made.status) == (1, "", False, "whole")
    assert ReleaseFolder(tmp_path).in_force() == made
    assert content(tmp_path, f"{VOTE}/turnout/index.html") == PAGE
    assert set(made.lists) == {"en/2016-03-20-mazhilis", "site", "lasting"}


def test_each_release_names_the_one_before_by_its_digest(tmp_path: Path) -> None:
    first = release(tmp_path, {"/a.html": "1"})
    second = release(tmp_path, {"/a.html": "2"})
    assert (second.sequence, second.previous) == (2, first.digest)
    assert ReleaseFolder(tmp_path).manifest_at(1) == first


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    pages = {f"{VOTE}/{name}/index.html": PAGE + name for name in "abcdefgh"}
    first = release(tmp_path, pages)
    there = written(tmp_path)
    second = release(tmp_path, {**pages, f"{VOTE}/a/index.html": PAGE + "new"})
    # A page in two forms, and the list that names it.
    assert len(written(tmp_path) - there) <= 4
    assert second.lists["lasting"] == first.lists["lasting"]


def test_text_is_kept_squeezed_only_and_comes_back_plain(tmp_path: Path) -> None:
    release(tmp_path, {"/long.html": PAGE, "/short.html": "<p>20 %</p>"})
    folder = ReleaseFolder(tmp_path)
    manifest = folder.in_force()
    assert manifest is not None
    long, short = (folder.living(manifest)[path] for path in ("/long.html", "/short.html"))
    assert 0 < long.br <= long.gzip < long.size == len(PAGE)
    assert not folder.objects.place(long.digest).exists()
    assert (short.br, short.gzip) == (0, 0)
    assert folder.objects.read(long).decode() == PAGE


def test_a_release_that_was_not_finished_leaves_the_last_good_one(tmp_path: Path) -> None:
    good = release(tmp_path, {"/a.html": PAGE})
    folder = ReleaseFolder(tmp_path)
    with pytest.raises(RuntimeError, match="halfway"), ReleaseWriter(folder, before(folder)) as one:
        one.write("/a.html", b"half", HTML, None)
        raise RuntimeError("halfway")
    assert folder.in_force() == good
    assert content(tmp_path, "/a.html") == PAGE


@pytest.mark.parametrize("at", ["manifests/2.json", "manifest.json"])
def test_a_disk_that_is_full_at_the_last_act_leaves_the_last_good_one(
    tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = release(tmp_path, {"/a.html": PAGE})
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target == tmp_path / at:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        release(tmp_path, {"/a.html": "new"})
    monkeypatch.undo()
    assert ReleaseFolder(tmp_path).in_force() == good
    assert content(tmp_path, "/a.html") == PAGE
    again = release(tmp_path, {"/a.html": "newer"})
    assert (again.sequence, again.previous) == (2, good.digest)


def test_a_disk_that_is_full_in_the_middle_leaves_no_half_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = release(tmp_path, {"/a.html": PAGE})

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        release(tmp_path, {"/a.html": PAGE + "new"})
    monkeypatch.undo()
    assert ReleaseFolder(tmp_path).in_force() == good
    assert not [name for name in written(tmp_path) if Path(name).name.startswith(".")]


def test_what_lasts_stays_for_the_pages_that_are_pinned(tmp_path: Path) -> None:
    old, new = "/assets/page-000000000001.js", "/assets/page-000000000002.js"
    release(tmp_path, {old: "1", "/a.html": "1"})
    release(tmp_path, {new: "2", "/b.html": "2"})
    assert content(tmp_path, old) == "1"
    assert content(tmp_path, new) == "2"
    folder = ReleaseFolder(tmp_path)
    manifest = folder.in_force()
    assert manifest is not None
    assert folder.find(manifest, "/a.html") is None


def test_what_is_pinned_stays_through_later_releases(tmp_path: Path) -> None:
    release(tmp_path, {"/a.html": "1", "/r/1/a.html": "pinned 1"})
    for number in range(2, 12):
        release(tmp_path, {"/a.html": str(number), f"/r/{number}/a.html": f"pinned {number}"})
    assert content(tmp_path, "/r/1/a.html") == "pinned 1"
    assert content(tmp_path, "/r/11/a.html") == "pinned 11"


def test_a_page_taken_over_is_the_same_file(tmp_path: Path) -> None:
    first = release(tmp_path, {"/a.html": PAGE})
    folder = ReleaseFolder(tmp_path)
    with ReleaseWriter(folder, before(folder)) as writer:
        assert not writer.stay(["/a.html", "/b.html"])
        assert writer.stay(["/a.html"])
        writer.write("/en/more.html", b"more", HTML, None)
        second = writer.finish(draft(folder), key_of_the_tests())
    assert content(tmp_path, "/a.html") == PAGE
    assert second.sequence == first.sequence + 1


def test_a_page_that_was_lost_from_the_disk_is_not_taken_over(tmp_path: Path) -> None:
    release(tmp_path, {"/a.html": PAGE})
    next((tmp_path / "objects").rglob("*.br")).unlink()
    folder = ReleaseFolder(tmp_path)
    with ReleaseWriter(folder, before(folder)) as writer:
        assert not writer.stay(["/a.html"])


def test_the_same_again_is_no_new_release(tmp_path: Path) -> None:
    first = release(tmp_path, {"/a.html": PAGE})
    assert release(tmp_path, {"/a.html": PAGE}) == first
    assert release(tmp_path, {"/a.html": PAGE + "new"}).sequence == 2


def test_a_manifest_says_in_which_release_each_vote_last_changed(tmp_path: Path) -> None:
    other = "/ru/2021-01-10-mazhilis/a/index.html"
    release(tmp_path, {f"{VOTE}/a/index.html": "1", other: "1"})
    second = release(tmp_path, {f"{VOTE}/a/index.html": "2", other: "1"})
    assert second.elections == {"2016-03-20-mazhilis": 2, "2021-01-10-mazhilis": 1}


def test_another_key_does_not_go_on_with_a_chain(tmp_path: Path) -> None:
    good = release(tmp_path, {"/a.html": "1"})
    with pytest.raises(Withheld, match="another key"):
        release(tmp_path, {"/a.html": "2"}, key=Ed25519PrivateKey.generate())
    assert ReleaseFolder(tmp_path).in_force() == good


@pytest.mark.parametrize("is_test", [True, False])
def test_a_rehearsal_never_follows_a_live_release_nor_the_other_way(
    tmp_path: Path, is_test: bool
) -> None:
    good = release(tmp_path, {"/a.html": "1"}, is_test=is_test)
    with pytest.raises(Withheld, match="expected"):
        release(tmp_path, {"/a.html": "2"}, is_test=not is_test)
    assert ReleaseFolder(tmp_path).in_force() == good


def test_a_damaged_list_is_written_again(tmp_path: Path) -> None:
    made = release(tmp_path, {"/a.html": PAGE})
    folder = ReleaseFolder(tmp_path)
    for place in (tmp_path / "objects").rglob(f"{made.lists['site'].digest}*"):
        place.write_bytes(b"")
    release(tmp_path, {"/a.html": PAGE})
    manifest = folder.in_force()
    assert manifest is not None
    assert content(tmp_path, "/a.html") == PAGE


def test_a_manifest_changed_by_hand_is_none(tmp_path: Path) -> None:
    made = release(tmp_path, {"/a.html": "1"})
    fields = json.loads(made.content)
    for change in ({"sequence": 2}, {"is_test": True}, {"signature": "00"}, {"more": 1}):
        changed = json.dumps(
            {**fields, **change}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        with pytest.raises(UnusableManifest):
            read_manifest(changed.encode() + b"\n")
    with pytest.raises(UnusableManifest):
        read_manifest(json.dumps(fields, indent=1).encode())


def test_one_path_is_written_once(tmp_path: Path) -> None:
    folder = ReleaseFolder(tmp_path)
    with ReleaseWriter(folder, before(folder)) as writer:
        writer.write("/a.html", b"a", HTML, QUICK)
        with pytest.raises(ValueError, match="twice"):
            writer.write("/a.html", b"b", HTML, QUICK)


@pytest.mark.parametrize(
    "path", ["a.txt", "/../a.txt", "/a/../b.txt", "//a.txt", "/a/", "/.a", "/a\0.txt", "/a b.txt"]
)
def test_a_path_that_no_release_may_have_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="expected a path"):
        checked_path(path)


@given(st.text())
def test_no_accepted_path_leaves_the_folder(path: str) -> None:
    try:
        checked_path(path)
    except ValueError:
        return
    assert path.startswith("/")
    assert not {"", ".", ".."} & set(path.removeprefix("/").split("/"))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/assets/page-0123456789ab.js", "lasting"),
        ("/ru/2016-03-20-mazhilis/turnout/region/18-00/view.json", "ru/2016-03-20-mazhilis"),
        ("/ru/places.json", "site"),
        ("/data/country.toml", "data"),
        ("/changes/3.json", "changes"),
        ("/r/12/ru/2016-03-20-mazhilis/turnout/region/18-00/index.html", "r/12"),
        ("/catalogue.json", "site"),
    ],
)
def test_each_path_stands_in_one_list(path: str, name: str) -> None:
    assert list_of(path) == name


@given(st.dictionaries(st.from_regex(r"/[a-z]{1,3}(/[a-z]{1,3})?", fullmatch=True), st.integers(0)))
def test_a_list_reads_back_as_it_was(sizes: dict[str, int]) -> None:
    files = {path: ReleaseFile("0" * 64, HTML, size) for path, size in sizes.items()}
    assert read_list(list_content(files)) == files
