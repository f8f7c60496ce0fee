"""Where teams work: in which units each is planned, deployed and reporting, at every level."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from geodata.coverage.day import Day
from geodata.coverage.territory import Flags, Ints, Territory


class Workplaces:
    """For each unit which teams work there, as of the moment this is made.

    A team that reports from a unit is deployed there. Several units together count a team once.
    """

    def __init__(self, day: Day) -> None:
        self.territory: Territory = day.territory
        # None of these arrays changes any more when the day goes on: it makes new ones.
        self.reporting: Flags = day.reporting
        self._planned_pairs, self._deployed_pairs = day.planned_pairs, day.deployed_pairs

    @cached_property
    def planned(self) -> Flags:
        """Where each team is planned."""
        return self._marked(np.zeros_like(self.reporting), self._planned_pairs)

    @cached_property
    def deployed(self) -> Flags:
        """Where each team is deployed, by word or because it reports from there."""
        return self._marked(self.reporting.copy(), self._deployed_pairs)

    def teams(self, flags: Flags, units: Iterable[str]) -> frozenset[int]:
        """The teams (their numbers) that are marked in any of the units."""
        wanted = [self.territory.unit_number[one] for one in units]
        return frozenset(np.flatnonzero(flags[wanted].any(axis=0)).tolist())

    def counts(self, teams: Iterable[str]) -> Ints:
        """How many of these teams are planned or deployed in each unit."""
        wanted = sorted({self.territory.team_number[one] for one in teams})
        found: Ints = np.count_nonzero(self.planned[:, wanted] | self.deployed[:, wanted], axis=1)
        return found

    def _marked(self, flags: Flags, pairs: Ints) -> Flags:
        team, unit = np.divmod(pairs, len(self.territory.units))
        flags[unit, team] = True
        return flags
