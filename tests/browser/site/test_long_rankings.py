"""A long ranking is folded: what follows it is within reach, and nothing of it is out of reach."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.page_scripts import page_style
from layouts.markup import Assets
from tests.layouts.sites import land, land_site, pages_of

pytestmark = pytest.mark.browser
SHOWN = 25
ASSETS = Path(__file__).parents[3] / "dashboard" / "assets"


def page_of(districts: int, language: str = "en") -> str:
    """The page of a view with so many districts, as a browser without script gets it."""
    view = land(f"{language}/turnout/region/12-00")
    rows = tuple(
        replace(view.rows[0], unit=f"d{number}", listed=f"District {number}")
        for number in range(1, districts + 1)
    )
    style = Assets(page_style(), "", "", "", "")
    pages = replace(pages_of(land_site(), language), assets=style)
    html, _ = pages.view_files(replace(view, rows=rows, boundary_set=""))
    return html


def test_of_a_long_ranking_25_rows_are_seen_until_the_reader_asks(page: Page) -> None:
    page.set_content(page_of(224))
    rows = page.locator("[data-rows] tr")
    expect(rows).to_have_count(224)
    expect(page.locator("[data-rows] tr:visible")).to_have_count(SHOWN)
    page.get_by_text("Show the whole list (224)").click()
    expect(page.locator("[data-rows] tr:visible")).to_have_count(224)
    page.get_by_text("Show less").click()
    expect(page.locator("[data-rows] tr:visible")).to_have_count(SHOWN)


def test_a_list_that_was_unfolded_stays_so_when_the_hour_changes(page: Page) -> None:
    page.set_content(page_of(224))
    for script in ("map.js", "slots.js"):
        page.add_script_tag(path=ASSETS / script)
    page.get_by_text("Show the whole list").click()
    page.evaluate(
        """() => {
          const [slot] = baqylau.slots("figures");
          baqylau.fill("figures", slot.innerHTML.replaceAll("District", "City"));
        }"""
    )
    expect(page.locator("[data-rows] tr:visible").last).to_contain_text("City 224")


def test_the_chosen_unit_is_seen_wherever_it_stands(page: Page) -> None:
    page.set_content(page_of(224))
    page.locator("[data-unit=d180]").evaluate("row => row.classList.add('chosen')")
    expect(page.locator("tr[data-unit=d180]")).to_be_visible()
    expect(page.locator("tr[data-unit=d181]")).to_be_hidden()


def test_paper_has_every_row(page: Page) -> None:
    page.set_content(page_of(224))
    page.emulate_media(media="print")
    expect(page.locator("[data-rows] tr:visible")).to_have_count(224)
    expect(page.get_by_text("Show the whole list")).to_be_hidden()


def test_a_ranking_of_regions_is_whole(page: Page) -> None:
    page.set_content(page_of(20))
    expect(page.locator("[data-rows] tr:visible")).to_have_count(20)
    expect(page.locator("#whole-list")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Тізімді толық көрсету (224)"), ("ru", "Показать весь список (224)")],
)
def test_it_is_said_in_every_language(page: Page, language: str, words: str) -> None:
    page.set_content(page_of(224, language))
    expect(page.get_by_text(words)).to_be_visible()


def test_folded_rows_come_after_those_that_are_seen_and_none_is_lost(page: Page) -> None:
    page.set_content(page_of(224))
    for script in ("map.js", "slots.js"):
        page.add_script_tag(path=ASSETS / script)
    at_once = page.evaluate(
        """() => {
          const [slot] = baqylau.slots("figures");
          baqylau.fill("figures", slot.innerHTML.replaceAll("District", "City"));
          return slot.querySelectorAll("[data-rows] tr").length;
        }"""
    )
    assert at_once == SHOWN
    expect(page.locator("[data-rows] tr")).to_have_count(224)
    expect(page.locator("tr[data-unit=d224]")).to_contain_text("City 224")


def test_where_a_folded_row_is_chosen_all_rows_come_at_once(page: Page) -> None:
    page.set_content(page_of(224))
    for script in ("map.js", "slots.js"):
        page.add_script_tag(path=ASSETS / script)
    page.locator("[data-unit=d180]").evaluate("row => row.classList.add('chosen')")
    at_once = page.evaluate(
        """() => {
          const [slot] = baqylau.slots("figures");
          baqylau.fill("figures", slot.innerHTML.replaceAll("District", "City"));
          return slot.querySelectorAll("[data-rows] tr").length;
        }"""
    )
    assert at_once == 224
