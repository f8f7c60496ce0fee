"""The wall: it shows to whoever may look, follows the day by itself, and asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dashboard.desk.people import Role
from geodata.store.store import Store
from layouts.desk.wall import MOST_LINES
from tests.dashboard.desk.little_mission_folder import ID, open_store, send, write_mission
from tests.dashboard.desk.small_desk import SmallDesk, ask
from tests.geodata.coverage.little_mission import visit

WALL = f"/en/{ID}/wall/now/"


@pytest.fixture
def store(desk: SmallDesk) -> Iterator[Store]:
    """The store of a desk that has the mission of Testland."""
    write_mission(desk.settings.var)
    store = open_store(desk)
    send(store, visit("v1", "t1", "s1", "1", 11), visit("v2", "t2", "s2", "1", 20))
    yield store
    store.close()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second is shared."""
    monkeypatch.setattr("dashboard.desk.missions.SECONDS_SHARED", -1.0)


@pytest.mark.usefixtures("store")
def test_the_wall_begins_at_its_mission_and_reads_nothing_else(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.WALL)
    assert ask(client, "/en/").headers["Location"] == WALL
    assert ask(client, WALL).status_code == 200
    assert ask(client, f"/en/{ID}/day/observed/region/now/").status_code == 403


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_it_has_the_five_figures_the_age_and_every_panel(desk: SmallDesk, language: str) -> None:
    page = ask(desk.signed_in(Role.WALL), f"/{language}/{ID}/wall/now/").text
    assert page.count('class="wall-figure') == 5
    assert page.count("data-panel=") == 5
    assert 'class="wall-age' in page
    assert "<form" not in page
    assert "<button" not in page


@pytest.mark.usefixtures("store")
def test_everything_of_a_rehearsal_says_so(desk: SmallDesk) -> None:
    assert "SIMULATED" in ask(desk.signed_in(Role.WALL), WALL).text


def test_it_is_sent_again_only_when_something_has_changed(desk: SmallDesk, store: Store) -> None:
    client = desk.signed_in(Role.WALL)
    first = ask(client, f"{WALL}again.json").get_json()
    same = ask(client, f"{WALL}again.json", headers={"If-None-Match": first["tag"]})
    assert same.status_code == 304
    send(store, visit("v3", "t3", "n1", "1", 30))
    later = ask(client, f"{WALL}again.json", headers={"If-None-Match": first["tag"]}).get_json()
    assert later["tag"] != first["tag"]
    assert later["slots"]["five"] != first["slots"]["five"]


@pytest.mark.usefixtures("store")
def test_a_list_is_no_longer_than_a_room_can_read(desk: SmallDesk) -> None:
    page = ask(desk.signed_in(Role.WALL), WALL).text
    panels = page.split("data-panel=")[1:]
    assert all(panel.count("<li") <= MOST_LINES for panel in panels)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("path", ["wall/later/", "wall/", "wall/2024-06-02T23-00/"])
def test_a_wall_of_no_moment_is_nowhere(desk: SmallDesk, path: str) -> None:
    assert ask(desk.signed_in(Role.LEADERSHIP), f"/en/{ID}/{path}").status_code == 404


def test_a_stranger_sees_no_wall(desk: SmallDesk) -> None:
    assert ask(desk.stranger(), WALL).status_code in (302, 401)


@pytest.mark.usefixtures("store")
def test_no_map_draws_on_the_textures_of_one_that_is_hidden(desk: SmallDesk) -> None:
    page = ask(desk.signed_in(Role.WALL), WALL).text
    named = re.findall(r'\bid="([^"]+)"', page)
    assert "n-held-back" in named
    assert len(named) == len(set(named))
    assert 'id="n-' not in page.split("data-panel=", 1)[1]
