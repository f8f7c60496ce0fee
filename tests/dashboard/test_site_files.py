"""Files of the site by their names: types, squeezing, names that carry their digests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.site_files import releases_in, whole_release
from dashboard.site_writer import SiteWriter
from tests.geodata.releases.little_release import PAGE


def test_what_is_squeezed_already_is_kept_as_it_is(tmp_path: Path) -> None:
    with SiteWriter(tmp_path) as writer:
        writer.write("/table.xlsx", bytes(5000))
        writer.write("/en/index.html", PAGE)
        writer.finish()
        assert writer.files["/table.xlsx"].kept == {"": 5000}
        assert set(writer.files["/en/index.html"].kept) == {"br", "gzip"}


def test_a_name_that_carries_its_digest_follows_the_content(tmp_path: Path) -> None:
    with SiteWriter(tmp_path) as writer:
        first = writer.named("outlines", "regions", ".json", "[1]")
        same = writer.named("outlines", "regions", ".json", "[1]")
        other = writer.named("outlines", "regions", ".json", "[2]")
        writer.finish()
    assert first == same != other
    assert re.fullmatch(r"/outlines/regions-[0-9a-f]{12}\.json", first)
    assert set(writer.files) == {first, other}


def test_a_name_whose_kind_is_unknown_is_refused(tmp_path: Path) -> None:
    with SiteWriter(tmp_path) as writer, pytest.raises(ValueError, match="expected a name"):
        writer.write("/run.exe", b"")


def test_live_and_rehearsal_never_share_a_folder_or_a_key(tmp_path: Path) -> None:
    made = {}
    for is_test in (False, True):
        with SiteWriter(tmp_path, is_test=is_test) as writer:
            writer.write("/en/index.html", PAGE)
            made[is_test] = writer.finish()
    assert made[True].key != made[False].key
    roots = {releases_in(tmp_path, is_test).root for is_test in (False, True)}
    assert roots == {tmp_path / "releases", tmp_path / "rehearsal" / "releases"}


def test_a_release_that_lost_a_part_is_not_whole(tmp_path: Path) -> None:
    with SiteWriter(tmp_path) as writer:
        writer.write("/en/index.html", PAGE)
        made = writer.finish()
    assert whole_release(releases_in(tmp_path)) == made
    next((tmp_path / "releases" / "objects").rglob("*.br")).write_bytes(b"")
    assert whole_release(releases_in(tmp_path)) is None
