"""How far a team is from a place: straight-line distance on the ellipsoid, never along roads."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pyproj import Geod

Floats = npt.NDArray[np.float64]
# The key of the words that stand beside every distance.
STRAIGHT_LINE = "straight-line"
_WGS84 = Geod(ellps="WGS84")
# The sphere by which near places are told first differs from the ellipsoid by less than this.
_ALLOWANCE = 1.01
_MOST_AT_ONCE = 2_000_000


def nearest_km(origins: Floats, targets: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """For each origin the distance in km to the nearest target, and which one that is.

    Both hold rows of longitude and latitude in degrees (EPSG:4326); there is at least one target.
    """
    step = max(1, _MOST_AT_ONCE // len(targets))
    parts = [_nearest(origins[at : at + step], targets) for at in range(0, len(origins), step)] or [
        (np.empty(0), np.empty(0, np.int64))
    ]
    distances, places = zip(*parts, strict=True)
    return np.concatenate(distances), np.concatenate(places)


def _nearest(origins: Floats, targets: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    angle = _angles(origins, targets)
    near = angle <= angle.min(axis=1, keepdims=True) * _ALLOWANCE + 1e-9
    of, to = np.nonzero(near)
    _, _, metres = _WGS84.inv(origins[of, 0], origins[of, 1], targets[to, 0], targets[to, 1])
    exact = np.full(near.shape, np.inf)
    exact[of, to] = metres
    best = exact.argmin(axis=1)
    return exact[np.arange(len(origins)), best] / 1000, best


def _angles(origins: Floats, targets: Floats) -> Floats:
    """Angles seen from the middle of the earth, in radians, by the half-angle formula."""
    lon_a, lat_a = np.radians(origins)[:, None, 0], np.radians(origins)[:, None, 1]
    lon_b, lat_b = np.radians(targets)[None, :, 0], np.radians(targets)[None, :, 1]
    half = (
        np.sin((lat_b - lat_a) / 2) ** 2
        + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    )
    angles: Floats = 2 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return angles
