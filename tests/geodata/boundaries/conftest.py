"""A land of two regions of three square districts each, drawn by hand, to test boundaries."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from pyproj import Geod

from geodata.boundary_sets import BoundarySet
from geodata.country import Country, Projection
from geodata.units import Gazetteer, Unit, UnitCode

DISTRICTS = ("a1", "a2", "a3", "b1", "b2", "b3")
CITY = "b3"

COUNTRY_TOML = """
[[inset]]
unit = "b3"
centre = [14.5, 1.0]
radius_km = 60
label = "right"

[[boundary_set]]
id = "regions"

[[boundary_set]]
id = "districts"
[boundary_set.file]
path = "squares.geojson"
field = "CODE"
scheme = "map"
"""


@dataclass(frozen=True)
class Land:
    """The land's folder, the place for what is built, and the country as a reader gives it."""

    folder: Path
    var: Path
    country: Country

    def write_source(self, features: list[dict[str, object]]) -> None:
        """Replace the source file."""
        content = {"type": "FeatureCollection", "features": features}
        (self.folder / "squares.geojson").write_text(json.dumps(content))

    def square(self, code: str, west: float, south: float) -> dict[str, object]:
        """A feature of the source file: a square of one degree."""
        east, north = west + 1, south + 1
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"CODE": code}, "geometry": geometry}

    def squares(self) -> list[dict[str, object]]:
        """Three districts in the south (region a), three in the north (region b)."""
        return [
            self.square(f"M-{name}", 10 + number % 3, number // 3)
            for number, name in enumerate(DISTRICTS)
        ]

    def with_area(self, area_km2: float) -> Country:
        """The country with another official area."""
        return replace(self.country, official_area_km2=area_km2)


@pytest.fixture
def land(tmp_path: Path) -> Land:
    folder = tmp_path / "land"
    folder.mkdir()
    (folder / "country.toml").write_text(COUNTRY_TOML)
    made = Land(folder, tmp_path / "var", _country())
    made.write_source(made.squares())
    return made


@pytest.fixture
def toml_of(land: Land) -> Callable[[str], None]:
    def write(text: str) -> None:
        (land.folder / "country.toml").write_text(text)

    return write


def _country() -> Country:
    districts = [
        Unit(name, "districts", "district", "city" if name == CITY else "district", name[0])
        for name in DISTRICTS
    ]
    regions = [
        Unit(name, "regions", "region", "oblast", "land", tuple(f"{name}{n}" for n in (1, 2, 3)))
        for name in "ab"
    ]
    abroad = Unit("abroad", "regions", "region", "abroad", "land")
    codes = tuple(UnitCode(name, "map", f"M-{name}", None, None) for name in DISTRICTS)
    return Country(
        id="land",
        languages=("en",),
        default_election="",
        official_area_km2=_area_km2(),
        projection=Projection((0.0, 4.0), 11.5, 1.0),
        boundary_sets=(
            _set("regions", "region", drawn_from="districts"),
            _set("districts", "district"),
        ),
        gazetteer=Gazetteer((*regions, abroad, *districts), (), codes),
        parties={},
        organisations={},
        elections={},
        texts={},
    )


def _set(name: str, level: str, drawn_from: str = "") -> BoundarySet:
    assert level in ("region", "district")
    return BoundarySet(
        id=name,
        level="region" if level == "region" else "district",
        valid_from=date(2020, 1, 1),
        valid_to=None,
        drawn_from=drawn_from,
        legal_source="drawn by hand",
        credit="",
        licence="CC0",
    )


def _area_km2() -> float:
    lons, lats = (10, 13, 13, 10), (0, 0, 2, 2)
    return float(abs(Geod(ellps="WGS84").polygon_area_perimeter(lons, lats)[0])) / 1e6
