"""Answers that come late or not at all, and the way back: what is shown is what is named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Route, expect

from tests.browser.site.published import CITIES
from tests.browser.site.reader import EVENING, Reader
from tests.browser.site.test_colours_against_the_figures import expected
from tests.browser.waiting import PAINTED

pytestmark = pytest.mark.browser
NOON, TEN = (EVENING.replace("18-00", hour) for hour in ("12-00", "10-00"))


def shows(reader: Reader, path: str) -> None:
    """Address, headline, title, chosen hour, map and table all are those of one view."""
    hour = path.split("/")[-2].replace("-", ":")
    reader.until_at(path)
    reader.until(f"document.querySelector('.figures caption').textContent.includes('{hour}')")
    page = reader.page
    page.evaluate(PAINTED)
    expect(page.locator(".day [aria-current] .hour")).to_have_text(hour)
    expect(page.locator("h1")).to_contain_text(f"By {hour}")
    assert hour in page.title()
    wanted: Mapping[str, set[str]] = expected("2016-03-20-mazhilis", hour, "regions-2012")
    assert reader.fills(".land") == reader.fills(".chart") == wanted
    assert {unit for unit, _, _, _ in reader.rows()} >= set(CITIES)


@pytest.fixture
def hours(reader: Reader) -> Reader:
    """A reader whose page fetches no hour before it is chosen."""
    reader.page.add_init_script("window.requestIdleCallback = () => 0")
    reader.open(EVENING)
    return reader


def choose(reader: Reader, path: str) -> None:
    reader.page.evaluate("path => document.querySelector(`.day a[href='${path}']`).click()", path)


def test_a_late_answer_never_overwrites_a_newer_choice(hours: Reader) -> None:
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    hours.page.route(f"**{TEN}view.json", wait)
    choose(hours, TEN)
    choose(hours, NOON)
    shows(hours, NOON)
    assert len(waiting) == 1
    with hours.page.expect_response(f"**{TEN}view.json"):
        waiting[0].continue_()
    hours.page.evaluate(f"baqylau.load('{TEN}view.json').then(() => 0)")
    shows(hours, NOON)
    # The late view is not lost: chosen now, it is there.
    choose(hours, TEN)
    shows(hours, TEN)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("failing", ["lost", "500"])
def test_a_failed_fetch_says_so_and_keeps_the_view_under_its_own_name(
    reader: Reader, language: str, failing: str
) -> None:
    evening, noon = (path.replace("/en/", f"/{language}/") for path in (EVENING, NOON))
    reader.page.add_init_script("window.requestIdleCallback = () => 0")
    reader.open(evening)
    before = reader.page.title(), reader.page.locator("h1").inner_text(), reader.rows()
    reader.allowed += ["net::ERR_FAILED", "status of 500"]
    answer = (lambda route: route.abort()) if failing == "lost" else (
        lambda route: route.fulfill(status=500))  # fmt: skip
    reader.page.route("**/12-00/view.json", answer)
    choose(reader, noon)
    message = reader.page.locator("[data-message]")
    expect(message).to_be_visible()
    assert message.inner_text() == message.get_attribute("data-not-updated") != ""
    assert reader.page.evaluate("location.pathname") == evening
    assert before == (
        reader.page.title(), reader.page.locator("h1").inner_text(), reader.rows()
    )  # fmt: skip
    expect(reader.page.locator(".day [aria-current] .hour")).to_have_text("18:00")
    assert reader.fills(".land") == expected("2016-03-20-mazhilis", "18:00", "regions-2012")
    reader.page.unroute("**/12-00/view.json")
    choose(reader, noon)
    reader.until_at(noon)
    expect(message).to_be_hidden()


def test_back_and_forward_show_the_view_that_their_address_names(hours: Reader) -> None:
    choose(hours, NOON)
    shows(hours, NOON)
    choose(hours, TEN)
    shows(hours, TEN)
    hours.page.go_back()
    shows(hours, NOON)
    hours.page.go_back()
    shows(hours, EVENING)
    hours.page.go_forward()
    shows(hours, NOON)


def test_back_comes_home_from_a_card_page_with_the_hour_and_the_choice(hours: Reader) -> None:
    choose(hours, NOON)
    shows(hours, NOON)
    hours.page.locator("tr[data-unit=akmola] a").click()
    expect(hours.page.locator(".card h2")).to_have_text("Akmola Region")
    hours.page.goto(f"{hours.site}/en/2016-03-20-mazhilis/unit/akmola/")
    hours.page.go_back()
    hours.wait_for_map()
    shows(hours, NOON)
    expect(hours.page.locator(".card h2")).to_have_text("Akmola Region")


def test_back_without_an_answer_stays_with_what_is_shown(hours: Reader) -> None:
    choose(hours, NOON)
    shows(hours, NOON)
    hours.page.reload()
    hours.wait_for_map()
    hours.allowed.append("net::ERR_FAILED")
    hours.page.route(f"**{EVENING}view.json", lambda route: route.abort())
    hours.page.evaluate("history.back()")
    expect(hours.page.locator("[data-message]")).to_be_visible()
    shows(hours, NOON)


def test_the_servers_map_stays_in_its_place_when_the_script_comes(reader: Reader) -> None:
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    reader.page.add_init_script(
        """window.jumps = 0;
        new PerformanceObserver((list) => {
          for (const one of list.getEntries()) jumps += one.value;
        }).observe({type: "layout-shift", buffered: true});"""
    )
    reader.page.route("**/assets/page-*.js", wait)
    reader.page.goto(reader.site + EVENING, wait_until="commit")
    land = reader.page.locator(".map .land").first
    expect(land).to_be_visible()
    reader.page.evaluate("document.fonts.ready.then(() => 0)")
    reader.page.evaluate(PAINTED)
    place = land.bounding_box()
    waiting[0].continue_()
    reader.wait_for_map()
    assert land.bounding_box() == place
    # What a reader notices as a jump begins at a tenth (the Web Vitals' limit for a good page).
    assert reader.page.evaluate("jumps") < 0.1


def test_the_first_map_asks_for_no_more_than_the_outlines_of_plotlys_own_drawing(
    reader: Reader,
) -> None:
    reader.open(EVENING)
    asked = [path for path in reader.asked if path.startswith("/outlines/")]
    assert asked
    assert all(path.endswith(".geojson") for path in asked)
