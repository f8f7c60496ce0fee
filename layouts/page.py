"""Pages: a view or a card as HTML, made of slots that the browser can exchange one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from geodata.boundaries.sheet import Sheet
from layouts.bars import bars
from layouts.cards import Card
from layouts.edition import UNRELEASED, Edition
from layouts.embed_address import CARD, FULL, OEMBED, embed_path
from layouts.labels import labels
from layouts.links import likely_next
from layouts.markup import Assets, as_dict, as_json, environment, in_script, trusted
from layouts.numbers import long_date
from layouts.pinning import head_languages
from layouts.release_line import release_line
from layouts.share import PREVIEW, Line, lines, listener, shared_card, shared_view
from layouts.sheet_svg import sheet_svg
from layouts.views import Row, View
from layouts.words import Words, simulated

DOWNLOADS = (
    {"file": "table.csv", "word": "csv", "map": False},
    {"file": "table.xlsx", "word": "xlsx", "map": False},
    {"file": "map.geojson", "word": "geojson", "map": True},
    {"file": "map.svg", "word": "svg", "map": False},
    {"file": "map.png", "word": "png", "map": False},
    {"file": "map.pdf", "word": "pdf", "map": False},
)
# A page without a map keeps the place for one: its reader may go on to a view that has one.
_NO_SHEET = '<svg class="sheet"><g class="land"></g><g data-slot="labels"></g></svg>'


@dataclass(frozen=True)
class Pages:
    """Writes pages in one language.

    ``maps`` gives the address of each boundary set's map file, ``map_files`` what it holds,
    ``sheets`` its drawing; ``site`` is the address readers reach the pages under, ``home`` the path
    of the first view, ``places`` the path of the list that search looks in, ``zone`` the clock a
    release's moment is told by.
    """

    words: Words
    sheets: Mapping[str, Sheet]
    maps: Mapping[str, str]
    assets: Assets
    site: str
    home: str
    places: str
    zone: str = "UTC"
    map_files: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _environment(self) -> Environment:
        made = environment()
        made.globals["places"] = self.places
        made.globals["in_words"] = lambda day: long_date(day, self.words.language)
        return made

    @cached_property
    def _page(self) -> Template:
        return self._environment.get_template("page.html")

    @cached_property
    def _map_page(self) -> Template:
        return self._environment.get_template("map_page.html")

    @cached_property
    def _card_page(self) -> Template:
        return self._environment.get_template("card_page.html")

    @cached_property
    def _cards(self) -> Any:  # noqa: ANN401  (a template's macros)
        return self._environment.get_template("card.html").module

    def _macros(self, **values: object) -> Any:  # noqa: ANN401  (a template's macros)
        return self._environment.get_template("slots.html").make_module(values)

    def slots(self, view: View, edition: Edition = UNRELEASED) -> dict[str, str]:
        """Slot → inner HTML of a view, without the map's labels."""
        shared = shared_view(view, edition, self.site)
        macros = self._macros(
            **self._sharing(lines(shared, view.summary), edition),
            folder=edition.at(view.address.path),
            caption=self._caption(view),
            column=self.words(f"measure.{view.family}.column"),
            downloads=[kind for kind in DOWNLOADS if view.boundary_set or not kind["map"]],
        )
        words = self.words
        scale = view.legend.scale if view.legend else ""
        rows_bars, orders = bars(view.rows, scale), self._orders(view.rows)
        made = {
            "header": macros.header(view.languages, self.home, words),
            "elections": macros.elections(view.elections),
            "finding": macros.finding(view),
            "measures": macros.measures(view),
            "tools": macros.tools(view, words),
            "legend": macros.legend(view, words),
            "time": macros.time(view, words),
            "figures": macros.figures(view, rows_bars, orders, words),
            "card": macros.empty_card(words) if view.rows else "",
            "notes": macros.notes(view, words),
            "course": macros.course(view, words),
            "release": release_line(view.address.path, edition, self.words, self.zone),
        }
        return {slot: str(html).strip() for slot, html in made.items()}

    def _sharing(self, offered: Iterable[Line], edition: Edition) -> dict[str, object]:
        """What the panel for sharing is given."""
        listens = listener(self.site)
        return {"lines": list(offered), "sequence": edition.sequence, "listener": listens}

    def _caption(self, view: View) -> str:
        key = "table.caption" if view.time_words else "table.caption-timeless"
        return self.words(key, level=view.level_words, time=view.time_words.lower())

    def _orders(self, rows: tuple[Row, ...]) -> Mapping[str, int]:
        """Unit id → its place in the language's alphabet, by the name that the table shows."""
        by_name = sorted(rows, key=lambda row: self.words.sort_key(row.short))
        return {row.unit: at for at, row in enumerate(by_name, 1)}

    def view_files(self, view: View, edition: Edition = UNRELEASED) -> tuple[str, bytes]:
        """The two files of a view: its whole page, and what changes when a reader comes to it."""
        slots = self.slots(view, edition)
        page = self._view_page(view, trusted(slots), edition)
        return page, self._view_file(view, slots, edition)

    def _view_page(self, view: View, slots: Mapping[str, Markup], edition: Edition) -> str:
        sheet = self.sheets.get(view.boundary_set)
        drawing = sheet_svg(view, sheet, view.cities) if sheet else _NO_SHEET
        main = self._map_page.render(
            view=view,
            words=self.words,
            slots=slots,
            sheet=sheet,
            sheet_svg=Markup(drawing),
            first=Markup(self._first(view, edition)),
            map_file=Markup(in_script(self.map_files.get(view.boundary_set, ""))),
            assets=trusted(as_dict(self.assets)),
        )
        head = {
            "path": view.address.path,
            "title": view.title,
            "headline": view.headline,
            "description": view.sentences or view.detail,
            **head_languages(view.languages, edition),
            "image": edition.at(view.address.path) + PREVIEW,
            "oembed": edition.at(embed_path(view.address, FULL)) + OEMBED,
        }
        return self._whole(main, slots, head, edition)

    def _view_file(self, view: View, slots: Mapping[str, str], edition: Edition) -> bytes:
        sheet = self.sheets.get(view.boundary_set)
        drawn = {}
        if sheet:
            drawn = {"labels": labels(view, sheet, view.cities), "map-words": escape(view.summary)}
        return as_json(self._data(view, edition) | {"slots": {**slots, **drawn}})

    def _data(self, view: View, edition: Edition) -> dict[str, Any]:
        return {
            "path": edition.at(view.address.path),
            "language": view.address.language,
            "release": edition.sequence,
            "title": view.title,
            "scale": view.legend.scale if view.legend else "",
            "set": view.boundary_set or None,
            "map": self.maps.get(view.boundary_set),
            "states": view.states,
            "speech": {row.unit: row.speech for row in view.rows},
            "cards": {row.unit: row.card for row in view.rows},
            "ahead": [] if edition.is_pinned else likely_next(view),
        }

    def _first(self, view: View, edition: Edition) -> str:
        """The view's data without its slots, for the page that has them already."""
        return in_script(json.dumps(self._data(view, edition), ensure_ascii=False))

    def card_slots(self, card: Card) -> dict[str, str]:
        """Slot → inner HTML of a card that is laid beside a view."""
        return {"card": str(self._cards.card(card, self.words)).strip()}

    def card_page(self, card: Card, edition: Edition = UNRELEASED) -> str:
        """The whole page of a card."""
        sharing = self._sharing(lines(shared_card(card, edition, self.site)), edition)
        macros = self._macros(caption="", column="", downloads=[], **sharing)
        words = self.words
        slots = {
            "header": macros.header(card.languages, self.home, words),
            "elections": macros.elections(card.elections),
            "finding": self._cards.heading(card, words),
            "card": self._cards.body(card, words),
            "notes": macros.notes(card, words),
            "course": macros.course(card, words),
            "release": release_line(card.address.path, edition, self.words, self.zone),
        }
        filled = trusted({slot: str(html).strip() for slot, html in slots.items()})
        main = self._card_page.render(slots=filled, assets=trusted(as_dict(self.assets)))
        head = {
            "path": card.address.path,
            "title": card.title,
            "headline": card.title,
            "description": card.sentence,
            **head_languages(card.languages, edition),
            "image": edition.at(card.address.path) + PREVIEW,
            "oembed": edition.at(embed_path(card.address, CARD)) + OEMBED,
        }
        return self._whole(main, filled, head, edition)

    def card_file(self, card: Card, edition: Edition = UNRELEASED) -> bytes:
        """``view.json`` of a card."""
        return as_json(
            {
                "path": edition.at(card.address.path),
                "release": edition.sequence,
                "language": card.address.language,
                "title": card.title,
                "slots": self.card_slots(card),
            }
        )

    def _whole(
        self,
        main: str,
        slots: Mapping[str, Markup],
        head: Mapping[str, Any],
        edition: Edition,
    ) -> str:
        return self._page.render(
            simulated=" · ".join(simulated(self.words.language)) if edition.is_test else "",
            words=self.words,
            language=self.words.language,
            slots=slots,
            main=Markup(main),
            site=self.site,
            assets=trusted(as_dict(self.assets)),
            **head,
        )
