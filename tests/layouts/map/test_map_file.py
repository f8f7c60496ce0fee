"""The map file: one figure for all views of a boundary set, which knows no figure of any vote."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from geodata.boundaries.sheet import Frame, Inset, InsetLabel, Label, Sheet, SheetUnit
from geodata.country import Projection
from layouts.map import figure, map_file

OUTLINES = "/outlines/squares-0123456789ab.geojson"


@pytest.fixture
def sheet() -> Sheet:
    """Two squares side by side; the right one is a city with a circle."""
    units = {
        "west": SheetUnit(
            "west", "M0 0h50v50h-50z", _label(11.0), (0, 0, 50, 50), 1, {"right": "city"}
        ),
        "city": SheetUnit(
            "city",
            "M50 0h50v50h-50z",
            _label(12.0),
            (50, 0, 100, 50),
            1,
            {"left": "west"},
            "city",
        ),
    }
    inset = Inset(
        unit="city",
        x=800.0,
        y=100.0,
        radius=50.0,
        magnification=4.0,
        middle_km=(20.0, 10.0),
        paths={"city": "M0 0h9v9z"},
        labels={"city": (0.0, 0.0)},
        mark=(75.0, 25.0, 5.0),
        leader=(0.0, 0.0, 1.0, 1.0),
        label=InsetLabel(858.0, 100.0, "start", 100.0),
    )
    box = (0.0, 0.0, 1000.0, 500.0)
    return Sheet(
        boundary_set="squares",
        width=1000.0,
        height=500.0,
        land=box,
        frame=Frame(box, (-8.5, 31.5), (-7.0, 15.0), 11.5, 1.0, 9.0),
        projection=Projection((0.0, 4.0), 11.5, 1.0),
        units_per_km=3.0,
        left_km=-100.0,
        top_km=100.0,
        units=units,
        insets=(inset,),
        without_outline=(),
    )


def _label(lon: float) -> Label:
    return Label(25.0, 25.0, lon, 0.123456, 40.0, 20.0)


def test_every_trace_reads_the_same_outlines_and_says_no_value(sheet: Sheet) -> None:
    drawn = figure(sheet, OUTLINES).to_plotly_json()
    assert [trace["geojson"] for trace in drawn["data"]] == [OUTLINES, OUTLINES]
    assert [list(trace["locations"]) for trace in drawn["data"]] == [["west", "city"], ["city"]]
    assert {value for trace in drawn["data"] for value in trace["z"]} == {0}
    assert all(trace["hoverinfo"] == "none" for trace in drawn["data"])


def test_the_main_map_fills_the_sheet_and_a_citys_map_the_square_round_its_circle(
    sheet: Sheet,
) -> None:
    layout = figure(sheet, OUTLINES).to_plotly_json()["layout"]
    assert layout["geo"]["domain"] == {"x": [0, 1], "y": [0, 1]}
    domain = layout["geo2"]["domain"]
    assert domain["x"] == pytest.approx((0.75, 0.85))
    # plotly counts from below: the circle's middle is a fifth from the top.
    assert domain["y"] == pytest.approx((0.7, 0.9))


def test_a_city_is_drawn_as_much_larger_as_its_circle_says(sheet: Sheet) -> None:
    larger = replace(sheet, insets=(replace(sheet.insets[0], magnification=8.0),))
    one, other = (
        figure(each, OUTLINES).to_plotly_json()["layout"]["geo2"]["projection"]["scale"]
        for each in (sheet, larger)
    )
    assert other == pytest.approx(2 * one)


def test_no_map_fits_itself_or_draws_anything_but_the_units(sheet: Sheet) -> None:
    layout = figure(sheet, OUTLINES).to_plotly_json()["layout"]
    assert all(layout[geo]["fitbounds"] is False for geo in ("geo", "geo2"))
    assert all(layout[geo]["visible"] is False for geo in ("geo", "geo2"))


def test_the_file_holds_what_every_view_of_the_set_shares(sheet: Sheet) -> None:
    made = map_file(sheet, OUTLINES, "/outlines/squares-ba9876543210.svg")
    content = json.loads(made)
    assert content["set"] == "squares"
    assert content["neighbours"]["west"] == {"right": "city"}
    assert content["land"] == "/outlines/squares-ba9876543210.svg"
    assert content["figure"]["data"][0]["geojson"] == OUTLINES
    assert map_file(sheet, OUTLINES, "/outlines/squares-ba9876543210.svg") == made
