"""Outline files: in full to find the unit a point lies in, and lighter for an interactive map."""

from __future__ import annotations

import json
from pathlib import Path

import shapely

from geodata.boundaries import coverage as cover
from geodata.boundaries.coverage import Coverage
from geodata.boundaries.set_outlines import FULL_DECIMALS, SetOutlines
from geodata.country import Projection
from geodata.projection import Albers

LAND_KM = 1.0
CITY_KM = 0.2
# Four decimals of a degree are about ten metres, far below the tolerances above.
MAP_DECIMALS = 4


def full_geojson(outlines: SetOutlines) -> bytes:
    """Every outline in full, for point membership; longitude and latitude, EPSG:4326."""
    return _collection(outlines.full, FULL_DECIMALS)


def map_geojson(outlines: SetOutlines, projection: Projection) -> bytes:
    """Outlines simplified as one coverage for a map by address; exterior rings run clockwise.

    Raises DataError if neighbours no longer share one border.
    """
    albers = Albers.of(projection)
    km = cover.transform(outlines.full, albers.forward_points)
    drawn = cover.simplify(km, LAND_KM, outlines.fine, CITY_KM)
    degrees = cover.rounded(cover.transform(drawn, albers.inverse_points), MAP_DECIMALS)
    cover.check(degrees, f"the map of {outlines.boundary_set}")
    return _collection(degrees, MAP_DECIMALS)


def read_full(path: Path) -> Coverage:
    """Unit id → full outline in degrees, from a file ``full_geojson`` made."""
    features = json.loads(path.read_text("utf-8"))["features"]
    shapes = shapely.from_geojson([json.dumps(one["geometry"]) for one in features])
    return {one["id"]: shape for one, shape in zip(features, shapes, strict=True)}


def _collection(coverage: Coverage, decimals: int) -> bytes:
    features = [
        {"type": "Feature", "id": unit, "properties": {}, "geometry": _geometry(outline, decimals)}
        for unit, outline in coverage.items()
    ]
    content = {"type": "FeatureCollection", "features": features}
    return json.dumps(content, separators=(",", ":")).encode()


def _geometry(outline: cover.Outline, decimals: int) -> dict[str, object]:
    clockwise = shapely.orient_polygons(outline, exterior_cw=True)
    parts = [
        [_ring(ring, decimals) for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(clockwise)
    ]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _ring(ring: shapely.LinearRing, decimals: int) -> list[list[float]]:
    return [[round(x, decimals), round(y, decimals)] for x, y in ring.coords]
