"""The legend of a picture: the classes as a band of colours, and the kinds of nothing present."""

from __future__ import annotations

from layouts.picture_style import INNER, Face, text
from layouts.text_width import text_width
from layouts.views import Legend, LegendNothing

BAND_WIDTH = 660.0
BAND_HEIGHT = 16.0
SIZE = 14.0
SWATCH = 22.0
# The kinds of nothing stand beside the band, or below it where they are many.
BESIDE = BAND_WIDTH + 48
ROW = 26.0


def legend(shown: Legend) -> tuple[str, float]:
    """The legend and its height; the origin is the upper left corner of the band."""
    kinds = [kind for kind in shown.nothing if kind.present]
    fits = len(kinds) <= 2 and all(_width(kind) <= INNER - BESIDE for kind in kinds)
    nothing, end = _beside(kinds) if fits else _below(kinds, BAND_HEIGHT + 58)
    return _band(shown) + nothing, max(BAND_HEIGHT + 52, end)


def _band(shown: Legend) -> str:
    step = BAND_WIDTH / len(shown.classes)
    bands = [
        f'<rect class="{one.state}" x="{number * step:.2f}" width="{step + 0.2:.2f}" '
        f'height="{BAND_HEIGHT}"/>'
        for number, one in enumerate(shown.classes)
    ]
    breaks = [
        text(one.low, number * step, BAND_HEIGHT + 18, Face(SIZE, anchor="middle"))
        for number, one in enumerate(shown.classes)
        if number and one.low
    ]
    ticks = [
        f'<path class="frame" d="M{number * step:.2f} {BAND_HEIGHT}v3"/>'
        for number in range(1, len(shown.classes))
    ]
    counted = text(shown.counted, 0, BAND_HEIGHT + 40, Face(SIZE, "second"))
    return "".join([*bands, *ticks, *breaks, counted])


def _beside(kinds: list[LegendNothing]) -> tuple[str, float]:
    drawn = [_kind(kind, BESIDE, number * ROW) for number, kind in enumerate(kinds)]
    return "".join(drawn), len(kinds) * ROW


def _below(kinds: list[LegendNothing], top: float) -> tuple[str, float]:
    """Kinds in rows, each as many as fit."""
    drawn, x, y = [], 0.0, top
    for kind in kinds:
        if x and x + _width(kind) > INNER:
            x, y = 0.0, y + ROW
        drawn.append(_kind(kind, x, y))
        x += _width(kind) + 28
    return "".join(drawn), y + ROW


def _kind(kind: LegendNothing, x: float, y: float) -> str:
    swatch = f'width="{SWATCH}" height="{BAND_HEIGHT}"'
    return (
        f'<g transform="translate({x:.1f} {y:.1f})"><rect class="{kind.state}" {swatch}/>'
        f'<rect class="frame" {swatch}/>{text(kind.words, SWATCH + 8, 13, Face(SIZE))}</g>'
    )


def _width(kind: LegendNothing) -> float:
    return SWATCH + 8 + text_width(kind.words, SIZE)
