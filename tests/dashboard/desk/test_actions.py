"""What is said at the desk: only what a list has, only of what one sees, kept once, with who."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.desk.people import Role
from geodata.coverage.incidents import incident_name
from geodata.store.events import Event, Kind
from geodata.store.store import Store
from layouts.desk.address import thing_name
from tests.dashboard.desk.little_mission_folder import ID, open_store, send, write_mission
from tests.dashboard.desk.small_desk import SmallDesk, ask
from tests.geodata.coverage.little_mission import visit

T1, T3 = thing_name("team", "t1"), thing_name("team", "t3")
ACT = f"/en/{ID}/act/"
CALL: dict[str, Any] = {"team": T1, "means": "call", "note": "all-well"}
AREA: dict[str, Any] = {"team": T1, "state": "deployed", "units": ["s2", "s1"]}
INCIDENT: dict[str, Any] = {
    "severity": "critical", "category": "violence", "stage": "voting", "unit": "s1",
}  # fmt: skip


@pytest.fixture
def store(desk: SmallDesk) -> Iterator[Store]:
    """The store of a desk that has the mission of Testland."""
    write_mission(desk.settings.var)
    store = open_store(desk)
    seen = {"ballot-box-not-sealed": True}
    send(
        store,
        visit("v1", "t1", "s1", "1", 11, irregularities=seen),
        visit("v3", "t3", "n1", "1", 30),
    )
    yield store
    store.close()


def say(desk: SmallDesk, role: Role, act: str, key: str = "", **body: Any) -> int:  # noqa: ANN401
    """The status that saying something is answered with."""
    sent = {"key": key or str(uuid.uuid4()), **body}
    return ask(desk.signed_in(role), ACT + act, "POST", json=sent).status_code


def kept(store: Store, kind: Kind) -> list[Event]:
    """What the store has of a kind."""
    return [one.event for one in store.events() if one.event.kind is kind]


def test_a_call_is_kept_with_who_and_when_and_is_in_the_record(
    desk: SmallDesk, store: Store
) -> None:
    assert say(desk, Role.LEADERSHIP, "contact", **CALL) == 200
    (event,) = kept(store, Kind.CONTACT)
    assert event.payload == {"team": "t1", "means": "call", "note": "all-well", "who": "leadership"}
    assert event.is_test
    assert (event.source, event.instance[:5]) == ("desk", "desk/")
    assert (desk.record.lines()[0].what, desk.record.lines()[0].who) == ("acted", "leadership")


def test_a_second_try_is_the_same_message(desk: SmallDesk, store: Store) -> None:
    key = str(uuid.uuid4())
    assert say(desk, Role.LEADERSHIP, "contact", key, **CALL) == 200
    assert say(desk, Role.LEADERSHIP, "contact", key, **CALL) == 200
    assert len(kept(store, Kind.CONTACT)) == 1
    assert say(desk, Role.LEADERSHIP, "contact", key, **CALL | {"note": "held-up"}) == 409


def test_what_is_said_later_is_later_on_the_standing_clock_of_a_rehearsal(
    desk: SmallDesk, store: Store
) -> None:
    down = AREA | {"state": "stood-down", "units": []}
    for body in (AREA, down, AREA, down):
        assert say(desk, Role.LEADERSHIP, "deployment", **body) == 200
    times = [event.received_at for event in kept(store, Kind.DEPLOYMENT)]
    assert times == sorted(set(times))
    assert times[0] > max(event.received_at for event in kept(store, Kind.REPORT))


def test_units_stand_in_the_order_of_the_country(desk: SmallDesk, store: Store) -> None:
    assert say(desk, Role.CO_ORDINATOR, "deployment", **AREA) == 200
    assert kept(store, Kind.DEPLOYMENT)[0].payload["units"] == ["s1", "s2"]


def test_a_team_that_stands_down_has_no_area(desk: SmallDesk, store: Store) -> None:
    assert say(desk, Role.CO_ORDINATOR, "deployment", **AREA | {"state": "stood-down"}) == 200
    assert kept(store, Kind.DEPLOYMENT)[0].payload["units"] == []


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("act", "body", "status"),
    [
        ("contact", CALL | {"note": "Ivan is ill"}, 400),
        ("contact", CALL | {"means": "drum"}, 400),
        ("contact", CALL | {"team": "t1"}, 404),
        ("contact", CALL | {"who": "somebody else"}, 400),
        ("contact", {"team": T1}, 400),
        ("contact", CALL | {"team": ["t1"]}, 400),
        ("deployment", AREA | {"state": "gone"}, 400),
        ("deployment", AREA | {"units": ["nowhere"]}, 400),
        ("deployment", AREA | {"units": "s1"}, 400),
        ("incident", INCIDENT | {"severity": "huge"}, 400),
        ("incident", INCIDENT | {"unit": "<b>"}, 400),
        ("incident", INCIDENT | {"station": "Ivan, +7 701"}, 422),
        ("incident", INCIDENT | {"text": "free"}, 400),
        ("incident", INCIDENT | {"station": "7"}, 200),
        ("follow-up", {"incident": "incident-0", "version": "0", "follow_up": "noted",
                       "status": "open", "severity": "minor"}, 404),
    ],
)  # fmt: skip
def test_only_what_a_list_has_is_taken(
    desk: SmallDesk, act: str, body: dict[str, Any], status: int
) -> None:
    assert say(desk, Role.LEADERSHIP, act, **body) == status


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("key", ["", "1", "x" * 36, "../../etc/passwd"])
def test_a_name_that_no_page_makes_is_refused(desk: SmallDesk, key: str) -> None:
    client = desk.signed_in(Role.LEADERSHIP)
    answer = ask(client, ACT + "contact", "POST", json={"key": key, **CALL})
    assert answer.status_code == 400


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.WALL, Role.ADMINISTRATOR])
def test_those_who_only_look_say_nothing(desk: SmallDesk, store: Store, role: Role) -> None:
    assert say(desk, role, "contact", **CALL) == 403
    assert kept(store, Kind.CONTACT) == []


def test_a_long_term_team_speaks_of_its_own_only(desk: SmallDesk, store: Store) -> None:
    assert say(desk, Role.LONG_TERM_TEAM, "contact", **CALL) == 404
    assert say(desk, Role.LONG_TERM_TEAM, "contact", **CALL | {"team": T3}) == 200
    assert say(desk, Role.LONG_TERM_TEAM, "incident", **INCIDENT) == 400
    assert say(desk, Role.LONG_TERM_TEAM, "incident", **INCIDENT | {"unit": "n1"}) == 200
    area: dict[str, Any] = {"team": T3, "state": "deployed", "units": ["n1", "s1"]}
    assert say(desk, Role.LONG_TERM_TEAM, "deployment", **area) == 400
    assert len(kept(store, Kind.CONTACT)) == 1


def test_a_follow_up_is_the_next_version_and_the_slower_one_is_told(
    desk: SmallDesk, store: Store
) -> None:
    name = incident_name("v1", "ballot-box-not-sealed")
    body = {
        "incident": thing_name("incident", name), "version": "0", "follow_up": "confirmed",
        "status": "in-hand", "severity": "critical",
    }  # fmt: skip
    assert say(desk, Role.LEADERSHIP, "follow-up", **body) == 200
    assert say(desk, Role.CO_ORDINATOR, "follow-up", **body | {"status": "closed"}) == 409
    assert say(desk, Role.CO_ORDINATOR, "follow-up", **body | {"version": "1"}) == 200
    first, second = kept(store, Kind.INCIDENT)
    assert (first.version, second.version) == (1, 2)
    assert first.payload["unit"] == "s1"
    assert "team" not in first.payload
