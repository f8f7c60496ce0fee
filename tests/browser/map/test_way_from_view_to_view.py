"""The way from view to view: the page, the map and the address always tell of the same view."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.map.small_site import Visit

pytestmark = pytest.mark.browser
C1, C2, C3 = "rgb(170, 170, 170)", "rgb(34, 68, 102)", "rgb(170, 51, 51)"
Hold = Callable[[str], Callable[[], None]]


def test_the_interactive_map_paints_every_unit_by_its_state(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    assert {unit: visit.colour(unit) for unit in ("a1", "a2", "b3")} == {
        "a1": {C2},
        "a2": {C1},
        "b3": {C3},
    }
    # The city is drawn on the map and again in its circle.
    assert visit.page.locator(".chart path[data-unit]").count() == 7


def test_another_hour_changes_classes_and_nothing_is_drawn_anew(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.evaluate("document.querySelectorAll('.chart path').forEach(p => { p.old = true; })")
    visit.page.wait_for_load_state("networkidle")
    visit.asked.clear()
    visit.page.click("text=12-00")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    visit.settle()
    assert visit.colour("b3") == {C3}
    assert visit.path() == visit.site.view("12-00")
    expect(visit.page).to_have_title("en district 12-00")
    assert visit.page.evaluate(
        "[...document.querySelectorAll('.chart path[data-unit]')].every(path => path.old)"
    )
    # One view, and the card of nobody: no callback, no page, no outlines.
    assert visit.asked == [visit.site.view("12-00") + "view.json"]


def test_back_undoes_a_single_step_and_forward_takes_it_again(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.click("text=12-00")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text("en district 10-00")
    visit.page.go_forward()
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    expect(visit.page).to_have_title("en district 12-00")


def test_back_and_forward_show_what_their_addresses_name(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.click("text=12-00")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    visit.page.click("text=14-00")
    expect(visit.page.locator("h1")).to_have_text("en district 14-00")
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    assert visit.colour("b3") == {C3}
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text("en district 10-00")
    assert visit.colour("b3") == {C1}
    visit.page.go_forward()
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    assert visit.path() == visit.site.view("12-00")


def test_a_late_answer_never_overwrites_a_newer_choice(visit: Visit, hold: Hold) -> None:
    visit.open(visit.site.view("10-00"))
    let_go = hold("/12-00/view.json")
    visit.page.click("text=12-00")
    visit.page.click("text=14-00")
    expect(visit.page.locator("h1")).to_have_text("en district 14-00")
    let_go()
    # The page has kept the answer's promise: it is waited for, and what follows from it.
    visit.page.evaluate(f"baqylau.load('{visit.site.view('12-00')}view.json').then(() => 0)")
    visit.settle()
    assert visit.page.inner_text("h1") == "en district 14-00"
    assert visit.path() == visit.site.view("14-00")
    assert visit.colour("b3") == {C2}


def test_a_failed_fetch_says_so_and_leaves_view_title_and_address(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    visit.page.route("**/14-00/view.json", lambda route: route.abort())
    _expect_complaint(visit)
    visit.page.click("text=14-00")
    expect(visit.page.locator("[data-message]")).to_have_text("Not updated")
    expect(visit.page.locator("[data-message]")).to_be_visible()
    assert visit.page.inner_text("h1") == "en district 12-00"
    expect(visit.page).to_have_title("en district 12-00")
    assert visit.path() == visit.site.view("12-00")
    assert visit.colour("b3") == {C3}
    visit.page.unroute("**/14-00/view.json")
    visit.page.click("text=14-00")
    expect(visit.page.locator("h1")).to_have_text("en district 14-00")
    expect(visit.page.locator("[data-message]")).to_be_hidden()


def test_back_without_a_network_stays_at_the_view_that_is_shown(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.click("text=12-00")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    # A page opened anew remembers nothing of the view before it.
    visit.page.reload()
    visit.page.wait_for_selector(".map.live", state="attached")
    visit.page.route("**/10-00/view.json", lambda route: route.abort())
    _expect_complaint(visit)
    visit.page.evaluate("history.back()")
    expect(visit.page.locator("[data-message]")).to_be_visible()
    visit.until(f"location.pathname === {visit.site.view('12-00')!r}")
    assert visit.page.inner_text("h1") == "en district 12-00"


def test_another_boundary_set_draws_another_map(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.click("text=regions")
    expect(visit.page.locator("h1")).to_have_text("en region 10-00")
    expect(visit.page.locator(".chart path[data-unit]")).to_have_count(2)
    visit.page.wait_for_selector(".map.live", state="attached")
    assert visit.colour("b") == {C2}
    assert visit.page.locator(".land path").count() == 2
    visit.page.click("text=districts")
    expect(visit.page.locator(".chart path[data-unit]")).to_have_count(7)
    visit.page.wait_for_selector(".map.live", state="attached")
    assert visit.colour("b3") == {C1}


def test_a_view_without_a_map_hides_it_and_the_next_one_shows_it_again(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.click("text=country")
    expect(visit.page.locator("h1")).to_have_text("en country -")
    expect(visit.page.locator(".map")).to_be_hidden()
    visit.page.click("text=districts")
    expect(visit.page.locator(".map")).to_be_visible()
    assert visit.colour("b3") == {C1}


def test_a_page_without_a_place_for_a_map_goes_on_as_an_ordinary_link(visit: Visit) -> None:
    visit.open(visit.site.view("-", level="country"), live=False)
    # Whoever leaves while Dash is starting breaks off what it asks for, and it complains.
    visit.page.wait_for_selector(".chart .js-plotly-plot", state="attached")
    visit.page.click("text=districts")
    visit.page.wait_for_selector(".map.live", state="attached")
    assert visit.path() == visit.site.view("10-00")


def test_another_language_is_another_page(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    visit.page.click("text=по-русски")
    visit.page.wait_for_selector("html[lang=ru] .map.live", state="attached")
    assert visit.path() == visit.site.view("12-00", "ru")
    visit.page.go_back()
    visit.page.wait_for_selector("html[lang=en] .map.live", state="attached")


def test_the_focus_and_the_scrolling_stay_where_they_were(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.evaluate("window.scrollTo(0, 150)")
    visit.page.locator("a", has_text="12-00").focus()
    scrolled = visit.page.evaluate("scrollY")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    assert visit.page.evaluate("document.activeElement.dataset.focus") == "time-1"
    assert visit.page.evaluate("scrollY") == scrolled


def test_a_click_with_a_key_held_opens_a_tab_as_ever(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    with visit.page.context.expect_page() as opened:
        visit.page.click("text=12-00", modifiers=["Control"])
    assert opened.value.url.endswith(visit.site.view("12-00"))
    assert visit.page.inner_text("h1") == "en district 10-00"


def test_who_came_by_an_unknown_address_is_told(visit: Visit) -> None:
    visit.open(visit.site.view("10-00") + "?instead=/en/nothing/")
    expect(visit.page.locator("[data-message]")).to_have_text("Another")
    assert visit.path() == visit.site.view("10-00")


def _expect_complaint(visit: Visit) -> None:
    visit.expected.append("net::ERR_FAILED")
