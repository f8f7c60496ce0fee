"""Scales: one colour means one thing at every hour, and can be told apart and written upon."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.measures import FAMILIES
from layouts.scales import SCALES, Scale, contrast, interpolate
from layouts.themes import READABLE, THEMES, Theme, classes
from tests.layouts.sites import LANGUAGES, kazakhstan, kz, land

ALL = list(SCALES.values())
BY_NAME = [pytest.param(scale, id=scale.id) for scale in ALL]
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def lightness(colour: str) -> float:
    """Contrast to black: grows with lightness."""
    return contrast(colour, "#000000")


@pytest.mark.parametrize("scale", BY_NAME)
def test_there_is_a_colour_for_every_class_by_day_and_by_night(scale: Scale) -> None:
    assert len(scale.light) == len(scale.dark) == len(scale.breaks) + 1
    assert len(set(scale.light)) == len(scale.light)
    assert len(set(scale.dark)) == len(scale.dark)


@pytest.mark.parametrize("scale", BY_NAME)
def test_a_value_on_a_break_belongs_to_the_class_above(scale: Scale) -> None:
    for number, value in enumerate(scale.breaks, 1):
        assert scale.class_of(value) == number
        assert scale.class_of(value - 0.001) == number - 1


@given(st.sampled_from(ALL), st.floats(-200, 200), st.floats(-200, 200))
def test_more_never_has_a_lower_class(scale: Scale, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= scale.class_of(low) <= scale.class_of(high) <= len(scale.breaks)


@pytest.mark.parametrize("scale", [one for one in BY_NAME if one.id != "difference"])
def test_more_is_darker_by_day_and_lighter_by_night(scale: Scale) -> None:
    by_day = [lightness(colour) for colour in scale.light]
    by_night = [lightness(colour) for colour in scale.dark]
    assert by_day == sorted(by_day, reverse=True)
    assert by_night == sorted(by_night)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_difference_stands_out_more_the_farther_it_is_from_none(theme: Theme) -> None:
    scale = SCALES["difference"]
    colours = scale.light if theme == "light" else scale.dark
    middle = len(colours) // 2
    below = [contrast(one, THEMES[theme]["paper"]) for one in reversed(colours[: middle + 1])]
    above = [contrast(one, THEMES[theme]["paper"]) for one in colours[middle:]]
    assert below == sorted(below)
    assert above == sorted(above)


def test_as_much_above_as_below_is_as_far_from_the_middle() -> None:
    scale = SCALES["difference"]
    assert [-one for one in reversed(scale.breaks)] == list(scale.breaks)
    assert scale.class_of(0) == len(scale.breaks) // 2


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", BY_NAME)
def test_words_can_be_read_on_every_class(scale: Scale, theme: Theme) -> None:
    named = classes(scale.id, theme)
    for number in range(len(scale.breaks) + 1):
        assert contrast(named[f"k{number}"], named[f"c{number}"]) >= READABLE


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_can_be_read_on_paper_and_on_nothing(theme: Theme) -> None:
    colours = THEMES[theme]
    for ground in ("paper", "nothing"):
        assert contrast(colours["ink"], colours[ground]) >= READABLE
        assert contrast(colours["ink-2"], colours[ground]) >= READABLE


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


def test_contrast_is_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(colours, colours, st.integers(2, 12))
def test_a_scale_begins_and_ends_in_its_own_colours(first: str, last: str, count: int) -> None:
    made = interpolate((first, last), count)
    assert (made[0], made[-1], len(made)) == (first, last, count)


def test_every_measure_has_a_scale() -> None:
    assert {family.scale for family in FAMILIES} <= set(SCALES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_legend_has_every_class_with_its_bounds(language: str) -> None:
    legend = kz(f"{language}/2016-03-20-mazhilis/turnout/region/18-00").legend
    assert legend is not None
    bounds = [(one.low, one.high) for one in legend.classes]
    assert (bounds[0], bounds[7], bounds[-1]) == (("", "10"), ("70", "75"), ("85", ""))
    assert all(high == low for (_, high), (low, _) in pairwise(bounds))


def test_the_legend_is_the_same_at_every_hour() -> None:
    first, last = (
        kz(f"en/2016-03-20-mazhilis/turnout/region/{time}").legend for time in ("10-00", "18-00")
    )
    assert first == last


def test_a_legend_of_differences_has_signs() -> None:
    legend = kz("en/2023-03-19-mazhilis/turnout-vs-2016-03-20-mazhilis/region/final").legend
    assert legend is not None
    assert (legend.classes[0].high, legend.classes[-1].low) == ("−30", "+30")


def test_a_legend_lists_only_the_kinds_of_nothing_a_measure_can_have() -> None:
    def kinds(path: str) -> list[tuple[str, bool]]:
        legend = kz(path).legend
        assert legend is not None
        return [(one.state, one.present) for one in legend.nothing]

    assert kinds("en/2016-03-20-mazhilis/turnout/region/18-00") == [("n-not-published", False)]
    assert kinds("en/2019-06-09-presidential/turnout/region/12-00") == [("n-not-published", True)]
    assert kinds("en/2016-03-20-mazhilis/turnout-vs-2023-03-19-mazhilis/region/18-00") == [
        ("n-not-published", False),
        ("n-not-comparable", True),
    ]


def test_stripes_are_explained_where_some_unit_has_them() -> None:
    striped = kz("en/2016-03-20-mazhilis/turnout/region/final").legend
    plain = kz("en/2016-03-20-mazhilis/turnout/region/18-00").legend
    assert striped is not None
    assert plain is not None
    assert striped.bounds.startswith("Striped")
    assert plain.bounds == ""


def test_a_country_view_has_no_legend_since_it_has_no_map() -> None:
    assert land("en/turnout/country/12-00").legend is None
    assert kazakhstan().country.id == "kz"
