"""Bars and the chart of a day: lengths that compare, gaps where nobody published anything."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.figures import Figure, Nothing, Qualifier, Reading, Source
from layouts.bars import BarPart, bars
from layouts.charts import DayLine, day_chart
from layouts.views import Row
from tests.layouts.sites import card_at, kazakhstan, kz, land, land_site

COMMISSION = (Source("Commission"),)
BULLETINS = ("10:00", "12:00", "14:00", "16:00")


def percent(value: str, qualifier: Qualifier = Qualifier.EXACT, *notes: str) -> Figure:
    return Figure(Decimal(value), "percent", COMMISSION, qualifier, notes=notes)


def between(low: str, high: str) -> Figure:
    return Figure(
        None, "percent", COMMISSION, Qualifier.BETWEEN, low=Decimal(low), high=Decimal(high)
    )


def rows(*ends: tuple[float, float] | None) -> list[Row]:
    """Rows with these ends; None for a unit without a figure."""
    first = land("en/turnout/region/12-00").rows[0]
    found = []
    for number, pair in enumerate(ends):
        low, high = pair or (None, None)
        state = "c1" if low == high else "i1-2"
        found.append(replace(first, unit=str(number), low=low, high=high, state=state))
    return found


def test_a_share_fills_its_part_of_a_hundred_at_every_hour() -> None:
    (bar,) = bars(rows((75.16, 75.16)), "share")["0"]
    assert (bar.left, bar.width) == (0, 75.16)
    assert bars(rows((20, 20), (40, 40)), "share")["0"] == bars(rows((20, 20)), "share")["0"]


def test_bounds_are_plain_up_to_the_lower_and_striped_up_to_the_upper() -> None:
    plain, striped = bars(rows((80, 90)), "share")["0"]
    assert (plain.state, plain.left, plain.width) == ("c1", 0, 80)
    assert (striped.state, striped.left, striped.width) == ("i1-2", 80, 10)


def test_a_unit_without_a_figure_has_no_bar() -> None:
    assert bars(rows(None, (10, 10)), "share")["0"] == ()


def test_a_difference_grows_from_the_middle() -> None:
    found = bars(rows((10, 10), (-5, -5), (-10, -8)), "difference")
    assert [(one.left, one.width) for one in found["0"]] == [(50, 50)]
    assert [(one.left, one.width) for one in found["1"]] == [(25, 25)]
    assert [(one.left, one.width) for one in found["2"]] == [(0, 10)]


def test_a_fall_among_rises_points_the_other_way() -> None:
    found = bars(rows((10, 10), (-5, -5)), "gain")
    (rise,), (fall,) = found["0"], found["1"]
    assert fall.left == 0
    assert fall.left + fall.width == pytest.approx(rise.left, abs=0.02)


def test_nought_is_a_hair_and_not_nothing() -> None:
    assert [one.width > 0 for one in bars(rows((0, 0)), "share")["0"]] == [True]
    assert [one.width > 0 for one in bars(rows((0, 0)), "count")["0"]] == [True]


finite = st.floats(-100, 100).map(lambda value: round(value, 2))


@given(
    st.lists(st.one_of(st.none(), st.tuples(finite, finite)), min_size=1, max_size=6),
    st.sampled_from(["gain", "difference", "count"]),
)
def test_no_bar_leaves_its_column(ends: list[tuple[float, float] | None], scale: str) -> None:
    given_rows = rows(*(pair and (min(pair), max(pair)) for pair in ends))
    for parts in bars(given_rows, scale).values():
        for part in parts:
            assert part.left >= 0
            assert part.left + part.width <= 101


@pytest.mark.parametrize("scale", ["share", "gain", "difference", "count"])
def test_no_rows_have_no_bars(scale: str) -> None:
    assert bars([], scale) == {}


def test_every_bar_of_kazakhstan_ends_where_its_figure_is() -> None:
    shown = kz("en/2016-03-20-mazhilis/turnout/region/18-00")
    drawn = bars(shown.rows, "share")
    for one in shown.rows:
        assert one.low is not None
        assert drawn[one.unit] == (BarPart(one.state, 0.0, one.low),)


def chart(*lines: dict[str, Reading]) -> str:
    kinds = ("whole", "unit")
    days = [
        DayLine(f"Line <{kind}>", kind, readings)
        for kind, readings in zip(kinds, lines, strict=False)
    ]
    return day_chart(days, BULLETINS, land_site().words["en"])


def strokes(svg: str) -> list[int]:
    """How many strokes each line has."""
    return [one.count("M") for one in re.findall(r'<g class="line \w+"><path d="([^"]*)"', svg)]


def test_the_line_has_a_gap_where_an_hour_was_not_published() -> None:
    whole = chart(dict(zip(BULLETINS, map(percent, ("10", "20", "30", "40")), strict=True)))
    assert strokes(whole) == [3]
    gap = chart({"10:00": percent("10"), "12:00": percent("20"), "16:00": percent("40")})
    assert strokes(gap) == [1]
    unpublished = chart(
        {"10:00": percent("10"), "12:00": Nothing.NOT_PUBLISHED, "14:00": percent("30")}
    )
    assert strokes(unpublished) == [0]
    assert unpublished.count("<circle") == 2


def test_more_than_is_an_open_point_that_no_line_runs_through() -> None:
    svg = chart(
        {
            "12:00": percent("60"),
            "14:00": percent("70", Qualifier.AT_LEAST, "more-than"),
            "16:00": percent("75"),
        }
    )
    assert svg.count('class="open"') == 1
    assert svg.count('class="sharp"') == 2
    assert strokes(svg) == [0]
    assert "more than 70\xa0%" in svg


def test_bounds_are_an_upright_stroke() -> None:
    svg = chart({"16:00": between("80", "90")})
    (drawn,) = re.findall(r'<path class="bounds" d="M([\d.]+) ([\d.]+)V([\d.]+)"', svg)
    low, high = float(drawn[1]), float(drawn[2])
    assert high < low
    assert "<circle" not in svg


def test_the_axis_has_every_hour_of_the_schedule_and_the_final_figure() -> None:
    svg = chart({"12:00": percent("20"), "final": percent("60")})
    ticks = re.findall(r'<text class="tick" text-anchor="\w+"[^>]*>([^<]*)<', svg)
    assert ticks == ["10", "12", "14", "16", "Final"]


def test_a_higher_turnout_stands_higher() -> None:
    svg = chart({"10:00": percent("10"), "16:00": percent("90")})
    heights = [float(one) for one in re.findall(r'cy="([\d.]+)"', svg)]
    assert heights[1] < heights[0]


def test_a_day_nobody_published_has_no_chart() -> None:
    assert chart({"12:00": Nothing.NOT_PUBLISHED}) == ""
    assert chart() == ""


def test_a_chart_is_spoken_and_escaped_and_well_formed() -> None:
    svg = chart({"12:00": percent("20")}, {"12:00": percent("25")})
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == ("Line <whole>: 12:00 20\xa0%; Line <unit>: 12:00 25\xa0%")
    assert "<whole>" not in svg


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_card_of_kazakhstan_has_a_sound_chart_or_none(language: str) -> None:
    site = kazakhstan()
    for address in site.catalogue.cards(language):
        svg = site.card(address).chart
        if svg:
            ElementTree.fromstring(svg)


def test_the_evening_without_regions_is_a_gap_in_a_regions_day() -> None:
    svg = card_at(kazakhstan(), "en/2016-03-20-mazhilis/unit/akmola").chart
    whole, unit = re.split(r'<g class="line unit">', svg)
    assert "20:00: 77.1\xa0%" in whole
    assert "20:00" not in unit
    assert 'class="bounds"' in unit
    assert 'class="open"' in whole
