"""Which unit a point lies in, by full-resolution outlines; fast enough for a million points."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.outlines import read_full

Degrees = NDArray[np.float64]
Places = NDArray[np.intp]
OUTSIDE = -1


class Outlines:
    """The outlines of a boundary set, in degrees (EPSG:4326)."""

    def __init__(self, units: Sequence[str], outlines: Sequence[BaseGeometry]) -> None:
        self.units = tuple(units)
        self._outlines = tuple(outlines)
        shapely.prepare(list(self._outlines))

    @classmethod
    def read(cls, path: Path) -> Outlines:
        """Read the full GeoJSON of a built boundary set."""
        outlines = read_full(path)
        return cls(tuple(outlines), tuple(outlines.values()))

    def unit_at(self, lon: float, lat: float) -> str:
        """The unit a point lies in, "" outside all."""
        place = int(self.places(np.array([lon]), np.array([lat]))[0])
        return "" if place == OUTSIDE else self.units[place]

    def places(self, lons: Degrees, lats: Degrees) -> Places:
        """For each point, the place in ``units`` of the unit it lies in; OUTSIDE for none.

        A point on a shared border goes to the first of the units that touch it.
        """
        order = np.argsort(lons)
        x, y = lons[order], lats[order]
        found = np.full(x.size, OUTSIDE, dtype=np.intp)
        for place, outline in enumerate(self._outlines):
            west, south, east, north = outline.bounds
            # The points stand in order from west to east: only a strip has to be looked at.
            first, last = np.searchsorted(x, west, "left"), np.searchsorted(x, east, "right")
            strip = slice(int(first), int(last))
            near = (y[strip] >= south) & (y[strip] <= north) & (found[strip] == OUTSIDE)
            inside = np.flatnonzero(near) + strip.start
            hit = shapely.intersects_xy(outline, x[inside], y[inside])
            found[inside[hit]] = place
        places = np.empty_like(found)
        places[order] = found
        return places
