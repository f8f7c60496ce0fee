"""The server's map and plotly's are one map: every unit lies at the same place in both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from dashboard.browser_files import plotly_script
from geodata.boundaries.build import build_boundaries
from geodata.boundaries.index import BuiltSet
from geodata.boundaries.install import install_from_folder
from geodata.boundaries.sources import read_sources
from geodata.read_country import read_country
from layouts.map import figure
from layouts.sheet_svg import land

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "geodata" / "countries" / "kz"
DISTRICT_FILES = ROOT.parent / "shared" / "boundaries" / "geokz"
REGIONS = ("regions-2012", "regions-2018", "regions-2022")
DISTRICTS = ("districts-2016", "districts-2018", "districts-2022")
WIDTH = 870
HOST = "http://127.0.0.1:9"

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, BuiltSet]:
    var = tmp_path_factory.mktemp("var")
    if DISTRICT_FILES.is_dir():
        for source in read_sources(FOLDER).files.values():
            if source.sha256:
                install_from_folder(source, var, DISTRICT_FILES)
    return build_boundaries(FOLDER, read_country(FOLDER), var)


@pytest.fixture
def boxes(page: Page) -> Callable[[BuiltSet], list[tuple[str, Box, Box]]]:
    """Draw a set both ways, 870 pixels wide: unit, its box in the sheet, its box in plotly's."""

    def draw(built: BuiltSet) -> list[tuple[str, Box, Box]]:
        sheet = built.read_sheet()
        drawn = figure(sheet, f"{HOST}/outlines.geojson").to_plotly_json()
        height = WIDTH * sheet.height / sheet.width
        place = f"position:absolute;left:0;top:0;width:{WIDTH}px;height:{height}px"
        html = (
            f'<svg style="{place}" viewBox="0 0 {sheet.width} {sheet.height}">{land(sheet)}</svg>'
            f'<div id="chart" style="{place}"></div>'
        )
        outlines = built.outlines.path.read_text()
        page.route(f"{HOST}/page", lambda one: one.fulfill(body=html, content_type="text/html"))
        page.route(f"{HOST}/outlines.geojson", lambda one: one.fulfill(body=outlines))
        page.route(f"{HOST}/favicon.ico", lambda one: one.fulfill(body=""))
        page.goto(f"{HOST}/page")
        page.add_script_tag(content=plotly_script(ROOT).decode())
        return _boxes(page, drawn)

    return draw


@pytest.mark.parametrize("name", REGIONS)
def test_regions_coincide_to_a_pixel(
    name: str, sets: Mapping[str, BuiltSet], boxes: Callable[..., list[tuple[str, Box, Box]]]
) -> None:
    drawn = boxes(sets[name])
    assert len(drawn) == _paths(sets[name])
    assert [unit for unit, one, other in drawn if not _coincide(one, other)] == []


@pytest.mark.parametrize("name", DISTRICTS)
def test_districts_coincide_to_a_pixel_but_for_islets_that_the_sheet_leaves_out(
    name: str, sets: Mapping[str, BuiltSet], boxes: Callable[..., list[tuple[str, Box, Box]]]
) -> None:
    if name not in sets:
        pytest.skip("the district files, which the project does not carry, are not beside it")
    drawn = boxes(sets[name])
    assert len(drawn) == _paths(sets[name])
    assert [unit for unit, one, other in drawn if not _lies_within(one, other)] == []
    assert len([unit for unit, one, other in drawn if not _coincide(one, other)]) <= 4


def _paths(built: BuiltSet) -> int:
    sheet = built.read_sheet()
    return len(sheet.units) + sum(len(inset.paths) for inset in sheet.insets)


def _boxes(page: Page, drawn: Mapping[str, Any]) -> list[tuple[str, Box, Box]]:
    found = page.evaluate(
        """async ({data, layout}) => {
          await Plotly.newPlot("chart", data, layout, {displayModeBar: false});
          const box = path => {
            const {left, top, right, bottom} = path.getBoundingClientRect();
            return [left, top, right, bottom];
          };
          const theirs = [...document.querySelectorAll(".choroplethlocation")];
          return [...document.querySelectorAll("svg [data-unit]")].map((path, at) => [
            path.dataset.unit, theirs[at].__data__.loc, box(path), box(theirs[at])]);
        }""",
        drawn,
    )
    assert all(unit == other for unit, other, _, _ in found)
    return [(unit, tuple(one), tuple(other)) for unit, _, one, other in found]


def _coincide(one: Box, other: Box) -> bool:
    return all(abs(this - that) < 1 for this, that in zip(one, other, strict=True))


def _lies_within(one: Box, other: Box) -> bool:
    left, top, right, bottom = other
    return one[0] > left - 1 and one[1] > top - 1 and one[2] < right + 1 and one[3] < bottom + 1
