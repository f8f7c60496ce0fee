"""Small controls: keys and playing through the day, order, search, theme, copying; for everyone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.map.small_site import Visit
from tests.browser.waiting import frames, watch_frames

pytestmark = pytest.mark.browser


def _rows(visit: Visit) -> list[str]:
    rows = visit.page.locator("tbody tr")
    return [str(unit) for unit in rows.evaluate_all("rows => rows.map(row => row.dataset.unit)")]


def test_arrows_step_through_the_day_but_not_in_the_search_box(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    visit.page.keyboard.press("ArrowLeft")
    expect(visit.page.locator("h1")).to_have_text("en district 10-00")
    visit.page.focus("[data-search]")
    visit.page.keyboard.press("ArrowRight")
    visit.settle()
    assert visit.page.inner_text("h1") == "en district 10-00"


# What the page says, and what its button for playing would do.
_PLAYING = """document.querySelector('h1').textContent.slice(-5) + ' '
  + document.querySelector('[data-play]').getAttribute('aria-label')"""


def test_play_steps_to_the_end_of_the_day_and_stops(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    watch_frames(visit.page, _PLAYING)
    visit.page.click("[data-play]")
    expect(visit.page.locator("h1")).to_have_text("en district 14-00")
    expect(visit.page.locator("[data-play]")).to_have_attribute("aria-label", "Play")
    expect(visit.page.locator("[data-play]")).to_be_focused()
    assert [one for one in frames(visit.page) if one != "10-00 Stop"] == [
        "10-00 Play",
        "12-00 Stop",
        "14-00 Stop",
        "14-00 Play",
    ]


@pytest.mark.parametrize("kind", ["pointerdown", "keydown", "wheel"])
def test_whatever_a_reader_does_stops_the_playing(visit: Visit, kind: str) -> None:
    visit.open(visit.site.view("10-00"))
    # At one go: the day may not come to its end of itself in between.
    said = visit.page.evaluate(
        """kind => {
          const said = () => document.querySelector("[data-play]").getAttribute("aria-label");
          document.querySelector("[data-play]").click();
          const playing = said();
          document.body.dispatchEvent(new Event(kind, {bubbles: true}));
          return [playing, said()];
        }""",
        kind,
    )
    assert said == ["Stop", "Play"]


def test_the_table_is_sorted_by_what_the_address_says(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.click("[data-sort=name]")
    assert _rows(visit) == ["a3", "a2", "a1", "b1", "b2", "b3"]
    assert visit.path() == visit.site.view("10-00") + "?sort=name"
    expect(visit.page.locator("th[aria-sort=ascending]")).to_have_text("name")
    visit.page.click("text=12-00")
    expect(visit.page.locator("h1")).to_have_text("en district 12-00")
    assert _rows(visit) == ["a3", "a2", "a1", "b1", "b2", "b3"]
    visit.page.click("[data-sort=value]")
    assert _rows(visit)[:3] == ["a1", "a2", "a3"]


def test_rows_never_stand_unsorted_not_even_for_a_frame(visit: Visit) -> None:
    visit.open(visit.site.view("10-00") + "?sort=name&unit=a2")
    expect(visit.page.locator("tr.chosen")).to_have_count(1)
    watch_frames(
        visit.page,
        "[...document.querySelectorAll('tbody tr')].map(row => "
        "row.dataset.unit + (row.matches('.chosen') ? '!' : '')).join(' ')",
    )
    for hour in ("12-00", "14-00", "10-00"):
        visit.page.click(f"text={hour}")
        expect(visit.page.locator("h1")).to_have_text(f"en district {hour}")
    assert frames(visit.page) == ["a3 a2! a1 b1 b2 b3"]


def test_a_place_is_found_by_any_of_its_names(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    visit.page.fill("[data-search]", "Ёлк")
    expect(visit.page.locator("[data-found] a")).to_have_text(["Alpha"])
    visit.page.fill("[data-search]", "alpha")
    expect(visit.page.locator("[data-found] a")).to_have_text(["Alpha", "City"])
    visit.page.click("[data-found] a >> nth=1")
    expect(visit.page.locator("[data-slot=card] h2")).to_have_text("Card of b3")
    visit.page.fill("[data-search]", "nowhere")
    expect(visit.page.locator("[data-found]")).to_have_text("none")
    visit.page.fill("[data-search]", "")
    expect(visit.page.locator("[data-found]")).to_be_hidden()


def test_the_theme_is_kept_by_the_browser(visit: Visit) -> None:
    visit.open(visit.site.view("10-00"))
    root = visit.page.locator("html")
    expect(root).to_have_attribute("data-theme", "auto")
    visit.page.click("[data-theme-button]")
    visit.page.click("[data-theme-button]")
    expect(root).to_have_attribute("data-theme", "dark")
    visit.page.reload()
    expect(root).to_have_attribute("data-theme", "dark")


def test_blocked_storage_breaks_nothing(visit: Visit) -> None:
    visit.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', "
        "{get() { throw new DOMException('blocked', 'SecurityError'); }})"
    )
    visit.open(visit.site.view("10-00"))
    visit.page.click("[data-theme-button]")
    expect(visit.page.locator("html")).to_have_attribute("data-theme", "light")


def test_a_line_is_copied(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open(visit.site.view("10-00"))
    visit.page.click("[data-copy]")
    expect(visit.page.locator("[data-live]")).to_have_text("Copied")
    assert visit.page.evaluate("navigator.clipboard.readText()") == "Cite me"


def test_axe_finds_nothing_at_rest_marked_or_zoomed(visit: Visit) -> None:
    visit.open(visit.site.view("12-00"))
    found = [_faults(visit)]
    visit.page.focus(".map")
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("[data-slot=card] h2")).to_be_visible()
    found.append(_faults(visit))
    visit.page.click("[data-zoom=in]")
    visit.page.wait_for_selector(".map.zoomed", state="attached")
    found.append(_faults(visit))
    assert found == [[], [], []]


def _faults(visit: Visit) -> list[str]:
    # Colours and headings are the real page's affair.
    options = {"rules": {"color-contrast": {"enabled": False}}}
    violations = Axe().run(visit.page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations]
