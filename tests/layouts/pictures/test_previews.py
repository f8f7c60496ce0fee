"""Previews: a link shows the finding, the map, whose figures they are and when, and no more."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from layouts.picture_preview import BOTTOM, HEIGHT, INNER, MARGIN, card_preview, view_preview
from layouts.text_width import text_width
from layouts.views import View
from tests.layouts.embeds.embed_pages import REHEARSED
from tests.layouts.pictures.test_pictures import SVG, plain, said
from tests.layouts.pictures.views_of_testland import sheet, view, words_in
from tests.layouts.sites import LANGUAGES, SITE, card_at, kazakhstan, kz

CARD = "2016-03-20-mazhilis/unit/akmola"


def drawn(shown: View) -> str:
    return view_preview(shown, sheet("regions"), words_in(shown.address.language), site=SITE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_says_the_finding_its_source_and_its_moment(language: str) -> None:
    shown = view("turnout", "region", "final", language)
    words = said(drawn(shown))
    assert plain(shown.headline) in words
    assert "Commission of Testland" in words
    assert plain(shown.notes.as_of) in words
    assert "example.org" in words


def test_a_preview_is_of_the_size_that_networks_want() -> None:
    svg = ElementTree.fromstring(drawn(view("turnout", "region", "final")))
    assert (svg.get("width"), svg.get("height")) == ("1200", "630")
    assert "var(" not in drawn(view("turnout", "region", "final"))


def test_every_unit_is_painted_and_only_large_figures_stand_on_the_map() -> None:
    shown = view("turnout", "region", "final")
    preview = drawn(shown)
    paths = {one.get("data-unit") for one in ElementTree.fromstring(preview).iter(f"{SVG}path")}
    assert {row.unit for row in shown.rows if row.outlined} <= paths
    assert ".fits{display:none}.fits-small{display:inline" in preview


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_any_preview_runs_over_the_edge(language: str) -> None:
    site = kazakhstan()
    words = site.words[language]
    made = [
        view_preview(site.view(one), None, words, site=SITE)
        for one in list(site.catalogue.views(language))[::4]
    ]
    made += [
        card_preview(site.card(one), words, site=SITE)
        for one in list(site.catalogue.cards(language))[::4]
    ]
    for preview in made:
        for line in ElementTree.fromstring(preview).iter(f"{SVG}text"):
            size = float(line.get("font-size", "0"))
            if line.get("class") in ("serif", "second", "plain", "strong") and size:
                assert text_width(line.text or "", size * 0.96) <= INNER + 2, line.text
                assert float(line.get("y", "0")) <= HEIGHT - 20


def test_the_country_alone_shows_its_day_with_the_hour_marked() -> None:
    shown = kz("en/2016-03-20-mazhilis/turnout/country/18-00")
    preview = view_preview(shown, None, kazakhstan().words["en"])
    assert len(re.findall(r'class="column"', preview)) == len(shown.times) - 1
    assert len(re.findall(r'class="chosen-column"', preview)) == 1
    assert "75.16 %" in said(preview)


def test_results_show_each_party_with_its_share() -> None:
    shown = kz("ru/2016-03-20-mazhilis/results/country/final")
    words = said(view_preview(shown, None, kazakhstan().words["ru"]))
    assert "Партия «Нур Отан»" in words
    assert "7,18" in words
    assert "Доля действительных голосов, %" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_shows_its_unit_and_its_day_beside_the_countrys(language: str) -> None:
    card = card_at(kazakhstan(), f"{language}/{CARD}")
    words = kazakhstan().words[language]
    preview = card_preview(card, words, site=SITE)
    assert plain(card.name) in said(preview)
    assert words("card.country") in said(preview)
    assert 'class="line unit"' in preview


def test_a_card_without_a_figure_still_has_a_preview() -> None:
    card = card_at(kazakhstan(), "en/2016-03-20-mazhilis/unit/abroad")
    assert "not published" in said(card_preview(card, kazakhstan().words["en"]))


def test_a_preview_of_a_rehearsal_says_so() -> None:
    shown = view("turnout", "region", "final")
    assert "SIMULATED" in said(view_preview(shown, sheet("regions"), words_in("en"), REHEARSED))
    assert "SIMULATED" not in said(drawn(shown))


def test_what_stands_beside_the_map_ends_above_the_foot() -> None:
    assert BOTTOM < HEIGHT - 78
    assert MARGIN * 2 + INNER == 1200
