"""Read the teams of a mission and the plan of their day: who goes where, and when."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from geodata.errors import Fault
from geodata.missions.ground import Ground
from geodata.missions.mission import ROLES, Station, Stop, Team
from geodata.missions.tables import read_rows
from geodata.read_cells import Cells

TEAM_COLUMNS = ("team", "organisation", "role", "units", "stations")
PLAN_COLUMNS = ("team", "unit", "station", "starts", "ends")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:00)?", re.ASCII)


@dataclass(frozen=True)
class Places:
    """What teams can be sent to, and the day and zone that a bare hour belongs to."""

    ground: Ground
    stations: tuple[Station, ...]
    commissions: tuple[Station, ...]
    day: date
    zone: ZoneInfo

    @cached_property
    def keys(self) -> frozenset[tuple[str, str]]:
        """Unit and id of every station and commission."""
        return frozenset((one.unit, one.id) for one in (*self.stations, *self.commissions))

    @cached_property
    def units_of(self) -> dict[str, tuple[str, ...]]:
        """Station id → the units that have a station of that id."""
        found: dict[str, tuple[str, ...]] = {}
        for unit, name in sorted(self.keys):
            found[name] = (*found.get(name, ()), unit)
        return found


def read_teams(
    folder: Path, places: Places, organisations: Collection[str], faults: list[Fault]
) -> tuple[Team, ...]:
    """The teams, in the order of the file."""
    found: dict[str, Team] = {}
    for row in read_rows(folder, "teams", TEAM_COLUMNS, faults):
        cells = Cells(row)
        team = Team(
            cells.id("team"),
            cells.one_of(
                "organisation", organisations, "an organisation of the country or mission"
            ),
            cells.one_of("role", ROLES),
            _units(cells, places),
            _stations(cells, places),
        )
        if team.id in found:
            cells.wrong("team", "each team once")
        faults += cells.faults
        if not cells.faults:
            found[team.id] = team
    return tuple(found.values())


def _units(cells: Cells, places: Places) -> tuple[str, ...]:
    units = tuple(dict.fromkeys(cells["units"].split()))
    unknown = [one for one in units if one not in places.ground.units]
    if unknown:
        expected = "ids of units in force on the day of the vote, separated by spaces"
        cells.wrong("units", f"{expected}; not among them: {', '.join(unknown[:12])}")
    return units


def _stations(cells: Cells, places: Places) -> tuple[tuple[str, str], ...]:
    """Stations by their id, or as ``id@unit`` where several units have the id."""
    found: list[tuple[str, str]] = []
    for word in dict.fromkeys(cells["stations"].split()):
        name, _, unit = word.partition("@")
        units = (unit,) if unit else places.units_of.get(name, ())
        if len(units) == 1 and (units[0], name) in places.keys:
            found.append((units[0], name))
        else:
            which = f"; {name} is in {', '.join(units)}: write {name}@{units[0]}" if units else ""
            cells.wrong("stations", f"{word}: a station of the list{which}")
    return tuple(found)


def read_plan(
    folder: Path, places: Places, teams: Collection[str], faults: list[Fault]
) -> tuple[Stop, ...]:
    """The deployment plan; an hour without a day is one of the day of the vote."""
    stops: list[Stop] = []
    for row in read_rows(folder, "deployment", PLAN_COLUMNS, faults):
        cells = Cells(row)
        team = cells.one_of("team", teams, "a team of the list of teams")
        unit, station = cells["unit"], cells["station"]
        if unit not in places.ground.units:
            cells.wrong("unit", "the id of a unit in force on the day of the vote")
        elif station and (unit, station) not in places.keys:
            cells.wrong("station", f"a station or commission of {unit}, or nothing")
        starts, ends = _moment(cells, "starts", places), _moment(cells, "ends", places)
        if starts and ends and ends < starts:
            cells.wrong("ends", "not before it starts")
        faults += cells.faults
        if not cells.faults and starts and ends:
            stops.append(Stop(team, unit, station, starts, ends))
    return tuple(stops)


def _moment(cells: Cells, column: str, places: Places) -> datetime | None:
    text = cells[column]
    if _HOUR.fullmatch(text):
        hour = time.fromisoformat(text)
        return datetime.combine(places.day, hour, places.zone)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        cells.wrong(column, "an hour such as 07:30, or a moment such as 2016-03-21T01:00+06:00")
        return None
    return moment
