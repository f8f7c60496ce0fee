"""Pictures: a view drawn alone, with everything a reader needs to trust and cite it.

Headline, map with labels and circles, legend, sources, the moment of the figures, boundaries and
licence stand in one SVG that needs no other file; PNG pictures are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape

from geodata.boundaries.sheet import Sheet
from layouts.edition import UNRELEASED, Edition
from layouts.labels import labels
from layouts.numbers import long_date, one_stop
from layouts.picture_legend import legend
from layouts.picture_style import INNER, MARGIN, PRINT_MM, WIDTH, Face, style, text, watermark
from layouts.picture_table import table
from layouts.sheet_svg import land
from layouts.text_width import SERIF, wrap, wrap_evenly
from layouts.themes import Theme
from layouts.views import View
from layouts.words import Words, simulated

HEADLINE, DETAIL, SMALL, FOOT = 38.0, 19.0, 15.0, 13.5
# Lines of reading matter stay short enough to read.
MEASURE = 880.0


@dataclass
class _Column:
    """What has been set so far, and how far down it reaches."""

    y: float = MARGIN
    drawn: list[str] = field(default_factory=list)

    def lines(
        self, words: str, size: float, kind: str, width: float = MEASURE, leading: float = 1.4
    ) -> None:
        """Set words in lines no wider than ``width``."""
        wider, broken = (SERIF, wrap_evenly) if kind == "serif" else (1.0, wrap)
        for line in broken(words, size * wider, width) if words else []:
            self.y += size * leading
            self.drawn.append(text(line, MARGIN, self.y - 0.28 * size, Face(size, kind)))

    def block(self, drawn: str, height: float) -> None:
        """Set something of a known height whose origin is its upper left corner."""
        self.drawn.append(f'<g transform="translate({MARGIN} {self.y:.1f})">{drawn}</g>')
        self.y += height

    def space(self, height: float) -> None:
        """Leave room."""
        self.y += height

    def hairline(self) -> None:
        """Rule a line across."""
        self.drawn.append(f'<path class="hair" d="M{MARGIN} {self.y:.1f}h{INNER}"/>')


@dataclass(frozen=True, slots=True)
class Around:
    """What a view does not know: the site's address, and names of cities that are no rows.

    ``site`` stands before the view's path at the foot; ``cities`` (unit id → name) label the
    circles of a map of districts. ``edition`` is the release it belongs to: a rehearsal's picture
    says so.
    """

    site: str = ""
    cities: Mapping[str, str] = field(default_factory=dict)
    edition: Edition = UNRELEASED


NOTHING_AROUND = Around()


def picture(
    view: View,
    sheet: Sheet | None,
    words: Words,
    theme: Theme = "light",
    around: Around = NOTHING_AROUND,
) -> str:
    """The view as an SVG that stands alone, as wide as a sheet of A4 and as high as it needs.

    Without a sheet, or for a view without a map, the first rows of its table take the map's place.
    """
    column = _Column(y=MARGIN - 8)
    _head(column, view)
    if sheet is not None and view.boundary_set:
        _map(column, view, sheet, around.cities)
        _legend(column, view)
        _left_out(column, view, words)
    else:
        _table(column, view, words)
    _foot(column, view, words, around)
    return _whole(column, view, words, theme, around.edition)


def map_alone(view: View, sheet: Sheet, words: Words) -> str:
    """The map and its legend without head and foot, for a page that says the rest itself."""
    column = _Column(y=0)
    _map(column, view, sheet, view.cities)
    _legend(column, view)
    _left_out(column, view, words)
    size = f'viewBox="{MARGIN} 0 {INNER} {column.y:.0f}"'
    drawn = style(view, "light") + "".join(column.drawn)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'


def _head(column: _Column, view: View) -> None:
    chosen = [link.words for link in view.elections if link.chosen]
    day = long_date(date.fromisoformat(view.address.election[:10]), view.address.language)
    kicker = [", ".join([*chosen, day]), view.measure_words, view.time_words]
    column.lines(one_stop(" · ".join(part for part in kicker if part)), SMALL, "second", INNER)
    column.space(6)
    column.lines(view.headline, HEADLINE, "serif", INNER, 1.2)
    column.space(6)
    column.lines(view.sentences or view.detail, DETAIL, "second", MEASURE)
    column.space(20)


def _map(column: _Column, view: View, sheet: Sheet, cities: Mapping[str, str]) -> None:
    scale = INNER / sheet.width
    drawn = land(sheet, view.states) + labels(view, sheet, cities, styled=False)
    column.block(f'<g transform="scale({scale:.4f})">{drawn}</g>', sheet.height * scale)
    column.space(14)


def _legend(column: _Column, view: View) -> None:
    if view.legend:
        drawn, height = legend(view.legend)
        column.block(drawn, height)
        column.lines(view.legend.bounds, FOOT, "second")


def _left_out(column: _Column, view: View, words: Words) -> None:
    units = [f"{row.name}, {row.printed}" for row in view.rows if not row.outlined]
    if units:
        column.lines(words("picture.not-on-map", units="; ".join(units)), FOOT, "second")


def _table(column: _Column, view: View, words: Words) -> None:
    drawn, height, more = table(view)
    column.block(drawn, height)
    if more:
        column.lines(words("picture.more", count=more), FOOT, "second")


def _foot(column: _Column, view: View, words: Words, around: Around) -> None:
    notes = view.notes
    column.space(18)
    column.hairline()
    column.space(10)
    sources = "; ".join(dict.fromkeys(source.title for source in notes.sources))
    for line in (
        words("picture.sources", sources=sources) if sources else "",
        notes.as_of,
        notes.boundaries if view.boundary_set else "",
        notes.licence,
        notes.set_aside,
    ):
        column.lines(line, FOOT, "second", INNER)
    column.space(30)
    column.drawn.append(text(words("page.name"), MARGIN, column.y, Face(20, "serif")))
    address = around.site.removesuffix("/") + around.edition.at(view.address.path)
    column.drawn.append(text(address, WIDTH - MARGIN, column.y, Face(FOOT, "second", "end")))
    column.space(MARGIN - 12)


def _whole(column: _Column, view: View, words: Words, theme: Theme, edition: Edition) -> str:
    height = round(column.y)
    size = f'width="{PRINT_MM}mm" height="{height * PRINT_MM / WIDTH:.1f}mm"'
    mark = watermark(simulated(words.language), WIDTH, height) if edition.is_test else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {size} '
        f'xml:lang="{view.address.language}" role="img" aria-labelledby="title desc">'
        f'<title id="title">{escape(view.title)}</title>'
        f'<desc id="desc">{escape(view.summary)}</desc>{style(view, theme)}'
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>'
        f"{''.join(column.drawn)}{mark}</svg>"
    )
