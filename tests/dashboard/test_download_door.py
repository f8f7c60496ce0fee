"""Downloads over the door: every file of a view under a name of its own, and nothing else."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.content_types import content_type
from dashboard.download_door import offer_downloads
from dashboard.publisher import publish
from dashboard.released import ReleasedData
from dashboard.settings import Settings, read_settings
from dashboard.shown_release import ReleaseFollower
from geodata.releases import objects

TESTLAND = Path(__file__).parents[1] / "testland"
VOTE = "2024-06-02-assembly"
VIEW = f"/en/{VOTE}/turnout/region/12-00"


@pytest.fixture(scope="module", autouse=True)
def _squeezed_lightly() -> Iterator[None]:
    """The scripts of the map are large; what they are squeezed to is not what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objects, "HARD", objects.Squeezing(1, 1))
        yield


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Testland with its site, which has its drawings and typefaces too."""
    folder = tmp_path_factory.mktemp("downloads")
    country = shutil.copytree(TESTLAND, folder / "testland")
    found = read_settings(
        {
            "BAQYLAU_VAR": str(folder / "var"),
            "BAQYLAU_COUNTRY": str(country),
            "BAQYLAU_SITE_ADDRESS": "https://example.org",
        }
    )
    publish(found)
    return found


def _door(settings: Settings) -> FlaskClient:
    server = Flask("door")
    server.add_url_rule("/<path:path>", view_func=lambda path: ("another answer", 418))
    follower = ReleaseFollower(settings.var, is_test=False)
    offer_downloads(server, settings, ReleasedData(follower, settings.site_address))
    return server.test_client()


@pytest.fixture
def door(settings: Settings) -> FlaskClient:
    return _door(settings)


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("table.csv", f"baqylau-{VOTE}-turnout-region-12-00-en.csv"),
        ("table.xlsx", f"baqylau-{VOTE}-turnout-region-12-00-en.xlsx"),
        ("map.geojson", f"baqylau-{VOTE}-turnout-region-12-00-en.geojson"),
        ("map.png", f"baqylau-{VOTE}-turnout-region-12-00-en.png"),
    ],
)
def test_a_file_has_its_type_and_a_name_to_keep_it_by(
    door: FlaskClient, name: str, kept_as: str
) -> None:
    answer = door.get(f"{VIEW}/{name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type(name)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kept_as}"'
    assert answer.headers["Cache-Control"] == "public, max-age=5"
    assert answer.data


def test_the_table_is_that_of_the_view_in_its_language(door: FlaskClient) -> None:
    text = door.get(VIEW.replace("/en/", "/ru/") + "/table.csv").get_data(as_text=True)
    assert "Южная область" in text
    assert "Commission of Testland" in text


def test_a_workbook_opens(door: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(door.get(f"{VIEW}/table.xlsx").data))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "South Region" in cells
    assert 20 in cells


def test_map_data_has_every_drawn_unit_with_its_figure(door: FlaskClient) -> None:
    found = json.loads(door.get(f"{VIEW}/map.geojson").data)
    units = {one["properties"]["unit"]: one["properties"] for one in found["features"]}
    assert set(units) == {"north", "south"}
    assert "20" in str(units["south"]["value"])


def test_a_picture_is_a_png(door: FlaskClient) -> None:
    assert door.get(f"{VIEW}/map.png").data.startswith(b"\x89PNG\r\n\x1a\n")


def test_an_unchanged_file_is_not_sent_twice(door: FlaskClient) -> None:
    first = door.get(f"{VIEW}/table.csv")
    again = door.get(f"{VIEW}/table.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_reader_may_ask_for_the_head_alone(door: FlaskClient) -> None:
    answer = door.head(f"{VIEW}/table.csv")
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        # No such view, language, vote, unit or shape: somebody else's to answer.
        f"/en/{VOTE}/turnout/region/13-00/table.csv",
        f"/de/{VOTE}/turnout/region/12-00/table.csv",
        "/en/1999-01-01-assembly/turnout/region/12-00/table.csv",
        f"/en/{VOTE}/unit/s1/table.csv",
        "/table.csv",
        "/en/table.csv",
        f"/en/{VOTE}/turnout/region/../../../../etc/table.csv",
        # The picture of every view is a file of the site.
        f"{VIEW}/map.svg",
        f"{VIEW}/table.ods",
        f"{VIEW}/",
        # No map, no map data.
        f"/en/{VOTE}/results/country/final/map.geojson",
    ],
)
def test_what_no_view_has_is_left_to_the_rest_of_the_door(door: FlaskClient, path: str) -> None:
    assert door.get(path).status_code == 418


def test_nothing_can_be_sent_to_a_table(door: FlaskClient) -> None:
    assert door.post(f"{VIEW}/table.csv").status_code == 405


def test_a_view_without_a_map_has_a_picture_of_its_table(door: FlaskClient) -> None:
    answer = door.get(f"/en/{VOTE}/results/country/final/map.png")
    assert answer.status_code == 200


def test_what_is_kept_is_made_from_the_release_and_never_from_the_live_folder(
    settings: Settings, tmp_path: Path
) -> None:
    """What was published stays, whatever becomes of the folder."""
    live = settings.country / "elections" / VOTE / "turnout.csv"
    text = live.read_text("utf-8")
    before = _door(settings).get(f"{VIEW}/table.csv").data
    try:
        for spoilt in (text.replace(",20,", ",99,"), text.replace("measure,", "thing,", 1)):
            live.write_text(spoilt, "utf-8")
            assert _door(settings).get(f"{VIEW}/table.csv").data == before
    finally:
        live.write_text(text, "utf-8")


def test_a_download_names_its_release_and_where_these_very_figures_stay(
    door: FlaskClient,
) -> None:
    head = door.get(f"{VIEW}/table.csv").get_data(as_text=True).partition("\nunit,")[0]
    assert re.search(r"# Release: 1, \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\n", head)
    assert f"https://example.org{VIEW}/\n" in head
    assert f"https://example.org/r/1{VIEW}/" in head


def test_what_is_pinned_is_kept_under_the_name_of_its_release(door: FlaskClient) -> None:
    answer = door.get(f"/r/1{VIEW}/table.csv")
    assert answer.status_code == 200
    kept_as = f"baqylau-r1-{VOTE}-turnout-region-12-00-en.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kept_as}"'
    assert door.get(f"/r/999{VIEW}/table.csv").status_code == 418
