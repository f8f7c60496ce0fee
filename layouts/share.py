"""Sharing: the lines that put a view on another site, and what oEmbed tells of it.

oEmbed is how WordPress, Ghost and others turn a pasted address into an embed: a page names a JSON
file, and that file has the markup. Ours are written beforehand, so that any static server will do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from layouts.address import Address
from layouts.cards import Card
from layouts.edition import Edition
from layouts.embed_address import CARD, HEADLINE, MAP, OEMBED, OF_VIEWS, embed_path
from layouts.tables import DASH, Cell, Table
from layouts.views import View

# The width for which a height is said where nothing tells the true one.
USUAL_WIDTH = 640
PICTURE, PREVIEW = "map.svg", "preview.png"
PREVIEW_SIZE = (1200, 630)
# A longer ranking shows so many rows, and the rest when asked.
MOST_ROWS, FIRST_ROWS = 24, 12
# A table with more columns than this stands row under row at the usual width; the head of a row
# that is longer than this takes two lines.
MANY_COLUMNS, _LONG_HEAD = 4, 30
# The same for names of a ranking; beside longer figures there is no room for bars.
_LONG_NAME, LONG_FIGURE = 13, 9
_CACHE_SECONDS = 300
_PROVIDER = "Baqylau"


@dataclass(frozen=True, slots=True)
class Shared:
    """One embed as it is offered: its title, and its height at the usual width in pixels."""

    address: Address
    kind: str
    edition: Edition
    site: str
    title: str
    height: int

    @property
    def path(self) -> str:
        """The path of the embed's folder."""
        return self.edition.at(embed_path(self.address, self.kind))

    @property
    def oembed_path(self) -> str:
        """The path of its oEmbed file."""
        return f"{self.path}{OEMBED}"

    @property
    def page(self) -> str:
        """The address of the page it is an extract of."""
        return f"{self.site}{self.edition.at(self.address.path)}"

    @property
    def living(self) -> Shared:
        """The same embed under the address that moves on."""
        return replace(self, edition=replace(self.edition, is_pinned=False))

    @property
    def pinned(self) -> Shared:
        """The same embed under the address that keeps its figures."""
        return replace(self, edition=self.edition.pinned)

    def iframe(self) -> str:
        """The line that embeds it anywhere."""
        return (
            f'<iframe src="{self.site}{self.path}" title="{escape(self.title)}" width="100%" '
            f'height="{self.height}" style="border:0" loading="lazy"></iframe>'
        )

    def oembed(self) -> bytes:
        """Its oEmbed file: the frame, and a line to read where frames are taken out."""
        link = f'<a href="{self.page}">{escape(self.title, quote=False)}</a>'
        width, height = PREVIEW_SIZE
        content = {
            "version": "1.0",
            "type": "rich",
            "title": self.title,
            "provider_name": _PROVIDER,
            "provider_url": self.site,
            "cache_age": _CACHE_SECONDS,
            "width": USUAL_WIDTH,
            "height": self.height,
            "html": f"<blockquote>{link}</blockquote>{self.iframe()}",
            "thumbnail_url": f"{self.page}{PREVIEW}",
            "thumbnail_width": width,
            "thumbnail_height": height,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def shared_view(view: View, edition: Edition, site: str) -> tuple[Shared, ...]:
    """The embeds of a view."""
    has_map, tables = bool(view.boundary_set), _ranking_height(view) + _tables_height(view.tables)
    heights = {kind: _height(kind, tables, has_map) for kind in OF_VIEWS}
    return tuple(
        Shared(view.address, kind, edition, site, view.headline, height)
        for kind, height in heights.items()
    )


def shared_card(card: Card, edition: Edition, site: str) -> tuple[Shared, ...]:
    """The embed of a card."""
    height = _height(CARD, _tables_height((card.history,)), has_map=False)
    return (Shared(card.address, CARD, edition, site, card.title, height),)


def _ranking_height(view: View) -> int:
    """About how high the ranking is at the usual width, beside the map."""
    rows = view.rows if len(view.rows) <= MOST_ROWS else view.rows[: FIRST_ROWS + 2]
    long = (len(row.short) > _LONG_NAME or len(row.printed) > LONG_FIGURE for row in rows)
    return 90 + sum(46 if one else 29 for one in long) if rows else 0


def _tables_height(tables: Sequence[Table]) -> int:
    """About how high tables are at the usual width, where long heads take two lines."""
    return sum(
        66 + sum(_row_height(row, len(table.columns) > MANY_COLUMNS) for row in table.rows)
        for table in tables
    )


def _row_height(row: Sequence[Cell], is_stacked: bool) -> int:
    known = sum(cell.words not in ("", DASH) for cell in row[1:])
    if is_stacked:
        return 34 + 20 * known
    return 48 if max(len(cell.words) for cell in row) > _LONG_HEAD else 29


def _height(kind: str, tables: int, has_map: bool) -> int:
    """How high an embed is at the usual width; better a little air below than a line cut off."""
    if kind == CARD:
        return 500 + tables
    if kind == HEADLINE:
        return 320
    if not has_map:
        return 360 + tables
    return 760 if kind == MAP else 370 + max(tables, 480)


@dataclass(frozen=True, slots=True)
class Line:
    """A line to copy: its name, the key of its word, and what it says living and pinned."""

    name: str
    word: str
    living: str
    pinned: str


def lines(shared: Sequence[Shared], alternative: str = "") -> Iterator[Line]:
    """What the panel offers: the address, a line for each embed, and one for the picture alone.

    ``alternative`` are the words for who cannot see the picture; "" where there is none.
    """
    first = shared[0]
    yield Line("link", "share.link", first.living.page, first.pinned.page)
    for one in shared:
        yield Line(one.kind, f"share.{one.kind}", one.living.iframe(), one.pinned.iframe())
    if alternative:
        pictures = (_picture(one.page, alternative) for one in (first.living, first.pinned))
        yield Line("picture", "share.picture", *pictures)


def _picture(page: str, alternative: str) -> str:
    return (
        f'<a href="{page}"><img src="{page}{PICTURE}" alt="{escape(alternative)}" '
        'style="width:100%" loading="lazy"></a>'
    )


def listener(site: str) -> str:
    """The line that gives every frame of ours on a page its true height.

    It listens to this site alone, takes nothing but a number, and bounds that.
    """
    return (
        "<script>addEventListener('message',e=>{let h=Number(e.data?.height);"
        f"if(e.origin==='{site}'&&e.data.baqylau==='height'&&h>0)"
        "for(let f of document.querySelectorAll('iframe'))"
        "if(f.contentWindow===e.source)f.style.height=Math.min(h,9000)+'px'})</script>"
    )
