"""Findings: how observers judged the process, and in what share of stations they saw what.

A share has its n beside it. Only where the mission declared that its planned stations were drawn
at random are there intervals, and then only planned stations count; otherwise the words say that
teams went where they could.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.coverage.counts import Coverage
from geodata.coverage.day import Day
from geodata.coverage.intervals import Interval, wilson
from geodata.coverage.reports import NO_STAGE
from geodata.coverage.small_numbers import held_back
from geodata.coverage.territory import Ints
from geodata.figures import Nothing
from geodata.missions.mission import STAGES

# Keys of the words that stand beside every finding.
NOT_A_SAMPLE = "where-we-could-go"
RANDOM_SAMPLE = "random-sample"


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``; ``interval`` only for a random sample in which each station counts
    once."""

    part: int
    whole: int
    interval: Interval | None = None

    @property
    def percent(self) -> float:
        """The share in percent."""
        return 100 * self.part / self.whole


@dataclass(frozen=True, slots=True)
class Assessment:
    """How visits at one stage were judged: a share of ``visits`` for every word of the scale."""

    visits: int
    stations: int
    words: Mapping[str, Share]


@dataclass(frozen=True)
class Findings:
    """Findings of every unit. ``basis`` is the key of the words on what may be concluded.

    ``outside_sample`` counts visits left out because their station is not of the random sample.
    """

    coverage: Coverage
    basis: str
    outside_sample: int
    scale: tuple[str, ...]
    irregularities: tuple[str, ...]
    judged: Ints
    judged_stations: Ints
    asked: Mapping[str, Ints]
    seen: Mapping[str, Ints]
    hidden_stages: npt.NDArray[np.bool_]
    hidden: Mapping[str, npt.NDArray[np.bool_]]

    def assessment(self, unit: str, stage: str) -> Assessment | Nothing:
        """The assessments of a stage, from the best word to the worst."""
        number, at = self.coverage.territory.unit_number[unit], STAGES.index(stage)
        counts = self.judged[number, at]
        visits, stations = int(counts.sum()), int(self.judged_stations[number, at])
        if not visits:
            return self._nothing(unit)
        if self.hidden_stages[number, at]:
            return Nothing.HELD_BACK
        drawn = self.basis == RANDOM_SAMPLE and visits == stations
        words = {
            word: _share(int(count), visits, drawn)
            for word, count in zip(self.scale, counts, strict=True)
        }
        return Assessment(visits, stations, words)

    def irregularity(self, unit: str, name: str) -> Share | Nothing:
        """The share of stations where it was seen, of those where it was asked and answered."""
        number = self.coverage.territory.unit_number[unit]
        asked = int(self.asked[name][number])
        if not asked:
            return self._nothing(unit)
        if self.hidden[name][number]:
            return Nothing.HELD_BACK
        return _share(int(self.seen[name][number]), asked, self.basis == RANDOM_SAMPLE)

    def _nothing(self, unit: str) -> Nothing:
        # Stations were observed, but nobody has said a word on this yet.
        return self.coverage.nothing(unit) or Nothing.NOT_YET_REPORTED


def findings(day: Day, counts: Coverage) -> Findings:
    """Findings as of the day's moment, beside the coverage of the same moment."""
    mission, territory, totals, reports = day.mission, day.territory, day.sums.totals, day.reports
    judged = territory.summed(totals["judged"])[:, :, np.argsort(reports.scale.places())]
    stations = territory.summed(totals["judged_stations"])
    visits, smallest = judged.sum(axis=2), mission.smallest_n
    # Visits to one station are no more than one place: the fewer of the two must suffice.
    fewest = np.where(stations > 0, np.minimum(visits, stations), visits)
    hidden = [held_back(fewest[:, at], territory, smallest) for at in range(NO_STAGE)]
    numbers = reports.irregularities.number
    asked, seen = (
        {name: total[:, bit] for name, bit in numbers.items()}
        for total in (territory.summed(totals["asked"]), territory.summed(totals["seen"]))
    )
    return Findings(
        counts,
        RANDOM_SAMPLE if mission.random_sample else NOT_A_SAMPLE,
        int(totals["outside"]),
        tuple(reports.scale.sorted()),
        tuple(reports.irregularities.sorted()),
        judged,
        stations,
        asked,
        seen,
        np.stack(hidden, axis=1),
        {name: held_back(counts, territory, smallest) for name, counts in asked.items()},
    )


def _share(part: int, whole: int, drawn: bool) -> Share:
    return Share(part, whole, wilson(part, whole) if drawn else None)
