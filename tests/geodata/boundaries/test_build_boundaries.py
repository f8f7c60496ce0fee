"""Building a land of six squares: right areas, one drawing, nothing done twice, faults named."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shapely

from geodata.boundaries.build import build_boundaries, installed_sets
from geodata.boundaries.files import digest
from geodata.boundaries.neighbours import reachable
from geodata.boundaries.outlines import read_full
from geodata.boundaries.sheet import WIDTH
from geodata.errors import DataError, FaultyData, NoBoundaries

if TYPE_CHECKING:
    from tests.geodata.boundaries.conftest import Land

DISTRICTS = ["a1", "a2", "a3", "b1", "b2", "b3"]

ROOT = Path(__file__).parents[3]


def test_both_sets_are_built_and_every_district_lies_in_its_region(land: Land) -> None:
    built = build_boundaries(land.folder, land.country, land.var)
    assert set(built) == {"regions", "districts"}
    regions, districts = (read_full(built[name].full.path) for name in ("regions", "districts"))
    assert list(regions) == ["a", "b"]
    assert list(districts) == DISTRICTS
    for district, outline in districts.items():
        assert regions[district[0]].covers(outline)
        assert outline.area == pytest.approx(1)


def test_areas_add_up_from_districts_to_regions(land: Land) -> None:
    built = build_boundaries(land.folder, land.country, land.var)
    region = built["regions"].read_sheet().units["a"].area_km2
    districts = built["districts"].read_sheet().units
    assert region == pytest.approx(sum(districts[f"a{n}"].area_km2 for n in (1, 2, 3)), abs=0.2)


def test_files_are_named_after_what_is_in_them(land: Land) -> None:
    for built in build_boundaries(land.folder, land.country, land.var).values():
        for file in (built.full, built.outlines, built.sheet):
            content = file.path.read_bytes()
            assert (digest(content), len(content)) == (file.sha256, file.size)
            assert file.sha256[:12] in file.path.name


def test_the_map_file_has_ids_clockwise_rings_and_nothing_else(land: Land) -> None:
    built = build_boundaries(land.folder, land.country, land.var)
    content = json.loads(built["districts"].outlines.path.read_text())
    assert [one["id"] for one in content["features"]] == DISTRICTS
    for one in content["features"]:
        assert one["properties"] == {}
        ring = one["geometry"]["coordinates"][0]
        assert not shapely.LinearRing(ring).is_ccw
        assert all(round(number, 5) == number for point in ring for number in point)


def test_a_second_build_writes_nothing(land: Land) -> None:
    first = build_boundaries(land.folder, land.country, land.var)
    times = {path: path.stat().st_mtime_ns for path in land.var.rglob("*")}
    assert build_boundaries(land.folder, land.country, land.var) == first
    assert {path: path.stat().st_mtime_ns for path in land.var.rglob("*")} == times


def test_the_same_sources_give_the_same_bytes_anywhere(land: Land, tmp_path: Path) -> None:
    here = build_boundaries(land.folder, land.country, land.var)
    there = build_boundaries(land.folder, land.country, tmp_path / "elsewhere")
    assert [one.sheet.sha256 for one in here.values()] == [
        one.sheet.sha256 for one in there.values()
    ]


def test_a_changed_source_is_built_anew(land: Land) -> None:
    first = build_boundaries(land.folder, land.country, land.var)
    land.write_source([land.square("M-a1", 10, -0.001), *land.squares()[1:]])
    again = build_boundaries(land.folder, land.country, land.var)
    assert again["districts"].full.sha256 != first["districts"].full.sha256


@pytest.mark.parametrize("name", ["full", "outlines", "sheet"])
def test_a_lost_file_is_built_anew(land: Land, name: str) -> None:
    built = build_boundaries(land.folder, land.country, land.var)
    getattr(built["regions"], name).path.unlink()
    again = build_boundaries(land.folder, land.country, land.var)
    assert again == built
    assert again["regions"].is_there


def test_a_broken_index_is_no_reason_to_stop(land: Land) -> None:
    built = build_boundaries(land.folder, land.country, land.var)
    (land.var / "boundaries" / "index.json").write_text("{")
    assert build_boundaries(land.folder, land.country, land.var) == built


def test_a_sheet_read_back_is_complete(land: Land) -> None:
    sheet = build_boundaries(land.folder, land.country, land.var)["districts"].read_sheet()
    assert sheet.width == WIDTH
    assert list(sheet.units) == DISTRICTS
    for unit in sheet.units.values():
        x0, y0, x1, y1 = unit.bounds
        assert 0 <= x0 < unit.label.x < x1 <= sheet.width
        assert 0 <= y0 < unit.label.y < y1 <= sheet.height
        assert reachable({u: one.neighbours for u, one in sheet.units.items()}, unit.id) == set(
            DISTRICTS
        )


def test_arrow_keys_walk_the_squares(land: Land) -> None:
    units = build_boundaries(land.folder, land.country, land.var)["districts"].read_sheet().units
    assert units["a2"].neighbours == {"left": "a1", "right": "a3", "up": "b2"}
    assert units["b2"].neighbours["down"] == "a2"


def test_the_city_stands_in_a_circle_beside_the_land(land: Land) -> None:
    sheet = build_boundaries(land.folder, land.country, land.var)["districts"].read_sheet()
    circle = sheet.inset_of["b3"]
    assert set(circle.paths) == {"b3"}
    assert circle.x - circle.radius > sheet.land[2]
    assert circle.label.x + circle.label.width <= sheet.width
    x, y, radius = circle.mark
    assert (x, y) == pytest.approx((sheet.units["b3"].label.x, sheet.units["b3"].label.y), abs=5)
    assert radius > 0
    assert sheet.units["b3"].inset == "b3"


def test_a_set_without_the_city_has_no_circle(land: Land) -> None:
    assert (
        build_boundaries(land.folder, land.country, land.var)["regions"].read_sheet().insets == ()
    )


def test_units_without_an_outline_are_named(land: Land) -> None:
    sheet = build_boundaries(land.folder, land.country, land.var)["regions"].read_sheet()
    assert sheet.without_outline == ("abroad",)


def test_a_circle_over_land_is_refused(land: Land, toml_of: Callable[[str], None]) -> None:
    text = (land.folder / "country.toml").read_text()
    toml_of(text.replace("[14.5, 1.0]", "[11.5, 1.0]"))
    with pytest.raises(DataError, match=r"inset b3: the circle at 11\.5, 1\.0 covers land"):
        build_boundaries(land.folder, land.country, land.var)


def test_a_land_of_the_wrong_size_is_refused(land: Land) -> None:
    country = land.with_area(land.country.official_area_km2 * 1.01)
    with pytest.raises(DataError, match=r"may differ by 0\.2%"):
        build_boundaries(land.folder, country, land.var)


def test_codes_that_are_nobodys_or_come_twice_are_all_named(land: Land) -> None:
    land.write_source([*land.squares(), land.square("M-c1", 10, 5), land.square("M-a1", 12, 5)])
    with pytest.raises(FaultyData) as error:
        build_boundaries(land.folder, land.country, land.var)
    assert [fault.value for fault in error.value.faults] == ["M-a1", "M-c1"]


def test_a_correction_repairs_a_code(land: Land) -> None:
    land.write_source([land.square("M-xx", 10, 0), *land.squares()[1:]])
    corrections = land.folder / "boundaries" / "corrections.csv"
    corrections.parent.mkdir()
    corrections.write_text(
        "boundary_set,code,corrected,reason,source\ndistricts,M-xx,M-a1,misprint,the map\n"
    )
    built = build_boundaries(land.folder, land.country, land.var)
    assert list(read_full(built["districts"].full.path)) == DISTRICTS


def test_a_correction_of_a_code_that_is_not_there_is_a_fault(land: Land) -> None:
    corrections = land.folder / "boundaries" / "corrections.csv"
    corrections.parent.mkdir()
    corrections.write_text(
        "boundary_set,code,corrected,reason,source\ndistricts,M-yy,M-a1,misprint,the map\n"
    )
    with pytest.raises(FaultyData, match=r"M-yy.*the file does not have it"):
        build_boundaries(land.folder, land.country, land.var)


def test_a_region_made_of_a_district_that_another_has_is_a_fault(land: Land) -> None:
    gazetteer = land.country.gazetteer
    units = tuple(
        replace(unit, made_of=("b1", "b2", "a3")) if unit.id == "b" else unit
        for unit in gazetteer.units
    )
    country = replace(land.country, gazetteer=replace(gazetteer, units=units))
    with pytest.raises(FaultyData) as error:
        build_boundaries(land.folder, country, land.var)
    assert [(fault.value, fault.expected) for fault in error.value.faults] == [
        ("a3", "one unit of regions for it, found 2"),
        ("b3", "one unit of regions for it, found 0"),
    ]


def test_a_missing_source_is_named(land: Land) -> None:
    (land.folder / "squares.geojson").unlink()
    with pytest.raises(NoBoundaries, match=r"regions: its source is missing: squares\.geojson"):
        build_boundaries(land.folder, land.country, land.var)


def test_districts_that_are_not_installed_are_left_out(
    land: Land, toml_of: Callable[[str], None]
) -> None:
    text = (land.folder / "country.toml").read_text()
    toml_of(f'{text}address = "https://localhost/"\nsha256 = {{"squares.geojson" = "0"}}\n')
    assert installed_sets(land.folder, land.country, land.var) == ()
    assert build_boundaries(land.folder, land.country, land.var) == {}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("[[inset]]\nunit = 'b3'\n", "inset needs unit, centre"),
        ("[[boundary_set]]\nid = 'x'\n[boundary_set.file]\npath = 'y'\n", "needs path, field"),
        ("id = ", "Invalid value"),
    ],
)
def test_a_wrong_country_file_is_named(
    land: Land, toml_of: Callable[[str], None], wrong: str, said: str
) -> None:
    toml_of(wrong)
    with pytest.raises(FaultyData, match=said):
        build_boundaries(land.folder, land.country, land.var)


def test_asking_for_what_is_built_loads_no_geometry_library() -> None:
    code = (
        "import sys, geodata.boundaries.build, geodata.boundaries.sheet\n"
        "assert not {'shapely', 'geopandas', 'pandas', 'numpy', 'pyogrio'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
