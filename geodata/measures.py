"""Measures: what can be shown of an election, and how each is read from what was published.

A measure is one ``Family`` entry in ``FAMILIES``. Some families come in variants: turnout
compared with another vote, the observers of one organisation, the votes of one party. Every
figure is one published figure or is worked out from the figures of one unit; nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from geodata.country import Country
from geodata.elections import Election, Key
from geodata.errors import NoBoundaries
from geodata.figures import Figure, Nothing, Qualifier, Reading
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


def _plain(_country: Country, _election: Election) -> Iterable[str]:
    return ("",)


def _timeless(_country: Country, _election: Election, _variant: str) -> Iterable[str]:
    return ("-",)


def _figure(election: Election, measure: str, unit: str, time: str, **rest: str) -> Reading:
    key = Key(measure, unit, time, **rest)
    return election.figures.get(key, Nothing.NOT_PUBLISHED)


def _turnout_times(_country: Country, election: Election, _variant: str) -> Iterable[str]:
    return election.times


def _turnout(_country: Country, election: Election, _variant: str, unit: str, time: str) -> Reading:
    return _figure(election, "turnout", unit, time)


def previous_bulletin(country: Country, election: Election, time: str) -> str | None:
    """The nominal bulletin before this one, by the country's schedule, or None.

    A final figure that was announced at an hour of the schedule counts as the bulletin of that
    hour.
    """
    hour = _bulletin_hour(country, election, time)
    if hour not in country.bulletins or hour == country.bulletins[0]:
        return None
    return country.bulletins[country.bulletins.index(hour) - 1]


def _bulletin_hour(country: Country, election: Election, time: str) -> str:
    figure = election.figures.get(Key("turnout", country.id, time))
    if time == "final" and figure is not None and isinstance(figure.as_of, datetime):
        return f"{figure.as_of.hour:02d}:00"
    return time


def _change(country: Country, election: Election, _variant: str, unit: str, time: str) -> Reading:
    previous = previous_bulletin(country, election, time)
    if previous is None:
        return Nothing.NOT_PUBLISHED
    now = _figure(election, "turnout", unit, time)
    return difference(now, _figure(election, "turnout", unit, previous))


def _other_votes(country: Country, election: Election) -> Iterable[str]:
    return (other for other in country.elections if other != election.id)


def _shared_times(country: Country, election: Election, variant: str) -> Iterable[str]:
    return (time for time in election.times if time in country.elections[variant].times)


def _compared(country: Country, election: Election, variant: str, unit: str, time: str) -> Reading:
    other = country.elections[variant]
    if not same_area(country, unit, election, other):
        return Nothing.NOT_COMPARABLE
    return difference(
        _figure(election, "turnout", unit, time), _figure(other, "turnout", unit, time)
    )


def same_area(country: Country, unit: str, one: Election, other: Election) -> bool:
    """Whether a unit id means the same area on both election days.

    A region keeps its id only while it keeps its area; a district's id means one area only
    together with its boundary set.
    """
    if unit == country.id:
        return True
    if all(_is_unit(country, "region", unit, election) for election in (one, other)):
        return True
    if not all(_is_unit(country, "district", unit, election) for election in (one, other)):
        return False
    first, second = (country.boundary_set("district", vote.day) for vote in (one, other))
    return first == second


def _is_unit(country: Country, level: Level, unit: str, election: Election) -> bool:
    try:
        return unit in country.units(level, election.day)
    except (NoBoundaries, KeyError):
        return False


def difference(now: Reading, then: Reading) -> Reading:
    """Now minus then in points, with bounds where either has bounds.

    Not published where either was not published: a missing figure is not nought.
    """
    if isinstance(now, Nothing) or isinstance(then, Nothing):
        return Nothing.NOT_PUBLISHED
    sources = tuple(dict.fromkeys(now.sources + then.sources))
    formula = f"{_printed(now)} - {_printed(then)}"
    result = Figure(None, "points", sources, as_of=now.as_of, derived=formula)
    if _sharp(now) and _sharp(then) and now.value is not None and then.value is not None:
        return replace(result, value=now.value - then.value)
    return _bounded_difference(result, now, then)


def _sharp(figure: Figure) -> bool:
    return figure.value is not None and figure.qualifier is Qualifier.EXACT


def _printed(figure: Figure) -> str:
    if figure.value is not None:
        return str(figure.value)
    low, high = ("" if bound is None else bound for bound in (figure.low, figure.high))
    return f"[{low}..{high}]"


def bounds(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Between which values a figure lies for certain; None where it is open ("about": both)."""
    if figure.value is None:
        return figure.low, figure.high
    match figure.qualifier:
        case Qualifier.EXACT:
            return figure.value, figure.value
        case Qualifier.AT_LEAST:
            return figure.value, None
        case Qualifier.AT_MOST:
            return None, figure.value
    return None, None


def _bounded_difference(result: Figure, now: Figure, then: Figure) -> Reading:
    (now_low, now_high), (then_low, then_high) = bounds(now), bounds(then)
    if now_low is None or now_high is None or then_low is None or then_high is None:
        return Nothing.NOT_PUBLISHED
    return replace(
        result, qualifier=Qualifier.BETWEEN, low=now_low - then_high, high=now_high - then_low
    )


def _with_regional(measure: str) -> Callable[[Country, Election], Iterable[str]]:
    def variants(country: Country, election: Election) -> Iterator[str]:
        yield ""
        yield from dict.fromkeys(
            key.subject
            for key in election.figures
            if key.measure == measure and key.subject and key.unit != country.id
        )

    return variants


def _observers(
    _country: Country, election: Election, variant: str, unit: str, time: str
) -> Reading:
    for part in ("all/deployed", "all/accredited", "all/expected"):
        reading = _figure(election, "observers", unit, time, subject=variant or "all", part=part)
        if isinstance(reading, Figure):
            return reading
    return Nothing.NOT_PUBLISHED


def _parties(_country: Country, election: Election) -> Iterator[str]:
    yield ""
    yield from dict.fromkeys(key.subject for key in election.figures if key.measure == "votes")


def _results_times(_country: Country, election: Election, _variant: str) -> Iterable[str]:
    return dict.fromkeys(key.time for key in election.figures if key.measure == "votes")


def _share(_country: Country, election: Election, variant: str, unit: str, time: str) -> Reading:
    return _figure(election, "vote_share_pct", unit, time, subject=variant)


def _stations(
    _country: Country, election: Election, _variant: str, unit: str, time: str
) -> Reading:
    return _figure(election, "stations", unit, time)


def _registered(
    _country: Country, election: Election, _variant: str, unit: str, time: str
) -> Reading:
    return _figure(election, "registered", unit, time)


_MISSING = (Nothing.NOT_PUBLISHED,)
_MISSING_OR_OTHER = (Nothing.NOT_PUBLISHED, Nothing.NOT_COMPARABLE)

FAMILIES: tuple[Family, ...] = (
    Family("turnout", "share", "percent", "announced", _MISSING, _plain, _turnout_times, _turnout),
    Family(
        "turnout-change", "gain", "points", "announced", _MISSING, _plain, _turnout_times, _change
    ),
    Family(
        "turnout-vs", "difference", "points", "announced", _MISSING_OR_OTHER,
        _other_votes, _shared_times, _compared,
    ),
    Family(
        "results", "share", "percent", "results", _MISSING,
        _parties, _results_times, _share, listed=True,
    ),
    Family(
        "observers", "count", "observers", "announced", _MISSING,
        _with_regional("observers"), _timeless, _observers, listed=True,
    ),
    Family(
        "stations", "count", "stations", "announced", _MISSING,
        _plain, _timeless, _stations, listed=True,
    ),
    Family(
        "registered", "count", "voters", "announced", _MISSING,
        _plain, _timeless, _registered, listed=True,
    ),
)  # fmt: skip


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
    readings = level_readings(country, election, measure, level, time)
    return any(isinstance(reading, Figure) and unit != ABROAD for unit, reading in readings.items())


LISTED_MEASURES = {
    "results": (
        "votes", "vote_share_pct", "seats", "votes_cast", "votes_valid", "votes_invalid",
        "candidates",
    ),
    "observers": ("observers",),
    "stations": ("stations", "commissions"),
    "registered": ("registered", "ballots_issued"),
}  # fmt: skip


def listed(election: Election, measure: Measure) -> tuple[Key, ...]:
    """The keys a listed measure shows at country level, in the order of the files."""
    quantities = LISTED_MEASURES[measure.family.id]
    return tuple(
        key
        for key in election.figures
        if key.measure in quantities and measure.variant in ("", key.subject)
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
