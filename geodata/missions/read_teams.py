"""Read the teams of a mission and the plan of their day: who goes where, and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from geodata.country import Named
from geodata.errors import Fault
from geodata.missions.ground import Ground
from geodata.missions.likely import Likely
from geodata.missions.mission import ROLES, Station, Stop, Team
from geodata.missions.read_places import read_unit
from geodata.missions.tables import read_rows
from geodata.missions.unsure import Unsure
from geodata.read_cells import Cells
from geodata.said import Said, said, with_hint

TEAM_COLUMNS = ("team", "organisation", "role", "units", "stations")
PLAN_COLUMNS = ("team", "unit", "station", "starts", "ends")
# Workbooks write 07:30 as 7:30 and with seconds.
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?", re.ASCII)


@dataclass(frozen=True)
class Places:
    """What teams can be sent to, and the day and zone that a bare hour belongs to; ``unsure`` has
    the stations and commissions whose own rows have faults."""

    ground: Ground
    stations: tuple[Station, ...]
    commissions: tuple[Station, ...]
    day: date
    zone: ZoneInfo
    unsure: Unsure

    @cached_property
    def keys(self) -> frozenset[tuple[str, str]]:
        """Unit and id of every station and commission."""
        return frozenset((one.unit, one.id) for one in (*self.stations, *self.commissions))

    def has(self, unit: str, name: str) -> bool:
        """Whether a unit has a station or commission of an id, or may have it."""
        return (unit, name) in self.keys or name in self.unsure

    @cached_property
    def units_of(self) -> dict[str, tuple[str, ...]]:
        """Station id → the units that have a station of that id."""
        found: dict[str, tuple[str, ...]] = {}
        for unit, name in sorted(self.keys):
            found[name] = (*found.get(name, ()), unit)
        return found


def read_teams(
    folder: Path,
    places: Places,
    organisations: Mapping[str, Named],
    faults: list[Fault],
    unsure: Unsure,
) -> tuple[Team, ...]:
    """The teams, in the order of the file; ``unsure`` learns of those that cannot be used."""
    found: dict[str, Team] = {}
    known = Likely({one.id: _names(one) for one in organisations.values()})
    wrong: list[Fault] = []
    for row in read_rows(folder, "teams", TEAM_COLUMNS, wrong):
        cells = Cells(row)
        team = Team(
            cells.id("team"),
            _organisation(cells, organisations, known),
            cells.one_of("role", ROLES),
            _units(cells, places),
            _stations(cells, places),
        )
        if team.id in found:
            cells.wrong("team", said("each team once"))
        wrong += cells.faults
        if cells.faults:
            unsure.add(team.id)
        else:
            found[team.id] = team
    unsure.heed(wrong)
    faults += wrong
    return tuple(found.values())


def _names(organisation: Named) -> tuple[str, ...]:
    return (*organisation.names.values(), *organisation.short_names.values())


def _organisation(cells: Cells, organisations: Collection[str], known: Likely) -> str:
    name = cells["organisation"]
    if name not in organisations:
        which = known.hint(name) or said("one of: {choices}", choices=list(organisations))
        expected = said("an organisation of the country or mission")
        cells.wrong("organisation", with_hint(expected, which))
    return name


def _units(cells: Cells, places: Places) -> tuple[str, ...]:
    ground, units = places.ground, tuple(dict.fromkeys(cells["units"].split()))
    for one in units:
        if one not in ground.units:
            expected = said(
                "{unit}: ids of units in force on the day of the vote, separated by spaces",
                unit=one,
            )
            cells.wrong("units", with_hint(expected, ground.likely.hint(one)))
    return units


def _stations(cells: Cells, places: Places) -> tuple[tuple[str, str], ...]:
    """Stations by their id, or as ``id@unit`` where several units have the id."""
    found: list[tuple[str, str]] = []
    for word in dict.fromkeys(cells["stations"].split()):
        name, _, unit = word.partition("@")
        units = (unit,) if unit else places.units_of.get(name, ())
        if len(units) == 1 and (units[0], name) in places.keys:
            found.append((units[0], name))
        elif name not in places.unsure:
            there = places.units_of.get(name, ())
            cells.wrong("stations", _no_station(word, name, there))
    return tuple(found)


def _no_station(word: str, name: str, there: Sequence[str]) -> Said:
    if not there:
        return said("{word}: a station of the list", word=word)
    return said(
        "{word}: a station of the list; {station} is in {units}: write {station}@{unit}",
        word=word,
        station=name,
        units=there,
        unit=there[0],
    )


def read_plan(
    folder: Path, places: Places, teams: Collection[str], faults: list[Fault], unsure: Unsure
) -> tuple[Stop, ...]:
    """The deployment plan; an hour without a day is one of the day of the vote."""
    stops: list[Stop] = []
    for row in read_rows(folder, "deployment", PLAN_COLUMNS, faults):
        cells = Cells(row)
        team = cells["team"]
        if team not in teams and team not in unsure:
            cells.wrong("team", said("a team of the list of teams"))
        unit, station = read_unit(cells, places.ground), cells["station"]
        if unit in places.ground.units and station and not places.has(unit, station):
            expected = said("a station or commission of {unit}, or nothing", unit=unit)
            cells.wrong("station", expected)
        starts, ends = _moment(cells, "starts", places), _moment(cells, "ends", places)
        if starts and ends and ends < starts:
            cells.wrong("ends", said("not before it starts"))
        faults += cells.faults
        if not cells.faults and starts and ends:
            stops.append(Stop(team, unit, station, starts, ends))
    return tuple(stops)


def _moment(cells: Cells, column: str, places: Places) -> datetime | None:
    text = cells[column]
    if hour := _HOUR.fullmatch(text):
        return datetime.combine(places.day, time(int(hour[1]), int(hour[2])), places.zone)
    try:
        moment = datetime.fromisoformat(text) if ":" in text else None
    except ValueError:
        moment = None
    if moment is None:
        expected = said("an hour such as 07:30, or a moment such as 2016-03-21T01:00+06:00")
        cells.wrong(column, expected)
        return None
    # A workbook's moments have no offset: they are told by the clock that bare hours are told by.
    return moment if moment.tzinfo else moment.replace(tzinfo=places.zone)
