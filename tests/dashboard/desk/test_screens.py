"""Screens as they are served: made once for all who see the same, to nobody more than theirs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.test import Client

from dashboard.desk.missions import Followed
from dashboard.desk.people import Role
from geodata.store.store import Store
from tests.dashboard.desk.little_mission_folder import ID, open_store, send, write_mission
from tests.dashboard.desk.small_desk import SmallDesk, ask
from tests.geodata.coverage.little_mission import visit

DAY = f"/en/{ID}/day/observed/region/now/"
VISITS = (
    visit("v1", "t1", "s1", "1", 11),
    visit("v2", "t2", "s2", "1", 20),
    visit("v3", "t3", "n1", "1", 30),
)


@pytest.fixture
def store(desk: SmallDesk) -> Iterator[Store]:
    """The store of a desk that has the mission of Testland."""
    write_mission(desk.settings.var)
    store = open_store(desk)
    send(store, *VISITS)
    yield store
    store.close()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every reader looks for what is new, and no second is shared."""
    monkeypatch.setattr("dashboard.desk.missions.SECONDS_SHARED", -1.0)
    monkeypatch.setattr("dashboard.desk.missions._SECONDS_BETWEEN_LOOKS", -1.0)


def view(client: Client, path: str, name: str = "view.json") -> dict[str, object]:
    """A view's content."""
    answer = ask(client, path + name)
    assert answer.status_code == 200, answer.status
    told: dict[str, object] = answer.get_json()
    return told


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("role", [one for one in Role if one is not Role.WALL])
def test_every_role_but_the_wall_reads_the_screens(desk: SmallDesk, role: Role) -> None:
    answer = ask(desk.signed_in(role), DAY)
    assert answer.status_code == 200
    assert f">{role}</a>" in answer.text
    assert "<!-- person -->" not in answer.text


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/en/{ID}/", 302), (f"/en/{ID}/team/team-0/now/", 302),
        (f"/en/{ID}/day/nothing/region/now/", 404), (f"/en/{ID}/day/observed/country/now/", 404),
        (f"/en/{ID}/findings/seen.nothing/region/now/", 404), ("/en/nobody/work2/", 404),
        (f"/xx/{ID}/day/observed/region/now/", 404), (f"/en/{ID}/gaps/region/", 404),
        (f"/en/{ID}/day/observed/region/2024-06-02T23-00/", 404),
        (f"/en/{ID}/day/observed/region/2024-06-02T07-15/", 200),
        (f"/en/{ID}/unit/nowhere/now/view.json", 404), (f"/en/{ID}/unit/s1/now/view.json", 200),
        (f"/en/..%2f{ID}/day/observed/region/now/", 404),
    ],
)  # fmt: skip
def test_addresses_lead_to_what_they_name_or_nowhere(
    desk: SmallDesk, path: str, status: int
) -> None:
    assert ask(desk.signed_in(Role.LEADERSHIP), path).status_code == status


def test_a_view_that_has_not_changed_is_not_sent_again(desk: SmallDesk, store: Store) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    tag = str(view(client, DAY)["tag"])
    again = ask(client, DAY + "again.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    send(store, visit("v4", "t1", "s1", "2", 31))
    after = ask(client, DAY + "again.json", headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert "3 of 65" not in json.dumps(after.get_json())
    assert "4 of 65" in json.dumps(after.get_json())


@pytest.mark.usefixtures("store")
def test_readers_who_see_the_same_share_what_is_made(desk: SmallDesk) -> None:
    pages = desk.server.view_functions["view"]
    made = pages.__closure__[0].cell_contents.made  # type: ignore[index]
    clients = [desk.signed_in(role) for role in (Role.LEADERSHIP, Role.CO_ORDINATOR)]
    bodies = {ask(client, DAY + "view.json").data for client in clients for _ in range(5)}
    assert len(bodies) == 1
    assert made.count == 1
    view(desk.signed_in(Role.VIEWER), DAY)
    assert made.count == 2


def everything_of(client: Client, screens: Callable[[str], str]) -> str:
    """All that a reader is sent of every screen, with every card it leads to."""
    told = []
    for screen in (
        "day/observed/region/now", "day/observed/district/now", "gaps/district/now",
        "silence/region/now", "incidents/region/now", "findings/stage.voting/district/now",
        "turnout/latest/district/now",
    ):  # fmt: skip
        found = view(client, screens(screen))
        told.append(json.dumps(found, ensure_ascii=False))
        told.append(ask(client, screens(screen)).text)
        cards: dict[str, str] = found["cards"]  # type: ignore[assignment]
        told += [ask(client, one + "view.json").text for one in cards.values()]
    return "".join(told)


@pytest.mark.usefixtures("store")
def test_a_long_term_team_is_told_nothing_of_other_units(desk: SmallDesk) -> None:
    said = everything_of(desk.signed_in(Role.LONG_TERM_TEAM), lambda one: f"/en/{ID}/{one}/")
    assert "Spruce" in said
    for elsewhere in ("Apple", "Birch", "Cherry", ">t1<", ">t2<", "of 65"):
        assert elsewhere not in said, elsewhere
    head = everything_of(desk.signed_in(Role.LEADERSHIP), lambda one: f"/en/{ID}/{one}/")
    assert all(one in head for one in ("Apple", "Birch", "Cherry", ">t1<", "of 65"))


@pytest.mark.usefixtures("store")
def test_a_card_of_another_unit_is_not_there_for_a_long_term_team(desk: SmallDesk) -> None:
    client = desk.signed_in(Role.LONG_TERM_TEAM)
    assert ask(client, f"/en/{ID}/unit/s1/now/view.json").status_code == 404
    cards = view(desk.signed_in(Role.LEADERSHIP), f"/en/{ID}/silence/region/now/")["cards"]
    seen = [ask(client, one + "view.json").status_code for one in cards.values()]  # type: ignore[attr-defined]
    assert seen.count(200) < len(seen)


def test_a_faulty_folder_leaves_the_mission_as_it_was(desk: SmallDesk, store: Store) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    before = view(client, DAY)["slots"]
    folder = desk.settings.var / "missions" / ID
    (folder / "teams.csv").write_text("team,organisation\nno,such,line\n", "utf-8")
    assert view(client, DAY)["slots"] == before


def test_a_mission_that_is_set_up_later_is_served(desk: SmallDesk, store: Store) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    assert ask(client, "/en/second/day/observed/region/now/").status_code == 404
    write_mission(desk.settings.var, "second")
    answer = ask(client, "/en/second/day/observed/region/now/")
    assert answer.status_code == 200
    assert f'href="/en/{ID}/day/observed/region/now/"' in answer.text


@pytest.mark.usefixtures("store")
def test_a_store_that_cannot_be_read_is_said_in_words(
    desk: SmallDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = desk.signed_in(Role.LEADERSHIP)

    def broken(_: Followed) -> None:
        raise OperationalError("select", {}, Exception("disk"))

    monkeypatch.setattr(Followed, "present", broken)
    answer = ask(client, DAY + "again.json")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text
    assert "disk" not in answer.text
