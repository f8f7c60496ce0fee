"""Bars: where the bar of each row begins and how long it is, in percent of its column.

Shares always fill the same 0 to 100, so that hours and votes compare; differences grow from a
zero in the middle; counts are measured against the largest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from layouts.views import Row

# A bound or a very small figure still shows as a hair.
_HAIR = 0.8


@dataclass(frozen=True, slots=True)
class BarPart:
    """A piece of a bar: its state (what colours it), where it begins, how long it is."""

    state: str
    left: float
    width: float


def bars(rows: Sequence[Row], scale: str) -> Mapping[str, tuple[BarPart, ...]]:
    """Unit id → the pieces of its bar; rows without a figure have none.

    A row known by bounds has a plain piece up to the lower bound and a striped one between them.
    """
    ends = [end for row in rows for end in (row.low, row.high) if end is not None]
    least, most = _domain(ends, scale)
    return {row.unit: tuple(_parts(row, least, most)) for row in rows}


def _domain(ends: Sequence[float], scale: str) -> tuple[float, float]:
    if scale == "share":
        return 0.0, 100.0
    widest = max((abs(end) for end in ends), default=0.0) or 1.0
    if scale == "difference":
        return -widest, widest
    return min(0.0, *ends, 0.0), widest


def _parts(row: Row, least: float, most: float) -> Iterator[BarPart]:
    if row.low is None or row.high is None:
        return
    if row.low == row.high:
        yield _part(row.state, min(row.low, 0.0), max(row.low, 0.0), least, most)
        return
    if row.low > 0:
        yield _part(_lower_class(row.state), 0.0, row.low, least, most)
    yield _part(row.state, row.low, row.high, least, most)


def _lower_class(state: str) -> str:
    """The class of the lower bound: "c4" of "i4-6"."""
    return "c" + state.removeprefix("i").partition("-")[0] if state.startswith("i") else state


def _part(state: str, first: float, last: float, least: float, most: float) -> BarPart:
    span = most - least
    left = (first - least) / span * 100
    return BarPart(state, round(left, 2), round(max((last - first) / span * 100, _HAIR), 2))
