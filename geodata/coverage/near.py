"""Which teams are near a gap: where each last reported from, how far that is, what it has left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geodata.coverage.day import Day
from geodata.coverage.distances import candidates, nearest_km
from geodata.coverage.territory import NONE, Ints
from geodata.missions.mission import Station, Stop

_READ = ("team", "unit", "station", "commission", "received", "observed")


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


def near_teams(day: Day, unit: str, most: int = 10) -> NearTeams:
    """The deployed teams nearest to a gap, by the place of their last report."""
    return Nearby(day).to(unit, most)


class Nearby:
    """Where every team was last, and what it has left, as of the moment this is made."""

    def __init__(self, day: Day) -> None:
        self.mission, self.territory = day.mission, day.territory
        self._words = day.deployments
        rows = day.reports.counted()
        # Copies: the day goes on, and what was said of this moment must not.
        self._rows = {name: rows[name].copy() for name in _READ}

    def to(self, unit: str, most: int = 10) -> NearTeams:
        """The teams nearest to the stations of a unit that nobody has visited."""
        number = self.territory.unit_number[unit]
        inside = np.array([number in self.territory.chain(one) for one in range(self._size)])
        missed = np.flatnonzero(~self._seen & inside[self.territory.station_unit])
        targets = missed[~np.isnan(self._points[missed]).any(axis=1)]
        last = self._last_station
        teams = [team for team in range(len(last)) if self._is_out(team, int(last[team]))]
        placed = [
            one for one in teams if last[one] != NONE and not self._is_nowhere(int(last[one]))
        ]
        known = set(placed)
        lost = tuple(self._name(one) for one in teams if one not in known)
        if not len(targets) or not placed:
            return NearTeams((), lost, bool(len(targets)))
        origins, there = self._points[last[placed]], self._points[targets]
        chosen = candidates(origins, there, most)
        distances, nearest = nearest_km(origins[chosen], there)
        teams = [placed[one] for one in chosen.tolist()]
        found = sorted(zip(distances.tolist(), teams, targets[nearest].tolist(), strict=True))
        return NearTeams(
            tuple(self._near(team, int(last[team]), km, to) for km, team, to in found[:most]),
            lost,
            True,
        )

    @property
    def _size(self) -> int:
        return len(self.territory.units)

    @cached_property
    def _seen(self) -> npt.NDArray[np.bool_]:
        seen = np.zeros(len(self.territory.station_unit) + 1, dtype=bool)
        seen[self._rows["station"]] = True
        return seen[:-1]

    @property
    def _points(self) -> npt.NDArray[np.float64]:
        return self.territory.station_points

    def _is_nowhere(self, station: int) -> bool:
        return bool(np.isnan(self._points[station]).any())

    def _name(self, team: int) -> str:
        return self.mission.teams[team].id

    def _is_out(self, team: int, last: int) -> bool:
        """Whether a team is at work: somebody said so, or nobody did and it has reported."""
        word = self._words.get(self._name(team))
        return word.payload.get("state") == "deployed" if word else last != NONE

    @cached_property
    def _last_station(self) -> Ints:
        """For each team the station of its last report, by the time observed, else received."""
        rows = self._rows
        known = (rows["team"] != NONE) & (rows["station"] != NONE)
        team, station = rows["team"][known], rows["station"][known]
        when = np.where(rows["observed"] != NONE, rows["observed"], rows["received"])[known]
        last = np.full(len(self.mission.teams), NONE, dtype=np.int64)
        # Of two reports of one moment the station later in the list, whatever came first.
        order = np.lexsort((station, when))
        last[team[order]] = station[order]
        return last

    def _near(self, team: int, last: int, km: float, to: int) -> Near:
        stations = self.mission.stations
        mine = self._rows["team"] == team
        done = {(one.unit, one.id) for one in self._places(mine)}
        units = np.unique(self._rows["unit"][mine]).tolist()
        been = {self.territory.units[up] for one in units for up in self.territory.chain(one)}
        left = tuple(
            stop
            for stop in self.mission.stops[self._name(team)]
            if ((stop.unit, stop.station) not in done if stop.station else stop.unit not in been)
        )
        on_stops = {(stop.unit, stop.station) for stop in left}
        planned = self.mission.teams[team].stations
        still = tuple(one for one in planned if one not in done | on_stops)
        where = stations[last]
        return Near(self._name(team), where.unit, where.id, km, stations[to].id, left, still)

    def _places(self, mine: npt.NDArray[np.bool_]) -> Iterator[Station]:
        """The stations and commissions that a team has reported from."""
        lists = {"station": self.mission.stations, "commission": self.mission.commissions}
        for name, listed in lists.items():
            for one in np.unique(self._rows[name][mine]).tolist():
                if one != NONE:
                    yield listed[one]
