"""The wall in a browser: a session of its own, one thing after another, red when it is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from dashboard.desk.people import Role
from tests.browser.desk.open_desk import OpenDesk
from tests.browser.desk.rooms import go
from tests.browser.waiting import until
from tests.conftest import Watch
from tests.geodata.coverage.little_mission import ELECTION, TESTLAND, visit


def is_late(page: Page, part: str, paint: str) -> bool:
    """Whether a part of the wall has the colour of what is late, as its letters or its ground."""
    return bool(
        page.evaluate(
            """([part, paint]) => {
              const probe = document.body.appendChild(document.createElement("i"));
              probe.style[paint] = "var(--late)";
              const red = getComputedStyle(probe)[paint];
              probe.remove();
              return getComputedStyle(document.querySelector(part))[paint] === red;
            }""",
            [part, paint],
        )
    )


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
    # By the mission's clock, not by this machine's.
    heard = int(page.evaluate("document.documentElement.dataset.heard")) / 1000
    hour = datetime.fromtimestamp(heard, ZoneInfo(TESTLAND.elections[ELECTION].zone))
    expect(lost).to_contain_text(f"{hour:%H:%M}")
    assert is_late(page, "[data-lost]", "backgroundColor")
    # The line takes its room from the map, and pushes nothing off the screen.
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().bottom") <= 1080
    # A box that hides what is larger than itself would cut the north of the country off.
    assert page.evaluate(
        """[...document.querySelectorAll(".wall section:not([hidden]) .map")].every((map) =>
          map.getBoundingClientRect().top >= map.parentElement.getBoundingClientRect().top)"""
    )
    expect(observed.locator(".wall-figure")).to_have_text("2")
    desk.send(visit("v3", "t3", "n1", "1", 13))
    desk.start()
    expect(observed.locator(".wall-figure")).to_have_text("3")
    expect(lost).to_be_hidden()
    assert page.evaluate("window.is_same_page")


def test_the_age_of_the_last_report_is_red_when_it_is_late_and_not_after_the_next(
    desk: OpenDesk, page: Page
) -> None:
    # The machine's own clock, as on the day: the age grows while nothing comes in.
    settings = desk.desk.settings.var / "missions" / "league" / "mission.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("own_clock = true", "own_clock = false")
    )
    now = datetime.now(UTC)
    old = replace(visit("v1", "t1", "s1", "1", 11), received_at=now - timedelta(hours=3))
    desk.send(old)
    page.set_viewport_size({"width": 1920, "height": 1080})
    go(desk, page, Role.WALL, "wall/now")
    age = page.locator(".wall-age")
    expect(age).to_contain_text("3 h ago")
    assert is_late(page, ".wall-age", "color")
    desk.send(replace(visit("v2", "t2", "s2", "1", 12), received_at=datetime.now(UTC)))
    expect(age).to_contain_text("just now")
    assert not is_late(page, ".wall-age", "color")


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
