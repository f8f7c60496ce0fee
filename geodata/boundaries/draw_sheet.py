"""Draw a boundary set: from outlines in degrees to the sheet that pages and pictures use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely

from geodata.boundaries import coverage as cover
from geodata.boundaries.coverage import Coverage
from geodata.boundaries.frame import frame
from geodata.boundaries.insets import (
    Circle,
    circles,
    inset,
    label_box,
    lines_of,
    magnification,
)
from geodata.boundaries.labels import label_point
from geodata.boundaries.neighbours import neighbours
from geodata.boundaries.paths import path_of
from geodata.boundaries.set_outlines import SetOutlines
from geodata.boundaries.sheet import WIDTH, Box, Inset, Label, Sheet, SheetUnit
from geodata.boundaries.sources import InsetPlan
from geodata.country import Projection
from geodata.projection import Albers, Floats

# At 1000 units across, land drawn to 2 km differs from the full outline by less than a pixel.
LAND_KM = 2.0
CITY_KM = 0.25
# Islands smaller than this are no larger than a pixel and are left out of the drawing.
LEAST_ISLAND_KM2 = 8.0
MARGIN = 6.0


class Plane:
    """Where the sheet lies on the projection: kilometres to sheet units."""

    def __init__(self, land: Box, drawn: Sequence[Circle]) -> None:
        self.units_per_km = WIDTH / (land[2] - land[0])
        # The labels beside the circles are so many units wide, which decides the scale they need.
        for _ in range(6):
            boxes = [land, *(label_box(circle, self.units_per_km) for circle in drawn)]
            west, south, east, north = _around(boxes)
            self.units_per_km = (WIDTH - 2 * MARGIN) / (east - west)
        self.left_km = west - MARGIN / self.units_per_km
        self.top_km = north + MARGIN / self.units_per_km
        self.height = round((north - south) * self.units_per_km + 2 * MARGIN, 1)

    def points(self, km: Floats) -> Floats:
        """Sheet points for rows of kilometres."""
        x = (km[:, 0] - self.left_km) * self.units_per_km
        y = (self.top_km - km[:, 1]) * self.units_per_km
        return np.column_stack((x, y))

    def km(self, x: float, y: float) -> tuple[float, float]:
        """Kilometres for a sheet point."""
        return self.left_km + x / self.units_per_km, self.top_km - y / self.units_per_km


def draw_sheet(outlines: SetOutlines, plans: Sequence[InsetPlan], projection: Projection) -> Sheet:
    """The sheet of a boundary set; units without an outline are named in it."""
    albers, fine = Albers.of(projection), outlines.fine
    full_km = cover.transform(outlines.full, albers.forward_points)
    drawn = cover.simplify(full_km, LAND_KM, fine, CITY_KM)
    cover.check(drawn, f"the sheet of {outlines.boundary_set}")
    around = circles(plans, outlines.parents, drawn, albers)
    plane = Plane(_land(drawn), around)
    on_sheet = cover.rounded(cover.transform(without_islets(drawn, fine), plane.points), 1)
    times = magnification(around)
    insets = tuple(
        inset(one, times, plane.units_per_km, plane.left_km, plane.top_km) for one in around
    )
    sheet_box = (0.0, 0.0, WIDTH, plane.height)
    return Sheet(
        boundary_set=outlines.boundary_set,
        width=WIDTH,
        height=plane.height,
        land=_rounded(_land(on_sheet)),
        frame=frame(albers, sheet_box, plane.left_km, plane.top_km, plane.units_per_km),
        projection=projection,
        units_per_km=plane.units_per_km,
        left_km=plane.left_km,
        top_km=plane.top_km,
        units=_units(on_sheet, outlines.areas_km2, insets, plane, albers),
        insets=insets,
        without_outline=outlines.without_outline,
    )


def without_islets(coverage: Coverage, fine: frozenset[str]) -> Coverage:
    """The coverage without islands too small to see; no unit loses its last part."""
    return {
        unit: outline if unit in fine else _without_islets(outline)
        for unit, outline in coverage.items()
    }


def adjacent_pairs(coverage: Coverage) -> list[tuple[str, str]]:
    """Pairs of units that share a border."""
    units, outlines = list(coverage), list(coverage.values())
    tree = shapely.STRtree(outlines)
    first, second = tree.query(outlines, predicate="intersects")
    return [
        (units[one], units[other]) for one, other in zip(first, second, strict=True) if one < other
    ]


def _units(
    on_sheet: Coverage,
    areas_km2: Mapping[str, float],
    insets: Sequence[Inset],
    plane: Plane,
    albers: Albers,
) -> Mapping[str, SheetUnit]:
    in_circle = {unit: one.unit for one in insets for unit in one.paths}
    lines = lines_of(insets)
    labels = {
        unit: _label(outline if unit in in_circle else _beside(outline, lines), plane, albers)
        for unit, outline in on_sheet.items()
    }
    points = {unit: (label.x, label.y) for unit, label in labels.items()}
    keys = neighbours(points, adjacent_pairs(on_sheet))
    return {
        unit: SheetUnit(
            id=unit,
            path=path_of(outline),
            label=labels[unit],
            bounds=_rounded(outline.bounds),
            area_km2=round(areas_km2[unit], 1),
            neighbours=keys[unit],
            inset=in_circle.get(unit, ""),
        )
        for unit, outline in on_sheet.items()
    }


def _label(outline: cover.Outline, plane: Plane, albers: Albers) -> Label:
    x, y, width, radius = label_point(outline)
    lon, lat = albers.inverse(*plane.km(x, y))
    return Label(
        x=round(x, 1),
        y=round(y, 1),
        lon=round(float(lon), 4),
        lat=round(float(lat), 4),
        width=round(width, 1),
        radius=round(radius, 1),
    )


def _beside(outline: cover.Outline, lines: shapely.Geometry) -> cover.Outline:
    """What is left of a unit for words where leaders and marks cross it."""
    free = cover.polygons_of(shapely.difference(outline, lines))
    return outline if free.is_empty else free


def _without_islets(outline: cover.Outline) -> cover.Outline:
    parts = shapely.get_parts(outline)
    areas = shapely.area(parts)
    kept = parts[(areas >= LEAST_ISLAND_KM2) | (areas == areas.max())]
    return cover.polygons_of(shapely.multipolygons(kept))


def _land(coverage: Coverage) -> Box:
    west, south, east, north = shapely.total_bounds(list(coverage.values()))
    return float(west), float(south), float(east), float(north)


def _around(boxes: Sequence[Box]) -> Box:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _rounded(box: Box) -> Box:
    west, south, east, north = (round(float(value), 1) for value in box)
    return west, south, east, north
