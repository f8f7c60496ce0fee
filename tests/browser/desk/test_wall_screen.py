"""The wall in a browser: a session of its own, one thing after another, red when it is late."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from dashboard.desk.people import Role
from tests.browser.desk.open_desk import OpenDesk
from tests.browser.desk.rooms import go
from tests.browser.waiting import until
from tests.conftest import Watch
from tests.geodata.coverage.little_mission import visit

LATE = """(() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.background = "var(--late)";
  const red = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return getComputedStyle(document.querySelector("[data-lost]")).backgroundColor === red;
})()"""


def test_a_wall_follows_by_itself_and_is_red_while_nobody_answers(
    desk: OpenDesk, page: Page, watch: Watch
) -> None:
    watch.allowed.append("net::ERR_")
    page.set_viewport_size({"width": 1920, "height": 1080})
    desk.send(visit("v1", "t1", "s1", "1", 11))
    go(desk, page, Role.WALL, "wall/now")
    observed = page.locator(".wall-five li").first
    expect(observed).to_contain_text("1")
    expect(page.locator(".wall-age")).to_be_visible()
    expect(page.locator("[data-lost]")).to_be_hidden()
    page.evaluate("window.is_same_page = true")
    desk.send(visit("v2", "t2", "s2", "1", 12))
    expect(observed.locator(".wall-figure")).to_have_text("2")
    desk.stop()
    lost = page.locator("[data-lost]")
    expect(lost).to_be_visible()
    expect(lost).to_contain_text("Not connected. What you see is of")
    assert page.evaluate(LATE)
    # The line takes its room from the map, and pushes nothing off the screen.
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().bottom") <= 1080
    expect(observed.locator(".wall-figure")).to_have_text("2")
    desk.send(visit("v3", "t3", "n1", "1", 13))
    desk.start()
    expect(observed.locator(".wall-figure")).to_have_text("3")
    expect(lost).to_be_hidden()
    assert page.evaluate("window.is_same_page")


def test_a_wall_shows_one_thing_after_another_and_can_do_nothing(
    desk: OpenDesk, page: Page
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    desk.send(visit("v1", "t1", "s1", "1", 11))
    go(desk, page, Role.WALL, "wall/now")
    shown = "[...document.querySelectorAll('[data-panel]:not([hidden])')].map(p => p.dataset.panel)"
    assert page.evaluate(shown) == ["day"]
    assert page.locator("a, button, input, form").count() == 0
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert page.evaluate(size) == [1920, 1080]
    until(page, f"{shown}[0] === 'gaps'")


def test_the_session_of_a_wall_opens_nothing_else(desk: OpenDesk, page: Page) -> None:
    go(desk, page, Role.WALL, "wall/now")
    for place in ("", "league/work/", "league/day/observed/region/now/"):
        answer = page.request.get(f"{desk.address}/en/{place}", max_redirects=0)
        assert answer.status in (302, 403), place
