"""The public door: every address leads somewhere sensible, and says so when it is another one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.public import create_app
from dashboard.settings import COUNTRIES, read_settings
from dashboard.site_writer import SiteWriter
from geodata.read_country import read_country
from geodata.releases.gate import Gate
from geodata.releases.public_data import public_data

HOME = "/en/2016-03-20-mazhilis/turnout/region/18-00/"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site of which only one page has been published."""
    var = tmp_path_factory.mktemp("var")
    folder = COUNTRIES / "kz"
    data = public_data(folder, read_country(folder), Gate(), datetime.now(UTC))
    with SiteWriter(var) as writer:
        writer.write(f"{HOME}index.html", "<h1>turnout</h1>")
        writer.write(f"/r/1{HOME}index.html", "<h1>turnout of release 1</h1>")
        for name, content in data.files.items():
            writer.write(f"/data/{name}", content)
        writer.finish()
    client: FlaskClient = create_app(read_settings({"BAQYLAU_VAR": str(var)})).server.test_client()
    return client


def _goes_to(door: FlaskClient, path: str, language: str = "en") -> str:
    answer = door.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_published_page_is_sent_as_it_is(door: FlaskClient) -> None:
    assert door.get(HOME).get_data(as_text=True) == "<h1>turnout</h1>"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("kk-KZ,kk;q=0.9,ru;q=0.5", "kk"), ("ru", "ru"), ("en-GB,en", "en"), ("fr", "kk"), ("", "kk")],
)
def test_a_newcomer_lands_on_the_first_view_in_a_language_of_theirs(
    door: FlaskClient, accepted: str, language: str
) -> None:
    assert _goes_to(door, "/", accepted) == HOME.replace("/en/", f"/{language}/")


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("/en/2016-03-20-mazhilis/turnout/region/19-00/", HOME),
        ("/en/2016-03-20-mazhilis/turnout/district/18-00/", HOME),
        ("/en/nothing/of/the/kind/at/all/", HOME),
        ("/robots", HOME),
    ],
)
def test_an_unknown_address_leads_to_the_nearest_view_with_a_note(
    door: FlaskClient, asked: str, nearest: str
) -> None:
    assert _goes_to(door, asked) == f"{nearest}?instead={asked}"


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        (f"{HOME.replace('18-00', '19-00')}embed/map/", f"{HOME}embed/map/"),
        ("/en/2016-03-20-mazhilis/unit/nowhere/embed/card/", f"{HOME}embed/full/"),
    ],
)
def test_a_frame_never_gets_a_page_that_may_not_be_framed(
    door: FlaskClient, asked: str, nearest: str
) -> None:
    assert _goes_to(door, asked).startswith(f"{nearest}?instead=")


def test_a_short_address_leads_on_without_a_note(door: FlaskClient) -> None:
    assert _goes_to(door, "/en/") == HOME
    assert _goes_to(door, "/en/2016-03-20-mazhilis") == HOME


def test_a_strangers_words_in_an_address_stay_words(door: FlaskClient) -> None:
    place = _goes_to(door, "/en/x%0d%0aSet-Cookie:a=b/%22%3E%3Cscript%3E/")
    assert place.startswith(f"{HOME}?instead=/en/x%0D%0ASet-Cookie")
    assert "<" not in place
    assert _goes_to(door, "//evil.example/").startswith(HOME)


def test_what_is_not_published_yet_says_so_instead_of_going_in_a_circle(door: FlaskClient) -> None:
    assert door.get("/ru/2016-03-20-mazhilis/turnout/region/18-00/").status_code == 503


def test_nothing_is_answered_at_the_callbacks_address(door: FlaskClient) -> None:
    body = {"output": "chart.figure", "outputs": {"id": "chart", "property": "figure"}}
    assert door.post("/_dash-update-component", json=body).status_code == 404


def test_what_is_pinned_is_sent_as_it_is(door: FlaskClient) -> None:
    assert door.get(f"/r/1{HOME}").get_data(as_text=True) == "<h1>turnout of release 1</h1>"


def test_a_release_in_which_a_view_did_not_change_leads_to_the_one_whose_figures_it_had(
    door: FlaskClient,
) -> None:
    assert _goes_to(door, f"/r/7{HOME}") == f"/r/1{HOME}"
    # Where nothing is kept, the living page says that it is another one.
    other = HOME.replace("18-00", "16-00")
    assert _goes_to(door, f"/r/7{other}") == f"{other}?instead=/r/7{other}"


def test_without_a_release_the_door_says_that_nothing_is_ready(tmp_path: Path) -> None:
    door = create_app(read_settings({"BAQYLAU_VAR": str(tmp_path)})).server.test_client()
    assert door.get("/").status_code == 503
    assert door.get(HOME).status_code == 503
