"""Zooming: by buttons, keys and dragging, on both drawings alike, from the first moment on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.map.small_site import Visit

pytestmark = pytest.mark.browser
LAND, CHART = ".land > [data-unit={}]", ".chart .geo:first-child [data-unit={}]"
Box = tuple[float, float, float, float]


def _box(visit: Visit, unit: str, drawing: str = CHART) -> Box:
    box = visit.page.locator(drawing.format(unit)).bounding_box()
    assert box is not None
    return box["x"], box["y"], box["width"], box["height"]


def _width(visit: Visit, unit: str, drawing: str = CHART) -> float:
    return _box(visit, unit, drawing)[2]


def _middle(visit: Visit, unit: str, drawing: str = CHART) -> tuple[float, float]:
    x, y, width, height = _box(visit, unit, drawing)
    return x + width / 2, y + height / 2


def _zoom_in(visit: Visit) -> None:
    visit.page.click("[data-zoom=in]")
    visit.page.wait_for_selector(".map.zoomed", state="attached")


def _drag(visit: Visit, unit: str, right: float, down: float, drawing: str) -> None:
    x, y = _middle(visit, unit, drawing)
    mouse = visit.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + right, y + down, steps=4)
    mouse.up()


def test_the_wheel_over_the_map_scrolls_the_page(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    before = _width(visit, "a1")
    visit.page.mouse.move(300, 200)
    visit.page.mouse.wheel(0, 300)
    visit.until("scrollY > 200")
    assert _width(visit, "a1") == before


def test_the_buttons_zoom_and_bring_the_whole_country_back(visit: Visit) -> None:
    visit.open(visit.site.view("10-00") + "?unit=a1")
    whole = _width(visit, "a1")
    _zoom_in(visit)
    assert _width(visit, "a1") == pytest.approx(whole * 1.7, rel=0.01)
    visit.page.click("[data-zoom=out]")
    expect(visit.page.locator(".map.zoomed")).to_have_count(0)
    assert _width(visit, "a1") == pytest.approx(whole, rel=0.001)
    _zoom_in(visit)
    visit.page.click("[data-zoom=in]")
    visit.page.click("[data-zoom=all]")
    expect(visit.page.locator(".map.zoomed")).to_have_count(0)
    assert _width(visit, "a1") == pytest.approx(whole, rel=0.001)


def test_it_is_the_chosen_unit_that_comes_to_the_middle(visit: Visit) -> None:
    visit.open(visit.site.view("10-00") + "?unit=a2")
    for _ in range(4):
        _zoom_in(visit)
    around = visit.page.locator(".map").bounding_box()
    assert around is not None
    middle = around["x"] + around["width"] / 2, around["y"] + around["height"] / 2
    assert _middle(visit, "a2") == pytest.approx(middle, abs=2)


def test_both_drawings_are_enlarged_alike_and_the_land_stays_within_the_map(visit: Visit) -> None:
    visit.open(visit.site.view("10-00") + "?unit=a1")
    _zoom_in(visit)
    _drag(visit, "a1", -120, -40, LAND)
    for unit in ("a1", "a2", "b2"):
        assert _middle(visit, unit, LAND) == pytest.approx(_middle(visit, unit), abs=1)
    # However far it is dragged, no edge of the sheet leaves the frame.
    _drag(visit, "a1", 700, 0, LAND)
    view_box = visit.page.locator(".sheet").get_attribute("viewBox") or ""
    assert float(view_box.split()[0]) == 0


def test_a_zoomed_map_is_dragged_pointed_at_and_clicked(visit: Visit) -> None:
    visit.open(visit.site.view("12-00") + "?unit=a2")
    _zoom_in(visit)
    before = _middle(visit, "a2")
    _drag(visit, "a2", -80, 20, CHART)
    x, y = _middle(visit, "a2")
    assert (x - before[0], y - before[1]) == pytest.approx((-80, 20), abs=1)
    # The end of a drag is no choice.
    assert visit.path().endswith("?unit=a2")
    visit.page.mouse.move(x - 5, y)
    expect(visit.page.locator(".tip")).to_have_text("a2 at 12-00: c1")
    visit.page.mouse.click(x, y)
    expect(visit.page.locator("[data-slot=card]")).to_have_text("Choose a unit")


def test_another_hour_keeps_the_zoom_and_another_set_shows_all_of_it(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    _zoom_in(visit)
    zoomed = _width(visit, "a1")
    visit.page.click("text=12-00")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    assert _width(visit, "a1") == zoomed
    visit.page.click("text=regions")
    expect(visit.page.locator("h1")).to_have_text("en region 10-00")
    expect(visit.page.locator(".map.zoomed")).to_have_count(0)


def test_keys_zoom_and_a_unit_that_is_walked_to_comes_into_view(visit: Visit) -> None:
    visit.open(visit.site.view("10-00") + "?unit=a1")
    visit.page.focus(".map")
    for _ in range(3):
        visit.page.keyboard.press("+")
    visit.page.wait_for_selector(".map.zoomed", state="attached")
    around = visit.page.locator(".map").bounding_box()
    assert around is not None
    visit.page.keyboard.press("End")
    expect(visit.page.locator("[data-live]")).to_have_text("b3 at 10-00: c1")
    x, y = _middle(visit, "b3")
    assert around["x"] < x < around["x"] + around["width"]
    assert around["y"] < y < around["y"] + around["height"]
    visit.page.keyboard.press("0")
    expect(visit.page.locator(".map.zoomed")).to_have_count(0)


def test_all_of_the_map_works_before_plotly_has_come_and_plotly_takes_its_place(
    visit: Visit, hold: Callable[[str], Callable[[], None]]
) -> None:
    let_go = hold("/assets/plotly-*.js")
    visit.page.goto(visit.site.address + visit.site.view("10-00"), wait_until="commit")
    visit.page.wait_for_selector(".map.ready", state="attached")
    whole = _width(visit, "a3", LAND)
    visit.page.locator(LAND.format("a2")).click()
    _zoom_in(visit)
    assert _width(visit, "a3", LAND) == pytest.approx(whole * 1.7, rel=0.01)
    _drag(visit, "a2", -60, 10, LAND)
    visit.page.focus(".map")
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator("[data-live]")).to_have_text("a3 at 10-00: c1")
    visit.page.click("text=12-00")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    assert visit.page.locator(".map.live").count() == 0
    place = _middle(visit, "a2", LAND)
    let_go()
    visit.page.wait_for_selector(".map.live", state="attached")
    assert _middle(visit, "a2") == pytest.approx(place, abs=1)
