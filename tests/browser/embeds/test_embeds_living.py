"""Living embeds: newer figures come by themselves, pinned stay, a dead site keeps the last."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.browser.embeds.conftest import Reader
from tests.browser.embeds.two_sites import EVENING, TwoSites
from tests.conftest import PATIENCE

pytestmark = pytest.mark.browser
FIRST = "By 18:00, 75.16 % of listed voters had received ballots"
NEWER = "By 18:00, 75.17 % of listed voters had received ballots"
TWO_MINUTES, TEN_MINUTES = 120_000, 600_000
NOTED = """() => {
  window.heard = [];
  addEventListener("message", (event) => heard.push([event.origin, event.data]));
}"""


def open_with_a_clock(reader: Reader, line: str) -> FrameLocator:
    """The frame of a line, in a page whose clock stands until it is moved."""
    reader.context.clock.install()
    reader.open([line], 720)
    return reader.page.frame_locator("iframe")


def until_asked(reader: Reader, path: str) -> None:
    """Wait until our site was asked for a path."""
    end = time.monotonic() + PATIENCE / 1000
    while path not in reader.sites.ours.asked:
        assert time.monotonic() < end, f"nobody asked for {path}"
        reader.page.wait_for_timeout(20)


def test_newer_figures_come_without_a_reload(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    frame = open_with_a_clock(reader, sites.ours.line(f"en/{EVENING}", "full"))
    expect(frame.locator("h1")).to_have_text(FIRST)
    sites.ours.asked.clear()
    reader.page.clock.run_for(TWO_MINUTES)
    until_asked(reader, "/manifest.json")
    assert not [path for path in sites.ours.asked if "/embed/" in path], "nothing had changed"
    sites.released_again(EVENING, NEWER)
    reader.page.clock.run_for(TWO_MINUTES)
    expect(frame.locator("h1")).to_have_text(NEWER)
    assert reader.asked.count(f"{sites.ours.address}/assets/embed-0123456789ab.js") == 1


def test_a_release_of_another_vote_asks_for_nothing_but_the_manifest(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    frame = open_with_a_clock(reader, sites.ours.line(f"en/{EVENING}", "map"))
    sites.ours.files["/manifest.json"] = (
        b'{"sequence":13,"elections":{"2016-03-20-mazhilis":12,"2023-03-19-mazhilis":13}}'
    )
    sites.ours.asked.clear()
    reader.page.clock.run_for(TWO_MINUTES)
    until_asked(reader, "/manifest.json")
    reader.page.wait_for_load_state("networkidle")
    assert set(sites.ours.asked) == {"/manifest.json"}
    expect(frame.locator("h1")).to_have_text(FIRST)


def test_what_a_reader_opened_stays_open(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    path = "2016-03-20-mazhilis/turnout/region/final"
    frame = open_with_a_clock(reader, sites.ours.line(f"en/{path}", "full"))
    frame.locator("summary").last.click()
    sites.released_again(path, NEWER)
    reader.page.clock.run_for(TWO_MINUTES)
    expect(frame.locator("h1")).to_have_text(NEWER)
    expect(frame.locator("details[open]")).to_have_count(1)


def test_a_dead_site_leaves_the_last_figures_with_their_age_and_comes_back(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    frame = open_with_a_clock(reader, sites.ours.line(f"en/{EVENING}", "headline"))
    note = frame.locator("[data-old]")
    expect(note).to_be_hidden()
    sites.ours.is_down = True
    reader.page.clock.run_for(TEN_MINUTES)
    expect(frame.locator("h1")).to_have_text(FIRST)
    expect(note).to_contain_text("No connection. Last checked at ")
    expect(frame.locator("footer")).to_contain_text("Release 12")
    sites.ours.is_down = False
    sites.released_again(EVENING, NEWER)
    reader.page.clock.run_for(TWO_MINUTES)
    expect(frame.locator("h1")).to_have_text(NEWER)
    expect(frame.locator("[data-old]")).to_be_hidden()
    # The browser tells of each answer that said the site was down.
    reader.complaints[:] = [one for one in reader.complaints if "503" not in one]


def test_a_pinned_embed_keeps_its_figures_and_tells_of_newer_ones(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    line = sites.ours.line(f"en/{EVENING}", "map-pinned")
    frame = open_with_a_clock(reader, line)
    expect(frame.locator("[data-newer]")).to_be_hidden()
    sites.released_again(EVENING, NEWER)
    later = new_reader()
    later.open([line], 720)
    frame = later.page.frame_locator("iframe")
    expect(frame.locator("[data-newer]")).to_be_visible()
    expect(frame.locator("[data-newer]")).to_contain_text("A newer release exists")
    expect(frame.locator("h1")).to_have_text(FIRST)
    frame.locator("[data-newer] a").click()
    expect(frame.locator("h1")).to_have_text(NEWER)


def test_a_height_is_all_that_is_told_and_strangers_are_not_heard(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    reader.context.add_init_script(f"({NOTED})()")
    listener = sites.ours.line(f"en/{EVENING}", "height")
    reader.open([listener, sites.ours.line(f"en/{EVENING}", "map")], 390)
    found = reader.page.evaluate("heard")
    assert found
    for origin, data in found:
        assert origin == sites.ours.address
        assert data.keys() == {"baqylau", "height"}
        assert data["baqylau"] == "height"
        assert isinstance(data["height"], int)
    before = reader.page.locator("iframe").bounding_box()
    reader.page.evaluate("postMessage({baqylau: 'height', height: 9}, '*')")
    reader.page.wait_for_timeout(50)
    assert reader.page.locator("iframe").bounding_box() == before


def test_wordpress_hears_the_height_and_follows_links_from_its_sandbox(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    """What WordPress makes of an oEmbed: a frame with a sandbox and a secret behind the #."""
    reader = new_reader()
    reader.context.add_init_script(f"({NOTED})()")
    src = f"{sites.ours.address}/ru/{EVENING}/embed/full/#?secret=aB3dE6gH9j"
    frame_line = f'<iframe sandbox="allow-scripts" src="{src}" width="600" height="338"></iframe>'
    reader.context.clock.install()
    reader.open([frame_line], 600)
    frame = reader.page.frame_locator("iframe")
    frame.locator("footer .more a").click()
    told = [data for _, data in reader.page.evaluate("heard") if "secret" in data]
    assert {one["secret"] for one in told} == {"aB3dE6gH9j"}
    heights = [one["value"] for one in told if one["message"] == "height"]
    assert heights
    assert heights[-1] > 600
    links = [one["value"] for one in told if one["message"] == "link"]
    assert links == [f"{sites.ours.address}/ru/{EVENING}/"]
    # Shut off from its own site, it still learns of newer figures.
    sites.released_again(EVENING, "Новый заголовок")
    reader.page.clock.run_for(TWO_MINUTES)
    expect(frame.locator("h1")).to_have_text("Новый заголовок")
