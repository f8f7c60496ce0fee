"""What is painted is what was published: every unit, on both drawings, by day and by night."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from layouts.scales import SCALES
from tests.browser.site.published import CITIES, Published, regions, turnout
from tests.browser.site.reader import EVENING, Reader

pytestmark = pytest.mark.browser
NOT_PUBLISHED = 'url("#n-not-published")'
NOT_COMPARABLE = 'url("#n-not-comparable")'


def colour(scale: str, value: Decimal, theme: str = "light") -> str:
    """The colour of a figure's class, as a browser computes it."""
    chosen = SCALES[scale]
    colours = chosen.light if theme == "light" else chosen.dark
    code = colours[bisect_right([Decimal(str(one)) for one in chosen.breaks], value)]
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def painted(scale: str, one: Published | None, theme: str = "light") -> str:
    """What fills a unit with this figure."""
    if one is None:
        return NOT_PUBLISHED
    low, high = one.ends
    if low == high:
        return colour(scale, low, theme)
    # An upper bound on a break is not reached: "below 80".
    low_class = bisect_right(SCALES[scale].breaks, float(low))
    high_class = bisect_left(SCALES[scale].breaks, float(high))
    if low_class == high_class:
        return colour(scale, low, theme)
    return f'url("#i{low_class}-{high_class}")'


def expected(
    election: str, time: str, boundary_set: str, theme: str = "light"
) -> Mapping[str, set[str]]:
    """Unit → what fills it, from the country folder alone."""
    figures = turnout(election, time)
    return {unit: {painted("share", figures.get(unit), theme)} for unit in regions(boundary_set)}


@pytest.mark.parametrize(
    ("election", "time", "boundary_set", "count"),
    [
        ("2016-03-20-mazhilis", "10:00", "regions-2012", 16),
        ("2016-03-20-mazhilis", "18:00", "regions-2012", 16),
        ("2016-03-20-mazhilis", "final", "regions-2012", 16),
        ("2012-01-15-mazhilis", "20:00", "regions-2012", 16),
        ("2019-06-09-presidential", "12:00", "regions-2018", 17),
        ("2021-01-10-mazhilis", "16:00", "regions-2018", 17),
        ("2022-06-05-referendum", "14:00", "regions-2018", 17),
        ("2022-11-20-presidential", "final", "regions-2022", 20),
        ("2023-03-19-mazhilis", "18:00", "regions-2022", 20),
    ],
)
def test_every_unit_has_the_colour_of_its_figure_on_both_drawings(
    reader: Reader, election: str, time: str, boundary_set: str, count: int
) -> None:
    reader.open(f"/en/{election}/turnout/region/{time.replace(':', '-')}/")
    wanted = expected(election, time, boundary_set)
    assert len(wanted) == count
    assert reader.fills(".land") == wanted
    assert reader.fills(".chart") == wanted


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_evening_of_2016_by_day_and_by_night(
    new_reader: Callable[..., Reader], theme: str
) -> None:
    reader = new_reader(color_scheme=theme)
    reader.open(EVENING)
    wanted = expected("2016-03-20-mazhilis", "18:00", "regions-2012", theme)
    assert reader.fills(".chart") == reader.fills(".land") == wanted


def test_a_theme_chosen_by_hand_repaints_both_drawings_at_once(reader: Reader) -> None:
    reader.open(EVENING)
    reader.page.click("[data-theme-button]")
    reader.page.click("[data-theme-button]")
    wanted = expected("2016-03-20-mazhilis", "18:00", "regions-2012", "dark")
    assert reader.fills(".chart") == reader.fills(".land") == wanted


def test_cities_are_drawn_on_the_map_and_again_in_their_circles(reader: Reader) -> None:
    reader.open(EVENING)
    for drawing in (".land", ".chart"):
        assert {city: reader.drawn_times(drawing, city) for city in CITIES} == dict.fromkeys(
            CITIES, 2
        )
    reader.open("/en/2019-06-09-presidential/turnout/region/final/")
    assert reader.drawn_times(".chart", "shymkent") == 2


def test_who_was_not_named_at_noon_of_2019_is_hatched(reader: Reader) -> None:
    reader.open("/en/2019-06-09-presidential/turnout/region/12-00/")
    fills = reader.fills(".chart")
    hatched = {unit for unit, found in fills.items() if found == {NOT_PUBLISHED}}
    assert len(hatched) == 14
    assert fills.keys() - hatched == {"aktobe", "astana", "almaty"}


def test_finals_of_2016_known_by_bounds_are_striped_in_the_colours_of_both_ends(
    reader: Reader,
) -> None:
    reader.open("/en/2016-03-20-mazhilis/turnout/region/final/")
    assert reader.fills(".chart")["pavlodar"] == {'url("#i7-8")'}
    found = reader.page.evaluate(
        "[...document.querySelectorAll('#i7-8 rect')].map(one => getComputedStyle(one).fill)"
    )
    assert found == [colour("share", Decimal("74")), colour("share", Decimal("79"))]
    # Akmola's bounds, 78.68 and "below 80", lie in one class; so do Almaty's.
    assert reader.fills(".chart")["akmola"] == {colour("share", Decimal("79"))}
    assert reader.fills(".chart")["almaty"] == {colour("share", Decimal("34.5"))}


def test_a_change_is_coloured_by_the_points_gained_since_the_bulletin_before(
    reader: Reader,
) -> None:
    reader.open("/en/2016-03-20-mazhilis/turnout-change/region/18-00/")
    now, before = (turnout("2016-03-20-mazhilis", time) for time in ("18:00", "16:00"))
    wanted = {}
    for unit in regions("regions-2012"):
        later, earlier = now[unit].value, before[unit].value
        assert later is not None
        assert earlier is not None
        wanted[unit] = {colour("gain", later - earlier)}
    assert reader.fills(".chart") == reader.fills(".land") == wanted


def test_a_comparison_never_colours_a_unit_that_had_other_bounds(reader: Reader) -> None:
    reader.open("/en/2021-01-10-mazhilis/turnout-vs-2016-03-20-mazhilis/region/16-00/")
    now, then = turnout("2021-01-10-mazhilis", "16:00"), turnout("2016-03-20-mazhilis", "16:00")
    wanted = {}
    for unit in regions("regions-2018"):
        if unit not in regions("regions-2012"):
            wanted[unit] = {NOT_COMPARABLE}
            continue
        later, earlier = now[unit].value, then[unit].value
        assert later is not None
        assert earlier is not None
        wanted[unit] = {colour("difference", later - earlier)}
    assert {unit for unit, fill in wanted.items() if fill == {NOT_COMPARABLE}} == {
        "turkistan",
        "shymkent",
    }
    assert reader.fills(".chart") == reader.fills(".land") == wanted
    words = {unit: value for unit, _, _, value in reader.rows()}
    assert words["turkistan"] == words["shymkent"] == "not comparable"


def test_moving_on_repaints_and_another_boundary_set_is_drawn_anew(reader: Reader) -> None:
    reader.open(EVENING)
    reader.follow("/en/2016-03-20-mazhilis/turnout/region/10-00/")
    wanted = expected("2016-03-20-mazhilis", "10:00", "regions-2012")
    assert reader.fills(".chart") == reader.fills(".land") == wanted
    reader.page.locator(".elections a", has_text="2022").last.click()
    reader.until("document.querySelectorAll('.chart [data-unit=abai]').length > 0")
    reader.wait_for_map()
    time = reader.page.evaluate("location.pathname").split("/")[5].replace("-", ":")
    wanted = expected("2022-11-20-presidential", time, "regions-2022")
    assert reader.fills(".chart") == reader.fills(".land") == wanted
