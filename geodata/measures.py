"""Measures: what can be shown of an election, and how each is read from what was published.

A measure is one ``Family`` entry in ``FAMILIES``. Some families come in variants: turnout
compared with another vote, the observers of one organisation, the votes of one party. Every
figure is one published figure or is worked out from the figures of one unit; nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from geodata import mission_readings, readings
from geodata.country import Country
from geodata.elections import Election, Key
from geodata.errors import NoBoundaries
from geodata.figures import Figure, Nothing, Reading
from geodata.units import LEVELS, Level

Scale = Literal["share", "gain", "difference", "count"]
ReleaseClass = Literal["announced", "results", "mission"]
ABROAD = "abroad"
ReadUnit = Callable[[Country, Election, str, str, str], Reading]


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of measure.

    ``variants`` gives what follows the family's name in an address ("" for the plain measure).
    ``times`` gives the nominal hours (or "final", "-") of one variant. ``read`` gives a unit's
    reading: arguments are country, election, variant, unit id, time. ``nothing`` lists the kinds
    of nothing this family can have, in the order of its legend. ``listed`` families are a table
    of their own at country level instead of one figure.
    """

    id: str
    scale: Scale
    counted_in: str
    release_class: ReleaseClass
    nothing: tuple[Nothing, ...]
    variants: Callable[[Country, Election], Iterable[str]]
    times: Callable[[Country, Election, str], Iterable[str]]
    read: ReadUnit
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of one election: a family and its variant."""

    family: Family
    variant: str

    @property
    def id(self) -> str:
        """The measure as an address writes it: ``turnout-vs-2021-01-10-mazhilis``."""
        return f"{self.family.id}-{self.variant}" if self.variant else self.family.id


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure at a level and a time for which at least one figure was published."""

    measure: Measure
    level: Level
    time: str


_MISSING = (Nothing.NOT_PUBLISHED,)
_MISSING_OR_OTHER = (Nothing.NOT_PUBLISHED, Nothing.NOT_COMPARABLE)

FAMILIES: tuple[Family, ...] = (
    Family(
        "turnout",
        "share",
        "percent",
        "announced",
        _MISSING,
        readings.plain,
        readings.turnout_times,
        readings.turnout,
    ),
    Family(
        "turnout-change",
        "gain",
        "points",
        "announced",
        _MISSING,
        readings.plain,
        readings.turnout_times,
        readings.change,
    ),
    Family(
        "turnout-vs",
        "difference",
        "points",
        "announced",
        _MISSING_OR_OTHER,
        readings.other_votes,
        readings.shared_times,
        readings.compared,
    ),
    Family(
        "results",
        "share",
        "percent",
        "results",
        _MISSING,
        readings.parties,
        readings.results_times,
        readings.share,
        listed=True,
    ),
    Family(
        "observers",
        "count",
        "observers",
        "announced",
        _MISSING,
        readings.with_regional("observers"),
        readings.timeless,
        readings.observers,
        listed=True,
    ),
    Family(
        "stations",
        "count",
        "stations",
        "announced",
        _MISSING,
        readings.plain,
        readings.timeless,
        readings.stations,
        listed=True,
    ),
    Family(
        "coverage",
        "share",
        "percent",
        "mission",
        _MISSING,
        mission_readings.coverage_variants,
        readings.timeless,
        mission_readings.coverage,
        listed=True,
    ),
    Family(
        "findings",
        "share",
        "percent",
        "mission",
        (Nothing.NOT_YET_REPORTED, Nothing.HELD_BACK),
        mission_readings.finding_variants,
        readings.timeless,
        mission_readings.finding,
        listed=True,
    ),
    Family(
        "registered",
        "count",
        "voters",
        "announced",
        _MISSING,
        readings.plain,
        readings.timeless,
        readings.registered,
        listed=True,
    ),
)


def measures(country: Country, election: Election) -> Iterator[Measure]:
    """Every measure an election might have, whether or not anything was published for it."""
    for family in FAMILIES:
        for variant in family.variants(country, election):
            yield Measure(family, variant)


def shown(country: Country, election: Election) -> Iterator[Shown]:
    """What can be shown of an election: each measure, level and time with a published figure."""
    for measure in measures(country, election):
        for time in measure.family.times(country, election, measure.variant):
            for level in LEVELS:
                if _has_figures(country, election, measure, level, time):
                    yield Shown(measure, level, time)


def _has_figures(
    country: Country, election: Election, measure: Measure, level: Level, time: str
) -> bool:
    if level == "country" and measure.family.listed:
        return bool(listed(election, measure))
    units = (unit for unit in level_units(country, election, level) if unit != ABROAD)
    found = (measure.family.read(country, election, measure.variant, one, time) for one in units)
    return any(isinstance(reading, Figure) for reading in found)


LISTED_MEASURES = {
    "results": (
        "votes", "vote_share_pct", "seats", "votes_cast", "votes_valid", "votes_invalid",
        "stations_counted", "candidates",
    ),
    "observers": ("observers", "senders", "journalists"),
    "stations": ("stations", "commissions"),
    "registered": ("registered", "ballots_issued"),
    "coverage": ("stations_observed", "stations_listed"),
    "findings": ("visits_judged", "stations_seen", "stations_asked"),
}  # fmt: skip


def listed(election: Election, measure: Measure) -> tuple[Key, ...]:
    """The keys a listed measure shows at country level, in the order of the files."""
    quantities = LISTED_MEASURES[measure.family.id]
    return tuple(
        key
        for key in election.figures
        if key.measure in quantities and measure.variant in ("", key.subject, key.part)
    )


def level_readings(
    country: Country, election: Election, measure: Measure, level: Level, time: str
) -> dict[str, Reading]:
    """Unit id → reading for every unit of the level's set, in the order of the country's files.

    The stations abroad stand among the regions where something was published of them. Empty where
    no set is in force on the election's day.
    """
    read, variant = measure.family.read, measure.variant
    readings = {
        unit: read(country, election, variant, unit, time)
        for unit in level_units(country, election, level)
    }
    if isinstance(readings.get(ABROAD), Nothing):
        del readings[ABROAD]
    return readings


def level_units(country: Country, election: Election, level: Level) -> tuple[str, ...]:
    """The ids of a level's units on the election's day; the country itself at country level."""
    if level == "country":
        return (country.id,)
    try:
        units = country.units(level, election.day)
    except (NoBoundaries, KeyError):
        return ()
    return tuple(unit.id for unit in units.values() if unit.level == level)
