"""Publisher, desk and database die one after another; readers see the last good release."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PATIENCE, Watch
from tests.dashboard.releases.election_day import VIEW
from tests.dashboard.releases.programs import Programs

pytestmark = pytest.mark.browser
TEN_MINUTES = 600_000
EMBED = f"{VIEW}embed/full/"
AGE = re.compile(r"Release \d+, \d")


def open_with_a_clock(page: Page, address: str) -> None:
    """Open a page whose clock can be moved, and mark it: a reload would lose the mark."""
    page.clock.install()
    page.goto(address)
    expect(page.locator("main")).to_contain_text("41.5")
    page.evaluate("window.marked = true")


def until_it_says(page: Page, what: str, is_said: bool) -> None:
    """Let time pass until the page says something, or says it no more.

    What a browser has kept of the last seconds it may take for an answer.
    """
    end = time.monotonic() + PATIENCE / 1000
    while (what in page.locator("body").inner_text()) is not is_said:
        assert time.monotonic() < end, f"{what!r} is not as it should be"
        page.clock.run_for(TEN_MINUTES)
        page.wait_for_timeout(200)


def until_out(programs: Programs, figure: str) -> None:
    """Wait for a release that shows a figure."""
    end = time.monotonic() + PATIENCE / 1000
    while figure not in programs.day.page(VIEW + "index.html"):
        assert time.monotonic() < end, "no release came"
        time.sleep(0.1)


def test_page_and_embed_answer_with_their_age_and_come_back_by_themselves(
    programs: Programs, new_page: Callable[..., Page], watch: Watch
) -> None:
    # The browser itself tells of a server that is not there.
    watch.allowed += ["net::ERR_CONNECTION_REFUSED", "net::ERR_CONNECTION_RESET",
                      "net::ERR_EMPTY_RESPONSE"]  # fmt: skip
    programs.start("public", "publisher", "desk")
    page, embed = new_page(), new_page()
    open_with_a_clock(page, f"{programs.address}{VIEW}")
    open_with_a_clock(embed, f"{programs.address}{EMBED}")
    page.wait_for_selector(".map.live", state="attached")

    programs.kill("publisher", "desk")
    put_back = programs.take_databases_away()
    for path in (VIEW, EMBED, VIEW.replace("16-00", "12-00").replace("district", "region")):
        fresh = new_page()
        answer = fresh.goto(f"{programs.address}{path}")
        assert answer is not None
        assert answer.status == 200
        expect(fresh.locator("footer")).to_contain_text(AGE)
        fresh.close()
    for one in (page, embed):
        one.clock.run_for(TEN_MINUTES)
        expect(one.locator("main")).to_contain_text("41.5")
        expect(one.locator("footer")).to_contain_text(AGE)
        # Somebody answers, so nothing is said of a lost connection.
        expect(one.locator("[data-old]")).to_be_hidden()

    programs.kill("public")
    for one in (page, embed):
        until_it_says(one, "No connection. Last checked at ", is_said=True)
        expect(one.locator("main")).to_contain_text("41.5")

    put_back()
    programs.day.announce("s1", "42.5")
    programs.start("public", "publisher", "desk")
    until_out(programs, ">42.5<")
    for one in (page, embed):
        until_it_says(one, "42.5", is_said=True)
        until_it_says(one, "No connection", is_said=False)
        assert one.evaluate("window.marked") is True
