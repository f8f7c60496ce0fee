"""The keyboard alone: from the first Tab to another measure, hour, card and order of rows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.site.reader import EVENING, Reader

pytestmark = pytest.mark.browser
# More than the page has: whoever needs that many has gone in a circle.
MOST = 120
AT = """() => {
  const one = document.activeElement;
  const place = one.closest('nav, .map, .levels, .search, table, .card, .theme');
  return {
    focus: one.dataset.focus ?? one.className, words: one.textContent.trim(),
    path: one.getAttribute('href') ?? '', place: place?.className ?? '',
    seen: one.matches(':focus-visible') && getComputedStyle(one).outlineStyle !== 'none',
  };
}"""


class Keys:
    """Hands that know only Tab, arrows and Enter."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.way: list[str] = []

    def tab_to(self, focus: str = "", path: str = "", place: str = "") -> None:
        """Press Tab until something with this key, address or place has the focus, and shows it."""
        for _ in range(MOST):
            self.reader.page.keyboard.press("Tab")
            at = self.reader.page.evaluate(AT)
            self.way.append(at["focus"])
            assert at["seen"], f"no outline on {at}"
            if (focus, path, place) in {
                (at["focus"], "", ""),
                ("", at["path"], ""),
                ("", "", at["place"]),
            }:
                return
        raise AssertionError(f"never came to {focus}{path}{place}: {self.way}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.reader.page.keyboard.press(key)


@pytest.fixture
def keys(reader: Reader) -> Keys:
    reader.open(EVENING)
    return Keys(reader)


def test_the_first_stop_leads_past_everything_to_the_table(keys: Keys) -> None:
    keys.press("Tab")
    skip = keys.reader.page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    keys.press("Enter")
    expect(keys.reader.page.locator("#figures")).to_be_focused()
    keys.tab_to(focus="sort-name")
    assert keys.way == ["sort-name"]


def test_measure_hour_card_and_sort_by_keyboard_alone(keys: Keys) -> None:
    page = keys.reader.page
    change = EVENING.replace("turnout", "turnout-change")
    keys.tab_to(path=change)
    keys.press("Enter")
    keys.reader.until_at(change)
    # The focus is still on what was chosen, and the next Tab goes on from there.
    assert page.evaluate(AT)["path"] == change
    noon = change.replace("18-00", "12-00")
    keys.tab_to(path=noon)
    keys.press("Enter")
    keys.reader.until_at(noon)
    assert page.evaluate(AT)["path"] == noon

    keys.tab_to(focus="sort-name")
    keys.press("Enter")
    keys.reader.until("location.search === '?sort=name'")
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert keys.reader.rows()[0][2] == "Akmola"
    assert page.evaluate(AT)["focus"] == "sort-name"

    akmola = "/en/2016-03-20-mazhilis/unit/akmola/"
    keys.tab_to(path=akmola)
    keys.press("Enter")
    expect(page.locator(".card h2")).to_have_text("Akmola Region")
    keys.tab_to(place="card")
    assert page.evaluate("document.activeElement.matches('[data-close]')")
    keys.press("Enter")
    expect(page.locator(".card h2")).to_have_count(0)
    assert page.evaluate(AT)["path"] == akmola
    assert page.evaluate("location.search") == "?sort=name"


def test_the_map_is_one_stop_and_speaks(keys: Keys) -> None:
    page = keys.reader.page
    keys.tab_to(place="map ready live")
    said = page.locator("[data-live]")
    first = said.inner_text()
    assert "Almaty Region" in first
    assert "92.67" in first
    keys.press("ArrowLeft")
    expect(said).not_to_have_text(first)
    keys.press("Enter")
    expect(page.locator(".card h2")).to_be_visible()
    assert page.evaluate("document.activeElement.matches('.map')")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.dataset.zoom") == "in"


def test_arrows_step_through_the_day_wherever_nothing_is_typed(keys: Keys) -> None:
    keys.press("ArrowLeft")
    keys.reader.until_at(EVENING.replace("18-00", "16-00"))
    keys.tab_to(focus="search")
    keys.press("A", "ArrowLeft", "ArrowLeft")
    keys.reader.page.keyboard.press("Escape")
    assert keys.reader.page.evaluate("location.pathname") == EVENING.replace("18-00", "16-00")
