"""The projection: there and back is the same place, and others compute the same point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geodata.projection import EARTH_KM, Albers

ALBERS = Albers((43.0, 53.0), 67.0, 48.0)
LONS = st.floats(40, 95)
LATS = st.floats(35, 60)


@given(LONS, LATS)
def test_there_and_back_is_the_same_place(lon: float, lat: float) -> None:
    again_lon, again_lat = ALBERS.inverse(*ALBERS.forward(lon, lat))
    assert float(again_lon) == pytest.approx(lon, abs=1e-9)
    assert float(again_lat) == pytest.approx(lat, abs=1e-9)


@given(LONS, LATS)
def test_proj_computes_the_same_point_to_a_millimetre(lon: float, lat: float) -> None:
    sphere = f"+proj=aea +lat_1=43 +lat_2=53 +lat_0=48 +lon_0=67 +R={EARTH_KM * 1000} +units=m"
    proj = Transformer.from_crs(f"+proj=longlat +R={EARTH_KM * 1000}", sphere, always_xy=True)
    x, y = proj.transform(lon, lat)
    here = ALBERS.forward(lon, lat)
    assert (float(here[0]), float(here[1])) == pytest.approx((x / 1000, y / 1000), abs=1e-6)


def test_the_ellipsoid_would_move_no_place_of_the_country_by_more_than_8_km() -> None:
    ellipsoid = "+proj=aea +lat_1=43 +lat_2=53 +lat_0=48 +lon_0=67 +ellps=WGS84 +units=km"
    proj = Transformer.from_crs("EPSG:4326", ellipsoid, always_xy=True)
    lon, lat = np.meshgrid(np.linspace(46, 88, 43), np.linspace(40, 56, 17))
    theirs, ours = proj.transform(lon, lat), ALBERS.forward(lon, lat)
    assert float(np.hypot(theirs[0] - ours[0], theirs[1] - ours[1]).max()) < 8


def test_the_centre_is_the_origin_and_north_is_up() -> None:
    x, y = ALBERS.forward([67.0, 67.0], [48.0, 49.0])
    assert (float(x[0]), float(y[0])) == pytest.approx((0, 0), abs=1e-9)
    assert float(y[1]) > 100
