"""Gaps: where nobody has been, the largest first, and which teams are near and have time left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from geodata.coverage.counts import Coverage
from geodata.coverage.day import Day
from geodata.coverage.distances import nearest_km
from geodata.coverage.territory import NONE, Ints
from geodata.figures import Nothing
from geodata.missions.mission import Stop
from geodata.units import Level

Weight = Literal["registered", "stations"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit with stations that nobody has visited.

    ``missed`` is what the ranking goes by: voters registered at those stations, or the stations.
    ``nothing`` says why no station was observed, None where some were.
    """

    unit: str
    stations: int
    observed: int
    missed: int
    nothing: Nothing | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps in order: units without any station observed first, then by what was missed.

    ``weight`` says what the ranking goes by: "registered" only where every station of the level
    has its number of voters; else "stations", and ``without_register`` counts those that lack it.
    """

    weight: Weight
    without_register: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A team near a gap: where it last reported from, the straight-line distance on the ellipsoid
    to the nearest station of the gap without a visit, and what it has left to do."""

    team: str
    last_unit: str
    last_station: str
    distance_km: float
    to_station: str
    stops_left: tuple[Stop, ...]
    stations_left: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NearTeams:
    """Teams by distance; ``without_place`` could not be placed. ``measured`` is false where no
    station of the gap has coordinates, so that no distance can be told."""

    teams: tuple[Near, ...]
    without_place: tuple[str, ...]
    measured: bool


def gaps(day: Day, counts: Coverage, level: Level) -> Gaps:
    """The gaps of a level; units that the mission lists no stations for are not among them."""
    territory = day.territory
    units = territory.at(level)
    unknown = int(territory.unregistered_per_unit[units].sum())
    missed = (
        counts.stations - counts.observed if unknown else counts.registered - counts.registered_seen
    )
    found = [
        Gap(
            territory.units[unit],
            int(counts.stations[unit]),
            int(counts.observed[unit]),
            int(missed[unit]),
            counts.nothing(territory.units[unit]),
        )
        for unit in units
        if counts.stations[unit] > counts.observed[unit]
    ]
    ranked = sorted(found, key=lambda one: (one.observed > 0, -one.missed))
    return Gaps("stations" if unknown else "registered", unknown, tuple(ranked))


def near_teams(day: Day, unit: str, most: int = 10) -> NearTeams:
    """The deployed teams nearest to a gap, by the place of their last report."""
    return _Nearby(day).to(unit, most)


def _seen(day: Day) -> npt.NDArray[np.bool_]:
    seen = np.zeros(len(day.territory.station_unit) + 1, dtype=bool)
    seen[day.reports.counted()["station"]] = True
    return seen[:-1]


class _Nearby:
    """Where every team was last, and what it has left."""

    def __init__(self, day: Day) -> None:
        self.day, self.territory = day, day.territory
        self.rows = day.reports.counted()

    def to(self, unit: str, most: int) -> NearTeams:
        number = self.territory.unit_number[unit]
        inside = np.array([number in self.territory.chain(one) for one in range(self._size)])
        missed = np.flatnonzero(~_seen(self.day) & inside[self.territory.station_unit])
        targets = missed[~np.isnan(self._points[missed]).any(axis=1)]
        last = self._last_station()
        teams = [team for team in range(len(last)) if self._is_out(team, int(last[team]))]
        placed = [
            one for one in teams if last[one] != NONE and not self._is_nowhere(int(last[one]))
        ]
        lost = tuple(self._name(one) for one in teams if one not in set(placed))
        if not len(targets) or not placed:
            return NearTeams((), lost, bool(len(targets)))
        origins = self._points[last[placed]]
        distances, nearest = nearest_km(origins, self._points[targets])
        found = sorted(zip(distances.tolist(), placed, targets[nearest].tolist(), strict=True))
        return NearTeams(
            tuple(self._near(team, int(last[team]), km, to) for km, team, to in found[:most]),
            lost,
            True,
        )

    @property
    def _size(self) -> int:
        return len(self.territory.units)

    @cached_property
    def _points(self) -> npt.NDArray[np.float64]:
        stations = self.day.mission.stations
        points = [(one.longitude, one.latitude) for one in stations]
        return np.array(points, dtype=float).reshape(-1, 2)

    def _is_nowhere(self, station: int) -> bool:
        return bool(np.isnan(self._points[station]).any())

    def _name(self, team: int) -> str:
        return self.day.mission.teams[team].id

    def _is_out(self, team: int, last: int) -> bool:
        """Whether a team is at work: somebody said so, or nobody did and it has reported."""
        word = self.day.deployments.get(self._name(team))
        return word.payload.get("state") == "deployed" if word else last != NONE

    def _last_station(self) -> Ints:
        """For each team the station of its last report, by the time observed, else received."""
        rows = self.rows
        known = (rows["team"] != NONE) & (rows["station"] != NONE)
        team, station = rows["team"][known], rows["station"][known]
        when = np.where(rows["observed"] != NONE, rows["observed"], rows["received"])[known]
        last = np.full(len(self.day.mission.teams), NONE, dtype=np.int64)
        # Of two reports of one moment the station later in the list, whatever came first.
        order = np.lexsort((station, when))
        last[team[order]] = station[order]
        return last

    def _near(self, team: int, last: int, km: float, to: int) -> Near:
        stations, mission = self.day.mission.stations, self.day.mission
        mine = self.rows["team"] == team
        done = {
            (stations[one].unit, stations[one].id)
            for one in np.unique(self.rows["station"][mine]).tolist()
            if one != NONE
        }
        commissions = np.unique(self.rows["commission"][mine]).tolist()
        done |= {
            (mission.commissions[one].unit, mission.commissions[one].id)
            for one in commissions
            if one != NONE
        }
        units = np.unique(self.rows["unit"][mine]).tolist()
        been = {self.territory.units[up] for one in units for up in self.territory.chain(one)}
        left = tuple(
            stop
            for stop in mission.stops[self._name(team)]
            if ((stop.unit, stop.station) not in done if stop.station else stop.unit not in been)
        )
        on_stops = {(stop.unit, stop.station) for stop in left}
        still = (one for one in mission.teams[team].stations if one not in done | on_stops)
        return Near(
            self._name(team),
            stations[last].unit,
            stations[last].id,
            km,
            stations[to].id,
            left,
            tuple(still),
        )
