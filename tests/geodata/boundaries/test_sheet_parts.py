"""Paths, label points and arrow keys: the parts of a sheet, one at a time."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.boundaries.coverage import polygons_of
from geodata.boundaries.labels import TEXT_HEIGHT, label_point
from geodata.boundaries.neighbours import neighbours, reachable
from geodata.boundaries.paths import path_of

TENTHS = st.integers(0, 9999).map(lambda tenth: tenth / 10)


def rings_of(path: str) -> list[np.ndarray]:
    """The rings a browser would draw for a path of ours, in tenths."""
    rings = []
    for ring in re.findall(r"M([^z]+)z", path):
        start, moves = (
            [round(float(n) * 10) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", part)]
            for part in ring.split("l")
        )
        steps = np.array([start, *np.array(moves).reshape(-1, 2)])
        rings.append(np.cumsum(steps, axis=0))
    return rings


def test_a_square_is_a_short_text() -> None:
    assert path_of(shapely.box(1, 2, 3.5, 4)) == "M3.5 2l0 2-2.5 0 0-2z"


def test_holes_and_parts_are_rings_of_their_own() -> None:
    hole = [(3, 3), (4, 3), (4, 4), (3, 4)]
    holed = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [hole])
    assert path_of(shapely.MultiPolygon([holed, shapely.box(20, 0, 21, 1)])).count("M") == 3


def test_what_is_smaller_than_a_tenth_is_not_drawn() -> None:
    assert path_of(shapely.box(5, 5, 5.01, 5.01)) == ""


@given(st.lists(st.tuples(TENTHS, TENTHS), min_size=3, max_size=12, unique=True))
def test_a_path_draws_every_corner_where_it_is(corners: list[tuple[float, float]]) -> None:
    polygon = shapely.Polygon(corners)
    drawn = rings_of(path_of(polygon))
    assert [tuple(point) for point in drawn[0]] == [
        (round(x * 10), round(y * 10)) for x, y in polygon.exterior.coords[:-1]
    ]


def test_a_label_stands_where_a_shape_is_wide_enough() -> None:
    bottle = shapely.union(shapely.box(45, 0, 55, 200), shapely.box(0, 150, 100, 200))
    x, y, width, _ = label_point(polygons_of(bottle))
    assert (x, width) == pytest.approx((50, 100), abs=1)
    assert 150 + TEXT_HEIGHT / 2 - 1 <= y <= 200 - TEXT_HEIGHT / 2 + 1


def test_a_label_of_a_ring_shaped_region_stays_off_the_city_in_its_middle() -> None:
    ring = shapely.box(0, 0, 300, 200).difference(shapely.box(100, 50, 200, 150))
    x, y, width, _ = label_point(polygons_of(ring))
    words = shapely.box(x - width / 2, y - 13, x + width / 2, y + 13)
    assert words.difference(ring).area < 1


def test_a_unit_too_small_for_words_has_its_point_inside() -> None:
    crumb = shapely.Polygon([(0, 0), (4, 0), (0, 4)])
    x, y, width, radius = label_point(crumb)
    assert crumb.contains(shapely.Point(x, y))
    assert 0 < radius <= width


def test_arrow_keys_go_to_the_neighbour_that_lies_there() -> None:
    points = {"m": (0, 0), "w": (-9, 1), "e": (9, -1), "n": (1, -9), "s": (0, 9)}
    touching = [("m", other) for other in "wens"]
    keys = neighbours(points, touching)
    assert keys["m"] == {"left": "w", "right": "e", "up": "n", "down": "s"}
    assert keys["w"]["right"] == "m"


def test_a_unit_that_touches_is_preferred_to_a_nearer_one_that_does_not() -> None:
    points = {"here": (0, 0), "island": (8, 0), "land": (10, 0)}
    assert neighbours(points, [("here", "land")])["here"]["right"] == "land"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=25, unique=True))
def test_every_unit_is_reached_from_every_other(places: list[tuple[float, float]]) -> None:
    points = {str(number): place for number, place in enumerate(places)}
    near = [
        (one, other)
        for one in points
        for other in points
        if one < other and math.dist(points[one], points[other]) < 300
    ]
    keys = neighbours(points, near)
    for unit in points:
        assert reachable(keys, unit) == set(points)
        assert unit not in keys[unit].values()
