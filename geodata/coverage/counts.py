"""Coverage in counts: stations, stations observed, visits and teams, for every unit of a mission.

Things that lie in one unit each are added up; teams, which may work in several units, are counted
anew at each level. A visit is one report; a station visited twice is one station observed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geodata.coverage.day import Day
from geodata.coverage.sum_teams import pairs_by_group
from geodata.coverage.territory import Ints, Territory
from geodata.figures import Nothing


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
    registered: Ints
    registered_seen: Ints
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
    territory, totals, groups = day.territory, day.sums.totals, day.sums.groups
    every = _groups(day)
    organisations, roles = list(groups.organisations), list(groups.roles)
    return Coverage(
        territory,
        territory.stations_per_unit,
        every[0].observed,
        territory.registered_per_unit,
        territory.summed(totals["voters_seen"]),
        territory.commissions_per_unit,
        territory.summed(totals["commissions_observed"]),
        territory.summed(totals["unlisted"]),
        territory.summed(totals["by_stage_and_hour"]),
        every[0],
        dict(zip(organisations, every[1:], strict=False)),
        dict(zip(roles, every[1 + len(organisations) :], strict=True)),
        int(totals["unplaced"]),
        int(totals["strangers"]),
    )


def _groups(day: Day) -> list[Group]:
    """The counts of every group; a team that reports from a unit is deployed there."""
    territory, totals, groups = day.territory, day.sums.totals, day.sums.groups
    planned = pairs_by_group(day.planned_pairs, territory, groups)
    by_word = pairs_by_group(day.deployed_pairs, territory, groups)
    both = pairs_by_group(day.deployed_and_reporting(), territory, groups)
    visits = territory.summed(totals["visits_by_kind"] @ groups.members.T.astype(np.int64))
    observed = territory.summed(totals["observed"])
    deployed = by_word + totals["reporting"] - both
    columns = (planned, deployed, totals["reporting"], visits, observed)
    return [Group(*(one[:, at] for one in columns)) for at in range(len(groups.members))]
