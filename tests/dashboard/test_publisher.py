"""The publisher: nothing is made twice, nothing wrong goes out, and the last good release stays."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.publisher import publish
from dashboard.releases.publishing import AnotherPublisher, Publishing
from geodata.errors import FaultyData
from geodata.releases import objects
from geodata.releases.sources import source_of
from geodata.releases.verify import verify
from tests.dashboard.release_places import TURNOUT, VOTE, Place

NORTH = "turnout,,,north,12:00,2024-06-02T12:00+06:00,10"


@pytest.fixture(scope="module", autouse=True)
def _squeezed_lightly() -> Iterator[None]:
    """The scripts of the map are large; what they are squeezed to is not what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objects, "HARD", objects.Squeezing(1, 1))
        yield


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of Testland, made once; tests spoil copies of it."""
    folder = tmp_path_factory.mktemp("published")
    publish(Place(folder).settings)
    return folder


@pytest.fixture
def place(published: Path, tmp_path: Path) -> Place:
    """Testland with its site, as good as new."""
    shutil.copytree(published / "var", tmp_path / "var", symlinks=True)
    return Place(tmp_path)


def test_every_view_and_card_is_published_in_three_languages(place: Place) -> None:
    for language in ("kk", "ru", "en"):
        view = f"/{language}/{VOTE}/turnout/region/12-00"
        for name in ("index.html", "view.json", "map.svg"):
            assert place.file(f"{view}/{name}")
        assert place.file(f"/{language}/{VOTE}/unit/s1/index.html")
        assert place.file(f"/{language}/places.json")
    assert place.file("/catalogue.json")


def test_a_page_is_squeezed_beforehand(place: Place) -> None:
    file = place.file()
    assert file is not None
    assert 0 < file.br < file.size
    assert 0 < file.gzip < file.size


def test_what_is_out_can_be_verified_by_anybody(place: Place) -> None:
    found = verify(source_of(str(place.releases.root)))
    assert found.manifest == place.releases.in_force()
    assert found.files > 500


def test_publishing_the_same_again_writes_nothing(place: Place) -> None:
    before = place.files()
    site = publish(place.settings)
    assert place.files() == before
    assert site == publish(place.settings)


def test_another_figure_is_published_and_the_rest_is_not_written_again(place: Place) -> None:
    other = "/en/2020-06-07-assembly/stations/country/-/index.html"
    same, before = place.file(other), place.sequence()
    place.replace(TURNOUT, NORTH, NORTH[:-2] + "11")
    publish(place.settings)
    assert place.sequence() > before
    assert ">11<" in place.page()
    assert place.file(other) == same


def test_another_address_of_the_site_makes_its_pages_anew(place: Place) -> None:
    before = place.sequence()
    moved = replace(place.settings, site_address="https://example.com/map")
    publish(moved)
    assert place.sequence() > before
    assert 'href="https://example.com/map/en/' in place.page()


def test_a_row_that_cannot_be_used_is_set_aside_and_counted_on_the_page(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.replace(TURNOUT, NORTH, NORTH[:-2] + "110")
    publish(place.settings)
    page = place.page()
    assert "1 row of this vote’s files could not be used and was set aside." in page
    assert "not published" in page
    assert ">110<" not in page
    # The vote before is as it was.
    assert "set aside" not in place.page("/en/2020-06-07-assembly/turnout/region/12-00/index.html")


def test_a_file_that_cannot_be_used_keeps_the_last_good_release_and_the_desk_is_told(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    before = place.files()
    good = place.releases.in_force()
    place.replace(TURNOUT, "measure,subject", "thing,subject")
    place.replace("parties.csv", "id,name_kk", "id,name_kz")
    with caplog.at_level(logging.ERROR):
        kept = publish(place.settings)
    assert kept == good
    assert place.files() == before
    status = place.told()
    assert status is not None
    assert status.state == "withheld"
    for said in (caplog.text, "\n".join(status.faults)):
        assert "turnout.csv" in said
        assert "parties.csv" in said


def test_once_mended_the_folder_is_published_again(place: Place) -> None:
    good = place.releases.in_force()
    place.replace(TURNOUT, "measure,subject", "thing,subject")
    publish(place.settings)
    place.replace(TURNOUT, "thing,subject", "measure,subject")
    assert publish(place.settings) == good
    status = place.told()
    assert status is not None
    assert status.state == "out"


def test_without_a_release_before_a_file_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.replace(TURNOUT, "measure,subject", "thing,subject")
    with pytest.raises(FaultyData, match=r"turnout\.csv"):
        publish(place.settings)
    assert place.sequence() == 0


def test_a_release_that_lost_a_file_is_made_whole(place: Place) -> None:
    file = place.file()
    assert file is not None
    place.releases.objects.place(file.digest, "br").unlink()
    assert place.sequence() == 0
    publish(place.settings)
    assert place.sequence() > 0
    assert place.file() == file


def test_one_publisher_is_at_work_in_a_folder(place: Place) -> None:
    first, second = (Publishing(place.settings, is_test=False) for _ in range(2))
    with first.alone():
        with pytest.raises(AnotherPublisher, match="at work"), second.alone():
            pass
        # A door that asks for a release meanwhile takes what is there.
        assert publish(place.settings) == place.releases.in_force()
    with second.alone():
        pass
