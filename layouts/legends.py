"""Legends: the fixed classes of a scale, and the kinds of nothing a measure can have."""

from __future__ import annotations

from decimal import Decimal

from geodata.figures import Figure
from layouts.numbers import number
from layouts.ranking import state
from layouts.scales import SCALES
from layouts.subject import Subject
from layouts.views import Legend, LegendClass, LegendNothing, Row


def legend(subject: Subject, rows: tuple[Row, ...]) -> Legend:
    """The legend of a view with one figure a unit."""
    family, words = subject.measure.family, subject.words
    scale = SCALES[family.scale]
    signed = family.counted_in == "points"
    breaks = [number(Decimal(str(one)), subject.language, signed) for one in scale.breaks]
    classes = tuple(
        LegendClass(f"c{at}", low, high)
        for at, (low, high) in enumerate(zip(["", *breaks], [*breaks, ""], strict=True))
    )
    nothing = tuple(
        LegendNothing(
            state(one, scale), words(f"nothing.{one}"), any(row.reading == one for row in rows)
        )
        for one in family.nothing
    )
    striped = any(isinstance(row.reading, Figure) and row.state.startswith("i") for row in rows)
    return Legend(
        scale.id,
        words(f"measure.{family.id}.legend"),
        classes,
        nothing,
        words("legend.bounds") if striped else "",
    )
