"""The sums behind every figure, kept up to date: what came anew is worked out, not the whole day.

All sums add up over stations, or over teams. So when some reports change, the stations and teams
they concern are summed before and after, and the difference is added; the result is what summing
everything would give.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geodata.coverage.groups import Groups
from geodata.coverage.reports import NAMES, Put, Reports
from geodata.coverage.sum_findings import finding_sums
from geodata.coverage.sum_places import Columns, Seen, place_sums
from geodata.coverage.sum_teams import team_sums
from geodata.coverage.sum_turnout import turnout_sums
from geodata.coverage.territory import NONE, Ints, Territory

# Of a batch larger than this part of the day, everything is summed anew.
LARGE = 0.02


class Sums:
    """Sums of a day's reports by unit (its own, not its parts')."""

    def __init__(self, reports: Reports, territory: Territory) -> None:
        self.reports, self.territory = reports, territory
        self.groups = Groups(territory.mission)
        self._sample = _sample(territory) if territory.mission.random_sample else None
        self._totals: dict[str, Ints] = {}
        self._shape = (-1, -1, -1)

    @property
    def totals(self) -> dict[str, Ints]:
        """Name → sums, as of the last message."""
        if self._shape != self.reports.sizes:
            rows = self.reports.counted()
            self._totals = {**self._places(rows), **self._teams(rows)}
            self._shape = self.reports.sizes
        return self._totals

    def take(self, put: Put) -> None:
        """Let reports change, and the sums with them."""
        if self._shape != self.reports.sizes or len(put.rows) > LARGE * self.reports.length:
            self.reports.write(put)
            self._shape = (-1, -1, -1)
            return
        touched = _Touched(self.reports, put, self.territory)
        before = self._partial(touched)
        self.reports.write(put)
        touched.extend(self.reports.length)
        after = self._partial(touched)
        for name, sums in after.items():
            self._totals[name] = self._totals[name] + sums - before[name]

    def _partial(self, touched: _Touched) -> dict[str, Ints]:
        at_places, of_teams = touched.places(), touched.teams()
        return {
            **self._places(self.reports.some(at_places)),
            **self._teams(self.reports.some(of_teams)),
        }

    def _places(self, rows: Columns) -> dict[str, Ints]:
        reports, territory = self.reports, self.territory
        seen = Seen(rows, territory)
        words, questions, hours = reports.sizes
        order = reports.turnout_hours.places()
        return {
            **place_sums(rows, seen, territory, self.groups),
            **finding_sums(rows, seen, territory, (words, questions), self._sample),
            **turnout_sums(rows, territory, order, hours),
        }

    def _teams(self, rows: Columns) -> dict[str, Ints]:
        return team_sums(rows, self.territory, self.groups)


class _Touched:
    """Which rows must be summed again when some are put: those of the same places, or teams."""

    def __init__(self, reports: Reports, put: Put, territory: Territory) -> None:
        self.reports = reports
        mission = territory.mission
        self.rows = put.rows
        self.stations = np.zeros(len(mission.stations) + 1, dtype=bool)
        self.commissions = np.zeros(len(mission.commissions) + 1, dtype=bool)
        self.of_teams = np.zeros(len(mission.teams) + 1, dtype=bool)
        old = put.rows[put.rows < reports.length]
        for name, flags in self._flags().items():
            flags[put.values[:, NAMES.index(name)]] = True
            flags[reports[name][old]] = True
            # The last place stands for none: such rows are summed by themselves.
            flags[NONE] = False
        self.extend(reports.length)

    def _flags(self) -> dict[str, npt.NDArray[np.bool_]]:
        return {
            "station": self.stations, "commission": self.commissions, "team": self.of_teams,
        }  # fmt: skip

    def extend(self, length: int) -> None:
        """Take account of rows that were added."""
        self.itself = np.zeros(length, dtype=bool)
        self.itself[self.rows[self.rows < length]] = True

    def places(self) -> Ints:
        """The rows of the same stations and commissions."""
        station, commission = self.reports["station"], self.reports["commission"]
        chosen = self.stations[station] | self.itself
        if self.commissions.any():
            chosen |= self.commissions[commission]
        return np.flatnonzero(chosen)

    def teams(self) -> Ints:
        """The rows of the same teams."""
        return np.flatnonzero(self.of_teams[self.reports["team"]] | self.itself)


def _sample(territory: Territory) -> npt.NDArray[np.bool_]:
    """Whether a station is planned, by its number; the last stands for no station."""
    drawn = {one for team in territory.mission.teams for one in team.stations}
    named = [(one.unit, one.id) in drawn for one in territory.mission.stations]
    return np.array([*named, False])
