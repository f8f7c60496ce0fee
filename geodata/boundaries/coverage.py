"""Outlines as a coverage: neighbours share one border, with no gap and no overlap between them.

A coverage is a mapping unit id → polygon. What is done to one border is done to both its sides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPolygon, Polygon

from geodata.errors import DataError

Outline = Polygon | MultiPolygon
Floats = npt.NDArray[np.float64]
Coverage = Mapping[str, Outline]
# Of two units that overlap the smaller keeps its outline: it is a city inside its region.
OVERLAP_GOES_TO = "min_area"
# Slivers between neighbours that are narrower than this (about 100 m) are drawing errors.
GAP_DEGREES = 0.001


def clean(outlines: Mapping[str, shapely.Geometry]) -> Coverage:
    """Make every outline valid and every shared border one line; degrees in, degrees out."""
    valid = [polygons_of(shapely.make_valid(one)) for one in outlines.values()]
    # The stubs of shapely do not know this function yet.
    cleaned = shapely.coverage_clean(  # type: ignore[attr-defined]
        valid, gap_width=GAP_DEGREES, merge_strategy=OVERLAP_GOES_TO
    )
    return dict(zip(outlines, cleaned, strict=True))


def polygons_of(geometry: shapely.Geometry) -> Outline:
    """The areas of a geometry, without the lines and points a repair may leave behind."""
    parts = shapely.get_parts(geometry)
    while any(shapely.get_type_id(parts) > shapely.GeometryType.MULTIPOLYGON):
        parts = shapely.get_parts(parts)
    parts = shapely.get_parts(parts)
    areas = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    outline: Outline = areas[0] if len(areas) == 1 else shapely.multipolygons(areas)
    return outline


def dissolve(coverage: Coverage, made_of: Mapping[str, tuple[str, ...]]) -> Coverage:
    """The coverage of larger units: each the union of the units it is made of."""
    return {
        unit: polygons_of(shapely.coverage_union_all([coverage[part] for part in parts]))
        for unit, parts in made_of.items()
    }


def check(coverage: Coverage, name: str) -> Coverage:
    """The coverage itself; raises DataError when it is none, naming the units that are wrong."""
    outlines = np.array(list(coverage.values()), dtype=object)
    invalid = [unit for unit, one in coverage.items() if not one.is_valid or one.is_empty]
    if invalid:
        raise DataError(f"{name}: the outlines of {', '.join(invalid)} are not valid polygons")
    if not shapely.coverage_is_valid(outlines):
        edges = shapely.coverage_invalid_edges(outlines)
        wrong = [unit for unit, edge in zip(coverage, edges, strict=True) if not edge.is_empty]
        raise DataError(f"{name}: neighbours do not share one border: {', '.join(wrong)}")
    return coverage


def simplify(
    coverage: Coverage, tolerance: float, fine: Collection[str], fine_tolerance: float
) -> Coverage:
    """Draw the coverage with fewer points, the units of ``fine`` more exactly than the rest.

    Tolerances are square roots of the area that a corner may lose, in the coverage's own unit.
    """
    outlines = list(coverage.values())
    exact = dict(zip(coverage, shapely.coverage_simplify(outlines, fine_tolerance), strict=True))
    rest = [unit for unit in coverage if unit not in fine]
    if not rest:
        return exact
    # The land outside is made a unit too, and the fine units are left out: then every border but
    # theirs lies between two units and is simplified, and theirs are the edge and stay.
    land = shapely.coverage_union_all(list(exact.values()))
    outside = shapely.difference(shapely.box(*_around(land.bounds)), land)
    coarse = shapely.coverage_simplify(
        [*(exact[unit] for unit in rest), outside], tolerance, simplify_boundary=False
    )
    return {**exact, **dict(zip(rest, coarse[:-1], strict=True))}


def transform(coverage: Coverage, points: Callable[[Floats], Floats]) -> Coverage:
    """Move every point by a function of an array of (x, y) rows."""
    moved = shapely.transform(list(coverage.values()), points)
    return dict(zip(coverage, moved, strict=True))


def rounded(coverage: Coverage, decimals: int) -> Coverage:
    """Round every coordinate; a shared point stays shared."""
    return transform(coverage, lambda points: np.round(points, decimals))


def _around(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    margin = (east - west + north - south) / 20
    return west - margin, south - margin, east + margin, north + margin
