"""Room for words: where inside an outline a block of text stands free of every border and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from geodata.boundaries.sheet import Box, Inset, Sheet

Floats = npt.NDArray[np.float64]
Point = tuple[float, float]
Size = tuple[float, float]
Segments = tuple[tuple[float, float, float, float], ...]

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
# Places tried on each side of the point where a unit has most room.
_STEPS = 14
_ENDLESSLY_THIN = 1e-9

# So many places are tried together.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: its middle, its width and its height."""

    x: float
    y: float
    width: float
    height: float

    def covers(self, other: Block) -> bool:
        """Whether the two blocks share any room."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )


@lru_cache(maxsize=50_000)
def place_inside(path: str, lines: Segments, start: Point, size: Size) -> Point | None:
    """The middle of a block of ``size`` inside an outline, as near to ``start`` as can be.

    ``path`` is the ``d`` of the outline; the block keeps clear of ``lines`` too. None where the
    outline has no room.
    """
    edges = edges_of(path)
    places = _around(edges, start, size)
    inside = _is_inside(edges, places)
    blocked = np.vstack((edges, np.array(lines, dtype=float).reshape(-1, 4)))
    candidates = places[inside]
    # Most labels fit near their start, so the far places are seldom looked at.
    for first in range(0, len(candidates), _AT_ONCE):
        near = candidates[first : first + _AT_ONCE]
        free = near[~_touched(blocked, near, size)]
        if len(free):
            return (float(free[0][0]), float(free[0][1]))
    return None


def is_free(block: Block, sheet: Sheet) -> bool:
    """Whether a block outside the land covers no unit, and stays on the sheet."""
    half_width, half_height = block.width / 2, block.height / 2
    if not (half_width <= block.x <= sheet.width - half_width):
        return False
    if not (half_height <= block.y <= sheet.height - half_height):
        return False
    place, size = np.array([[block.x, block.y]]), (block.width, block.height)
    return not any(
        _touched(edges_of(unit.path), place, size)[0] or _is_inside(edges_of(unit.path), place)[0]
        for unit in sheet.units.values()
        if _near(unit.bounds, block)
    )


def lines_of(insets: tuple[Inset, ...]) -> Segments:
    """Leaders, and boxes round the marks of the cities on the map: no text stands on them."""
    found: list[tuple[float, float, float, float]] = []
    for inset in insets:
        x, y, radius = inset.mark
        west, east, north, south = x - radius, x + radius, y - radius, y + radius
        found += [
            inset.leader,
            (west, north, east, north),
            (west, south, east, south),
            (west, north, west, south),
            (east, north, east, south),
        ]
    return tuple(found)


@lru_cache(maxsize=4_000)
def edges_of(path: str) -> Floats:
    """The edges of every ring of a path, one row of x1, y1, x2, y2 each."""
    rings = [_edges(ring) for ring in path.split("z") if ring]
    return np.vstack(rings)


def _edges(ring: str) -> Floats:
    numbers = np.array([float(number) for number in _NUMBER.findall(ring)]).reshape(-1, 2)
    points = np.cumsum(numbers, axis=0)
    return np.hstack((points, np.roll(points, -1, axis=0)))


def _around(edges: Floats, start: Point, size: Size) -> Floats:
    """Places to try, the nearest to the start first; up and down counts as farther."""
    low, high = edges[:, :2].min(axis=0), edges[:, :2].max(axis=0)
    room = np.array(size) / 2
    if np.any(high - low < room * 2):
        return np.empty((0, 2))
    columns = np.linspace(low[0] + room[0], high[0] - room[0], 2 * _STEPS + 1)
    rows = np.linspace(low[1] + room[1], high[1] - room[1], 2 * _STEPS + 1)
    grid = np.array([(x, y) for x in (start[0], *columns) for y in (start[1], *rows)])
    away = np.hypot(grid[:, 0] - start[0], 1.5 * (grid[:, 1] - start[1]))
    return np.asarray(grid[np.argsort(away, kind="stable")])


def _is_inside(edges: Floats, places: Floats) -> npt.NDArray[np.bool_]:
    x, y = places[:, 0][:, None], places[:, 1][:, None]
    x1, y1, x2, y2 = edges.T
    crosses = (y1 > y) != (y2 > y)
    rise = np.where(y2 == y1, _ENDLESSLY_THIN, y2 - y1)
    to_the_right = x < (x2 - x1) * (y - y1) / rise + x1
    return np.asarray(np.count_nonzero(crosses & to_the_right, axis=1) % 2 == 1)


def _touched(edges: Floats, places: Floats, size: Size) -> npt.NDArray[np.bool_]:
    """Whether any edge runs through the block round each place."""
    first = np.zeros((len(places), len(edges)))
    last = np.ones((len(places), len(edges)))
    for axis in (0, 1):
        start, way = edges[:, axis], edges[:, axis + 2] - edges[:, axis]
        way = np.where(way == 0, _ENDLESSLY_THIN, way)
        middle = places[:, axis][:, None]
        one, other = ((middle + side * size[axis] / 2 - start) / way for side in (-1, 1))
        first = np.maximum(first, np.minimum(one, other))
        last = np.minimum(last, np.maximum(one, other))
    return np.asarray(np.any(first <= last, axis=1))


def _near(bounds: Box, block: Block) -> bool:
    west, north, east, south = bounds
    return Block((west + east) / 2, (north + south) / 2, east - west, south - north).covers(block)
