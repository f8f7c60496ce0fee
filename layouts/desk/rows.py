"""Rows of a screen: one unit each, in the order of the ranking, with what colours it on the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from geodata.figures import Figure, Nothing, Reading
from layouts.desk.subject import DeskSubject
from layouts.numbers import label, number, with_unit
from layouts.ranking import state
from layouts.scales import SCALES
from layouts.views import Legend, LegendClass, LegendNothing, Row


@dataclass(frozen=True)
class DeskMap:
    """What is drawn: a row for each unit, the legend, and the map in words."""

    rows: tuple[Row, ...]
    legend: Legend
    summary: str
    cities: Mapping[str, str] = field(default_factory=dict)

    @property
    def states(self) -> dict[str, str]:
        """Unit id → state, for the units that have an outline."""
        return {row.unit: row.state for row in self.rows if row.outlined}


def percent(part: float, whole: float) -> Decimal:
    """A share in percent, to one decimal; ``whole`` is not nought."""
    share = Decimal(str(part)) * 100 / Decimal(str(whole))
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def figure(value: Decimal | int, counted_in: str) -> Figure:
    """A figure that the mission has counted."""
    return Figure(Decimal(value), counted_in, ())


def rows(
    subject: DeskSubject,
    readings: Iterable[tuple[str, Reading]],
    scale: str,
    *,
    is_ranking: bool = True,
) -> tuple[Row, ...]:
    """A row a unit, the highest figure first, those without a figure last, then by the alphabet.

    What must not be read as a ranking goes by the alphabet alone.
    """
    made = [_row(subject, unit, reading, scale) for unit, reading in readings]
    if not is_ranking:
        return tuple(sorted(made, key=lambda row: subject.words.sort_key(row.short)))
    return tuple(sorted(made, key=lambda row: _order(subject, row)))


def _row(subject: DeskSubject, unit: str, reading: Reading, scale: str) -> Row:
    words = subject.words
    name = subject.name(unit)
    is_quiet = False
    if isinstance(reading, Nothing):
        value, short, said = None, "", words(f"nothing.{reading}")
        speech = words("speech.figure", name=name, figure=said)
    else:
        value = float(reading.value or 0)
        # Where nothing is late the map has nothing to say.
        is_quiet = scale == "late" and not value
        short, said = label(reading, words), number(reading.value or Decimal(), words.language)
        speech = words("speech.figure", name=name, figure=_counted(reading, subject))
    return Row(
        unit=unit,
        name=name,
        short=subject.name(unit, "short"),
        reading=reading,
        state=state(reading, SCALES[scale]),
        printed=said,
        label="" if is_quiet else short,
        rank=None,
        low=value,
        high=value,
        speech=speech,
        card=subject.card("unit", unit),
        outlined=subject.sheet is not None and unit in subject.sheet.units,
    )


def _counted(reading: Figure, subject: DeskSubject) -> str:
    if reading.counted_in in ("percent", "stations"):
        return with_unit(reading, subject.words)
    value = number(reading.value or Decimal(), subject.language)
    return subject.words.plural(f"desk.count.{reading.counted_in}", reading.value or 0, value=value)


def _order(subject: DeskSubject, row: Row) -> tuple[bool, float, tuple[int, ...]]:
    return (row.low is None, -(row.low or 0.0), subject.words.sort_key(row.short))


def desk_map(
    subject: DeskSubject, drawn: tuple[Row, ...], scale: str, counted: str, headline: str
) -> DeskMap:
    """The map of these rows; ``counted`` says what the colours count."""
    classes = SCALES[scale]
    breaks = [number(Decimal(str(one)), subject.language) for one in classes.breaks]
    ends = zip(["", *breaks], [*breaks, ""], strict=True)
    present = [row.reading for row in drawn if isinstance(row.reading, Nothing)]
    legend = Legend(
        scale,
        counted,
        tuple(LegendClass(f"c{at}", low, high) for at, (low, high) in enumerate(ends)),
        tuple(
            LegendNothing(state(one, classes), subject.words(f"nothing.{one}"), True)
            for one in dict.fromkeys(present)
        ),
    )
    said = "; ".join(row.speech for row in drawn)
    summary = f"{headline}. {said}." if said else headline
    return DeskMap(drawn, legend, summary, _cities(subject))


def _cities(subject: DeskSubject) -> dict[str, str]:
    """The cities that districts lie in: they are no rows of the screen, but have circles."""
    if subject.level != "district":
        return {}
    regions = (subject.territory.ground.units[one] for one in subject.scope.units("region"))
    return {one.id: subject.name(one.id, "short") for one in regions if one.kind == "city"}
