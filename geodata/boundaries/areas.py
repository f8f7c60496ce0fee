"""Areas on the ellipsoid: how large a unit is on the ground, whatever map it is drawn on."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from pyproj import Geod

from geodata.boundaries.coverage import Coverage

_WGS84 = Geod(ellps="WGS84")


def areas_km2(coverage: Coverage) -> Mapping[str, float]:
    """Unit id → area in square kilometres, of outlines in degrees."""
    return {unit: _area_km2(outline) for unit, outline in coverage.items()}


def _area_km2(outline: shapely.Geometry) -> float:
    area, _ = _WGS84.geometry_area_perimeter(shapely.orient_polygons(outline))
    return float(abs(area)) / 1e6
