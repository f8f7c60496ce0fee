"""A station lies in its unit, or the map explains its coordinates, or they are set aside."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.points.check import InPlace, PointAnswer, Repaired, SetAside, Stated, check_points
from geodata.points.degrees import Written, read_degrees
from geodata.points.outlines import OUTSIDE, Outlines
from geodata.points.readings import Point

# Two units east of Greenwich and north of the equator, side by side, with a hole in the first.
WEST = shapely.Polygon(
    [(70, 40), (75, 40), (75, 45), (70, 45)], [[(71, 41), (72, 41), (72, 42), (71, 42)]]
)
EAST = shapely.box(75, 40, 80, 45)
LAND = Outlines(["west", "east"], [WEST, EAST])


def check(lat: str, lon: str, unit: str = "west") -> PointAnswer:
    return check_points([Stated(1, unit, lat, lon)], LAND)[0]


def test_a_point_in_its_unit_is_in_place() -> None:
    assert check("43.5", "73.25") == InPlace(1, Point(73.25, 43.5))
    assert check("43,5", "73,25") == InPlace(1, Point(73.25, 43.5))


@pytest.mark.parametrize(
    ("lat", "lon", "note"),
    [
        ("73.25", "43.5", "swapped"),
        ("-43.5", "73.25", "signs"),
        ("43.5", "-73.25", "signs"),
        ("-73.25", "43.5", "swapped signs"),
        ("43°30′00″ N", "73°15′00″ E", "minutes"),
        ("43 30 00", "73 15 00", "minutes"),
        ("43° 30,0'", "73° 15,0'", "minutes"),
        ("4330.0", "7315.0", "minutes"),
        ("433000", "731500", "minutes"),
        ("7315.0", "4330.0", "swapped minutes"),
        ("73°15′ в. д.", "43°30′ с. ш.", "swapped"),
    ],
)
def test_what_the_map_explains_is_repaired_with_a_note(lat: str, lon: str, note: str) -> None:
    answer = check(lat, lon)
    assert isinstance(answer, Repaired)
    assert answer.note == note
    assert (answer.point.lon, answer.point.lat) == pytest.approx((73.25, 43.5))


@pytest.mark.parametrize(
    ("lat", "lon", "unit", "answer"),
    [
        ("43.5", "77", "west", SetAside(1, "other unit", "east")),
        ("41.5", "71.5", "west", SetAside(1, "no unit there")),
        ("0", "0", "west", SetAside(1, "no unit there")),
        ("", " ", "west", SetAside(1, "no coordinates")),
        ("43.5", "", "west", SetAside(1, "not readable")),
        ("около школы", "73", "west", SetAside(1, "not readable")),
        ("43.5", "73.25", "", SetAside(1, "no unit", "west")),
        ("43.5", "73.25", "north", SetAside(1, "no unit", "west")),
        ("nan", "inf", "west", SetAside(1, "not readable")),
    ],
)
def test_what_the_map_does_not_explain_is_set_aside(
    lat: str, lon: str, unit: str, answer: SetAside
) -> None:
    assert check(lat, lon, unit) == answer


def test_a_point_that_two_readings_of_one_mistake_explain_is_set_aside() -> None:
    both_sides = Outlines(["land"], [shapely.MultiPolygon([shapely.box(1, 1, 5, 5)])])
    mirrored = Outlines(
        ["land"], [shapely.MultiPolygon([shapely.box(-5, 1, -1, 5), shapely.box(1, -5, 5, -1)])]
    )
    assert isinstance(check_points([Stated(1, "land", "2", "3")], both_sides)[0], InPlace)
    answer = check_points([Stated(1, "land", "2", "2")], mirrored)[0]
    assert answer == SetAside(1, "no unit there")


def test_degrees_are_read_with_their_axis() -> None:
    assert read_degrees("43°15' S") == Written(-43.25, True, "lat")
    assert read_degrees("76.5 W") == Written(-76.5, False, "lon")
    assert read_degrees("−12.5") == Written(-12.5, False)
    for text in ("", "43 75 00", "1 2 3 4", "x" * 100, "43.5 30"):
        assert read_degrees(text) is None


coordinates = st.floats(39, 46) | st.sampled_from([40.0, 45.0, 41.0])
longitudes = st.floats(69, 81) | st.sampled_from([70.0, 75.0, 80.0, 71.0])


@given(st.lists(st.tuples(longitudes, coordinates), max_size=30))
@settings(deadline=None)
def test_every_point_is_placed_where_the_outlines_have_it(
    points: list[tuple[float, float]],
) -> None:
    lons, lats = (np.array([point[axis] for point in points], dtype=float) for axis in (0, 1))
    places = LAND.places(lons, lats).tolist()
    for (lon, lat), place in zip(points, places, strict=True):
        within = [one.intersects(shapely.Point(lon, lat)) for one in (WEST, EAST)]
        assert place == (within.index(True) if any(within) else OUTSIDE)


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=10))
@settings(deadline=None)
def test_every_row_gets_one_answer(rows: list[tuple[str, str]]) -> None:
    stated = [Stated(number, "west", lat, lon) for number, (lat, lon) in enumerate(rows)]
    answers = check_points(stated, LAND)
    assert Counter(answer.row for answer in answers) == Counter(range(len(rows)))
