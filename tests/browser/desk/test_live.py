"""An open screen follows the day by itself, and takes nothing from whoever is at work on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.desk.people import Role
from geodata.store.events import Event
from tests.browser.desk.open_desk import OpenDesk
from tests.browser.waiting import until
from tests.conftest import Watch
from tests.geodata.coverage.little_mission import visit

DAY, GAPS, SILENCE = "day/observed/region/now", "gaps/district/now", "silence/region/now"
FIGURE = '[data-focus="figure-observed"] .big'


def visits(first: int = 1, last: int = 10, unit: str = "s1", start: float = 10) -> Iterator[Event]:
    """Visits to these stations of a unit, a minute apart."""
    for number in range(first, last + 1):
        yield visit(f"{unit}-{number}", "t1", unit, str(number), start + number)


@pytest.fixture
def late(desk: OpenDesk) -> OpenDesk:
    """A desk at which two teams have been quiet for more than two hours."""
    desk.send(*visits(1, 1), visit("t2", "t2", "s2", "1", 20), visit("t3", "t3", "n1", "1", 200))
    return desk


def names(page: Page, table: str = "#figures") -> list[str]:
    """The heads of the rows of the list, in their order."""
    rows: list[str] = page.eval_on_selector_all(
        f"{table} tbody tr th a", "all => all.map((one) => one.textContent)"
    )
    return rows


def test_a_report_changes_figures_and_map_without_a_reload(desk: OpenDesk, page: Page) -> None:
    desk.enter(page, Role.LEADERSHIP, DAY)
    expect(page.locator(FIGURE)).to_have_text("0")
    page.evaluate("window.is_same_page = true")
    desk.send(*visits())
    expect(page.locator(FIGURE)).to_have_text("10")
    expect(page.locator("h1")).to_contain_text("10 of 65 stations observed")
    until(page, "document.querySelector('.land [data-unit=south]').classList.contains('c7')")
    assert page.evaluate("window.is_same_page")
    assert page.title().startswith("Day: 10 of 65")


def test_focus_typed_text_open_details_and_scrolling_stay(late: OpenDesk, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 500})
    late.enter(page, Role.LEADERSHIP, "incidents/region/now")
    page.get_by_text("Enter an incident").click()
    page.select_option("select[name=category]", "violence")
    page.fill("input[name=station]", "12")
    page.evaluate("window.scrollTo(0, 200)")
    late.send(*visits(2, 9))
    expect(page.locator(FIGURE)).to_have_text("11")
    assert page.evaluate("document.activeElement.name") == "station"
    assert page.input_value("input[name=station]") == "12"
    assert page.input_value("select[name=category]") == "violence"
    assert page.evaluate("scrollY") == 200
    assert page.locator("details.act").first.get_attribute("open") is not None


def test_what_is_new_slides_in_marked_while_nobody_is_at_the_list(
    late: OpenDesk, page: Page
) -> None:
    late.enter(page, Role.LEADERSHIP, SILENCE)
    page.mouse.move(5, 5)
    assert names(page) == ["t1", "t2"]
    late.send(visit("t2-again", "t2", "s2", "2", 201), visit("core", "core", "s3", "1", 20))
    until(page, "[...document.querySelectorAll('#figures th a')].length === 2 &&"
                " document.querySelector('#figures').textContent.includes('core')")  # fmt: skip
    assert names(page) == ["t1", "core"]
    assert page.locator("tr.fresh th a").all_text_contents() == ["core"]
    page.hover("tr.fresh th")
    until(page, "!document.querySelector('tr.fresh')")


def test_nothing_reorders_under_a_finger_and_what_is_new_waits(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.LEADERSHIP, SILENCE)
    page.hover("#figures tbody tr:first-child")
    before = page.locator("#figures tbody tr").first.bounding_box()
    late.send(visit("core", "core", "s3", "1", 5), visit("t1-again", "t1", "s1", "3", 201))
    button = page.locator("[data-accept]").first
    expect(button).to_be_visible()
    expect(button).to_have_text("new: 1")
    assert names(page) == ["t1", "t2"]
    assert page.locator("#figures tbody tr").first.bounding_box() == before
    assert page.locator("tr.gone th a").all_text_contents() == ["t1"]
    button.click()
    until(page, "!document.querySelector('tr.gone')")
    assert names(page) == ["core", "t2"]
    expect(button).to_be_hidden()


def test_a_list_takes_its_order_once_the_pointer_has_left(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.LEADERSHIP, SILENCE)
    page.hover("#figures tbody tr:first-child")
    late.send(visit("core", "core", "s3", "1", 5))
    expect(page.locator("[data-accept]").first).to_be_visible()
    page.mouse.move(5, 5)
    until(page, "document.querySelector('#figures tbody tr th a').textContent === 'core'")


def test_an_open_card_stays_and_says_what_is_new(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.LEADERSHIP, SILENCE)
    page.get_by_role("link", name="t2", exact=True).click()
    card = page.locator(".card article")
    expect(card).to_contain_text("Team t2")
    page.get_by_text("Note a call").click()
    page.select_option(".card select[name=note]", "held-up")
    page.evaluate("window.same_card = document.querySelector('.card article')")
    late.send(visit("t2-again", "t2", "s2", "2", 201))
    expect(card).to_contain_text("in contact")
    assert page.evaluate("window.same_card === document.querySelector('.card article')")
    assert page.input_value(".card select[name=note]") == "held-up"


def test_without_a_connection_the_last_state_stays_with_its_age_and_comes_back(
    late: OpenDesk, page: Page, watch: Watch
) -> None:
    # However a browser calls it that nobody answers.
    watch.allowed.append("net::ERR_")
    # The finer map may still be on its way; the server's own stands there meanwhile.
    watch.allowed.append("Unexpected error while fetching from")
    late.enter(page, Role.LEADERSHIP, DAY)
    expect(page.locator(FIGURE)).to_have_text("3")
    late.stop()
    lost = page.locator("[data-lost]")
    expect(lost).to_be_visible()
    expect(lost).to_contain_text("Not connected. What you see is of")
    expect(page.locator(FIGURE)).to_have_text("3")
    late.send(*visits(2, 3))
    late.start()
    expect(page.locator(FIGURE)).to_have_text("5")
    expect(lost).to_be_hidden()


def test_nothing_is_sent_again_while_nothing_has_changed(desk: OpenDesk, page: Page) -> None:
    desk.enter(page, Role.LEADERSHIP, DAY)
    statuses: list[int] = []
    page.on(
        "response",
        lambda answer: statuses.append(answer.status) if "again.json" in answer.url else None,
    )
    while len(statuses) < 3:
        page.wait_for_timeout(100)
    assert set(statuses) == {304}


def test_going_to_another_screen_is_no_reload_and_the_way_back_works(
    late: OpenDesk, page: Page
) -> None:
    late.enter(page, Role.LEADERSHIP, DAY)
    page.evaluate("window.is_same_page = true")
    page.get_by_role("link", name="Gaps", exact=True).click()
    expect(page.locator("#figures caption").first).to_have_text("Where somebody is missing")
    page.go_back()
    expect(page.locator("#figures caption").first).to_have_text("Regions")
    assert page.evaluate("window.is_same_page")


def test_a_past_hour_is_shown_as_it_was_and_does_not_move(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.LEADERSHIP, DAY)
    page.locator('.day a[data-focus="time-08"]').click()
    expect(page.locator(".past")).to_contain_text("As it was at 08:00.")
    expect(page.locator(FIGURE)).to_have_text("2")
    late.send(*visits(2, 4, start=210))
    page.wait_for_function("() => true")
    page.get_by_role("link", name="Back to the present").click()
    expect(page.locator(FIGURE)).to_have_text("6")


def test_a_step_before_dash_is_ready_is_no_error(late: OpenDesk, page: Page) -> None:
    late.enter(page, Role.LEADERSHIP, DAY)
    until(page, "Boolean(window.dash_clientside?.set_props)")
    late_dash = "dash_clientside.set_props = () => { throw new TypeError('not yet'); };"
    page.evaluate(f"() => {{ {late_dash} }}")
    page.locator('.day a[data-focus="time-08"]').click()
    expect(page.locator(".past")).to_contain_text("As it was at 08:00.")
    page.get_by_role("link", name="Back to the present").click()
    expect(page.locator(".past")).to_have_text("")


@pytest.mark.parametrize("width", [390, 1440, 1920])
@pytest.mark.parametrize("screen", [DAY, GAPS, SILENCE, "findings/stage.voting/region/now"])
def test_no_page_scrolls_sideways(late: OpenDesk, page: Page, screen: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    late.enter(page, Role.LEADERSHIP, screen, "ru")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    is_cut = "tables => tables.some(one => one.scrollWidth > one.clientWidth + 1)"
    assert not page.locator(".wide").evaluate_all(is_cut)
