"""The gate in a browser: two people of the leadership let out what one of them cannot."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from dashboard.desk.people import Role
from geodata.releases.gate import gate
from tests.browser.desk.open_desk import OpenDesk
from tests.browser.desk.rooms import go
from tests.conftest import Watch
from tests.dashboard.desk.small_desk import PASSWORD


def let_out(page: Page) -> None:
    """Say so, with the password where it is asked for once more."""
    page.locator(".gate-class", has_text="The mission’s coverage").get_by_role(
        "button", name="Let it out"
    ).click()
    answer = page.locator("dialog[open] [name=password]").or_(
        page.locator(".gate-class", has_text="Let out by")
    )
    expect(answer.first).to_be_visible()
    if page.locator("dialog[open]").count():
        page.locator("dialog [name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")


def people(desk: OpenDesk) -> list[tuple[str, ...]]:
    """Who let out what, as the publisher reads it."""
    return list(gate(one.event for one in desk.store.events()).released_by.values())


def test_two_people_let_out_and_one_of_them_twice_does_not(
    desk: OpenDesk, page: Page, new_page: Callable[..., Page], watch: Watch
) -> None:
    # The answer that asks for the password is a refusal.
    watch.allowed.append("the server responded with a status of 403")
    go(desk, page, Role.LEADERSHIP, "gate", "aigul")
    again = page.context.new_page()
    again.goto(page.url)
    expect(page.locator(".gate-class", has_text="The mission’s coverage")).to_contain_text(
        "waits for the leadership"
    )
    let_out(page)
    said = "Let out by aigul: 1 of 2."
    expect(page.get_by_text(said)).to_be_visible()
    mine = page.locator(".gate-class", has_text="The mission’s coverage")
    expect(mine.get_by_role("button", name="Let it out")).to_have_count(0)
    # Another window of hers still offers it.
    let_out(again)
    expect(again.get_by_text(said)).to_be_visible()
    assert people(desk) == [("aigul",)]
    other = new_page()
    go(desk, other, Role.LEADERSHIP, "gate", "marat")
    expect(other.get_by_text(said)).to_be_visible()
    let_out(other)
    expect(other.get_by_text("Let out by aigul, marat: 2 of 2.")).to_be_visible()
    assert people(desk) == [("aigul", "marat")]


def test_the_others_of_the_core_team_look_and_cannot_let_out(desk: OpenDesk, page: Page) -> None:
    go(desk, page, Role.ANALYST, "gate")
    expect(page.get_by_role("heading", name="Held", exact=True)).to_be_visible()
    assert page.locator("main button").count() == 0
