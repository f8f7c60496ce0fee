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
from geodata.coverage.territory import NONE, Ints
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
    rows, set_aside = _usable(day)
    hours = sorted(day.reports.turnout_hours.number)
    stations, voted, registered = _by_station_and_hour(day, rows, hours)
    sums = _sums(day, stations, voted, registered, [_minutes(hour) for hour in hours])
    smallest = day.mission.smallest_n
    return Turnout(
        counts,
        tuple(hours),
        sums,
        _hidden(sums["stations"], day, smallest),
        _hidden(sums["carried_stations"], day, smallest),
        announced(day),
        set_aside,
    )


def _hidden(stations: Ints, day: Day, smallest: int) -> npt.NDArray[np.bool_]:
    columns = [held_back(one, day.territory, smallest) for one in stations.T]
    return np.array(columns, dtype=bool).reshape(stations.shape[::-1]).T


def _usable(day: Day) -> tuple[dict[str, Ints], dict[str, int]]:
    """The reports whose turnout can be used; the others are counted by the first reason."""
    every = day.reports.counted()
    told = every["voted"] != NONE
    names = ("station", "turnout_hour", "voted", "registered", "received")
    rows = {name: every[name][told] for name in names}
    if len(day.territory.registered):
        listed = day.territory.registered[rows["station"]]
        listed = np.where(rows["station"] == NONE, NONE, listed)
        rows["registered"] = np.where(rows["registered"] == NONE, listed, rows["registered"])
    reasons = {
        "no-station": rows["station"] == NONE,
        "no-hour": rows["turnout_hour"] == NONE,
        "no-register": rows["registered"] == NONE,
        "more-than-registered": rows["voted"] > rows["registered"],
    }
    good = np.ones(len(rows["voted"]), dtype=bool)
    counted: dict[str, int] = {}
    for reason, wrong in reasons.items():
        counted[reason] = int(np.count_nonzero(wrong & good))
        good &= ~wrong
    return {name: column[good] for name, column in rows.items()}, counted


def _by_station_and_hour(
    day: Day, rows: dict[str, Ints], hours: list[str]
) -> tuple[Ints, Ints, Ints]:
    """Stations with any figure; of each and each hour voted and registered, ``NONE`` for none."""
    stations, at = np.unique(rows["station"], return_inverse=True)
    place = [hours.index(hour) for hour in day.reports.turnout_hours.number]
    cell = at * len(hours) + np.array(place, dtype=np.int64)[rows["turnout_hour"]]
    size = len(stations) * len(hours)
    voted, registered = np.full(size, NONE, np.int64), np.full(size, NONE, np.int64)
    order = np.arange(len(cell))
    if len(cell) and np.bincount(cell).max() > 1:
        # Of one station and hour the last received is written last, and stays.
        order = np.lexsort((rows["registered"], rows["voted"], rows["received"], cell))
    voted[cell[order]] = rows["voted"][order]
    registered[cell[order]] = rows["registered"][order]
    shape = (len(stations), len(hours))
    return stations, voted.reshape(shape), registered.reshape(shape)


def _sums(
    day: Day, stations: Ints, voted: Ints, registered: Ints, minutes: list[int]
) -> dict[str, Ints]:
    """Sums by unit and hour; a station's last figure is carried on until it has a newer one."""
    unit = day.territory.station_unit[stations]
    shape = (len(day.territory.units), len(minutes))
    kinds = ("", "carried_")
    names = [f"{kind}{name}" for kind in kinds for name in ("voted", "registered", "stations")]
    sums = {name: np.zeros(shape, np.int64) for name in (*names, "falls", "oldest")}
    last_voted, last_registered, last_at = (np.full(len(stations), NONE, np.int64) for _ in "abc")
    for at, minute in enumerate(minutes):
        fresh = voted[:, at] != NONE
        fell = fresh & (last_voted > voted[:, at])
        last_voted[fresh], last_registered[fresh] = voted[fresh, at], registered[fresh, at]
        last_at[fresh] = minute
        old = ~fresh & (last_at != NONE)
        for kind, chosen in zip(kinds, (fresh, old), strict=True):
            sums[f"{kind}voted"][:, at] = _added(unit[chosen], last_voted[chosen], shape[0])
            sums[f"{kind}registered"][:, at] = _added(
                unit[chosen], last_registered[chosen], shape[0]
            )
            sums[f"{kind}stations"][:, at] = np.bincount(unit[chosen], minlength=shape[0])
        sums["falls"][:, at] = np.bincount(unit[fell], minlength=shape[0])
        np.maximum.at(sums["oldest"][:, at], unit[old], minute - last_at[old])
    oldest = sums.pop("oldest")
    summed = {name: day.territory.summed(one) for name, one in sums.items()}
    return {**summed, "oldest": day.territory.greatest(oldest)}


def _added(unit: Ints, numbers: Ints, size: int) -> Ints:
    # Sums of whole numbers below 2**53 are exact.
    return np.bincount(unit, weights=numbers, minlength=size).astype(np.int64)


def _minutes(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])
