"""The mission of Testland: ten stations a district, five abroad; it adds up in the head."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from geodata.country import Country
from geodata.imports.form_map import read_form_map
from geodata.missions.mission import Mission, Station, Stop, Team
from geodata.read_country import read_country
from geodata.store.events import Event, Kind

ROOT = Path(__file__).parents[3]
TESTLAND: Country = read_country(ROOT / "tests" / "testland")
ELECTION = "2024-06-02-assembly"
DISTRICTS = ("s1", "s2", "s3", "n1", "n2", "n3")
MORNING = datetime(2024, 6, 2, 2, 0, tzinfo=UTC)  # 07:00 in Testland
FORM_MAP = read_form_map(ROOT / "geodata" / "imports" / "example" / "station-visit.toml")


def stations() -> tuple[Station, ...]:
    """Ten in each district along its middle, 10 voters each; five abroad, nowhere on the map."""
    inside = [
        Station(str(number), unit, 10, 0.5 + at // 3, 10.05 + at % 3 + (number - 1) / 10)
        for at, unit in enumerate(DISTRICTS)
        for number in range(1, 11)
    ]
    return (*inside, *(Station(f"a{number}", "abroad") for number in range(1, 6)))


TEAMS = (
    Team("core", "league", "core-team", ("testland",)),
    Team("t1", "league", "short-term", ("s1",), (("s1", "1"), ("s1", "2"))),
    Team("t2", "league-house", "parliamentarians", ("s1", "s2")),
    Team("t3", "league", "long-term", ("north",)),
)


def at(minutes: float) -> datetime:
    """So many minutes after seven in the morning."""
    return MORNING + timedelta(minutes=minutes)


def mission(**changes: object) -> Mission:
    """The mission, with some of its parts changed."""
    stop = Stop("t1", "s1", "1", at(0), at(60))
    other = Stop("t1", "s1", "2", at(60), at(120))
    parts: dict[str, object] = {
        "stations": stations(),
        "commissions": (Station("south", "south"),),
        "teams": TEAMS,
        "plan": (stop, other),
        "organisations": TESTLAND.organisations,
        "form_map": FORM_MAP,
        "smallest_n": 2,
    }
    return Mission("league", ELECTION, **{"is_test": False, **parts, **changes})  # type: ignore[arg-type]


def event(  # noqa: PLR0917
    instance: str,
    kind: Kind,
    payload: Mapping[str, object],
    minutes: float,
    version: int = 1,
    observed: datetime | None = None,
) -> Event:
    """A message received so many minutes after seven."""
    return Event(instance, version, kind, payload, "desk", at(minutes), observed)


def visit(  # noqa: PLR0917
    instance: str,
    team: str,
    unit: str,
    station: str,
    minutes: float,
    version: int = 1,
    seen_at: float | None = None,
    **more: object,
) -> Event:
    """A report of a visit, observed five minutes before it came in unless said otherwise."""
    payload = {"team": team, "unit": unit, "station": station, "stage": "voting", **more}
    observed = at(minutes - 5 if seen_at is None else seen_at)
    return event(instance, Kind.REPORT, payload, minutes, version, observed)
