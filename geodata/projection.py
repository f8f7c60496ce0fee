"""The map projection: how a place on the globe becomes a point on the sheet, and back.

Albers' equal-area conic on a sphere of the earth's own surface area, so that areas on the map can
be compared with the eye. The formulas are Snyder's ("Map Projections: A Working Manual", USGS
1987, p. 100); d3 and plotly ("conic equal area") draw by the same ones, so that a map drawn here
and one drawn there coincide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geodata.country import Projection

# Radius of the sphere whose surface is the WGS84 ellipsoid's.
EARTH_KM = 6371.0072
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Albers:
    """A forward and inverse Albers projection in kilometres, x to the east and y to the north.

    The origin is the centre named by the country.
    """

    parallels: tuple[float, float]
    centre_lon: float
    centre_lat: float

    @classmethod
    def of(cls, projection: Projection) -> Albers:
        """The projection a country names."""
        return cls(projection.parallels, projection.centre_lon, projection.centre_lat)

    @cached_property
    def _cone(self) -> tuple[float, float, float]:
        first, second = np.sin(np.radians(self.parallels))
        n = (first + second) / 2
        c = 1 + first * (2 * n - first)
        centre = np.sqrt(c - 2 * n * np.sin(np.radians(self.centre_lat))) / n
        return float(n), float(c), float(centre)

    def forward(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Kilometres east and north of the centre for degrees of longitude and latitude."""
        n, c, centre = self._cone
        angle = n * np.radians(np.asarray(lon, dtype=float) - self.centre_lon)
        rho = np.sqrt(c - 2 * n * np.sin(np.radians(np.asarray(lat, dtype=float)))) / n
        return EARTH_KM * rho * np.sin(angle), EARTH_KM * (centre - rho * np.cos(angle))

    def inverse(self, x_km: npt.ArrayLike, y_km: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Degrees of longitude and latitude for kilometres east and north of the centre."""
        n, c, centre = self._cone
        x = np.asarray(x_km, dtype=float) / EARTH_KM
        down = centre - np.asarray(y_km, dtype=float) / EARTH_KM
        sine = (c - (n * n) * (x * x + down * down)) / (2 * n)
        lon = np.degrees(np.arctan2(x, down)) / n + self.centre_lon
        return lon, np.degrees(np.arcsin(np.clip(sine, -1, 1)))

    def forward_points(self, points: Floats) -> Floats:
        """The same for an array of (longitude, latitude) rows."""
        return np.column_stack(self.forward(points[:, 0], points[:, 1]))

    def inverse_points(self, points: Floats) -> Floats:
        """The same for an array of (x, y) rows in kilometres."""
        return np.column_stack(self.inverse(points[:, 0], points[:, 1]))
