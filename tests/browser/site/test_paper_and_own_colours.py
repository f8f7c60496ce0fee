"""On paper, in the reader's own colours and without movement the map still tells what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import expect

from tests.browser.site.reader import EVENING, Reader
from tests.browser.site.test_colours_against_the_figures import expected

pytestmark = pytest.mark.browser
# A vote in which one region's figure was not published, and one in which some cannot be compared.
WITH_GAP = "/en/2019-06-09-presidential/turnout/region/12-00/"
COMPARED = "/en/2016-03-20-mazhilis/turnout-vs-2023-03-19-mazhilis/region/18-00/"
ON_SCREEN_ONLY = (".elections", ".measures", ".tools", ".day", ".zoom", ".theme", ".languages",
                  ".copy", ".downloads", ".share", ".skip", ".chart")  # fmt: skip
PAPER = "rgb(251, 250, 247)"
MOVING = "document.getAnimations().filter((one) => one.playState === 'running').length"
# Counts what moves in every frame from now on.
WATCH = f"""() => {{
  window.moved = 0;
  const look = () => {{ window.moved += {MOVING}; requestAnimationFrame(look); }};
  look();
}}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["", "dark"])
def test_paper_has_the_finding_the_coloured_map_the_table_and_the_sources(
    new_reader: Callable[..., Reader], scheme: str, chosen: str
) -> None:
    reader = new_reader(color_scheme=scheme)
    reader.open(EVENING)
    reader.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", chosen)
    reader.page.emulate_media(media="print", color_scheme="light")
    for part in ON_SCREEN_ONLY:
        assert reader.page.locator(f"{part}:visible").count() == 0, part
    for part in ("h1", ".sheet", ".legend", ".ranking", ".about .sources", ".citation", ".course"):
        expect(reader.page.locator(part).first).to_be_visible()
    assert reader.fills(".land") == expected("2016-03-20-mazhilis", "18:00", "regions-2012")
    assert reader.page.evaluate("""() => [...document.querySelectorAll('.land .unit')]
        .filter((unit) => getComputedStyle(unit).opacity !== '1').length""") == 0  # fmt: skip
    ground = reader.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == PAPER
    assert reader.page.evaluate("""() => [...document.querySelectorAll('.about, .course')]
        .map((part) => getComputedStyle(part).contentVisibility)""") == ["visible"] * 2  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_keep_their_colours_among_the_readers_own(
    new_reader: Callable[..., Reader], scheme: str
) -> None:
    reader = new_reader(forced_colors="active", color_scheme=scheme)
    reader.open(WITH_GAP)
    wanted = expected("2019-06-09-presidential", "12:00", "regions-2018", scheme)
    assert reader.fills(".land") == reader.fills(".chart") == wanted
    assert any("n-not-published" in fill for fills in wanted.values() for fill in fills)
    swatches = reader.page.evaluate("""() => [...document.querySelectorAll('.classes li')]
        .map((one) => getComputedStyle(one).borderTopColor)""")  # fmt: skip
    assert len(set(swatches)) == 11
    bars = reader.page.evaluate("""() => [...document.querySelectorAll('tr[data-unit] .bar')]
        .map((one) => getComputedStyle(one).backgroundColor)""")  # fmt: skip
    assert set(bars) <= set(swatches)
    assert len(set(bars)) > 1


def test_kinds_of_nothing_are_told_apart_among_the_readers_own_colours(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(forced_colors="active")
    reader.open(COMPARED)
    kinds = reader.page.evaluate("""() => [...document.querySelectorAll('.kinds rect')].map((one) =>
        getComputedStyle(one).fill)""")  # fmt: skip
    assert len(set(kinds)) == len(kinds) == 2
    drawn: Mapping[str, set[str]] = reader.fills(".land")
    assert {kinds[1]} in drawn.values()
    tiles = reader.page.evaluate("""() => [...document.querySelectorAll('pattern[id^=n-]')].map(
        (one) => [...one.querySelectorAll('g, rect')].map((part) =>
          getComputedStyle(part)[part.localName === 'g' ? 'stroke' : 'fill']))""")  # fmt: skip
    assert tiles
    assert all(ground != line for ground, line in tiles)


def test_what_is_chosen_shows_by_lines_among_the_readers_own_colours(
    new_reader: Callable[..., Reader],
) -> None:
    reader = new_reader(forced_colors="active")
    reader.open(f"{EVENING}?unit=akmola")
    borders = reader.page.evaluate("""() => [...document.querySelectorAll('.measures ul a')]
        .map((one) => [one.matches('[aria-current]'), getComputedStyle(one).borderBottomColor])
    """)  # fmt: skip
    chosen = {colour for current, colour in borders if current}
    assert chosen.isdisjoint(colour for current, colour in borders if not current)
    outlined = reader.page.evaluate("""() => [...document.querySelectorAll('.elections a, .day a')]
        .filter((one) => getComputedStyle(one).outlineStyle === 'solid').map((one) =>
          one.hasAttribute('aria-current'))""")  # fmt: skip
    assert outlined == [True, True]
    unit, others = (
        reader.page.locator(one).first for one in (".land .chosen", ".land .unit:not(.chosen)")
    )
    stroke = "one => getComputedStyle(one).stroke"
    assert unit.evaluate(stroke) != others.evaluate(stroke)
    label = ".sheet text.on-c8"
    ink = reader.page.locator(label).first.evaluate("one => getComputedStyle(one).fill")
    assert ink == reader.page.evaluate("""() => {
      const one = document.createElement('i');
      one.style.color = getComputedStyle(document.querySelector('.map')).getPropertyValue('--k8');
      one.style.forcedColorAdjust = 'none';
      document.body.append(one);
      return getComputedStyle(one).color;
    }""")


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_who_asked_for_less_motion(
    new_reader: Callable[..., Reader], motion: str, moves: bool
) -> None:
    reader = new_reader(reduced_motion=motion)
    reader.open(EVENING)
    reader.page.evaluate(WATCH)
    reader.follow(EVENING.replace("18-00", "10-00"))
    reader.settle()
    reader.page.locator("tr[data-unit=akmola] a").click()
    expect(reader.page.locator(".card h2")).to_be_visible()
    reader.page.locator("[data-zoom=in]").click()
    reader.settle()
    assert bool(reader.page.evaluate("window.moved")) is moves
