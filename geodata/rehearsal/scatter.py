"""Scatter made-up places over a unit: most around a few towns, the others anywhere in it."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from random import Random

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.index import read_index
from geodata.boundaries.outlines import read_full
from geodata.country import Country
from geodata.missions.ground import Ground

Point = tuple[float, float]
# Four decimals of a degree are about ten metres.
DECIMALS = 4
_IN_TOWNS, _TOWN_WIDTH = 0.7, 0.06
_TRIES = 400


def outlines_of(var: Path, country: Country, ground: Ground) -> dict[str, BaseGeometry]:
    """Unit → its outline in degrees, of every set of the day that is built under ``var``."""
    built = read_index(var)
    found: dict[str, BaseGeometry] = {}
    for level in ground.levels[1:]:
        name = country.boundary_set(level, ground.day).id
        if name in built and built[name].is_there:
            found.update(read_full(built[name].full.path))
    return found


def scatter(outline: BaseGeometry, count: int, draw: Random) -> list[Point]:
    """So many places inside an outline, as longitude and latitude."""
    shapely.prepare(outline)
    size = sqrt(outline.area)
    towns = [_anywhere(outline, draw) for _ in range(1 + count // 25)]
    found = []
    for _ in range(count):
        if draw.random() < _IN_TOWNS:
            town = draw.choice(towns)
            found.append(_near(outline, town, size * _TOWN_WIDTH, draw))
        else:
            found.append(_anywhere(outline, draw))
    return found


def _anywhere(outline: BaseGeometry, draw: Random) -> Point:
    west, south, east, north = outline.bounds
    for _ in range(_TRIES):
        point = _rounded(draw.uniform(west, east), draw.uniform(south, north))
        if shapely.contains_xy(outline, *point):
            return point
    inside = outline.representative_point()
    return _rounded(inside.x, inside.y)


def _near(outline: BaseGeometry, town: Point, width: float, draw: Random) -> Point:
    point = _rounded(draw.gauss(town[0], width), draw.gauss(town[1], width))
    return point if shapely.contains_xy(outline, *point) else town


def _rounded(lon: float, lat: float) -> Point:
    return round(lon, DECIMALS), round(lat, DECIMALS)
