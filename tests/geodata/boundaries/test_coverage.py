"""Coverages: whatever is done to them, neighbours keep one border, without gap or overlap."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.boundaries import coverage as cover
from geodata.errors import DataError

COLUMNS, ROWS, STEPS = 4, 3, 12


def wavy_grid(seed: int) -> dict[str, shapely.Polygon]:
    """Squares of a grid whose corners and border points are shifted at random."""
    random = np.random.default_rng(seed)
    count = (COLUMNS * STEPS + 1, ROWS * STEPS + 1)
    shifts = random.uniform(-0.35, 0.35, (*count, 2))

    def point(x: int, y: int) -> tuple[float, float]:
        return x + float(shifts[x, y, 0]), y + float(shifts[x, y, 1])

    def cell(column: int, row: int) -> shapely.Polygon:
        x, y = column * STEPS, row * STEPS
        south = [(x + n, y) for n in range(STEPS)]
        east = [(x + STEPS, y + n) for n in range(STEPS)]
        north = [(x + STEPS - n, y + STEPS) for n in range(STEPS)]
        west = [(x, y + STEPS - n) for n in range(STEPS)]
        return shapely.Polygon([point(*one) for one in (*south, *east, *north, *west)])

    return {f"{c}{r}": cell(c, r) for c in range(COLUMNS) for r in range(ROWS)}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_dissolving_keeps_the_area_and_the_shared_borders(seed: int, groups: list[int]) -> None:
    grid = wavy_grid(seed)
    made_of: dict[str, tuple[str, ...]] = {}
    for unit, group in zip(grid, groups, strict=True):
        made_of[str(group)] = (*made_of.get(str(group), ()), unit)
    larger = cover.check(cover.dissolve(grid, made_of), "larger")
    for name, parts in made_of.items():
        assert larger[name].area == pytest.approx(sum(grid[part].area for part in parts))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sets(st.sampled_from(["00", "11", "12", "21", "30"])))
def test_simplifying_keeps_shared_borders_and_fine_units_finer(seed: int, fine: set[str]) -> None:
    grid = wavy_grid(seed)
    light = cover.check(cover.simplify(grid, 3.0, fine, 0.1), "light")
    assert sum(one.area for one in light.values()) == pytest.approx(COLUMNS * ROWS * 144, rel=0.05)
    finer = cover.simplify(grid, 0.1, fine, 0.1)
    assert all(light[unit].equals(finer[unit]) for unit in fine)
    coarse = [unit for unit in grid if unit not in fine]
    points = [shapely.get_num_coordinates(one[u]) for one in (light, grid) for u in coarse]
    assert sum(points[: len(coarse)]) < sum(points[len(coarse) :])


def test_of_two_units_that_overlap_the_smaller_keeps_its_outline() -> None:
    region, city = shapely.box(0, 0, 10, 10), shapely.box(9, 4, 11, 6)
    cleaned = cover.check(cover.clean({"region": region, "city": city}), "cleaned")
    assert cleaned["city"].area == pytest.approx(4)
    assert cleaned["region"].area == pytest.approx(98)


def test_a_bow_tie_becomes_a_valid_outline() -> None:
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert cover.clean({"bow": bow})["bow"].is_valid


def test_a_repair_keeps_areas_only() -> None:
    mixed = shapely.GeometryCollection([shapely.box(0, 0, 1, 1), shapely.Point(5, 5)])
    assert cover.polygons_of(mixed).equals(shapely.box(0, 0, 1, 1))


def test_units_that_do_not_share_their_border_are_named() -> None:
    with pytest.raises(DataError, match=r"land: neighbours do not share one border: west, east"):
        cover.check({"west": shapely.box(0, 0, 2, 2), "east": shapely.box(1, 0, 3, 2)}, "land")


def test_invalid_outlines_are_named() -> None:
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    with pytest.raises(DataError, match="land: the outlines of bow are not valid"):
        cover.check({"bow": bow}, "land")
