"""Differences: one published figure minus another, with bounds where either is not exact."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from geodata.figures import Figure, Nothing, Qualifier, Reading


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
