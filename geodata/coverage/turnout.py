"""Turnout that observers saw at stations, beside what was announced: both as they are, no verdict.

At a station the last figure received for an hour counts. Stations that reported an earlier hour
only are counted apart, with the age of the oldest figure among them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.coverage.announced import Announced, announced
from geodata.coverage.counts import Coverage
from geodata.coverage.day import Day
from geodata.coverage.small_numbers import held_back
from geodata.coverage.sum_turnout import KINDS, REASONS
from geodata.coverage.territory import Ints
from geodata.figures import Nothing


@dataclass(frozen=True, slots=True)
class Sum:
    """Voters who received ballots, of those on the lists, at ``stations`` of ``of_stations``."""

    voted: int
    registered: int
    stations: int
    of_stations: int

    @property
    def percent(self) -> float | None:
        """The share in percent, None where the lists are empty."""
        return 100 * self.voted / self.registered if self.registered else None


@dataclass(frozen=True, slots=True)
class Beside:
    """One unit and hour. ``carried`` sums stations whose last figure is of an earlier hour, the
    oldest ``oldest_minutes`` before this one. ``falls`` counts stations that reported less than at
    an earlier hour: their figures stand as reported."""

    observed: Sum | Nothing
    carried: Sum | Nothing
    oldest_minutes: int
    falls: int
    announced: Announced | Nothing


@dataclass(frozen=True)
class Turnout:
    """Turnout of every unit and hour. ``set_aside`` counts figures that could not be used, by why:
    "no-station", "no-hour", "no-register", "more-than-registered"."""

    coverage: Coverage
    hours: tuple[str, ...]
    sums: dict[str, Ints]
    hidden: npt.NDArray[np.bool_]
    hidden_carried: npt.NDArray[np.bool_]
    announced: dict[tuple[str, str], Announced]
    set_aside: dict[str, int]

    def at(self, unit: str, hour: str) -> Beside:
        """What was observed and what was announced, each or why there is nothing."""
        number = self.coverage.territory.unit_number[unit]
        said = self.announced.get((unit, hour)) or self._unsaid(unit)
        if hour not in self.hours:
            nothing = self.coverage.nothing(unit) or Nothing.NOT_YET_REPORTED
            return Beside(nothing, nothing, 0, 0, said)
        at = self.hours.index(hour)
        observed = self._sum(number, at, "", self.hidden)
        carried = self._sum(number, at, "carried_", self.hidden_carried)
        shown = isinstance(observed, Sum)
        return Beside(
            observed,
            carried,
            int(self.sums["oldest"][number, at]) if isinstance(carried, Sum) else 0,
            int(self.sums["falls"][number, at]) if shown else 0,
            said,
        )

    def _sum(self, unit: int, at: int, kind: str, hidden: npt.NDArray[np.bool_]) -> Sum | Nothing:
        stations = int(self.sums[f"{kind}stations"][unit, at])
        if not stations:
            name = self.coverage.territory.units[unit]
            return self.coverage.nothing(name) or Nothing.NOT_YET_REPORTED
        if hidden[unit, at]:
            return Nothing.HELD_BACK
        voted, registered = (
            int(self.sums[f"{kind}{name}"][unit, at]) for name in ("voted", "registered")
        )
        return Sum(voted, registered, stations, int(self.coverage.stations[unit]))

    def _unsaid(self, unit: str) -> Nothing:
        known = any(of == unit for of, _ in self.announced)
        return Nothing.NOT_YET_REPORTED if known else Nothing.NOT_PUBLISHED


def turnout(day: Day, counts: Coverage) -> Turnout:
    """Turnout as of the day's moment, beside the coverage of the same moment."""
    totals, known = day.sums.totals, day.reports.turnout_hours.sorted()
    # An hour that only a wording named which no longer counts is none.
    used = np.flatnonzero(totals["stations"].any(axis=0))
    hours = [known[at] for at in used]
    kinds = [f"{kind}{name}" for kind in KINDS for name in ("voted", "registered", "stations")]
    sums = {name: day.territory.summed(totals[name][:, used]) for name in (*kinds, "falls")}
    carried = day.territory.summed(totals["carried_from"][:, used][:, :, used])
    minutes = np.array([_minutes(hour) for hour in hours], dtype=np.int64)
    # By hour and the hour a figure is of: how old it is where there is any such figure.
    ages = np.where(carried > 0, minutes[:, None] - minutes, 0)
    sums["oldest"] = ages.max(axis=2, initial=0)
    smallest = day.mission.smallest_n
    return Turnout(
        counts,
        tuple(hours),
        sums,
        _hidden(sums["stations"], day, smallest),
        _hidden(sums["carried_stations"], day, smallest),
        announced(day),
        dict(zip(REASONS, totals["turnout_aside"].tolist(), strict=True)),
    )


def _hidden(stations: Ints, day: Day, smallest: int) -> npt.NDArray[np.bool_]:
    columns = [held_back(one, day.territory, smallest) for one in stations.T]
    return np.array(columns, dtype=bool).reshape(stations.shape[::-1]).T


def _minutes(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])
