"""Bars: where the bar of each row begins and how long it is, in percent of its column.

Shares always fill the same 0 to 100, so that hours and votes compare; differences grow from a
zero in the middle; counts are measured against the largest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from layouts.views import Row

# A bound or a very small figure still shows as a hair.
_HAIR = 0.8


def bars(rows: Sequence[Row], scale: str) -> Mapping[str, tuple[float, float]]:
    """Unit id → left and width; rows without a figure have no bar.

    A row known by bounds has a bar from one bound to the other, all others begin at zero.
    """
    known = {row.unit: (row.low, row.high) for row in rows}
    ends = {
        unit: (low, high)
        for unit, (low, high) in known.items()
        if low is not None and high is not None
    }
    least, most = _domain([end for pair in ends.values() for end in pair], scale)
    return {unit: _bar(low, high, least, most) for unit, (low, high) in ends.items()}


def _domain(ends: Sequence[float], scale: str) -> tuple[float, float]:
    if scale == "share":
        return 0.0, 100.0
    widest = max((abs(end) for end in ends), default=0.0) or 1.0
    if scale == "difference":
        return -widest, widest
    return min(0.0, *ends, 0.0), widest


def _bar(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    first, last = (low, high) if low != high else (min(low, 0.0), max(low, 0.0))
    span = most - least
    left = (first - least) / span * 100
    return round(left, 2), round(max((last - first) / span * 100, _HAIR), 2)
