"""Screens of 320 pixels: nothing reaches beyond them, in no language and on no kind of page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.site.reader import Reader

pytestmark = pytest.mark.browser
VOTE = "2016-03-20-mazhilis"
KINDS = {
    "turnout": f"{VOTE}/turnout/region/18-00",
    "final": f"{VOTE}/turnout/region/final",
    "seats": f"{VOTE}/results/country/final",
    "observers": f"{VOTE}/observers/country/-",
    "history": f"{VOTE}/unit/south_kz",
}
# What is wider than the screen although nothing around it hides or scrolls it.
WIDER = """() => {
  const most = document.documentElement.clientWidth;
  const hidden = (node) => node && node !== document.body
    && (getComputedStyle(node).overflowX !== 'visible' || hidden(node.parentElement));
  return [...document.querySelectorAll('body *')].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width && box.height && box.right > most + 0.5 && !node.closest('.unseen, .skip, svg')
      && !hidden(node.parentElement);
  }).map((node) => `${node.tagName}.${node.className} ${node.textContent.trim().slice(0, 40)}`);
}"""


@pytest.fixture
def phone(new_reader: Callable[..., Reader]) -> Reader:
    """A phone of 320 by 640 pixels, whose scroll bar lies over the page."""
    return new_reader(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_320_pixels(phone: Reader, language: str, kind: str) -> None:
    path = f"/{language}/{KINDS[kind]}/"
    phone.open(path, live=False)
    assert phone.page.evaluate("location.pathname") == path
    phone.page.evaluate("document.fonts.ready.then(() => 0)")
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    assert (wide, phone.page.evaluate(WIDER)) == (320, [])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_hour_stands_on_another_in_the_row_of_hours(phone: Reader, language: str) -> None:
    phone.open(f"/{language}/{KINDS['final']}/", live=False)
    phone.page.evaluate("document.fonts.ready.then(() => 0)")
    boxes = phone.page.evaluate(
        """() => [...document.querySelectorAll('.day .hour')].map((hour) => {
          const range = document.createRange();
          range.selectNodeContents(hour);
          const {left, right} = range.getBoundingClientRect();
          return [left, right];
        })"""
    )
    assert len(boxes) == 7
    assert boxes == sorted(boxes)
    assert all(one[1] <= other[0] for one, other in pairwise(boxes))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_break_of_the_legend_stands_on_another(phone: Reader, language: str) -> None:
    phone.open(f"/{language}/{KINDS['turnout']}/", live=False)
    phone.page.evaluate("document.fonts.ready.then(() => 0)")
    boxes = phone.page.evaluate(
        """() => [...document.querySelectorAll('.classes span')].filter((one) => one.textContent)
          .map((one) => one.getBoundingClientRect()).map(({left, right}) => [left, right])"""
    )
    assert len(boxes) == 10
    assert all(one[1] <= other[0] for one, other in pairwise(boxes))


def test_the_chosen_vote_and_measure_come_into_sight_in_lists_wider_than_the_screen(
    phone: Reader,
) -> None:
    phone.open("/ru/2023-03-19-mazhilis/observers/country/-/", live=False)
    for chosen in (".elections li [aria-current]", ".measures li [aria-current]"):
        expect(phone.page.locator(chosen)).to_be_in_viewport(ratio=1)
    assert phone.page.evaluate("scrollY") == 0
