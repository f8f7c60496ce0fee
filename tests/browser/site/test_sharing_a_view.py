"""The panel for sharing, on the real page: quiet until touched, by mouse and keyboard, readable."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.site.reader import EVENING, Reader

pytestmark = pytest.mark.browser
CARD = "/ru/2016-03-20-mazhilis/unit/akmola/"
PANEL = "details.share"


@pytest.fixture
def visitor(new_reader: Callable[..., Reader]) -> Reader:
    """A reader whose browser lets pages write to the clipboard."""
    return new_reader(permissions=["clipboard-read", "clipboard-write"])


def copied(reader: Reader) -> str:
    return str(reader.page.evaluate("navigator.clipboard.readText()"))


def test_the_panel_is_one_line_until_it_is_opened(visitor: Reader) -> None:
    visitor.open(EVENING)
    expect(visitor.page.locator(f"{PANEL} summary")).to_have_text("Share and embed")
    expect(visitor.page.locator(f"{PANEL} dl")).to_be_hidden()
    visitor.page.locator(f"{PANEL} summary").click()
    expect(visitor.page.locator(f"{PANEL} dl")).to_be_visible()


def test_a_line_is_copied_by_keyboard_alone(visitor: Reader) -> None:
    visitor.open(EVENING)
    visitor.page.locator(f"{PANEL} summary").focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(f"{PANEL} dl")).to_be_visible()
    visitor.page.locator("[data-copy=share-map]").focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("[data-live]")).to_have_text("Copied")
    assert copied(visitor).startswith(f'<iframe src="{visitor.site}{EVENING}embed/map/"')


def test_the_figures_of_this_release_are_offered_for_good(visitor: Reader) -> None:
    visitor.open(EVENING)
    visitor.page.locator(f"{PANEL} summary").click()
    living, pinned = (visitor.page.locator(f"#share-link{ending}") for ending in ("", "-pinned"))
    expect(living).to_be_visible()
    expect(pinned).to_be_hidden()
    visitor.page.locator("[data-pin]").check()
    expect(living).to_be_hidden()
    expect(pinned).to_be_visible()
    address = pinned.inner_text()
    assert address.startswith(f"{visitor.site}/r/")
    assert address.endswith(EVENING)
    visitor.page.goto(address)
    expect(visitor.page.locator("h1")).to_contain_text("75.16 %")


def test_the_lines_follow_the_view_that_is_shown(visitor: Reader) -> None:
    visitor.open(EVENING)
    later = EVENING.replace("18-00", "16-00")
    visitor.follow(later)
    visitor.until(f"document.querySelector('#share-full').textContent.includes('{later}embed/')")


def test_a_card_offers_its_own_embed(visitor: Reader) -> None:
    visitor.open(CARD, live=False)
    visitor.page.locator(f"{PANEL} summary").click()
    visitor.page.locator("[data-copy=share-card]").click()
    expect(visitor.page.locator("[data-live]")).to_have_text("Скопировано")
    assert f'src="{visitor.site}{CARD}embed/card/"' in copied(visitor)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [EVENING, CARD])
def test_axe_finds_nothing_in_the_open_panel(
    new_reader: Callable[..., Reader], path: str, scheme: str
) -> None:
    reader = new_reader(color_scheme=scheme, bypass_csp=True)
    reader.open(path, live=False)
    reader.page.locator(f"{PANEL} summary").click()
    reader.settle()
    assert violations(reader) == []


def violations(reader: Reader) -> list[tuple[str, str]]:
    found = Axe().run(reader.page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ru", 390), ("kk", 390)])
def test_the_open_panel_fits_a_phone(
    new_reader: Callable[..., Reader], language: str, width: int
) -> None:
    reader = new_reader(viewport={"width": width, "height": 800})
    reader.open(EVENING.replace("/en/", f"/{language}/"), live=False)
    reader.page.locator(f"{PANEL} summary").click()
    assert reader.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [f"{EVENING}embed/full/", f"{EVENING}embed/map/", f"{EVENING}embed/headline/",
     f"{CARD}embed/card/", "/kk/2016-03-20-mazhilis/observers/country/-/embed/full/"],
)  # fmt: skip
def test_axe_finds_nothing_in_an_embed(
    new_reader: Callable[..., Reader], path: str, scheme: str
) -> None:
    for width in (280, 720):
        reader = new_reader(
            color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900}
        )
        reader.open(path, live=False)
        assert violations(reader) == []
