"""The territory of a mission as numbers: its units, stations and teams by their place in a list.

Counts of a million reports are quick only as arrays; here every id gets its number once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geodata.missions.ground import Ground
from geodata.missions.mission import Mission, Station
from geodata.units import Level

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NONE = -1


@dataclass(frozen=True)
class Territory:
    """A mission on its ground. Units, stations, commissions and teams are numbered from 0 in the
    order of their files; ``NONE`` stands where there is none."""

    mission: Mission
    ground: Ground

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Unit ids; a unit stands after the one it is part of."""
        return tuple(self.ground.units)

    @cached_property
    def unit_number(self) -> dict[str, int]:
        """Unit id → its number."""
        return {unit: number for number, unit in enumerate(self.units)}

    @cached_property
    def parent(self) -> list[int]:
        """For each unit, the number of the one it is part of."""
        return [self.unit_number.get(one.parent, NONE) for one in self.ground.units.values()]

    @cached_property
    def station_unit(self) -> Ints:
        """For each station, its unit."""
        return self._numbers(one.unit for one in self.mission.stations)

    @cached_property
    def commission_unit(self) -> Ints:
        """For each commission, its unit."""
        return self._numbers(one.unit for one in self.mission.commissions)

    def _numbers(self, units: Iterable[str]) -> Ints:
        return np.fromiter((self.unit_number[unit] for unit in units), dtype=np.int64)

    @cached_property
    def registered(self) -> Ints:
        """For each station, the voters on its list; ``NONE`` where not known."""
        given = (
            NONE if one.registered is None else one.registered for one in self.mission.stations
        )
        return np.fromiter(given, dtype=np.int64)

    @cached_property
    def station_points(self) -> npt.NDArray[np.float64]:
        """For each station its longitude and latitude in degrees; NaN where not known."""
        points = [(one.longitude, one.latitude) for one in self.mission.stations]
        return np.array(points, dtype=float).reshape(-1, 2)

    @cached_property
    def team_number(self) -> dict[str, int]:
        """Team id → its number."""
        return {one.id: number for number, one in enumerate(self.mission.teams)}

    @cached_property
    def station_number(self) -> dict[str, list[int]]:
        """Station id → the numbers of the stations that bear it."""
        return _by_id(self.mission.stations)

    @cached_property
    def commission_number(self) -> dict[str, list[int]]:
        """Commission id → the numbers of the commissions that bear it."""
        return _by_id(self.mission.commissions)

    def place(self, kind: str, name: str, unit: int) -> int:
        """The number of a station or commission, ``NONE`` where it is not listed, or where the
        unit (``NONE``: not said) leaves open which one is meant."""
        numbers, units = (
            (self.station_number, self.station_unit)
            if kind == "station"
            else (self.commission_number, self.commission_unit)
        )
        found = numbers.get(name, [])
        if unit != NONE:
            found = [one for one in found if self.nested(int(units[one]), unit)]
        return found[0] if len(found) == 1 else NONE

    def nested(self, one: int, other: int) -> bool:
        """Whether one of two units lies in the other, or they are the same."""
        return other in self.chain(one) or one in self.chain(other)

    def chain(self, unit: int) -> list[int]:
        """A unit and all it is part of."""
        chain = []
        while unit != NONE:
            chain.append(unit)
            unit = self.parent[unit]
        return chain

    def at(self, level: Level) -> list[int]:
        """The units of a level."""
        return [self.unit_number[unit] for unit in self.ground.at(level)]

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels that figures are counted at."""
        return self.ground.levels

    def above(self, level: Level) -> Ints:
        """For each unit, the unit of a level it lies in; ``NONE`` where it lies in none."""
        wanted = set(self.at(level))
        found = [
            next((one for one in self.chain(unit) if one in wanted), NONE)
            for unit in range(len(self.units))
        ]
        return np.array(found, dtype=np.int64)

    @cached_property
    def aboves(self) -> dict[Level, Ints]:
        """``above`` for every level."""
        return {level: self.above(level) for level in self.levels}

    def summed(self, counts: Ints) -> Ints:
        """Counts of things that lie in one unit each, added up into every larger unit."""
        total = counts.copy()
        for units, parents in self._upward:
            np.add.at(total, parents, total[units])
        return total

    def spread(self, flags: Flags) -> Flags:
        """What is marked of a unit (a row of flags each) is marked of all it is part of; the same
        array, changed."""
        for units, parents in self._upward:
            for unit, parent in zip(units, parents, strict=True):
                flags[parent] |= flags[unit]
        return flags

    @cached_property
    def _upward(self) -> list[tuple[list[int], list[int]]]:
        """Units and what they are part of, the smallest first."""
        steps = []
        for level in reversed(self.levels[1:]):
            units = [unit for unit in self.at(level) if self.parent[unit] != NONE]
            steps.append((units, [self.parent[unit] for unit in units]))
        return steps

    @cached_property
    def stations_per_unit(self) -> Ints:
        """Stations of each unit and its parts."""
        return self.per_unit(self.station_unit)

    @cached_property
    def commissions_per_unit(self) -> Ints:
        """Commissions of each unit and its parts."""
        return self.per_unit(self.commission_unit)

    @cached_property
    def registered_per_unit(self) -> Ints:
        """Voters at the stations whose number of voters is known."""
        voters = np.maximum(self.registered, 0)
        own = np.bincount(self.station_unit, weights=voters, minlength=len(self.units))
        return self.summed(own.astype(np.int64))

    @cached_property
    def unregistered_per_unit(self) -> Ints:
        """Stations whose number of voters is not known."""
        return self.per_unit(self.station_unit[self.registered == NONE])

    def per_unit(self, units: Ints) -> Ints:
        """How many of these (numbers of units, one a thing) lie in each unit."""
        return self.summed(np.bincount(units[units != NONE], minlength=len(self.units)))

    def covered(self, units: Sequence[int]) -> set[int]:
        """The units an area of responsibility reaches: its own, those they are part of, and the
        districts of a region (but not everything, where the area is the country)."""
        reached = {one for unit in units for one in self.chain(unit)}
        regions = {unit for unit in units if unit in self._regions}
        return reached | {one for one in self.at("district") if self.parent[one] in regions}

    @cached_property
    def _regions(self) -> frozenset[int]:
        return frozenset(self.at("region"))

    @cached_property
    def planned(self) -> list[set[int]]:
        """For each team, the units that it is planned for: area, stations and plan together."""
        found = []
        for team in self.mission.teams:
            named = {*team.units, *(unit for unit, _ in team.stations)}
            named |= {stop.unit for stop in self.mission.stops[team.id]}
            found.append(self.covered([self.unit_number[unit] for unit in sorted(named)]))
        return found


def _by_id(places: Sequence[Station]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, one in enumerate(places):
        found.setdefault(one.id, []).append(number)
    return found
