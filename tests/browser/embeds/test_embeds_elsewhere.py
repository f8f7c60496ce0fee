"""Embeds on somebody else's page: right height, light, nothing cut, kept or asked elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Frame, expect

from tests.browser.embeds.conftest import Reader
from tests.browser.embeds.two_sites import (
    CARD,
    COMPARED,
    EVENING,
    FEW,
    FINAL,
    LISTED,
    TwoSites,
)
from tests.layouts.sites import LANGUAGES

pytestmark = pytest.mark.browser
FAULTS = (Path(__file__).parent / "faults.js").read_text("utf-8")
KEPT = "() => { try { return localStorage.length } catch { return 0 } }"
OF_VIEWS = ("full", "map", "headline")
WIDTHS = (280, 390, 720)
MOST_BYTES = 60_000


def embed_lines(sites: TwoSites, path: str) -> list[str]:
    kinds = ("card",) if path.endswith(CARD) else OF_VIEWS
    return [sites.ours.line(path, kind) for kind in kinds]


def with_height(sites: TwoSites, path: str) -> list[str]:
    """The lines of every kind with the line that lets frames find their height."""
    return [sites.ours.line(path, "height"), *embed_lines(sites, path)]


def heights(frame: Frame) -> tuple[int, int]:
    """How high the frame is, and how high what stands in it."""
    found = frame.evaluate(
        "[innerHeight, Math.ceil(document.querySelector('main').getBoundingClientRect().bottom)]"
    )
    return int(found[0]), int(found[1])


def until_high_enough(reader: Reader, frame: Frame) -> None:
    for _ in range(200):
        high, needed = heights(frame)
        if high == needed:
            return
        reader.page.wait_for_timeout(20)
    raise AssertionError(f"{frame.url} is {high} high and needs {needed}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [EVENING, CARD])
def test_frames_find_their_height_and_keep_nothing(
    new_reader: Callable[..., Reader], sites: TwoSites, path: str, language: str, width: int
) -> None:
    reader = new_reader()
    frames = reader.open(with_height(sites, f"{language}/{path}"), width)
    assert len(frames) == (1 if path == CARD else 3)
    for frame in frames:
        until_high_enough(reader, frame)
        assert frame.evaluate("document.documentElement.lang") == language
        assert frame.evaluate("document.cookie") == ""
        assert (
            frame.evaluate("() => { try { return localStorage.length } catch { return 0 } }") == 0
        )
        assert frame.evaluate(FAULTS) == []
    assert reader.context.storage_state() == {"cookies": [], "origins": []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [FINAL, COMPARED, FEW, LISTED])
def test_no_word_is_cut_and_none_stands_on_another(
    new_reader: Callable[..., Reader], sites: TwoSites, path: str, width: int, scheme: str
) -> None:
    reader = new_reader(color_scheme=scheme)
    for language in LANGUAGES:
        for frame in reader.open(embed_lines(sites, f"{language}/{path}"), width):
            assert frame.evaluate(FAULTS) == [], frame.url


def test_a_plain_frame_needs_no_listener_and_no_script(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader(java_script_enabled=False)
    lines = [*embed_lines(sites, f"ru/{EVENING}"), *embed_lines(sites, f"ru/{CARD}")]
    reader.open(lines, 390)
    for at, wanted in enumerate((".sheet path.unit", ".sheet path.unit", "h1", ".chart-day")):
        frame = reader.page.frame_locator("iframe").nth(at)
        expect(frame.locator(wanted).first).to_be_visible()
        expect(frame.locator("footer")).to_contain_text("CC BY 4.0")
    first = reader.page.frame_locator("iframe").first
    expect(first.locator("tbody tr")).to_have_count(17)
    expect(first.locator("tbody tr").nth(1)).to_contain_text("92,67")


def test_the_height_a_line_says_is_enough_at_the_usual_width(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    """Where no listener helps: nothing is cut off, and little is left empty."""
    reader = new_reader(java_script_enabled=True)
    for path in (EVENING, CARD, LISTED):
        for frame in reader.open(embed_lines(sites, f"en/{path}"), 640):
            high, needed = heights(frame)
            assert needed <= high <= needed * 1.8 + 120, frame.url


@pytest.mark.parametrize("path", [EVENING, LISTED, CARD])
def test_each_embed_is_light_with_all_it_asks_for(
    new_reader: Callable[..., Reader], sites: TwoSites, path: str
) -> None:
    for line in embed_lines(sites, f"kk/{path}"):
        reader = new_reader()
        sizes = transferred(reader)
        reader.page.goto(line.split('"')[1], wait_until="networkidle")
        assert len(sizes) >= 2, "the page and its script"
        assert sum(sizes) <= MOST_BYTES, f"{line}: {sum(sizes):.0f} bytes"


def transferred(reader: Reader) -> list[float]:
    """The bytes of each answer from now on, as they were sent, headers included."""
    sizes: list[float] = []
    session = reader.context.new_cdp_session(reader.page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    return sizes


@pytest.mark.parametrize(("theme", "paper"), [("light", "251, 250, 247"), ("dark", "20, 24, 27")])
@pytest.mark.parametrize("with_script", [True, False])
def test_whoever_embeds_may_decide_on_light_or_dark(
    new_reader: Callable[..., Reader], sites: TwoSites, theme: str, paper: str, with_script: bool
) -> None:
    other = "dark" if theme == "light" else "light"
    reader = new_reader(color_scheme=other, java_script_enabled=with_script)
    line = sites.ours.line(f"en/{EVENING}", "map").replace('/embed/map/"', f'/embed/map/#{theme}"')
    reader.open([line], 720)
    body = reader.page.frame_locator("iframe").locator("body")
    expect(body).to_have_css("background-color", f"rgb({paper})")


def test_without_a_choice_the_readers_own_decides(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    for scheme, paper in (("light", "251, 250, 247"), ("dark", "20, 24, 27")):
        reader = new_reader(color_scheme=scheme)
        reader.open([sites.ours.line(f"en/{EVENING}", "headline")], 390)
        body = reader.page.frame_locator("iframe").locator("body")
        expect(body).to_have_css("background-color", f"rgb({paper})")


def test_the_picture_alone_is_seen_and_has_words(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    reader.open([sites.ours.line(f"ru/{EVENING}", "picture")], 720)
    image = reader.page.locator("img")
    assert image.evaluate("one => one.complete && one.naturalWidth > 0")
    assert "выше всего в Алматинской области" in (image.get_attribute("alt") or "")


def test_links_lead_out_of_the_frame_to_our_page(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    reader.open([sites.ours.line(f"en/{EVENING}", "map")], 720)
    with reader.context.expect_page() as opened:
        reader.page.frame_locator("iframe").locator("footer .more a").click()
    assert opened.value.url == f"{sites.ours.address}/en/{EVENING}/"
    assert opened.value.evaluate("opener") is None
    # Our page has scripts that this little site does not serve.
    opened.value.close()


def test_the_page_itself_may_not_be_framed(
    new_reader: Callable[..., Reader], sites: TwoSites
) -> None:
    reader = new_reader()
    reader.open([f'<iframe src="{sites.ours.address}/en/{EVENING}/"></iframe>'], 720)
    assert any("frame-ancestors" in one for one in reader.complaints)
    reader.complaints.clear()
