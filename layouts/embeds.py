"""Embeds: a view or a card as a small page that other sites may frame.

Each is whole without script and needs no other file but a script of a few lines: the server's map,
a table and everything needed to trust it, in the letters that the reader's system has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from geodata.boundaries.sheet import Sheet
from layouts.address import Address
from layouts.bars import bars
from layouts.cards import Card
from layouts.edition import Edition
from layouts.embed_map import embed_map
from layouts.embed_style import embed_style
from layouts.markup import Assets, environment
from layouts.numbers import long_date, one_stop, released
from layouts.share import (
    FIRST_ROWS,
    LONG_FIGURE,
    MANY_COLUMNS,
    MOST_ROWS,
    Shared,
    shared_card,
    shared_view,
)
from layouts.tables import DASH
from layouts.views import Link, Notes, View
from layouts.words import Words, simulated

File = tuple[str, str | bytes]


@dataclass(frozen=True)
class Embeds:
    """Writes the embeds in one language.

    ``sheets`` has the drawing of each boundary set; ``site`` is the address readers reach the
    pages under; ``zone`` the IANA zone in which the moment of a release is said.
    """

    words: Words
    sheets: Mapping[str, Sheet]
    assets: Assets
    site: str
    zone: str

    @cached_property
    def _template(self) -> Template:
        return environment().get_template("embed.html")

    def of_view(self, view: View, edition: Edition) -> Iterator[File]:
        """Path and content of a view's embeds and of their oEmbed files."""
        sheet = self.sheets.get(view.boundary_set)
        scale = view.legend.scale if view.legend else ""
        drawing = Markup(embed_map(view, sheet)) if sheet else ""
        shown: dict[str, Any] = {
            "view": view,
            "headline": view.headline,
            "say": view.sentences,
            "kicker": self._kicker(view.elections, view.address, _what(view)),
            "caption": self._caption(view),
            "column": self.words(f"measure.{view.family}.column"),
            "bars": bars(view.rows, scale),
            "shown": FIRST_ROWS if len(view.rows) > MOST_ROWS else len(view.rows),
            "long": any(len(row.printed) > LONG_FIGURE for row in view.rows),
            "drawing": drawing,
            "style": Markup(embed_style(scale, bool(sheet))),
        }
        for shared in shared_view(view, edition, self.site):
            yield from self._files(shared, view.notes, shown)

    def of_card(self, card: Card, edition: Edition) -> Iterator[File]:
        """Path and content of a card's embed and of its oEmbed file."""
        shown: dict[str, Any] = {
            "shown_card": card,
            "headline": card.called,
            "say": card.sentence,
            "kicker": self._kicker(card.elections, card.address),
            "drawing": "",
            "style": Markup(embed_style("", has_map=False)),
        }
        for shared in shared_card(card, edition, self.site):
            yield from self._files(shared, card.notes, shown)

    def _kicker(self, elections: tuple[Link, ...], address: Address, what: str = "") -> str:
        """Which vote, on which day, and what is shown; a line never begins with the dot."""
        day = long_date(date.fromisoformat(address.election[:10]), self.words.language)
        vote = ", ".join([*(link.words for link in elections if link.chosen), day])
        return one_stop(f"{vote}\N{NO-BREAK SPACE}· {what}" if what else vote)

    def _files(self, shared: Shared, notes: Notes, shown: Mapping[str, Any]) -> Iterator[File]:
        edition = shared.edition
        page = self._template.render(
            shown,
            words=self.words,
            kind=shared.kind,
            title=shared.title,
            edition=edition,
            simulated=" · ".join(simulated(self.words.language)),
            notes=notes,
            released=released(edition, self.words, self.zone),
            site=self.site,
            page=shared.address.path,
            living=shared.living.path,
            oembed=shared.oembed_path,
            icon=self.assets.icon,
            script=self.assets.embed,
            dash=DASH,
            many=MANY_COLUMNS,
        )
        yield f"{shared.path}index.html", page
        yield shared.oembed_path, shared.oembed()

    def _caption(self, view: View) -> str:
        key = "table.caption" if view.time_words else "table.caption-timeless"
        return self.words(key, level=view.level_words, time=view.time_words.lower())


def _what(view: View) -> str:
    return ", ".join(part for part in (view.measure_words, view.time_words) if part)
