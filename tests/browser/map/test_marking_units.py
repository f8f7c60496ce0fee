"""Marking units: map and table point at each other, by pointer and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.map.small_site import Visit

pytestmark = pytest.mark.browser


def _middle_of(visit: Visit, unit: str) -> Locator:
    return visit.page.locator(f".land > [data-unit={unit}]")


def test_pointing_at_a_unit_tells_it_and_marks_its_row(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    _middle_of(visit, "a1").hover()
    expect(visit.page.locator(".tip")).to_have_text("a1 at 12-00: c2")
    expect(visit.page.locator("tr.hovered")).to_have_attribute("data-unit", "a1")
    visit.page.mouse.move(990, 690)
    expect(visit.page.locator(".tip")).to_be_hidden()
    expect(visit.page.locator("tr.hovered")).to_have_count(0)


def test_pointing_at_a_row_marks_the_unit_on_both_drawings(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    visit.page.hover("tr[data-unit=b3]")
    expect(visit.page.locator(".chart path.hovered")).to_have_count(2)
    expect(visit.page.locator(".land path.hovered")).to_have_count(2)


def test_a_click_chooses_a_unit_and_lays_its_card_beside_the_view(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    _middle_of(visit, "a1").click()
    expect(visit.page.locator("[data-slot=card] h2")).to_have_text("Card of a1")
    assert visit.path() == visit.site.view("12-00") + "?unit=a1"
    expect(visit.page.locator("tr.chosen")).to_have_attribute("data-unit", "a1")
    # Its outline lies above its neighbours'.
    last = visit.page.locator(".chart .geo:first-child path[data-unit]").last
    expect(last).to_have_attribute("data-unit", "a1")
    visit.page.click("text=14-00")
    expect(visit.page.locator("h1")).to_have_text("en district 14-00")
    assert visit.path() == visit.site.view("14-00") + "?unit=a1"
    expect(visit.page.locator("[data-slot=card] h2")).to_have_text("Card of a1")
    _middle_of(visit, "a1").click()
    expect(visit.page.locator("[data-slot=card]")).to_have_text("Choose a unit")
    assert visit.path() == visit.site.view("14-00")


def test_the_link_in_a_row_chooses_and_escape_lets_go(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    visit.page.click("tr[data-unit=b3] a")
    expect(visit.page.locator("[data-slot=card] h2")).to_have_text("Card of b3")
    expect(visit.page.locator(".chart path.chosen")).to_have_count(2)
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("[data-slot=card]")).to_have_text("Choose a unit")
    expect(visit.page.locator(".chosen")).to_have_count(0)


def test_a_closed_card_gives_the_focus_back_to_its_row(visit: Visit) -> None:
    visit.open(visit.site.view("12-00") + "?unit=a2&sort=name")
    visit.page.click("[data-close]")
    expect(visit.page.locator("[data-slot=card]")).to_have_text("Choose a unit")
    expect(visit.page.locator("tr[data-unit=a2] a")).to_be_focused()
    assert visit.path() == visit.site.view("12-00") + "?sort=name"


def test_an_address_with_a_unit_opens_with_its_card(visit: Visit) -> None:
    visit.open(visit.site.view("12-00") + "?unit=a2")
    expect(visit.page.locator("[data-slot=card] h2")).to_have_text("Card of a2")
    expect(visit.page.locator(".chart path.chosen")).to_have_attribute("data-unit", "a2")


def test_the_map_is_one_stop_and_arrows_walk_over_it(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    live, keys = visit.page.locator("[data-live]"), visit.page.keyboard
    visit.page.focus("[data-theme-button]")
    keys.press("Tab")
    expect(visit.page.locator(".map")).to_be_focused()
    expect(live).to_have_text("a1 at 12-00: c2")
    # The south is a1 a2 a3, the north b1 b2 b3, where b3 is the city in the circle.
    keys.press("ArrowRight")
    expect(live).to_have_text("a2 at 12-00: c1")
    keys.press("ArrowUp")
    expect(live).to_have_text("b2 at 12-00: c1")
    keys.press("ArrowRight")
    expect(live).to_have_text("b3 at 12-00: c3")
    keys.press("Home")
    expect(live).to_have_text("a1 at 12-00: c2")
    keys.press("End")
    expect(live).to_have_text("b3 at 12-00: c3")
    expect(visit.page.locator(".tip")).to_be_visible()
    assert visit.path() == visit.site.view("12-00")
    keys.press("Enter")
    expect(visit.page.locator("[data-slot=card] h2")).to_have_text("Card of b3")
    keys.press("Tab")
    expect(visit.page.locator("[data-zoom=in]")).to_be_focused()
    expect(visit.page.locator(".tip")).to_be_hidden()


def test_before_plotly_has_come_the_servers_map_can_be_used(visit: Visit) -> None:
    visit.page.route("**/assets/plotly-*.js", lambda route: None)
    visit.page.goto(visit.site.address + visit.site.view("12-00"), wait_until="commit")
    visit.page.wait_for_selector(".land path", state="attached")
    visit.until("Boolean(window.baqylau?.units.view.path)")
    _middle_of(visit, "a1").hover()
    expect(visit.page.locator(".tip")).to_have_text("a1 at 12-00: c2")
    _middle_of(visit, "a1").click()
    expect(visit.page.locator("[data-slot=card] h2")).to_have_text("Card of a1")
