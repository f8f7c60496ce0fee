"""Addresses over time: pinned pages keep their figures, what was taken off leads on and says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from geodata.releases.gate import act
from tests.conftest import Watch
from tests.dashboard.release_places import VOTE
from tests.dashboard.releases.election_day import EVENING, VIEW
from tests.dashboard.releases.programs import Programs

pytestmark = pytest.mark.browser
NEWER = {
    "kk": "Жаңарақ шығарылым бар",
    "ru": "Вышел более новый выпуск",
    "en": "A newer release exists",
}
NEAREST = "There is no page at that address. This is the nearest one."
TWO_MINUTES = 120_000


def figure(page: Page, unit: str = "s1") -> str:
    """What the table says of a unit."""
    return page.locator(f".ranking tr[data-unit={unit}] td.value").first.inner_text()


@pytest.mark.parametrize("language", NEWER)
def test_a_pinned_page_shows_the_same_figures_and_says_that_a_newer_release_exists(
    programs: Programs, page: Page, new_page: Callable[..., Page], language: str
) -> None:
    programs.start("public")
    view = VIEW.replace("/en/", f"/{language}/")
    page.goto(f"{programs.address}{view}")
    pinned = page.locator("[data-slot=release] a[href^='/r/']").get_attribute("href")
    page.goto(f"{programs.address}{pinned}")
    rows = page.locator(".ranking").inner_text()
    newer = page.locator("[data-newer]")
    expect(newer).to_be_hidden()
    programs.day.announce("s1", "42.5")
    assert programs.day.look(1).state == "out"
    later = new_page()
    later.goto(f"{programs.address}{pinned}")
    newer = later.locator("[data-newer]")
    expect(newer).to_contain_text(NEWER[language])
    assert later.locator(".ranking").inner_text() == rows
    assert "41" in figure(later)
    newer.locator("a").click()
    later.wait_for_url(f"**{view}")
    assert "42" in figure(later)


def take_turnout_off(programs: Programs) -> None:
    """One of the leadership takes turnout off, and the next release goes out."""
    off = act("withdraw", (VOTE, "turnout"), "aigul", EVENING + timedelta(minutes=2), is_test=False)
    programs.day.store.append([off])
    assert programs.day.look(3).state == "out"


@pytest.mark.parametrize("path", [VIEW, f"{VIEW}embed/full/"])
def test_what_was_taken_off_leads_to_the_nearest_view_and_says_so(
    programs: Programs, new_page: Callable[..., Page], watch: Watch, path: str
) -> None:
    """Who comes by its address, and who has it open: without a reload of one's own."""
    # An open page asks for what is there no more.
    watch.allowed.append("status of 404")
    programs.start("public")
    before = new_page()
    # What a browser keeps for five seconds is as new as the last release only later.
    devtools = before.context.new_cdp_session(before)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    before.clock.install()
    before.goto(f"{programs.address}{path}")
    expect(before.locator("main")).to_contain_text("41.5")
    take_turnout_off(programs)
    after = new_page()
    answer = after.goto(f"{programs.address}{path}")
    assert answer is not None
    assert answer.status == 200
    before.clock.run_for(TWO_MINUTES)
    for one in (after, before):
        expect(one.locator("main")).not_to_contain_text("41.5")
        expect(one.get_by_text(NEAREST)).to_be_visible()
        assert "/turnout" not in one.url.partition("?")[0]


def test_a_pinned_page_keeps_what_was_taken_off_and_leads_to_what_there_is(
    programs: Programs, page: Page, watch: Watch
) -> None:
    watch.allowed.append("status of 404")
    programs.start("public")
    page.goto(f"{programs.address}{VIEW}")
    pinned = page.locator("[data-slot=release] a[href^='/r/']").get_attribute("href")
    take_turnout_off(programs)
    page.goto(f"{programs.address}{pinned}")
    expect(page.locator("main")).to_contain_text("41.5")
    page.locator("[data-newer] a").click()
    expect(page.get_by_text(NEAREST)).to_be_visible()
