"""Pages: whole without a script, the same as their view.json, and deaf to hostile names."""

from __future__ import annotations

import csv as csv_reader
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dashboard.download_rows import Origin
from dashboard.downloads import csv
from layouts.edition import UNRELEASED
from layouts.views import View
from tests.layouts.sites import (
    LANGUAGES,
    SITE,
    VOTE,
    card_at,
    kazakhstan,
    kz,
    land,
    land_site,
    pages_of,
    spoilt_testland,
    view_at,
)
from tests.layouts.test_headlines import plain

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta"}
HOSTILE = """<img src=x onerror=alert(1)>{{7*7}}{% raw %}%{customdata[0]}</script>"'&amp;"""


class Document(HTMLParser):
    """What stands in a page: elements with their attributes, texts, and whether tags match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text += data
        if {"td", "th"} & set(self.open) and "sup" not in self.open and self.rows:
            self.rows[-1][-1] += data

    def all(self, attribute: str) -> list[str]:
        """Every value of an attribute."""
        return [found[attribute] for _, found in self.elements if attribute in found]


def made(view: View, language: str = "en") -> tuple[Document, str, dict[str, str]]:
    """The page of a view of Testland, as text too, and the slots of its view.json."""
    page, file = pages_of(land_site(), language).view_files(view)
    return Document(page), page, json.loads(file)["slots"]


@cache
def documents() -> dict[str, Document]:
    """Every page of Testland, and one of each measure and level of Kazakhstan's first vote."""
    found: dict[str, Document] = {}
    for language in LANGUAGES:
        pages = pages_of(land_site(), language)
        for address in land_site().catalogue.views(language):
            found[address.path] = Document(pages.view_files(land_site().view(address))[0])
        for card in land_site().catalogue.cards(language):
            found[card.path] = Document(pages.card_page(land_site().card(card)))
    pages = pages_of(kazakhstan(), "kk")
    for address in kazakhstan().catalogue.views("kk"):
        if address.election.startswith("2016"):
            found[address.path] = Document(pages.view_files(kazakhstan().view(address))[0])
    return found


def test_every_tag_is_closed_where_it_was_opened() -> None:
    for path, document in documents().items():
        assert document.faults == [], path


def test_no_two_elements_of_a_page_share_an_id() -> None:
    for path, document in documents().items():
        ids = document.all("id")
        assert len(ids) == len(set(ids)), path


def test_whatever_points_to_an_element_of_the_page_finds_it() -> None:
    for path, document in documents().items():
        ids = set(document.all("id"))
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for pointed in document.all(attribute):
                assert set(pointed.split()) <= ids, (path, pointed)
        for href in document.all("href"):
            if href.startswith("#"):
                assert href[1:] in ids, (path, href)


def test_a_page_loads_nothing_from_another_host() -> None:
    for path, document in documents().items():
        for tag, attributes in document.elements:
            if tag in ("script", "link", "img", "iframe") and "rel" not in attributes:
                assert not attributes.get("src", "").startswith("http"), path
            if attributes.get("rel") in ("stylesheet", "icon", "preload"):
                assert attributes["href"].startswith("/"), path


def test_foreign_addresses_are_links_to_sources_over_http() -> None:
    for document in documents().values():
        for href in document.all("href"):
            assert href.startswith(("/", "#", "?", "http://", "https://")), href


def test_every_slot_is_there_once() -> None:
    document, _, slots = made(land("en/turnout/region/12-00"))
    there = document.all("data-slot")
    assert sorted(there) == sorted(slots)
    assert len(there) == len(set(there))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slots_of_the_file_are_those_of_the_page(language: str) -> None:
    """A reader who comes by a link sees what a reader sees who opens the page."""
    for address in land_site().catalogue.views(language):
        document, page, slots = made(land_site().view(address), language)
        assert set(slots) <= set(document.all("data-slot"))
        for name, html in slots.items():
            if name != "map-words":
                assert html in page, (address.path, name)


def test_the_file_says_what_the_page_begins_with() -> None:
    page, file = pages_of(land_site(), "en").view_files(land("en/turnout/region/12-00"))
    content = json.loads(file)
    first = page.split('id="first">')[1].split("</script>")[0]
    assert json.loads(first) == {key: content[key] for key in content if key != "slots"}
    assert content["states"] == {"south": "c2", "north": "c1"}
    assert content["map"] == "/outlines/regions.json"
    assert content["ahead"] == [
        f"/en/{VOTE}/turnout/region/16-00/",
        f"/en/{VOTE}/turnout-change/region/16-00/",
    ]


def test_the_page_brings_the_file_of_its_map_and_a_view_alone_does_not() -> None:
    pages = replace(pages_of(land_site(), "en"), map_files={"regions": '{"set":"</script>"}'})
    page, file = pages.view_files(land("en/turnout/region/12-00"))
    assert '<script type="application/json" id="sheet">{"set":"\\u003c/script>"}</script>' in page
    assert b'"set":"<' not in file
    countrywide, _ = pages.view_files(land("en/turnout/country/12-00"))
    assert 'id="sheet"' not in countrywide


def test_a_page_without_a_map_keeps_its_place_and_says_why() -> None:
    page, file = pages_of(kazakhstan(), "en").view_files(
        kz("en/2016-03-20-mazhilis/results/country/final")
    )
    content = json.loads(file)
    assert (content["map"], content["set"], content["states"]) == (None, None, {})
    assert "so there is no map of them" in page
    assert "geojson" not in page.lower().split("downloads")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_what_the_view_says(language: str) -> None:
    for address in land_site().catalogue.views(language):
        view = land_site().view(address)
        document, _, _ = made(view, language)
        rows = [[plain(cell).strip() for cell in row] for row in document.rows]
        for row in view.rows:
            rank = str(row.rank) if row.rank is not None else ""
            assert [rank, row.short, "", plain(row.printed)] in rows
        if view.rows and view.whole:
            assert ["", view.whole.name, "", plain(view.whole.printed)] in rows
        for table in view.tables:
            for cells in table.rows:
                assert [plain(cell.words).strip() for cell in cells] in rows


def test_map_and_table_have_the_same_units_in_the_same_states() -> None:
    view = land("en/turnout/district/final")
    document, _, _ = made(view)
    drawn = {
        (found["data-unit"], found["class"].split()[-1])
        for tag, found in document.elements
        if tag == "path" and "data-unit" in found
    }
    assert drawn == {(row.unit, row.state) for row in view.rows}
    listed = [found["data-unit"] for tag, found in document.elements if tag == "tr"
              and "data-unit" in found]  # fmt: skip
    assert listed == [row.unit for row in view.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sorting_by_name_follows_the_names_one_sees(language: str) -> None:
    page, _ = pages_of(kazakhstan(), language).view_files(
        kz(f"{language}/2016-03-20-mazhilis/turnout/region/18-00")
    )
    orders = [
        int(found["data-order-name"]) for _, found in Document(page).elements
        if "data-order-name" in found
    ]  # fmt: skip
    names = [row.short for row in kz(f"{language}/2016-03-20-mazhilis/turnout/region/18-00").rows]
    by_order = [name for _, name in sorted(zip(orders, names, strict=True))]
    assert by_order == sorted(names, key=kazakhstan().words[language].sort_key)


def test_a_page_names_itself_for_previews_and_other_languages() -> None:
    document, page, _ = made(land("ru/turnout/region/12-00"), "ru")
    assert f'<link rel="canonical" href="{SITE}/ru/{VOTE}/turnout/region/12-00/">' in page
    metas = {found.get("property"): found.get("content") for tag, found in document.elements}
    assert metas["og:title"] == land("ru/turnout/region/12-00").headline
    assert metas["og:image"] == f"{SITE}/ru/{VOTE}/turnout/region/12-00/preview.png"
    assert document.all("hreflang")[:3] == list(LANGUAGES)


def test_rows_set_aside_are_counted_on_the_page_and_on_cards(tmp_path: Path) -> None:
    def spoil(folder: Path) -> None:
        file = folder / "elections" / VOTE / "turnout.csv"
        text = file.read_text("utf-8")
        file.write_text(text.replace("south,final,2024-06-02,60", "south,final,2024-06-02,160"))

    site = spoilt_testland(tmp_path, spoil)
    page, _ = pages_of(site, "en").view_files(view_at(site, f"en/{VOTE}/turnout/region/12-00"))
    said = "1 row of this vote’s files could not be used and was set aside."
    assert said in page
    assert said in pages_of(site, "en").card_page(card_at(site, f"en/{VOTE}/unit/south"))


def test_notes_of_a_card_are_marked_at_the_figures_they_concern() -> None:
    site = kazakhstan()
    page = pages_of(site, "en").card_page(card_at(site, "en/2016-03-20-mazhilis/unit/astana"))
    assert "20.65, informburo.kz prints 20.5" in page
    assert 'href="#note-a"' in page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Testland as an enemy would name it: units, a party, an organisation, sources, the vote."""

    def spoil(folder: Path) -> None:
        quoted = HOSTILE.replace('"', '""')
        for name, old in (
            ("units/names.csv", "South Region"),
            ("units/names.csv", "Apple"),
            ("parties.csv", "Party of the Sun"),
            ("organisations.csv", "League of Observers"),
            (f"elections/{VOTE}/turnout.csv", "Commission of Testland"),
            (f"elections/{VOTE}/conflicts.csv", "The Testland Herald"),
        ):
            text = (folder / name).read_text("utf-8")
            assert old in text
            (folder / name).write_text(text.replace(old, f'"{old}{quoted}"'), "utf-8")
        texts = folder / "text" / "en.toml"
        text = texts.read_text("utf-8").replace("“more than”", HOSTILE.replace('"', '\\"'))
        text = text.replace("Election to the Assembly", "Election " + HOSTILE.replace('"', '\\"'))
        texts.write_text(text, "utf-8")

    # A district's full name would be quoted in its middle; only its short one is hostile.
    def spoil_well(folder: Path) -> None:
        spoil(folder)
        names = folder / "units" / "names.csv"
        quoted = HOSTILE.replace('"', '""')
        text = names.read_text("utf-8")
        names.write_text(text.replace(f'"Apple{quoted}" District', "Apple District"), "utf-8")

    yield spoilt_testland(tmp_path_factory.mktemp("hostile"), spoil_well)


def test_hostile_names_are_words_and_nothing_else(hostile: object) -> None:
    from layouts.site import SitePages

    assert isinstance(hostile, SitePages)
    assert not [fault for vote in hostile.country.elections.values() for fault in vote.set_aside]
    pages = pages_of(hostile, "en")
    seen = ""
    for address in hostile.catalogue.views("en"):
        page, file = pages.view_files(hostile.view(address))
        _harmless(page)
        for html in json.loads(file)["slots"].values():
            _harmless(html)
        seen += Document(page).text
        for path, content in hostile.view_files(hostile.view(address), UNRELEASED):
            if path.endswith("embed/full/index.html"):
                _harmless(str(content))
            elif path.endswith("oembed.json"):
                _harmless(json.loads(content)["html"])
        drawing = hostile.picture(hostile.view(address))
        tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(drawing).iter()}
        assert not tags & {"img", "script"}
    for card in hostile.catalogue.cards("en"):
        for path, content in hostile.card_files(hostile.card(card), UNRELEASED):
            if path.endswith(".html"):
                _harmless(str(content))
        _harmless(pages.card_page(hostile.card(card)))
        _harmless(json.loads(pages.card_file(hostile.card(card)))["slots"]["card"])
    assert HOSTILE in seen


def _harmless(html: str) -> None:
    document = Document(html)
    assert document.faults == []
    assert "img" not in {tag for tag, _ in document.elements}
    assert not any(name.startswith("on") for _, found in document.elements for name in found)


def test_hostile_names_come_whole_into_the_table_to_download(hostile: object) -> None:
    from layouts.site import SitePages

    assert isinstance(hostile, SitePages)
    view = view_at(hostile, f"en/{VOTE}/turnout/region/12-00")
    content = csv(view, hostile.words["en"], Origin(SITE), {}).decode()
    lines = [line for line in content.splitlines() if not line.startswith("#")]
    names = [row["name"] for row in csv_reader.DictReader(io.StringIO("\n".join(lines)))]
    assert f"South Region{HOSTILE}" in names
