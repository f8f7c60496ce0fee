"""Sharing: the lines a site pastes, and what oEmbed tells those that ask."""

from __future__ import annotations

import re
from html import unescape

import pytest

from layouts.share import PREVIEW_SIZE, listener
from tests.layouts.embeds.embed_pages import (
    CARD,
    DISTRICTS,
    OBSERVERS,
    RELEASED,
    TURNOUT,
    Read,
    files,
    oembed,
)
from tests.layouts.sites import LANGUAGES, SITE, land

PAGE = f"en/{TURNOUT}"


def panel(path: str, pinned: bool = False) -> dict[str, str]:
    """Name → line, of the panel of a released page."""
    html = files(path, RELEASED)[f"/{path}/index.html"]
    found = re.findall(r'<code id="share-([a-z-]+)">(.*?)</code>', html)
    ending = "-pinned" if pinned else ""
    said = {name: unescape(line) for name, line in found}
    return {
        name.removesuffix(ending): line
        for name, line in said.items()
        if name.endswith("-pinned") == pinned
    }


def frame(line: str) -> dict[str, str]:
    (found,) = Read(line).all("iframe")
    return found


def test_a_view_offers_its_link_three_frames_and_a_picture() -> None:
    said = panel(PAGE)
    assert list(said) == ["link", "full", "map", "headline", "picture", "height"]
    assert said["link"] == f"{SITE}/{PAGE}/"
    for kind in ("full", "map", "headline"):
        one = frame(said[kind])
        assert one["src"] == f"{SITE}/{PAGE}/embed/{kind}/"
        assert one["title"] == land("en/turnout/region/12-00").headline
        assert int(one["height"]) > 200
        assert one["loading"] == "lazy"
        assert "\n" not in said[kind]


def test_each_line_is_offered_pinned_to_the_release_as_well() -> None:
    said = panel(PAGE, pinned=True)
    assert list(said) == ["link", "full", "map", "headline", "picture"]
    assert said["link"] == f"{SITE}/r/12/{PAGE}/"
    assert frame(said["map"])["src"] == f"{SITE}/r/12/{PAGE}/embed/map/"
    assert f"{SITE}/r/12/{PAGE}/map.svg" in said["picture"]


def test_a_pinned_page_offers_the_living_address_too() -> None:
    html = files(PAGE, RELEASED.pinned)[f"/r/12/{PAGE}/index.html"]
    assert f'<code id="share-link">{SITE}/{PAGE}/</code>' in html
    assert f'<code id="share-link-pinned">{SITE}/r/12/{PAGE}/</code>' in html


def test_a_card_offers_its_link_and_one_frame() -> None:
    said = panel(f"ru/{CARD}")
    assert list(said) == ["link", "card", "height"]
    assert frame(said["card"])["src"] == f"{SITE}/ru/{CARD}/embed/card/"


def test_a_picture_alone_has_words_for_who_cannot_see_it() -> None:
    read = Read(panel(PAGE)["picture"])
    (image,), (link,) = read.all("img"), read.all("a")
    assert image["src"] == f"{SITE}/{PAGE}/map.svg"
    assert image["alt"] == land("en/turnout/region/12-00").summary
    assert link["href"] == f"{SITE}/{PAGE}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_speaks_the_language_of_the_page(language: str) -> None:
    html = files(f"{language}/{TURNOUT}", RELEASED)[f"/{language}/{TURNOUT}/index.html"]
    summary = {"kk": "Бөлісу және кірістіру", "ru": "Поделиться и встроить"}
    assert f"<summary>{summary.get(language, 'Share and embed')}</summary>" in html


def test_without_a_release_nothing_is_offered_pinned() -> None:
    html = files(PAGE)[f"/{PAGE}/index.html"]
    assert "/r/0/" not in html
    assert "data-pin" not in html


@pytest.mark.parametrize(("path", "kind"), [(TURNOUT, "map"), (OBSERVERS, "full"), (CARD, "card")])
def test_oembed_tells_a_frame_a_title_and_a_picture(path: str, kind: str) -> None:
    said = oembed(f"kk/{path}", kind, RELEASED)
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert said["provider_url"] == SITE
    one = frame(said["html"])
    assert one["src"] == f"{SITE}/kk/{path}/embed/{kind}/"
    assert int(one["height"]) == said["height"]
    assert one["title"] == said["title"]
    assert said["thumbnail_url"] == f"{SITE}/kk/{path}/preview.png"
    assert (said["thumbnail_width"], said["thumbnail_height"]) == PREVIEW_SIZE
    link = Read(said["html"]).all("a")[0]
    assert link["href"] == f"{SITE}/kk/{path}/"


def test_oembed_of_a_pinned_page_stays_pinned() -> None:
    said = oembed(f"en/{DISTRICTS}", "map", RELEASED.pinned)
    assert frame(said["html"])["src"] == f"{SITE}/r/12/en/{DISTRICTS}/embed/map/"


def test_the_listener_hears_this_site_alone_and_takes_only_a_number() -> None:
    said = listener(SITE)
    assert f"e.origin==='{SITE}'" in said
    assert "Number(e.data?.height)" in said
    assert "f.contentWindow===e.source" in said
    assert "\n" not in said
