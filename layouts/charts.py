"""The chart of a day: turnout at each bulletin as a line, with a gap where none was published.

A figure known only as "more than" is an open point; bounds are an upright stroke. No line is drawn
through an hour that nobody published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from geodata.figures import Figure, Qualifier, Reading
from layouts.numbers import with_unit
from layouts.text_width import text_width
from layouts.words import Words

_WIDTH, _HEIGHT = 340.0, 150.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 34.0, 10.0, 24.0
_GRID = (0, 50, 100)
# The style sets ticks in this size; a reader's own letters may run wider than ours.
_TICK, _WIDER = 11.0, 1.15
# The final figure stands where the polls have closed, after the last bulletin.
_FINAL = "final"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line: whose it is, its class ("unit" or "whole"), and time → reading in percent."""

    name: str
    kind: str
    readings: Mapping[str, Reading]


def day_chart(lines: Sequence[DayLine], bulletins: Sequence[str], words: Words) -> str:
    """The chart as SVG, coloured by the page's style; "" where nothing can be drawn.

    ``bulletins`` are the nominal hours of the schedule; they and the final figure are the axis.
    """
    axis = _axis(lines, bulletins)
    if not any(isinstance(one, Figure) for line in lines for one in line.readings.values()):
        return ""
    spoken = escape(_spoken(lines, words), quote=True)
    body = _grid() + _hours(axis, words) + "".join(_line(line, axis, words) for line in lines)
    return (
        f'<svg class="chart-day" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" '
        f'aria-label="{spoken}">{body}</svg>'
    )


def _axis(lines: Sequence[DayLine], bulletins: Sequence[str]) -> list[str]:
    used = {time for line in lines for time in line.readings}
    hours = sorted((used | set(bulletins)) - {_FINAL})
    return [*hours, _FINAL] if _FINAL in used else hours


def _x(time: str, axis: Sequence[str]) -> float:
    steps = max(len(axis) - 1, 1)
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * axis.index(time) / steps


def _y(percent: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - percent / 100)


def _grid() -> str:
    return "".join(
        f'<path class="grid" d="M{_LEFT:g} {_y(one):g}H{_WIDTH - _RIGHT:g}"/>'
        f'<text class="tick" x="{_WIDTH - _RIGHT + 6:g}" y="{_y(one) + 4:g}">{one}</text>'
        for one in _GRID
    )


def _hours(axis: Sequence[str], words: Words) -> str:
    """The hours under the axis, and the word for the final figure, which none may touch."""
    final = words("when.final-step") if _FINAL in axis else ""
    end = _WIDTH - _WIDER * text_width(final, _TICK) if final else _WIDTH
    hours = ((time[:2], _x(time, axis)) for time in axis if time != _FINAL)
    ticks = [_tick(x, "middle", hour) for hour, x in hours if x + text_width(hour, _TICK) / 2 < end]
    return "".join([*ticks, *([_tick(_WIDTH, "end", final)] if final else [])])


def _tick(x: float, anchor: str, text: str) -> str:
    place = f'text-anchor="{anchor}" x="{x:g}" y="{_HEIGHT - 6:g}"'
    return f'<text class="tick" {place}>{escape(text)}</text>'


def _line(line: DayLine, axis: Sequence[str], words: Words) -> str:
    """Strokes between neighbouring bulletins that are both known, and a point for each figure."""
    strokes = "".join(
        f"M{_x(one, axis):g} {_y(start):g}L{_x(other, axis):g} {_y(end):g}"
        for one, other in pairwise(axis)
        if (start := _sharp(line.readings.get(one))) is not None
        and (end := _sharp(line.readings.get(other))) is not None
    )
    points = "".join(
        _point(line, time, reading, axis, words)
        for time, reading in line.readings.items()
        if isinstance(reading, Figure)
    )
    return f'<g class="line {line.kind}"><path d="{strokes}"/>{points}</g>'


def _sharp(reading: Reading | None) -> float | None:
    if isinstance(reading, Figure) and reading.value is not None:
        return float(reading.value) if reading.qualifier is Qualifier.EXACT else None
    return None


def _point(line: DayLine, time: str, figure: Figure, axis: Sequence[str], words: Words) -> str:
    title = (
        f"<title>{escape(f'{line.name}, {_hour(time, words)}: {with_unit(figure, words)}')}</title>"
    )
    x = _x(time, axis)
    if figure.low is not None and figure.high is not None:
        low, high = _y(float(figure.low)), _y(float(figure.high))
        return f'<path class="bounds" d="M{x:g} {low:g}V{high:g}">{title}</path>'
    middle = figure.middle
    if middle is None:
        return ""
    kind = "sharp" if _sharp(figure) is not None else "open"
    return f'<circle class="{kind}" cx="{x:g}" cy="{_y(float(middle)):g}" r="3.4">{title}</circle>'


def _hour(time: str, words: Words) -> str:
    return words("when.final-step") if time == _FINAL else time


def _spoken(lines: Sequence[DayLine], words: Words) -> str:
    return "; ".join(
        f"{line.name}: "
        + ", ".join(
            f"{_hour(time, words)} {with_unit(reading, words)}"
            for time, reading in line.readings.items()
            if isinstance(reading, Figure)
        )
        for line in lines
    )
