"""The public site as files: whole or not at all, squeezed once, the last good one kept."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.site_files import Site, checked_path, current_folder, open_site
from dashboard.site_writer import SiteWriter

PAGE = "<!doctype html><title>Turnout</title>" + "<p>75.16 % of listed voters</p>" * 60


def write(var: Path, files: dict[str, str], inputs: str = "") -> Site:
    with SiteWriter(var, inputs) as writer:
        for path, content in files.items():
            writer.write(path, content)
        return writer.finish()


def test_a_finished_site_can_be_opened_again(tmp_path: Path) -> None:
    made = write(tmp_path, {"/en/index.html": PAGE, "/data.csv": "a,b\n"}, "facts of today")
    found = open_site(tmp_path)
    assert found == made
    assert found is not None
    assert found.inputs == "facts of today"
    assert found.place("/en/index.html").read_text() == PAGE


def test_companions_hold_the_same_content(tmp_path: Path) -> None:
    site = write(tmp_path, {"/en/index.html": PAGE})
    page = str(site.place("/en/index.html"))
    assert brotli.decompress(Path(page + ".br").read_bytes()).decode() == PAGE
    assert gzip.decompress(Path(page + ".gz").read_bytes()).decode() == PAGE
    file = site.files["/en/index.html"]
    assert 0 < file.br < file.gzip < file.size == len(PAGE)


def test_what_is_small_or_squeezed_already_gets_no_companion(tmp_path: Path) -> None:
    with SiteWriter(tmp_path) as writer:
        writer.write("/table.xlsx", bytes(5000))
        writer.write("/short.json", "{}")
        site = writer.finish()
    assert sorted(path.name for path in site.folder.iterdir()) == [
        "short.json",
        "site-index.json",
        "table.xlsx",
    ]


def test_a_name_that_carries_its_digest_follows_the_content(tmp_path: Path) -> None:
    with SiteWriter(tmp_path) as writer:
        first = writer.named("outlines", "regions", ".json", "[1]")
        same = writer.named("outlines", "regions", ".json", "[1]")
        other = writer.named("outlines", "regions", ".json", "[2]")
        site = writer.finish()
    assert first == same != other
    assert re.fullmatch(r"/outlines/regions-[0-9a-f]{12}\.json", first)
    assert set(site.files) == {first, other}


def test_a_site_that_was_not_finished_leaves_the_last_good_one_up(tmp_path: Path) -> None:
    good = write(tmp_path, {"/en/index.html": PAGE})
    with pytest.raises(RuntimeError, match="halfway"), SiteWriter(tmp_path) as writer:
        writer.write("/en/index.html", "half")
        raise RuntimeError("halfway")
    assert open_site(tmp_path) == good
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [
        good.folder.name,
        "current",
    ]


def test_the_site_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    sites = [write(tmp_path, {"/en/index.html": PAGE + str(n)}) for n in range(4)]
    assert current_folder(tmp_path) == sites[3].folder
    assert [site.folder.exists() for site in sites] == [False, False, True, True]


def test_the_same_site_again_is_the_same_folder(tmp_path: Path) -> None:
    first = write(tmp_path, {"/en/index.html": PAGE, "/x.txt": "x"})
    again = write(tmp_path, {"/x.txt": "x", "/en/index.html": PAGE})
    assert again == first


def test_unchanged_files_are_linked_and_not_written_again(tmp_path: Path) -> None:
    first = write(tmp_path, {"/en/index.html": PAGE, "/ru/index.html": PAGE})
    second = write(tmp_path, {"/en/index.html": PAGE, "/ru/index.html": PAGE + "new"})
    assert second.place("/en/index.html").samefile(first.place("/en/index.html"))
    assert second.place("/ru/index.html").read_text() == PAGE + "new"
    assert second.files["/en/index.html"] == first.files["/en/index.html"]


@pytest.mark.parametrize("suffix", ["", ".br", ".gz"])
def test_a_damaged_site_is_made_anew_and_not_opened(tmp_path: Path, suffix: str) -> None:
    site = write(tmp_path, {"/en/index.html": PAGE})
    damaged = Path(f"{site.place('/en/index.html')}{suffix}")
    damaged.write_bytes(b"")
    assert open_site(tmp_path) is None
    again = write(tmp_path, {"/en/index.html": PAGE})
    assert open_site(tmp_path) == again == site


def test_a_pointer_to_nothing_is_no_site(tmp_path: Path) -> None:
    assert open_site(tmp_path) is None
    site = write(tmp_path, {"/en/index.html": PAGE})
    (site.folder / "site-index.json").write_text("{")
    assert open_site(tmp_path) is None


def test_one_path_is_written_once(tmp_path: Path) -> None:
    with SiteWriter(tmp_path) as writer:
        writer.write("/a.txt", "a")
        with pytest.raises(ValueError, match="twice"):
            writer.write("/a.txt", "b")


@pytest.mark.parametrize(
    "path", ["a.txt", "/../a.txt", "/a/../b.txt", "//a.txt", "/a/", "/.a", "/a\0.txt", "/a b.txt"]
)
def test_a_path_that_no_site_may_have_is_refused(path: str) -> None:
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


def test_a_name_whose_kind_is_unknown_is_refused(tmp_path: Path) -> None:
    with SiteWriter(tmp_path) as writer, pytest.raises(ValueError, match="expected a name"):
        writer.write("/run.exe", b"")
