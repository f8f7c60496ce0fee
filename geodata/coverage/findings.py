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
from geodata.coverage.territory import NONE, Ints, Territory
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
    return _Finding(day, counts).result()


def _share(part: int, whole: int, drawn: bool) -> Share:
    return Share(part, whole, wilson(part, whole) if drawn else None)


class _Finding:
    """One working out of findings."""

    def __init__(self, day: Day, counts: Coverage) -> None:
        self.day, self.counts = day, counts
        self.territory: Territory = day.territory
        self.rows = day.reports.counted()
        self.outside = 0
        if day.mission.random_sample:
            inside = self._sample()[self.rows["station"]]
            self.outside = int(np.count_nonzero(~inside))
            self.rows = {name: column[inside] for name, column in self.rows.items()}

    def _sample(self) -> npt.NDArray[np.bool_]:
        """Whether a station is planned, by its number; the last stands for no station."""
        drawn = {one for team in self.day.mission.teams for one in team.stations}
        named = [(one.unit, one.id) in drawn for one in self.day.mission.stations]
        return np.array([*named, False])

    def result(self) -> Findings:
        mission, territory = self.day.mission, self.territory
        judged, stations = self._judged()
        asked, seen = self._irregularities()
        smallest = mission.smallest_n
        visits = judged.sum(axis=2)
        # Visits to one station are no more than one place: the fewer of the two must suffice.
        fewest = np.where(stations > 0, np.minimum(visits, stations), visits)
        hidden = [held_back(fewest[:, at], territory, smallest) for at in range(NO_STAGE)]
        return Findings(
            self.counts,
            RANDOM_SAMPLE if mission.random_sample else NOT_A_SAMPLE,
            self.outside,
            tuple(self.day.reports.scale.sorted()),
            tuple(self.day.reports.irregularities.sorted()),
            judged,
            stations,
            asked,
            seen,
            np.stack(hidden, axis=1),
            {name: held_back(counts, territory, smallest) for name, counts in asked.items()},
        )

    def _judged(self) -> tuple[Ints, Ints]:
        """Visits by unit, stage and word; stations by unit and stage."""
        rows, codes = self.rows, self.day.reports.scale
        told = codes.sorted()
        place = np.array([told.index(word) for word in codes.number], dtype=np.int64)
        known = (rows["overall"] != NONE) & (rows["unit"] != NONE) & (rows["stage"] != NO_STAGE)
        if not known.all():
            rows = {name: rows[name][known] for name in ("unit", "stage", "overall", "station")}
        shape = (len(self.territory.units), NO_STAGE, len(told))
        cells = (rows["unit"] * NO_STAGE + rows["stage"]) * len(told)
        cells += place[rows["overall"]] if len(place) else 0
        judged = np.bincount(cells, minlength=int(np.prod(shape))).reshape(shape)
        return self.territory.summed(judged), self._stations(rows["station"], rows["stage"])

    def _stations(self, station: Ints, stage: Ints) -> Ints:
        size = len(self.territory.station_unit) + 1
        seen = np.zeros((NO_STAGE, size), dtype=bool)
        seen.reshape(-1)[stage * size + station % size] = True
        unit = self.territory.station_unit
        return np.stack([self.territory.per_unit(unit[one[:-1]]) for one in seen], axis=1)

    def _irregularities(self) -> tuple[dict[str, Ints], dict[str, Ints]]:
        """Stations where each was asked about and answered, and where it was seen."""
        asked, seen = {}, {}
        answered = self._bits("asked")
        found = self._bits("seen")
        for name, bit in self.day.reports.irregularities.number.items():
            asked[name] = self._with_bit(answered, bit)
            seen[name] = self._with_bit(found, bit)
        return asked, seen

    def _bits(self, column: str) -> Ints:
        """For each station, every bit that one of its visits has."""
        bits = np.zeros(len(self.territory.station_unit) + 1, dtype=np.int64)
        np.bitwise_or.at(bits, self.rows["station"], self.rows[column])
        return bits[:-1]

    def _with_bit(self, bits: Ints, bit: int) -> Ints:
        return self.territory.per_unit(self.territory.station_unit[(bits >> bit) & 1 == 1])
