"""Pages for print: A4, every figure and note in text that can be selected, in three languages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from dashboard.print_pages import print_page
from layouts.edition import UNRELEASED, Edition
from tests.layouts.embeds.embed_pages import REHEARSED, RELEASED
from tests.layouts.sites import LANGUAGES, VOTE, kazakhstan, kz, land_site, view_at

EVENING = "2016-03-20-mazhilis/turnout/region/18-00"


@pytest.fixture(scope="module")
def var(new_var: Callable[[], Path]) -> Path:
    return new_var()


def read(path: str, var: Path, edition: Edition = UNRELEASED) -> PdfReader:
    site = land_site()
    return PdfReader(io.BytesIO(print_page(site, view_at(site, path), var, edition)))


def words(pages: PdfReader) -> str:
    """All text of a document, as a reader selects it, with ordinary spaces."""
    return " ".join(" ".join(page.extract_text() for page in pages.pages).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_page_says_can_be_selected(language: str, var: Path) -> None:
    view = kz(f"{language}/{EVENING}")
    said = words(PdfReader(io.BytesIO(print_page(kazakhstan(), view, var))))
    for wanted in (view.headline, view.sentences, view.notes.as_of, view.notes.licence):
        assert " ".join(wanted.split()) in said
    for row in view.rows:
        assert f"{row.name} {row.printed}" in said
    assert "Central Election Commission" in said
    assert view.address.path in said.replace(" ", "")


def test_kazakh_letters_are_letters(var: Path) -> None:
    said = words(PdfReader(io.BytesIO(print_page(kazakhstan(), kz(f"kk/{EVENING}"), var))))
    assert "Солтүстік Қазақстан облысы" in said
    assert "Маңғыстау облысы" in said
    assert set("ӘәҒғҚқҢңӨөҰұҮүІі") & set(said) >= set("әғқңөұүі")


def test_the_map_stands_on_the_page_with_its_figures_as_text(var: Path) -> None:
    pages = read(f"en/{VOTE}/turnout/district/final", var)
    said = words(pages)
    assert said.count("Apple") >= 2, "once on the map, once in the table"
    width, height = (round(float(side)) for side in pages.pages[0].mediabox[2:])
    assert (width, height) == (595, 842), "A4 in points"


def test_a_page_says_its_title_its_language_and_what_the_map_shows(var: Path) -> None:
    content = print_page(land_site(), view_at(land_site(), f"ru/{VOTE}/turnout/region/12-00"), var)
    pages = PdfReader(io.BytesIO(content))
    view = view_at(land_site(), f"ru/{VOTE}/turnout/region/12-00")
    assert pages.metadata is not None
    assert pages.metadata.title == view.title.replace(
        "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
    )
    root: Any = pages.trailer["/Root"]
    assert root["/Lang"] == "ru"
    assert root["/MarkInfo"]["/Marked"], "tagged, so that it can be read aloud"
    alternatives = [" ".join(one.split()) for one in alternative_texts(root)]
    assert " ".join(view.summary.split()) in alternatives


def alternative_texts(root: Any) -> Iterator[str]:  # noqa: ANN401  (any part of a document)
    """What is said of each picture of a document."""
    waiting = [root["/StructTreeRoot"]["/K"]]
    while waiting:
        part = waiting.pop()
        part = part.get_object() if hasattr(part, "get_object") else part
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            if "/Alt" in part:
                yield str(part["/Alt"])
            waiting += [part["/K"]] if "/K" in part else []


def test_a_page_without_a_map_has_its_tables(var: Path) -> None:
    said = words(read(f"en/{VOTE}/observers/country/-", var))
    assert "League of Observers" in said
    assert "about 40" in said


@pytest.mark.parametrize(("language", "said"), [("ru", "УЧЕБНЫЕ ДАННЫЕ"), ("en", "SIMULATED")])
def test_a_page_of_a_rehearsal_says_so(language: str, said: str, var: Path) -> None:
    path = f"{language}/{VOTE}/turnout/region/12-00"
    assert said in words(read(path, var, REHEARSED))
    assert said not in words(read(path, var, RELEASED))


def test_the_same_view_gives_the_same_bytes(var: Path) -> None:
    view = view_at(land_site(), f"en/{VOTE}/turnout/region/12-00")
    assert print_page(land_site(), view, var) == print_page(land_site(), view, var)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_every_kind_can_be_set(language: str, var: Path) -> None:
    """What Typst would refuse for readers who hear a page, it refuses here."""
    site = land_site()
    for address in site.catalogue.views(language):
        assert print_page(site, site.view(address), var).startswith(b"%PDF")


def test_two_hundred_rows_are_set_over_pages_that_can_be_read_aloud(var: Path) -> None:
    site = land_site()
    view = view_at(site, f"en/{VOTE}/turnout/district/final")
    rows = tuple(replace(view.rows[0], name=f"District {at}") for at in range(224))
    pages = PdfReader(io.BytesIO(print_page(site, replace(view, rows=rows), var)))
    assert len(pages.pages) > 2
    assert {*map(int, re.findall(r"District (\d+)", words(pages)))} == {*range(224)}


def test_a_long_table_has_its_head_on_every_page(var: Path) -> None:
    site = land_site()
    view = view_at(site, f"en/{VOTE}/observers/country/-")
    table = view.tables[0]
    first, *rest = table.rows[0]
    rows = tuple((replace(first, words=f"League {at}"), *rest) for at in range(224))
    long = replace(table, rows=rows, depth=(0,) * 224)
    pages = PdfReader(io.BytesIO(print_page(site, replace(view, tables=(long,)), var)))
    assert {*map(int, re.findall(r"League (\d+)", words(pages)))} == {*range(224)}
    for page in pages.pages:
        text = page.extract_text()
        assert "League" not in text or table.columns[-1] in text


def test_a_pinned_page_names_and_cites_the_address_that_keeps_its_figures(var: Path) -> None:
    path = f"/en/{VOTE}/turnout/region/12-00/"
    said = words(read(path.strip("/"), var, RELEASED.pinned)).replace(" ", "")
    assert said.count(f"/r/{RELEASED.sequence}{path}") == said.count(path) >= 2
