"""Embeds: each is whole by itself, light, and says whose figures it shows and how old they are."""

from __future__ import annotations

import gzip
import re
from xml.etree import ElementTree

import pytest

from layouts.address import parse
from layouts.embed_address import embed_instead, split_embed
from layouts.embed_map import embed_map
from layouts.label_room import edges_of
from layouts.scales import SCALES
from tests.layouts.embeds.embed_pages import (
    CARD,
    DISTRICTS,
    OBSERVERS,
    REHEARSED,
    RELEASED,
    TURNOUT,
    Read,
    embed,
    files,
)
from tests.layouts.pictures.views_of_testland import sheet
from tests.layouts.sites import LANGUAGES, SITE, land, land_site
from tests.layouts.test_headlines import plain

KINDS = [("full", TURNOUT), ("map", TURNOUT), ("headline", TURNOUT), ("card", CARD)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "path"), KINDS)
def test_an_embed_says_what_when_from_whom_and_leads_back(
    kind: str, path: str, language: str
) -> None:
    read = Read(embed(f"{language}/{path}", kind, RELEASED))
    assert read.all("html")[0]["lang"] == language
    assert "Commission of Testland" in read.words
    assert "CC BY 4.0" in read.words
    assert "2026" in read.words
    assert "14:03" in read.words, "the moment of the release, by the capital's clock"
    links = [one["href"] for one in read.all("a")]
    assert f"/{language}/{path}/" in links
    assert all(one.get("rel", "").startswith("noopener") for one in read.all("a"))


def test_all_links_open_outside_the_frame() -> None:
    read = Read(embed(f"en/{TURNOUT}", "full", RELEASED))
    assert [one.get("target") for one in read.all("base")] == ["_blank"]
    assert not [one for one in read.all("a") if one.get("target")]


@pytest.mark.parametrize(("kind", "path"), KINDS)
def test_an_embed_loads_nothing_and_keeps_nothing(kind: str, path: str) -> None:
    html = embed(f"ru/{path}", kind, RELEASED)
    read = Read(html)
    assert not read.all("script"), "no script here: the application gave none"
    assert not read.all("img") + read.all("iframe")
    loaded = [one["href"] for one in read.all("link") if one["rel"] in ("stylesheet", "preload")]
    assert not loaded
    assert not re.search(r"url\((?!#)|@import|@font-face", html)
    assert not re.search(r"\son\w+=", html)


def test_every_address_has_its_embeds() -> None:
    site = land_site()
    paths = {path for path, _ in site.files()}
    for address in site.catalogue.views("kk"):
        for kind in ("full", "map", "headline"):
            assert f"{address.path}embed/{kind}/index.html" in paths
            assert f"{address.path}embed/{kind}/oembed.json" in paths
    for card in site.catalogue.cards("kk"):
        assert f"{card.path}embed/card/index.html" in paths


def test_the_map_and_the_table_say_what_the_page_says() -> None:
    view = land("en/turnout/district/final")
    html = embed(f"en/{DISTRICTS}", "full")
    svg = html[html.index("<svg class=") : html.index("</svg>") + 6].replace("&nbsp;", " ")
    drawn = ElementTree.fromstring(svg)
    titles = {one.text for one in drawn.iter("title")}
    for row in view.rows:
        assert row.speech in titles
    rows = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a></th>.*?class="value">([^<]+)<', html)
    shown = [(row.short, row.printed) for row in (view.whole, *view.rows) if row]
    assert rows == shown
    assert drawn.get("aria-label") == view.summary


def test_the_map_alone_has_no_table_and_the_headline_neither() -> None:
    assert "<table" not in embed(f"en/{TURNOUT}", "map")
    assert "<svg class=" in embed(f"en/{TURNOUT}", "map")
    headline = embed(f"en/{TURNOUT}", "headline")
    assert "<table" not in headline
    assert "<svg" not in headline


def test_where_there_is_no_map_the_table_takes_its_place() -> None:
    for kind in ("full", "map"):
        read = Read(embed(f"en/{OBSERVERS}", kind))
        assert "League of Observers" in read.words
        assert not [one for one in read.all("svg") if one.get("class") == "sheet"]


def test_a_wide_table_can_be_read_on_a_narrow_page() -> None:
    """Each figure names its column, because there the head of the table is gone."""
    read = Read(embed(f"en/{OBSERVERS}", "full"))
    cells = [one for one in read.all("td") if "data-of" in one]
    assert cells
    assert {one["role"] for one in cells} == {"cell"}
    assert {one["role"] for one in read.all("table")} == {"table"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_fragment_decides_on_light_or_dark_without_a_script(theme: str) -> None:
    html = embed(f"en/{TURNOUT}", "map")
    assert f":root:has(#{theme}:target){{color-scheme:{theme};" in html
    assert len([one for _, one in Read(html).elements if one.get("id") == theme]) == 1
    assert "@media (prefers-color-scheme:dark){:root{" in html
    colours = SCALES["share"].light if theme == "light" else SCALES["share"].dark
    assert colours[7] in html


def test_a_pinned_embed_knows_the_living_one_and_stays_with_its_own_release() -> None:
    read = Read(embed(f"en/{TURNOUT}", "map", RELEASED.pinned))
    main = read.all("main")[0]
    assert main["data-living"] == f"/en/{TURNOUT}/embed/map/"
    assert main["data-release"] == "12"
    links = [one["href"] for one in read.all("a")]
    assert f"/r/12/en/{TURNOUT}/" in links
    assert f"/en/{TURNOUT}/embed/map/" in links
    newer = [one for one in read.all("p") if "data-newer" in one]
    assert len(newer) == 1
    assert "hidden" in newer[0]


def test_a_living_embed_has_no_word_of_newer_ones() -> None:
    assert "data-newer" not in embed(f"en/{TURNOUT}", "map", RELEASED)


@pytest.mark.parametrize(
    ("language", "said"), [("kk", ""), ("ru", "УЧЕБНЫЕ ДАННЫЕ"), ("en", "SIMULATED")]
)
@pytest.mark.parametrize(("kind", "path"), KINDS)
def test_a_rehearsal_says_so(kind: str, path: str, language: str, said: str) -> None:
    wanted = said or land_site().words[language]("page.simulated")
    assert wanted in Read(embed(f"{language}/{path}", kind, REHEARSED)).words
    assert wanted not in Read(embed(f"{language}/{path}", kind, RELEASED)).words


def test_what_the_sentences_say_stands_in_the_embed() -> None:
    view = land("en/turnout/region/12-00")
    words = plain(Read(embed(f"en/{TURNOUT}", "headline")).words)
    assert plain(view.headline) in words
    assert plain(view.sentences) in words


def test_outlines_keep_their_shape_and_their_neighbours_on_the_coarse_grid() -> None:
    drawn = embed_map(land("en/turnout/district/final"), sheet("districts"))
    svg = ElementTree.fromstring(drawn)
    group = next(one for one in svg.iter("g") if one.get("transform") == "scale(0.5)")
    paths = [one.get("d", "") for one in group.iter("path")]
    units = list(sheet("districts").units.values())
    assert len(paths) == len(units)
    for path, unit in zip(paths, units, strict=True):
        edges = edges_of(path) / 2
        x0, y0, x1, y1 = unit.bounds
        assert abs(edges[:, 0].min() - x0) <= 0.5
        assert abs(edges[:, 0].max() - x1) <= 0.5
        assert abs(edges[:, 1].min() - y0) <= 0.5
        assert abs(edges[:, 1].max() - y1) <= 0.5


@pytest.mark.parametrize(("kind", "path"), KINDS)
def test_an_embed_is_light(kind: str, path: str) -> None:
    assert len(gzip.compress(embed(f"kk/{path}", kind, RELEASED).encode())) < 15_000


def test_addresses_of_embeds_are_read_and_led_to_the_nearest() -> None:
    assert split_embed("/en/v/turnout/region/18-00/embed/map/") == (
        "/en/v/turnout/region/18-00/", "map",
    )  # fmt: skip
    assert split_embed("/en/v/unit/south/embed/card/index.html") == ("/en/v/unit/south/", "card")
    assert split_embed("/en/v/turnout/region/18-00/") == ("/en/v/turnout/region/18-00/", "")
    assert split_embed("/en/v/embed/other/") == ("/en/v/embed/other/", "")
    view, card = parse(f"/en/{TURNOUT}/"), parse(f"/en/{CARD}/")
    assert view is not None
    assert card is not None
    assert embed_instead(view, "card") == f"/en/{TURNOUT}/embed/full/"
    assert embed_instead(view, "headline") == f"/en/{TURNOUT}/embed/headline/"
    assert embed_instead(card, "map") == f"/en/{CARD}/embed/card/"


def test_the_page_tells_where_its_oembed_lies() -> None:
    page = Read(files(f"en/{TURNOUT}", RELEASED)[f"/en/{TURNOUT}/index.html"])
    found = [one for one in page.all("link") if one.get("type") == "application/json+oembed"]
    assert [one["href"] for one in found] == [f"{SITE}/en/{TURNOUT}/embed/full/oembed.json"]
