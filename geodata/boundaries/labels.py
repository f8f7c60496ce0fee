"""Label points: where inside a unit a name and a figure have most room."""

from __future__ import annotations

import numpy as np
import shapely

from geodata.boundaries.coverage import Floats, Outline

# Two lines of 12 px text, drawn one to one.
TEXT_HEIGHT = 26.0
# More room than the longest name needs does not make a place better.
ENOUGH_WIDTH = 130.0
LEVELS = 40


def label_point(outline: Outline) -> tuple[float, float, float, float]:
    """x, y, free width and distance to the border, in drawing units.

    The point is the middle of the widest place for two lines of text; where several are wide
    enough, the one nearest to the pole of inaccessibility; where none is, that pole itself.
    """
    largest: Outline = max(shapely.get_parts(outline), key=shapely.area)
    pole = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest))[0]
    places = _places(largest, pole)
    if not places:
        x, y = pole
        width = 2 * float(shapely.distance(shapely.Point(pole), largest.boundary))
    else:
        x, y, width = max(places, key=lambda place: _worth(place, pole))
    radius = float(shapely.distance(shapely.Point(x, y), largest.boundary))
    return float(x), float(y), float(width), radius


def _worth(place: tuple[float, float, float], pole: Floats) -> tuple[float, float]:
    x, y, width = place
    return round(min(width, ENOUGH_WIDTH) / 10), -float(np.hypot(x - pole[0], y - pole[1]))


def _places(outline: Outline, pole: Floats) -> list[tuple[float, float, float]]:
    _, low, _, high = outline.bounds
    places = []
    for y in np.linspace(low + TEXT_HEIGHT / 2, high - TEXT_HEIGHT / 2, LEVELS):
        if high - low > TEXT_HEIGHT:
            places += [_place(left, right, float(y), pole) for left, right in _free(outline, y)]
    return places


def _place(left: float, right: float, y: float, pole: Floats) -> tuple[float, float, float]:
    """The middle of a free stretch, or nearer to the pole where there is room to spare."""
    slack = max(0.0, (right - left - ENOUGH_WIDTH) / 2)
    middle = (left + right) / 2
    x = float(np.clip(pole[0], middle - slack, middle + slack))
    return x, y, 2 * min(x - left, right - x)


def _free(outline: Outline, y: float) -> list[tuple[float, float]]:
    """Stretches of x that are inside the outline at every height of two lines of text."""
    west, _, east, _ = outline.bounds
    half = TEXT_HEIGHT / 2
    band = shapely.intersection(outline, shapely.box(west, y - half, east, y + half))
    blocked = shapely.difference(shapely.box(west, y - half, east, y + half), band)
    edges = sorted((part.bounds[0], part.bounds[2]) for part in shapely.get_parts(blocked))
    free, reached = [], west
    for left, right in edges:
        if left > reached:
            free.append((reached, left))
        reached = max(reached, right)
    return [*free, (reached, east)] if east > reached else free
