"""A made-up day of India's size: stations by the million, and as many reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from geodata.country import Named
from geodata.coverage.day import Day
from geodata.coverage.territory import Territory
from geodata.missions.ground import Ground
from geodata.missions.mission import STAGES, Mission, Station, Team
from geodata.store.events import Event, Kind
from geodata.units import Unit

REGIONS, DISTRICTS, ORGANISATIONS = 36, 800, 4
NAMES = tuple(f"irregularity-{number}" for number in range(8))
WORDS = ("very-good", "good", "bad", "very-bad")
TURNOUT_HOURS = ("09:00", "11:00", "13:00", "15:00", "17:00")
START = datetime(2024, 4, 19, 1, tzinfo=UTC)


def new_day(stations: int, teams: int) -> Day:
    """A day of a made-up country, with no message yet."""
    units = {"all": Unit("all", "regions", "country", "country", "")}
    for number in range(REGIONS):
        units[f"r{number}"] = Unit(f"r{number}", "regions", "region", "oblast", "all")
    for number in range(DISTRICTS):
        parent = f"r{number % REGIONS}"
        units[f"d{number}"] = Unit(f"d{number}", "districts", "district", "district", parent)
    named = {
        f"o{one}": Named(f"o{one}", "organisation", "", {}, {}) for one in range(ORGANISATIONS)
    }
    roles = ("short-term", "long-term", "citizen")
    mission = Mission(
        "bench",
        "2024-04-19-vote",
        True,
        stations=tuple(
            Station(str(one), f"d{one % DISTRICTS}", 900 + one % 200, *_degrees(one))
            for one in range(stations)
        ),
        teams=tuple(
            Team(f"t{one}", f"o{one % ORGANISATIONS}", roles[one % 3], (f"d{one % DISTRICTS}",))
            for one in range(teams)
        ),
        organisations=named,
    )
    ground = Ground(date(2024, 4, 19), units, "all")
    return Day.on(Territory(mission, ground), ZoneInfo("Asia/Kolkata"))


def _degrees(station: int) -> tuple[float, float]:
    """Somewhere near the middle of the station's district; districts lie in rows."""
    row, column = divmod(station % DISTRICTS, 28)
    spread = station // DISTRICTS
    return 8.0 + row + spread % 37 / 37, 68.0 + column + spread % 41 / 41


def reports(mission: Mission, count: int, chance: np.random.Generator) -> list[Event]:
    stations, teams = len(mission.stations), len(mission.teams)
    station, team = chance.integers(stations, size=count), chance.integers(teams, size=count)
    stage, word = chance.integers(len(STAGES), size=count), chance.integers(4, size=count)
    bits, voted = chance.random((count, len(NAMES))) < 0.05, chance.integers(900, size=count)
    minute, late = chance.integers(14 * 60, size=count), chance.integers(90, size=count)
    numbers = zip(
        station.tolist(), team.tolist(), stage.tolist(), word.tolist(), bits.tolist(),
        voted.tolist(), minute.tolist(), late.tolist(), strict=True,
    )  # fmt: skip
    events = []
    for at, (place, who, when, how, seen, ballots, observed, delay) in enumerate(numbers):
        payload: dict[str, object] = {
            "team": f"t{who}",
            "unit": f"d{place % DISTRICTS}",
            "station": str(place),
            "stage": STAGES[when],
            "overall": WORDS[how],
            "irregularities": dict(zip(NAMES, seen, strict=True)),
            "voted": ballots,
            "turnout_at": TURNOUT_HOURS[observed % 5],
        }
        seen_at = START + timedelta(minutes=observed)
        received = seen_at + timedelta(minutes=delay, microseconds=at)
        events.append(
            Event(f"v{at}", 1, Kind.REPORT, payload, "bench", received, seen_at, is_test=True)
        )
    return events


def deployments(mission: Mission) -> Iterator[Event]:
    """Every team is said to be deployed."""
    for one in mission.teams:
        payload = {"team": one.id, "state": "deployed", "who": "bench"}
        yield Event(one.id, 1, Kind.DEPLOYMENT, payload, "desk", START, is_test=True)
