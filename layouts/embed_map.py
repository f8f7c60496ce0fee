"""The map of an embed: the same outlines, drawn on a coarser grid, because an embed is small.

At 720 pixels a step of the grid is a third of a pixel. Neighbours share their points, so they
share them on the grid as well and no gap opens between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape
from itertools import pairwise

from geodata.boundaries.sheet import Inset, Sheet
from layouts.labels import labels
from layouts.textures import definitions
from layouts.views import View

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
# Steps of the grid to one unit of the sheet; circles are small and drawn at once finer.
_LAND_GRID, _CIRCLE_GRID = 2, 4
_FEWEST_POINTS = 3

_Point = tuple[int, int]


def embed_map(view: View, sheet: Sheet) -> str:
    """The map of a view for an embed: coloured, labelled, each unit's figure under the pointer."""
    titles = {row.unit: escape(row.speech, quote=False) for row in view.rows}
    states = view.states
    kinds = view.legend.nothing if view.legend else ()
    used = {*states.values(), *(one.state for one in kinds)}
    land = "".join(
        _unit(unit.id, _coarse(unit.path, _LAND_GRID), states, titles)
        for unit in sheet.units.values()
    )
    circles = "".join(_circle(inset, states, titles) for inset in sheet.insets)
    return (
        f'<svg class="sheet" viewBox="0 0 {sheet.width:g} {sheet.height:g}" role="img" '
        f'aria-label="{escape(view.summary)}"><defs>{definitions(only=used)}</defs>'
        f'<g transform="scale({1 / _LAND_GRID:g})">{land}</g>{circles}'
        f"{labels(view, sheet, view.cities)}</svg>"
    )


def _unit(unit: str, path: str, states: Mapping[str, str], titles: Mapping[str, str]) -> str:
    title = f"<title>{titles[unit]}</title>" if unit in titles else ""
    return f'<path class="unit {states.get(unit, "")}" d="{path}">{title}</path>'


def _circle(inset: Inset, states: Mapping[str, str], titles: Mapping[str, str]) -> str:
    paths = "".join(
        _unit(unit, _coarse(path, _CIRCLE_GRID), states, titles)
        for unit, path in inset.paths.items()
    )
    scale = f"translate({inset.x:g} {inset.y:g})scale({1 / _CIRCLE_GRID:g})"
    return f'<g transform="{scale}">{paths}</g>'


@lru_cache(maxsize=4_000)
def _coarse(path: str, grid: int) -> str:
    """An outline on the grid: whole numbers, no point twice, none on a straight line."""
    rings = (_ring(ring, grid) for ring in path.split("z") if ring)
    return "".join(_drawn(ring) for ring in rings if len(ring) >= _FEWEST_POINTS)


def _ring(ring: str, grid: int) -> list[_Point]:
    numbers = [float(number) for number in _NUMBER.findall(ring)]
    points: list[_Point] = []
    x = y = 0.0
    for right, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + right, y + down
        point = (round(x * grid), round(y * grid))
        if not points or point != points[-1]:
            points.append(point)
    if points and points[0] == points[-1]:
        points.pop()
    return list(_corners(points))


def _corners(points: list[_Point]) -> Iterator[_Point]:
    """The points at which a ring turns."""
    for at, (x, y) in enumerate(points):
        (x0, y0), (x1, y1) = points[at - 1], points[(at + 1) % len(points)]
        turns = (x - x0) * (y1 - y) != (y - y0) * (x1 - x)
        goes_back = (x - x0) * (x1 - x) + (y - y0) * (y1 - y) < 0
        if turns or goes_back:
            yield x, y


def _drawn(points: list[_Point]) -> str:
    (x, y), steps = points[0], ""
    for (x0, y0), (x1, y1) in pairwise(points):
        for number in (x1 - x0, y1 - y0):
            steps += f" {number}" if steps and number >= 0 else str(number)
    return f"M{x} {y}l{steps}z"
