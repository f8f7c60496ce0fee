"""Distances are straight lines on the ellipsoid, and no nearer team is ever left out."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.coverage.distances import Floats, candidates, nearest_km

POINTS = st.lists(
    st.tuples(st.floats(-179, 179), st.floats(-85, 85)), min_size=1, max_size=12, unique=True
)


def metres(origins: Floats, targets: Floats) -> Floats:
    """Every distance, one by one."""
    geod = Geod(ellps="WGS84")
    found = [[geod.inv(*one, *other)[2] for other in targets] for one in origins]
    return np.array(found)


@settings(deadline=None)
@given(POINTS, POINTS)
def test_the_nearest_is_the_nearest_on_the_ellipsoid(
    one: list[tuple[float, float]], other: list[tuple[float, float]]
) -> None:
    origins, targets = np.array(one), np.array(other)
    distances, places = nearest_km(origins, targets)
    every = metres(origins, targets)
    assert np.allclose(distances * 1000, every.min(axis=1), atol=0.3)
    chosen = every[np.arange(len(origins)), places]
    assert np.allclose(chosen, every.min(axis=1), atol=0.3)


@settings(deadline=None)
@given(POINTS, POINTS, st.integers(1, 5))
def test_the_first_few_are_always_among_the_candidates(
    one: list[tuple[float, float]], other: list[tuple[float, float]], most: int
) -> None:
    origins, targets = np.array(one), np.array(other)
    closest = metres(origins, targets).min(axis=1)
    found = set(candidates(origins, targets, most).tolist())
    limit = np.sort(closest)[min(most, len(closest)) - 1]
    assert {at for at, far in enumerate(closest) if far < limit - 0.5} <= found
    assert len(found) >= min(most, len(origins))


def test_nobody_is_near_where_there_is_nobody() -> None:
    distances, places = nearest_km(np.empty((0, 2)), np.array([[70.0, 45.0]]))
    assert (len(distances), len(places)) == (0, 0)
