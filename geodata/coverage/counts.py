"""Coverage in counts: stations, stations observed, visits and teams, for every unit of a mission.

Things that lie in one unit each are added up; teams, which may work in several units, are counted
anew at each level. A visit is one report; a station visited twice is one station observed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geodata.coverage.day import Day
from geodata.coverage.reports import HOURS, NO_STAGE
from geodata.coverage.territory import NONE, Ints, Territory
from geodata.figures import Nothing

Columns = Mapping[str, Ints]


@dataclass(frozen=True, slots=True)
class Group:
    """The same counts for some of the teams only (one organisation, one role), one a unit."""

    planned: Ints
    deployed: Ints
    reporting: Ints
    visits: Ints
    observed: Ints


@dataclass(frozen=True)
class Coverage:
    """Counts by number of unit.

    ``by_stage_and_hour`` has the axes unit, stage (the last: not said) and hour from midnight
    (the last: not known). ``unlisted`` visits went to places that are not in the mission's lists:
    they are visits, but no station observed. ``unplaced`` reports name no unit that is known;
    ``strangers`` come from teams the mission does not have. Organisations count their parts, too.
    """

    territory: Territory
    stations: Ints
    observed: Ints
    commissions: Ints
    commissions_observed: Ints
    unlisted: Ints
    by_stage_and_hour: Ints
    teams: Group
    organisations: Mapping[str, Group]
    roles: Mapping[str, Group]
    unplaced: int
    strangers: int

    @cached_property
    def visits(self) -> Ints:
        """Visits of each unit."""
        total: Ints = self.by_stage_and_hour.sum(axis=(1, 2))
        return total

    def nothing(self, unit: str) -> Nothing | None:
        """Why no station of a unit was observed; None where one was."""
        number = self.territory.unit_number[unit]
        if self.observed[number]:
            return None
        if self.visits[number]:
            return Nothing.REPORTED_ZERO
        return Nothing.DEPLOYED_NO_REPORT if self.teams.deployed[number] else Nothing.NOT_DEPLOYED


def coverage(day: Day) -> Coverage:
    """Coverage of every unit at every level, as of the day's moment."""
    return _Counting(day).result()


class _Counting:
    """One count of a day's rows."""

    def __init__(self, day: Day) -> None:
        self.day, self.territory = day, day.territory
        self.rows = day.reports.counted()
        self.size = len(self.territory.units)
        self.placed = self.rows["unit"] != NONE

    def result(self) -> Coverage:
        territory, rows = self.territory, self.rows
        teams = _Teams(self.day, rows)
        return Coverage(
            territory,
            territory.per_unit(territory.station_unit),
            _distinct(territory, rows["station"], territory.station_unit),
            territory.per_unit(territory.commission_unit),
            _distinct(territory, rows["commission"], territory.commission_unit),
            territory.per_unit(rows["unit"][rows["unlisted"] > 0]),
            self._by_stage_and_hour(),
            teams.group(None),
            teams.organisations(),
            teams.roles(),
            int(len(rows["unit"]) - np.count_nonzero(self.placed)),
            int(np.count_nonzero(rows["team"] == NONE)),
        )

    def _by_stage_and_hour(self) -> Ints:
        stages, hours = NO_STAGE + 1, HOURS + 1
        cells = (self.rows["unit"] * stages + self.rows["stage"]) * hours + self.rows["hour"]
        if not self.placed.all():
            cells = cells[self.placed]
        counts = np.bincount(cells, minlength=self.size * stages * hours)
        return self.territory.summed(counts.reshape(self.size, stages, hours))


def _distinct(territory: Territory, places: Ints, unit_of: Ints) -> Ints:
    """Of each unit, how many of its places stand among these."""
    seen = np.zeros(len(unit_of) + 1, dtype=bool)
    # NONE is the last place, which is no station.
    seen[places] = True
    return territory.per_unit(unit_of[seen[:-1]])


class _Teams:
    """Counts of teams: of all, of an organisation with its parts, of a role."""

    def __init__(self, day: Day, rows: Columns) -> None:
        self.day, self.territory, self.rows = day, day.territory, rows
        self.size = len(self.territory.units)
        self.count = len(day.mission.teams)
        kinds = sorted({(one.organisation, one.role) for one in day.mission.teams})
        number = {kind: at for at, kind in enumerate(kinds)}
        self.kinds = kinds
        # A report of a team that the mission does not have is of the last kind, and in no group.
        of_teams = [number[one.organisation, one.role] for one in day.mission.teams]
        self.kind = np.array([*of_teams, len(kinds)], dtype=np.int64)
        self.reporting = self._reporting()
        self.deployed = _distinct_numbers(np.concatenate([day.deployed_pairs, self.reporting]))
        self.visits, self.stations = self._by_kind()

    def _reporting(self) -> Ints:
        """Pairs of team and unit with a report, at every level."""
        known = (self.rows["unit"] != NONE) & (self.rows["team"] != NONE)
        pairs = self.rows["team"] * self.size + self.rows["unit"]
        leaves = _distinct_numbers(pairs if known.all() else pairs[known])
        team, unit = np.divmod(leaves, self.size)
        levels = []
        for above in self.territory.aboves.values():
            upper = above[unit]
            levels.append(_distinct_numbers((team * self.size + upper)[upper != NONE]))
        return np.concatenate(levels)

    def _by_kind(self) -> tuple[Ints, npt.NDArray[np.bool_]]:
        kinds = len(self.kinds) + 1
        kind = self.kind[self.rows["team"]]
        known = self.rows["unit"] != NONE
        cells = self.rows["unit"] * kinds + kind
        visits = np.bincount(cells if known.all() else cells[known], minlength=self.size * kinds)
        stations = len(self.territory.station_unit) + 1
        seen = np.zeros(kinds * stations, dtype=bool)
        seen[kind * stations + self.rows["station"] % stations] = True
        return visits.reshape(self.size, kinds), seen.reshape(kinds, stations)[:, :-1]

    def organisations(self) -> Mapping[str, Group]:
        """Organisation → its counts, those of its parts among them; only those with teams."""
        named = self.day.mission.organisations
        wanted: dict[str, set[str]] = {}
        for own in dict.fromkeys(one.organisation for one in self.day.mission.teams):
            above: str = own
            while above and own not in wanted.get(above, set()):
                wanted.setdefault(above, set()).add(own)
                above = named[above].part_of if above in named else ""
        return {
            whole: self.group([kind[0] in parts for kind in self.kinds])
            for whole, parts in wanted.items()
        }

    def roles(self) -> Mapping[str, Group]:
        """Role → its counts."""
        found = dict.fromkeys(one.role for one in self.day.mission.teams)
        return {role: self.group([kind[1] == role for kind in self.kinds]) for role in found}

    def group(self, chosen: list[bool] | None) -> Group:
        """The counts of the teams of some kinds; None: of everyone, strangers among them."""
        of_kind = np.array([*(chosen or [True] * len(self.kinds)), chosen is None])
        of_team = of_kind[self.kind[:-1]]
        seen = self.stations[of_kind].any(axis=0)
        return Group(
            self._teams(self.day.planned_pairs, of_team),
            self._teams(self.deployed, of_team),
            self._teams(self.reporting, of_team),
            self.territory.summed(self.visits[:, of_kind].sum(axis=1)),
            self.territory.per_unit(self.territory.station_unit[seen]),
        )

    def _teams(self, pairs: Ints, of_team: npt.NDArray[np.bool_]) -> Ints:
        team, unit = np.divmod(pairs, self.size)
        return np.bincount(unit[of_team[team]], minlength=self.size)


def _distinct_numbers(numbers: Ints) -> Ints:
    return np.unique(numbers)
