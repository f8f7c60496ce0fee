"""A mission, a store and a desk whose every private name is CANARY-…: what must never get out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert

from dashboard.desk import people
from dashboard.desk.browsers import BROWSERS
from dashboard.desk.database import open_desk_database
from dashboard.desk.people import Person, Role
from dashboard.desk.record import Record, What
from dashboard.desk.sessions import Sessions
from dashboard.intake.tokens import make_token
from dashboard.settings import Settings
from geodata.missions.mission import Mission, Station, Stop, Team
from geodata.store.engines import writing
from geodata.store.events import Event, Kind
from geodata.store.store import Store
from tests.dashboard.desk.little_mission_folder import write_mission
from tests.dashboard.desk.small_desk import KEPT
from tests.geodata.coverage.little_mission import DISTRICTS, ELECTION, at, event, mission, visit

CANARY = "CANARY"
TEAM = "canary-team"
STATIONS = tuple(f"CANARY-{number}" for number in range(1, 4))


def private_mission() -> Mission:
    """The mission of Testland after its statement, under other names."""
    stations = tuple(Station(one, unit, 1000, 0.5, 10.05) for unit in DISTRICTS for one in STATIONS)
    return replace(
        mission(),
        id="canary-mission",
        stations=stations,
        commissions=(Station("CANARY-commission", "south"),),
        teams=(Team(TEAM, "league", "short-term", ("s1",), (("s1", STATIONS[0]),)),),
        plan=(Stop(TEAM, "s1", STATIONS[0], at(0), at(60)),),
    )


def private_events() -> list[Event]:
    """Visits to every station, incidents, contacts, conflicts, and leadership that lets all out."""
    visits = [
        visit(f"CANARY-visit-{unit}-{one}", TEAM, unit, one, 30, overall="good")
        for unit in DISTRICTS
        for one in STATIONS
    ]
    who = {"who": "canary-leader"}
    told = {"team": TEAM, "station": STATIONS[0], "unit": "s1", "stage": "voting", **who}
    others = [
        event(
            "CANARY-incident", Kind.INCIDENT, {**told, "severity": "critical", "status": "open"}, 40
        ),
        event("CANARY-contact", Kind.CONTACT, {"team": TEAM, "means": "call", **who}, 41),
        event("CANARY-stand", Kind.DEPLOYMENT, {"team": TEAM, "state": "stood-down", **who}, 42),
        replace(visits[0], payload={**visits[0].payload, "overall": "bad"}),
    ]
    gates = [
        event(
            f"CANARY-gate-{measure}-{name}",
            Kind.GATE,
            {"about": "release", "election": ELECTION, "measure": measure, "who": name},
            3_000,
        )
        for measure in ("coverage", "findings")
        for name in ("canary-leader", "canary-deputy")
    ]
    return [replace(one, source="canary-source") for one in (*visits, *others, *gates)]


def seed(settings: Settings) -> list[str]:
    """Fill everything that is private; the secrets that must not get out either."""
    folder = write_mission(settings.var, "canary-mission", private_mission())
    with (folder / "mission.toml").open("a") as file:
        file.write(f"statement_at = {at(2_000).isoformat()}\n")
    with Store.open(settings.store_address(False), False) as store:
        store.append(private_events())
    engine = open_desk_database(settings)
    with writing(engine).begin() as connection:
        for name in ("canary-leader", "canary-deputy"):
            people.add(connection, Person(name, Role.LEADERSHIP), KEPT)
        team = Person("canary-ltt", Role.LONG_TERM_TEAM, frozenset({"s1"}))
        people.add(connection, team, KEPT)
        connection.execute(insert(BROWSERS), {"sha256": "CANARY-browser", "since": 0.0})
    Record(engine).note(What.DECIDED, "canary-leader", {"about": "CANARY-visit"})
    word = Sessions(engine, 30, 12).begin("canary-leader")
    _, secret = make_token(engine, "canary-source", "canary-mission", "canary-leader")
    engine.dispose()
    return [KEPT, word, secret]


def files_of(var: Path) -> list[Path]:
    """Everything that the publisher has written."""
    return [path for path in (var / "releases").rglob("*") if path.is_file()]
