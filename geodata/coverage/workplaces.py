"""Where teams work: in which units each is planned, deployed and reporting, at every level."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from geodata.coverage.day import Day
from geodata.coverage.territory import NONE, Ints, Territory


class Workplaces:
    """Pairs of team and unit (team × units + unit) as of the moment this is made.

    A team that reports from a unit is deployed there. Several units together count a team once.
    """

    def __init__(self, day: Day) -> None:
        self.territory: Territory = day.territory
        self.planned: Ints = day.planned_pairs
        self.reporting: Ints = _reporting(day)
        self.deployed: Ints = np.union1d(day.deployed_pairs, self.reporting)

    def teams(self, pairs: Ints, units: Iterable[str]) -> frozenset[int]:
        """The teams (their numbers) that some of the pairs place in any of the units."""
        team, unit = np.divmod(pairs, len(self.territory.units))
        wanted = [self.territory.unit_number[one] for one in units]
        return frozenset(team[np.isin(unit, wanted)].tolist())

    def counts(self, teams: Iterable[str]) -> Ints:
        """How many of these teams are planned or deployed in each unit."""
        size = len(self.territory.units)
        team, unit = np.divmod(np.union1d(self.planned, self.deployed), size)
        wanted = [self.territory.team_number[one] for one in teams]
        return np.bincount(unit[np.isin(team, wanted)], minlength=size)


def _reporting(day: Day) -> Ints:
    territory, rows = day.territory, day.reports.counted()
    size = len(territory.units)
    known = (rows["unit"] != NONE) & (rows["team"] != NONE)
    flags = np.zeros(len(day.mission.teams) * size, dtype=bool)
    flags[(rows["team"] * size + rows["unit"])[known]] = True
    team, unit = np.divmod(np.flatnonzero(flags), size)
    for above in territory.aboves.values():
        upper = above[unit]
        flags[(team * size + upper)[upper != NONE]] = True
    return np.flatnonzero(flags)
