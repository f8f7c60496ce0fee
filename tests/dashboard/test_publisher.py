"""The publisher: nothing is made twice, nothing wrong goes out, and the last good site stays."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import site_writer
from dashboard.publisher import publish
from dashboard.settings import Settings, read_settings
from dashboard.site_files import open_site
from geodata.errors import FaultyData

TESTLAND = Path(__file__).parents[1] / "testland"
VOTE = "2024-06-02-assembly"
TURNOUT = f"elections/{VOTE}/turnout.csv"
PAGE = f"/en/{VOTE}/turnout/region/12-00/index.html"


@pytest.fixture(scope="module", autouse=True)
def _squeezed_lightly() -> Iterator[None]:
    """The scripts of the map are large; what they are squeezed to is not what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_writer, "BROTLI_LASTING", 1)
        patch.setattr(site_writer, "GZIP_LASTING", 1)
        yield


class Place:
    """A country folder that may be spoilt, and where its site is published."""

    def __init__(self, folder: Path) -> None:
        self.country = Path(shutil.copytree(TESTLAND, folder / "testland"))
        self.var = folder / "var"
        self.settings: Settings = read_settings(
            {
                "BAQYLAU_VAR": str(self.var),
                "BAQYLAU_COUNTRY": str(self.country),
                "BAQYLAU_SITE_ADDRESS": "https://example.org",
            }
        )

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one place of a file; it must be there."""
        text = (self.country / name).read_text("utf-8")
        assert old in text
        (self.country / name).write_text(text.replace(old, new, 1), "utf-8")

    def page(self, path: str = PAGE) -> str:
        """A page of the site in force."""
        site = open_site(self.var)
        assert site is not None
        return site.place(path).read_text("utf-8")

    def files(self) -> dict[str, tuple[int, int]]:
        """Every file of all sites with its size and its moment."""
        found = {}
        for path in sorted((self.var / "site").rglob("*")):
            state = path.lstat()
            found[str(path)] = (state.st_size, state.st_mtime_ns)
        return found


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of Testland, made once; tests spoil copies of it."""
    folder = tmp_path_factory.mktemp("published")
    publish(Place(folder).settings)
    return folder


@pytest.fixture
def place(published: Path) -> Place:
    """Testland with its site, as good as new: what a test before has changed is mended."""
    place = Place.__new__(Place)
    place.country, place.var = published / "testland", published / "var"
    place.settings = read_settings(
        {
            "BAQYLAU_VAR": str(place.var),
            "BAQYLAU_COUNTRY": str(place.country),
            "BAQYLAU_SITE_ADDRESS": "https://example.org",
        }
    )
    shutil.copytree(TESTLAND, place.country, dirs_exist_ok=True)
    return place


def test_every_view_and_card_is_published_in_three_languages(place: Place) -> None:
    site = open_site(place.var)
    assert site is not None
    for language in ("kk", "ru", "en"):
        view = f"/{language}/{VOTE}/turnout/region/12-00"
        for name in ("index.html", "view.json", "map.svg"):
            assert f"{view}/{name}" in site.files
        assert f"/{language}/{VOTE}/unit/s1/index.html" in site.files
        assert f"/{language}/places.json" in site.files
    assert "/catalogue.json" in site.files


def test_a_page_is_squeezed_beforehand(place: Place) -> None:
    site = open_site(place.var)
    assert site is not None
    assert 0 < site.files[PAGE].br < site.files[PAGE].size
    assert 0 < site.files[PAGE].gzip < site.files[PAGE].size


def test_publishing_the_same_again_writes_nothing(place: Place) -> None:
    publish(place.settings)
    before = place.files()
    site = publish(place.settings)
    assert place.files() == before
    assert site.inputs == publish(place.settings).inputs


def test_a_corrected_figure_is_published_and_the_rest_is_not_written_again(place: Place) -> None:
    earlier = publish(place.settings)
    other = "/en/2020-06-07-assembly/stations/country/-/index.html"
    inode = earlier.place(other).stat().st_ino
    place.replace(TURNOUT, "turnout,,,north,12:00,2024-06-02T12:00+06:00,10",
                  "turnout,,,north,12:00,2024-06-02T12:00+06:00,11")  # fmt: skip
    site = publish(place.settings)
    assert site.inputs != earlier.inputs
    assert ">11<" in place.page()
    assert site.place(other).stat().st_ino == inode


def test_another_address_of_the_site_makes_its_pages_anew(place: Place) -> None:
    first = publish(place.settings)
    moved = replace(place.settings, site_address="https://example.com/map")
    assert publish(moved).inputs != first.inputs
    assert 'href="https://example.com/map/en/' in place.page()


def test_a_row_that_cannot_be_used_is_set_aside_and_counted_on_the_page(place: Place) -> None:
    place.replace(TURNOUT, "turnout,,,north,12:00,2024-06-02T12:00+06:00,10",
                  "turnout,,,north,12:00,2024-06-02T12:00+06:00,110")  # fmt: skip
    publish(place.settings)
    page = place.page()
    assert "1 row of this vote’s files could not be used and was set aside." in page
    assert "not published" in page
    assert ">110<" not in page
    # The vote before is as it was.
    assert "set aside" not in place.page("/en/2020-06-07-assembly/turnout/region/12-00/index.html")


def test_a_file_that_cannot_be_used_keeps_the_last_good_site_and_is_logged(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    good = publish(place.settings)
    before = place.files()
    place.replace(TURNOUT, "measure,subject", "thing,subject")
    place.replace("parties.csv", "id,name_kk", "id,name_kz")
    with caplog.at_level(logging.ERROR):
        kept = publish(place.settings)
    assert kept == good
    assert place.files() == before
    assert "the site stays as it was" in caplog.text
    assert "turnout.csv" in caplog.text
    assert "parties.csv" in caplog.text


def test_once_mended_the_folder_is_published_again(place: Place) -> None:
    good = publish(place.settings)
    place.replace(TURNOUT, "measure,subject", "thing,subject")
    publish(place.settings)
    place.replace(TURNOUT, "thing,subject", "measure,subject")
    assert publish(place.settings).inputs == good.inputs


def test_without_a_site_before_a_file_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.replace(TURNOUT, "measure,subject", "thing,subject")
    with pytest.raises(FaultyData, match=r"turnout\.csv"):
        publish(place.settings)
    assert open_site(place.var) is None


def test_a_site_that_lost_a_file_is_made_anew(place: Place) -> None:
    site = publish(place.settings)
    site.place(PAGE).unlink()
    assert open_site(place.var) is None
    again = publish(place.settings)
    assert again.is_whole()
    assert PAGE in again.files
