"""How far a team is from a place: straight-line distance on the ellipsoid, never along roads."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from pyproj import Geod

Floats = npt.NDArray[np.float64]
# The key of the words that stand beside every distance.
STRAIGHT_LINE = "straight-line"
_WGS84 = Geod(ellps="WGS84")
# The sphere by which near places are told first differs from the ellipsoid by less than this.
_ALLOWANCE = 1.01
# An angle told by its cosine is exact to about this, in radians: a fifth of a metre.
_NOTHING = 3e-8
_MOST_AT_ONCE = 2_000_000


def nearest_km(origins: Floats, targets: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """For each origin the distance in km to the nearest target, and which one that is.

    Both hold rows of longitude and latitude in degrees (EPSG:4326); there is at least one target.
    """
    parts = [_nearest(some, angles, targets) for some, angles in _in_parts(origins, targets)] or [
        (np.empty(0), np.empty(0, np.int64))
    ]
    distances, places = zip(*parts, strict=True)
    return np.concatenate(distances), np.concatenate(places)


def candidates(origins: Floats, targets: Floats, most: int) -> npt.NDArray[np.int64]:
    """The origins among which the ``most`` nearest to any target are, by their places."""
    if len(origins) <= most:
        return np.arange(len(origins))
    parts = [angles.min(axis=1) for _, angles in _in_parts(origins, targets)]
    closest = np.concatenate(parts)
    limit = np.partition(closest, most - 1)[most - 1]
    # Two of them may differ from the ellipsoid, one to each side.
    return np.flatnonzero(closest <= limit * _ALLOWANCE**2 + _NOTHING)


def _in_parts(origins: Floats, targets: Floats) -> Iterator[tuple[Floats, Floats]]:
    """The origins so many at a time, with their angles to every target."""
    step = max(1, _MOST_AT_ONCE // len(targets))
    there = _directions(targets)
    for at in range(0, len(origins), step):
        some = origins[at : at + step]
        cosines = np.clip(_directions(some) @ there.T, -1, 1)
        yield some, np.arccos(cosines)


def _nearest(
    origins: Floats, angles: Floats, targets: Floats
) -> tuple[Floats, npt.NDArray[np.int64]]:
    near = angles <= angles.min(axis=1, keepdims=True) * _ALLOWANCE + _NOTHING
    of, to = np.nonzero(near)
    _, _, metres = _WGS84.inv(origins[of, 0], origins[of, 1], targets[to, 0], targets[to, 1])
    exact = np.full(near.shape, np.inf)
    exact[of, to] = metres
    best = exact.argmin(axis=1)
    return exact[np.arange(len(origins)), best] / 1000, best


def _directions(points: Floats) -> Floats:
    """Where points lie as seen from the middle of the earth: vectors of length one."""
    lon, lat = np.radians(points).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
