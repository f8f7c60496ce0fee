"""Pictures travel alone: they say all that a reader needs, in concrete colours."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dashboard.fonts import picture_fonts
from dashboard.png import png
from layouts.picture import Around, picture
from layouts.tables import Cell, Table
from layouts.themes import THEMES, Theme
from tests.layouts.embeds.embed_pages import REHEARSED, RELEASED
from tests.layouts.pictures.views_of_testland import sheet, view, words_in

SVG = "{http://www.w3.org/2000/svg}"


def said(svg: str) -> str:
    return plain(" ".join(one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")))


def plain(text: str) -> str:
    """Text with every kind of space as an ordinary one."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_picture_says_what_where_when_and_from_whom(language: str) -> None:
    shown = view("turnout", "region", "final", language)
    drawn = picture(shown, sheet("regions"), words_in(language), around=Around("https://e.org/"))
    words = said(drawn)
    for wanted in (shown.headline, shown.notes.as_of, shown.notes.boundaries, shown.notes.licence):
        assert plain(wanted) in words
    assert "Commission of Testland" in words
    assert f"https://e.org{shown.address.path}" in words


@pytest.mark.parametrize("theme", THEMES)
def test_colours_are_written_out(theme: Theme) -> None:
    drawn = picture(view("turnout", "district", "final"), sheet("districts"), words_in("en"), theme)
    assert "var(" not in drawn
    assert "@media" not in drawn
    assert THEMES[theme]["paper"] in drawn
    assert not re.search(r'(href|src)="(?!#)', drawn)


def test_a_picture_says_in_words_what_it_shows_and_how_wide_it_prints() -> None:
    shown = view("turnout", "region", "final")
    drawn = ElementTree.fromstring(picture(shown, sheet("regions"), words_in("en")))
    assert drawn.findtext(f"{SVG}title") == shown.title
    assert drawn.findtext(f"{SVG}desc") == shown.summary
    assert drawn.get("aria-labelledby") == "title desc"
    assert drawn.get("width") == "210mm"


@pytest.mark.parametrize(
    ("language", "said_there"), [("ru", "УЧЕБНЫЕ ДАННЫЕ"), ("en", "SIMULATED")]
)
def test_a_picture_of_a_rehearsal_says_so(language: str, said_there: str) -> None:
    shown = view("turnout", "region", "final", language)
    made = [
        said(picture(shown, sheet("regions"), words_in(language), around=Around(edition=edition)))
        for edition in (REHEARSED, RELEASED)
    ]
    assert said_there in made[0]
    assert said_there not in made[1]


def test_a_pinned_picture_names_its_pinned_address() -> None:
    shown = view("turnout", "region", "final")
    around = Around("https://e.org", edition=RELEASED.pinned)
    words = said(picture(shown, sheet("regions"), words_in("en"), around=around))
    assert f"https://e.org/r/12{shown.address.path}" in words


def test_a_view_without_a_map_gives_its_table() -> None:
    shown = view("observers", "country", "-")
    words = said(picture(shown, None, words_in("en")))
    assert "League of Observers" in words
    assert "about 40" in words


def test_figures_are_never_cut_however_long_the_names() -> None:
    table = Table(
        "",
        ("Organisation", *"ABCDEF"),
        (False, *(True,) * 6),
        (
            (
                Cell("Assembly of " * 20),
                *(Cell("between 1,234,567 and 1,345,678") for _ in "ABC"),
                *(Cell("about 800") for _ in "DEF"),
            ),
        ),
        (0,),
    )
    shown = replace(view("observers", "country", "-"), tables=(table,))
    words = said(picture(shown, None, words_in("en")))
    assert words.count("between 1,234,567 and 1,345,678") == 3
    assert words.count("about 800") == 3


def test_rows_that_do_not_fit_are_counted() -> None:
    table = Table(
        "", ("Party",), (False,), tuple((Cell(f"Party {n}"),) for n in range(30)), (0,) * 30
    )
    shown = replace(view("observers", "country", "-"), tables=(table,))
    words = said(picture(shown, None, words_in("en")))
    assert "Further rows on the page: 17." in words
    assert "Party 12" in words
    assert "Party 13" not in words


def test_units_without_an_outline_are_named_under_the_map() -> None:
    shown = view("stations", "region", "-")
    left_out = [row for row in shown.rows if not row.outlined]
    assert left_out
    words = said(picture(shown, sheet("regions"), words_in("en")))
    assert plain(f"Not on the map: {left_out[0].name}, {left_out[0].printed}") in words


def test_hostile_words_stay_words() -> None:
    shown = replace(view("turnout", "region", "final"), headline='<script>"&', summary='"><script>')
    drawn = picture(shown, sheet("regions"), words_in("en"))
    assert "<script>" not in drawn
    assert '<script>"&' in said(drawn)


def test_the_same_picture_gives_the_same_png(tmp_path: Path) -> None:
    fonts = picture_fonts(tmp_path, root=tmp_path).folder
    if fonts is None:
        pytest.skip("no typefaces on this machine")
    drawn = picture(view("turnout", "region", "final"), sheet("regions"), words_in("en"))
    first = png(drawn, fonts, 600)
    assert first[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(first[16:20], "big") == 600
    assert b"pHYs" + (11_811).to_bytes(4, "big") * 2 + b"\x01" in first[:100]
    assert png(drawn, fonts, 600) == first
