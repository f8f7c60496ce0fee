"""Zooming: by buttons only, so that the page scrolls over the map as over anything else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.map.small_site import Visit

pytestmark = pytest.mark.browser


def _width(visit: Visit, unit: str) -> float:
    box = visit.page.locator(f".chart .geo:first-child [data-unit={unit}]").bounding_box()
    assert box is not None
    return box["width"]


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
    visit.page.click("[data-zoom=in]")
    visit.page.wait_for_selector(".map.zoomed", state="attached")
    assert _width(visit, "a1") == pytest.approx(whole * 1.7, rel=0.05)
    visit.page.click("[data-zoom=out]")
    expect(visit.page.locator(".map.zoomed")).to_have_count(0)
    assert _width(visit, "a1") == pytest.approx(whole, rel=0.001)
    visit.page.click("[data-zoom=in]")
    visit.page.click("[data-zoom=in]")
    visit.page.click("[data-zoom=all]")
    expect(visit.page.locator(".map.zoomed")).to_have_count(0)
    assert _width(visit, "a1") == pytest.approx(whole, rel=0.001)


_LEFT_EDGE = (
    "document.querySelector('.chart .geo:first-child [data-unit=a1]').getBoundingClientRect().left"
)


def test_a_zoomed_map_is_dragged_pointed_at_and_clicked(visit: Visit) -> None:
    visit.open(visit.site.view("12-00") + "?unit=a1")
    visit.page.click("[data-zoom=in]")
    visit.page.wait_for_selector(".map.zoomed", state="attached")
    box = visit.page.locator(".chart .geo:first-child [data-unit=a1]").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visit.page.mouse.move(x, y)
    expect(visit.page.locator(".tip")).to_have_text("a1 at 12-00: c2")
    visit.page.mouse.down()
    visit.page.mouse.move(x + 80, y + 20, steps=4)
    visit.page.mouse.up()
    visit.until(f"{_LEFT_EDGE} - {box['x']} > 40")
    visit.page.mouse.move(x + 70, y + 20)
    visit.page.mouse.click(x + 70, y + 20)
    expect(visit.page.locator("[data-slot=card]")).to_have_text("Choose a unit")


def test_another_hour_keeps_the_zoom(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.click("[data-zoom=in]")
    visit.page.wait_for_selector(".map.zoomed", state="attached")
    zoomed = _width(visit, "a1")
    visit.page.click("text=12-00")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    assert _width(visit, "a1") == zoomed


def test_keys_zoom_too(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.focus(".map")
    visit.page.keyboard.press("+")
    visit.page.wait_for_selector(".map.zoomed", state="attached")
    visit.page.keyboard.press("0")
    expect(visit.page.locator(".map.zoomed")).to_have_count(0)
