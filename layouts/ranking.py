"""The ranking: every unit with its figure, in order, the unknown last and never left out.

A rank is given only where it is certain: a unit known by bounds that overlap another's has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from geodata.differences import bounds
from geodata.figures import Figure, Nothing, Reading
from layouts.numbers import label, printed, with_counts, with_unit
from layouts.scales import SCALES, Scale
from layouts.subject import Subject
from layouts.views import Row

Ends = tuple[Decimal, Decimal]
_INFINITE = Decimal("Infinity")


def ranking(subject: Subject, marks: Mapping[str, tuple[str, ...]]) -> tuple[Row, ...]:
    """One row a unit of the level; ``marks`` maps unit id → marks of its footnotes."""
    ranks = _ranks(subject.readings)
    rows = [
        _row(subject, unit, reading, ranks, marks) for unit, reading in subject.readings.items()
    ]
    return tuple(sorted(rows, key=lambda row: _order(row, subject)))


def whole_row(subject: Subject, marks: Mapping[str, tuple[str, ...]]) -> Row:
    """The row of the country as a whole."""
    return _row(subject, subject.country.id, subject.whole, {}, marks)


def _row(
    subject: Subject,
    unit: str,
    reading: Reading,
    ranks: Mapping[str, int],
    marks: Mapping[str, tuple[str, ...]],
) -> Row:
    low, high = _ends(reading)
    boundary_set = subject.boundary_set
    drawn = subject.outlined.get(boundary_set.id, frozenset()) if boundary_set else frozenset()
    return Row(
        unit=unit,
        name=subject.name(unit),
        short=subject.name(unit, "short"),
        reading=reading,
        state=state(reading, SCALES[subject.measure.family.scale]),
        printed=_printed(subject, reading),
        label=label(reading, subject.words) if isinstance(reading, Figure) else "",
        rank=ranks.get(unit),
        low=low,
        high=high,
        speech=_speech(subject, unit, reading, ranks.get(unit)),
        card=subject.card(unit),
        outlined=unit in drawn,
        marks=marks.get(unit, ()),
        listed=subject.listed(unit),
        region=subject.namesakes.regions.get(unit, ""),
    )


def _printed(subject: Subject, reading: Reading) -> str:
    if isinstance(reading, Nothing):
        return subject.words(f"nothing.{reading}")
    return with_counts(printed(reading, subject.words), reading, subject.words)


def _speech(subject: Subject, unit: str, reading: Reading, rank: int | None) -> str:
    words = subject.words
    if isinstance(reading, Nothing):
        return words("speech.figure", name=subject.called(unit), figure=words(f"nothing.{reading}"))
    said = words("speech.figure", name=subject.called(unit), figure=with_unit(reading, words))
    if rank is None:
        return said
    with_figure = sum(isinstance(one, Figure) for one in subject.readings.values())
    key = "speech.ranked" if with_figure == len(subject.readings) else "speech.ranked-published"
    return words(key, figure=said, rank=rank, of=with_figure)


def state(reading: Reading, scale: Scale) -> str:
    """What colours a reading: its class, the classes of its bounds, or its kind of nothing."""
    if isinstance(reading, Nothing):
        return f"n-{reading}"
    low, high = _ends(reading)
    if low is None or high is None:
        return f"n-{Nothing.NOT_PUBLISHED}"
    first = scale.class_of(low)
    last = max(first, scale.class_below(high)) if low < high else first
    return f"c{first}" if first == last else f"i{first}-{last}"


def _ends(reading: Reading) -> tuple[float | None, float | None]:
    """Where a reading's bar ends: twice its value, or its bounds; a missing bound is its value."""
    if isinstance(reading, Nothing):
        return None, None
    if reading.value is not None:
        return float(reading.value), float(reading.value)
    known = [float(bound) for bound in (reading.low, reading.high) if bound is not None]
    return (min(known), max(known)) if known else (None, None)


def certain_ends(reading: Figure) -> Ends:
    """The bounds between which a figure lies for certain; infinite where one is open."""
    low, high = bounds(reading)
    return (-_INFINITE if low is None else low, _INFINITE if high is None else high)


def _ranks(readings: Mapping[str, Reading]) -> dict[str, int]:
    """Unit id → its place among the units with a figure, where that is certain."""
    ends = {unit: certain_ends(one) for unit, one in readings.items() if isinstance(one, Figure)}
    ranks = {unit: _rank(own, list(ends.values())) for unit, own in ends.items()}
    return {unit: rank for unit, rank in ranks.items() if rank is not None}


def _rank(ends: Ends, others: Sequence[Ends]) -> int | None:
    low, high = ends
    above = sum(other_low > high for other_low, _ in others)
    level_with = sum(other == ends and low == high for other in others)
    below = sum(other_high < low for _, other_high in others)
    itself = 1 if low != high else level_with
    return above + 1 if above + below + itself == len(others) else None


def _order(row: Row, subject: Subject) -> tuple[bool, float, tuple[int, ...]]:
    """Highest first, then by the alphabet, as the table names them; those without a figure last."""
    if row.low is None or row.high is None:
        return (True, 0.0, subject.words.sort_key(row.short))
    return (False, -(row.low + row.high) / 2, subject.words.sort_key(row.short))
