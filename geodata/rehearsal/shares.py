"""Turnout by region and hour as it was published, and voters by region that agree with it.

Where a commission announced every region and the country, the regions' voters must weigh so that
the country's figure comes out. Voters by region that were never published are made up as close to
equal parts as that allows. Hours and regions without a figure lie between what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from geodata.elections import Election, Key
from geodata.figures import Figure, Qualifier
from geodata.rehearsal.chance import apportion

FINAL = "final"
Floats = npt.NDArray[np.float64]
_STEPS = 60
# Where nothing is known beyond, a region may double; it never passes this.
_MOST = Decimal(99)


@dataclass(frozen=True)
class Turnouts:
    """Turnout in percent of every region and hour, and the voters of every region.

    ``percent`` has a row a region and a column an hour, the last being the final one.
    """

    regions: tuple[str, ...]
    hours: tuple[str, ...]
    percent: Floats
    voters: tuple[int, ...]
    whole: Floats

    def of(self, region: str) -> list[float]:
        """Hour by hour of one region; of any other unit that of the whole country."""
        if region in self.regions:
            return [float(one) for one in self.percent[self.regions.index(region)]]
        return [float(one) for one in self.whole]


def turnouts(election: Election, country: str, regions: Sequence[str], voters: int) -> Turnouts:
    """Turnout of the regions of a country in which so many voters are listed."""
    published = _Published(election, country, tuple(regions))
    hours = (*published.hours, FINAL)
    listed = [published.count("registered", one) for one in regions]
    weights = _given(listed) if all(listed) else _weights(published)
    percent = _filled(published, weights)
    known = [one for one in listed if one is not None]
    counts = known if len(known) == len(regions) else apportion(voters, weights.tolist())
    return Turnouts(tuple(regions), hours, percent, tuple(counts), weights @ percent)


@dataclass(frozen=True)
class _Published:
    election: Election
    country: str
    regions: tuple[str, ...]

    @property
    def hours(self) -> tuple[str, ...]:
        """The nominal hours for which anything was announced."""
        keys = self.election.figures
        found = {one.time for one in keys if one.measure == "turnout" and ":" in one.time}
        return tuple(sorted(found))

    def figure(self, unit: str, hour: str) -> Figure | None:
        return self.election.figures.get(Key("turnout", unit, hour))

    def count(self, measure: str, unit: str) -> int | None:
        for time in ("-", FINAL):
            found = self.election.figures.get(Key(measure, unit, time))
            if found is not None and found.value is not None:
                return int(found.value)
        return None

    def bounds(self, unit: str, hour: str) -> tuple[float, float] | None:
        """Between what the figure of a unit lies; None where nothing was published."""
        found = self.figure(unit, hour)
        if found is None and hour == FINAL:
            issued, listed = self.count("ballots_issued", unit), self.count("registered", unit)
            if issued is not None and listed:
                return 100 * issued / listed, 100 * issued / listed
        if found is None:
            return None
        low: Decimal | None = found.low if found.value is None else found.value
        high: Decimal | None = found.high if found.value is None else found.value
        if found.qualifier == Qualifier.AT_LEAST or high is None:
            high = _MOST
        if found.qualifier == Qualifier.AT_MOST or low is None:
            low = Decimal()
        return float(low), float(high)

    def exact(self, hour: str) -> Floats | None:
        """The figures of all regions, where each is known exactly."""
        found = [self.bounds(one, hour) for one in self.regions]
        if any(one is None or one[0] != one[1] for one in found):
            return None
        return np.array([one[0] for one in found if one])

    def whole(self, hour: str) -> float | None:
        found = self.bounds(self.country, hour)
        return found[0] if found and found[0] == found[1] else None


def _given(listed: Sequence[int | None]) -> Floats:
    counts: Floats = np.array([one or 0 for one in listed], dtype=float)
    weights: Floats = counts / counts.sum()
    return weights


def _weights(published: _Published) -> Floats:
    """Weights nearest to equal ones (by entropy) under which the country's figures come out."""
    size = len(published.regions)
    rows = [
        exact - whole
        for hour in (*published.hours, FINAL)
        if (exact := published.exact(hour)) is not None
        and (whole := published.whole(hour)) is not None
    ]
    equal = np.full(size, 1 / size)
    if not rows:
        return equal
    apart: Floats = np.array(rows).T
    apart = apart / np.maximum(np.abs(apart).max(axis=0), 1e-9)
    force, weights = np.zeros(apart.shape[1]), equal.copy()
    for _ in range(_STEPS):
        mean = weights @ apart
        spread = (apart * weights[:, None]).T @ apart - np.outer(mean, mean)
        force -= np.linalg.lstsq(spread, mean, rcond=None)[0].clip(-2, 2)
        weights = np.exp(apart @ force)
        weights /= weights.sum()
    # Where no weights agree with the figures, equal ones are as good as any.
    return weights if np.abs(weights @ apart).max() < 1e-6 else equal


def _filled(published: _Published, weights: Floats) -> Floats:
    """Every region and hour: the published figure, or one between what is known around it.

    Hours of which every region is known come first; the others must fit in between.
    """
    hours = (*published.hours, FINAL)
    bounds = [[published.bounds(one, hour) for one in published.regions] for hour in hours]
    columns: dict[int, Floats] = {}
    for at in sorted(range(len(hours)), key=lambda at: (None in bounds[at], at)):
        floor = _nearest(columns, range(at - 1, -1, -1))
        ceiling = _nearest(columns, range(at + 1, len(hours)))
        if floor is None:
            floor = np.zeros(len(weights))
        if ceiling is None:
            ceiling = np.minimum(float(_MOST), np.maximum(2 * floor, floor + 20))
        pairs = zip(bounds[at], floor.tolist(), ceiling.tolist(), strict=True)
        around = [found or (lowest, highest) for found, lowest, highest in pairs]
        low, high = np.maximum(np.array(around), floor[:, None]).T
        if None in bounds[at]:
            low, high = np.minimum(low, ceiling), np.minimum(high, ceiling)
        columns[at] = _between(low, high, weights, published.whole(hours[at]))
    return np.array([columns[at] for at in range(len(hours))]).T


def _nearest(columns: Mapping[int, Floats], places: Iterable[int]) -> Floats | None:
    return next((columns[at] for at in places if at in columns), None)


def _between(low: Floats, high: Floats, weights: Floats, whole: float | None) -> Floats:
    """All as far up between their bounds as the country's figure asks; half-way without one."""
    room = float(weights @ (high - low))
    part = 0.5 if whole is None or room == 0 else (whole - float(weights @ low)) / room
    return low + min(1.0, max(0.0, part)) * (high - low)
