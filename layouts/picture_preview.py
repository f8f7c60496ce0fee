"""Previews: what a link shows of itself in a chat or on a social network, 1200 by 630.

Set like a front page in small: the finding, the map beside a sentence, how to read it, and whose
figures they are. It is seen at half its size and less, so it has few words, and large ones.
"""

from __future__ import annotations

from datetime import date
from html import escape

from geodata.boundaries.sheet import Sheet
from layouts.cards import Card
from layouts.edition import UNRELEASED, Edition
from layouts.labels import labels
from layouts.numbers import long_date, one_stop
from layouts.picture_lists import day_columns, listed
from layouts.picture_style import Face, preview_style, text, watermark
from layouts.share import PREVIEW_SIZE
from layouts.sheet_svg import land
from layouts.text_width import SERIF, shortened, text_width, wrap, wrap_evenly
from layouts.views import Legend, Notes, View
from layouts.words import Words, simulated

WIDTH, HEIGHT = PREVIEW_SIZE
MARGIN = 52.0
INNER = WIDTH - 2 * MARGIN
TOP, BOTTOM = 92.0, HEIGHT - 92.0
HEADLINES = (52.0, 46.0, 40.0, 35.0, 31.0)
MOST_LINES = 2
SAID, LEADING, KICKER, FOOT, SMALL = 25.0, 34.0, 22.0, 18.0, 17.0
COLUMN, GAP = 420.0, 40.0
CHART_WIDTH, CHART_HEIGHT = 340.0, 150.0


def view_preview(
    view: View, sheet: Sheet | None, words: Words, edition: Edition = UNRELEASED, site: str = ""
) -> str:
    """The preview of a view: with its map, else with its day or the head of its table."""
    drawn, top = _head(view.headline)
    sentence = view.summary.removeprefix(f"{view.headline}.").strip()
    if sheet is not None and view.legend:
        drawn += _beside(sentence, view.legend, top) + _map(view, sheet, top)
    elif view.family == "turnout" and view.times:
        drawn += _at(MARGIN, top + 14, day_columns(view.times, INNER, BOTTOM - top - 14))
    elif view.tables:
        drawn += _at(MARGIN, top + 14, listed(view.tables[0], INNER, BOTTOM - top - 14))
    drawn += _frame(_kicker(view, words), view.notes, words, site)
    return _whole(preview_style(view), drawn, view.headline, words, edition)


def card_preview(card: Card, words: Words, edition: Edition = UNRELEASED, site: str = "") -> str:
    """The preview of a unit's card: its name, its last figure, and its day beside the country's."""
    drawn, top = _head(card.called)
    most = int((BOTTOM - top - 70) / LEADING)
    drawn += _paragraph(card.sentence, top + 10, most)
    if card.chart:
        drawn += _chart(card.chart, top) + _key(card.called, words("card.country"))
    drawn += _frame(_kicker(card, words), card.notes, words, site)
    return _whole(preview_style(), drawn, card.title, words, edition)


def _head(headline: str) -> tuple[str, float]:
    """The finding in the largest type in which it takes two lines, and where it ends."""
    for size in HEADLINES:
        lines = wrap_evenly(headline, size * SERIF, INNER)
        if len(lines) <= MOST_LINES:
            break
    drawn = [
        text(line, MARGIN, TOP + (at + 1) * size * 1.16, Face(size, "serif"))
        for at, line in enumerate(lines[: MOST_LINES + 1])
    ]
    return "".join(drawn), TOP + len(drawn) * size * 1.16 + size * 0.3


def _kicker(shown: View | Card, words: Words) -> str:
    """Which vote, on which day, and at which hour."""
    day = long_date(date.fromisoformat(shown.address.election[:10]), words.language)
    vote = ", ".join([*(link.words for link in shown.elections if link.chosen), day])
    time = shown.time_words if isinstance(shown, View) else ""
    return one_stop(f"{vote} · {time}" if time else vote)


def _frame(kicker: str, notes: Notes, words: Words, site: str) -> str:
    """The name above and the source below, each with its hairline."""
    host, line, small = site.partition("://")[2], HEIGHT - 78, Face(FOOT, "second")
    rooms = (INNER - text_width(host, FOOT) - 40, INNER)
    source = f"{words('notes-on.source')}: {notes.sources[0].title}" if notes.sources else ""
    lines = [one for one in (source, notes.as_of) if one]
    said = [shortened(one, FOOT, room) for one, room in zip(lines, rooms, strict=False)]
    return "".join(
        [
            text(words("page.name"), MARGIN, 62, Face(30, "serif")),
            text(kicker, WIDTH - MARGIN, 60, Face(KICKER, "second", "end")),
            f'<path class="hair" d="M{MARGIN:g} 82h{INNER:g}M{MARGIN:g} {line}h{INNER:g}"/>',
            *(text(one, MARGIN, line + 27 + at * 25, small) for at, one in enumerate(said)),
            text(host, WIDTH - MARGIN, line + 27, Face(FOOT, "second", "end")),
        ]
    )


def _at(x: float, y: float, drawn: str, scale: float = 1.0) -> str:
    larger = f"scale({scale:.4f})" if scale != 1.0 else ""
    return f'<g transform="translate({x:.1f} {y:.1f}){larger}">{drawn}</g>'


def _paragraph(words: str, y: float, most: int) -> str:
    lines = wrap(words, SAID, COLUMN)
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(f"{lines[most - 1]} …", SAID, COLUMN)]
    return "".join(
        text(line, MARGIN, y + (at + 1) * LEADING - 8, Face(SAID)) for at, line in enumerate(lines)
    )


def _beside(sentence: str, legend: Legend, top: float) -> str:
    """The sentence, and the legend at the foot of its column."""
    drawn, height = _legend(legend)
    foot = BOTTOM - height
    most = max(1, int((foot - top - 20) / LEADING))
    return _paragraph(sentence, top + 8, most) + _at(MARGIN, foot, drawn)


def _legend(legend: Legend) -> tuple[str, float]:
    """What is counted, in words, the classes under it, and how high the two are together."""
    step = COLUMN / len(legend.classes)
    counted = wrap(legend.counted, SMALL, COLUMN)[:2]
    said = [
        text(line, 0, (at + 1) * 23 - 7, Face(SMALL, "second")) for at, line in enumerate(counted)
    ]
    y = len(counted) * 23 + 4
    bands = [
        f'<rect class="{one.state}" x="{at * step:.1f}" y="{y}" width="{step + 0.3:.1f}" '
        f'height="18"/>'
        for at, one in enumerate(legend.classes)
    ]
    every = 1 if max(text_width(one.low, SMALL) for one in legend.classes) + 4 < step else 2
    breaks = [
        text(one.low, at * step, y + 38, Face(SMALL, "second", "middle"))
        for at, one in enumerate(legend.classes)
        if one.low and at % every == every - 1
    ]
    return "".join([*said, *bands, *breaks]), y + 40.0


def _map(view: View, sheet: Sheet, top: float) -> str:
    """The map as large as the room beside the column allows, its figures large too."""
    width, height = INNER - COLUMN - GAP, BOTTOM - top - 4
    scale = min(width / sheet.width, height / sheet.height)
    drawn = land(sheet, view.states) + labels(view, sheet, view.cities, styled=False)
    y = top + 4 + (height - sheet.height * scale) / 2
    return _at(WIDTH - MARGIN - sheet.width * scale, y, drawn, scale)


def _chart(chart: str, top: float) -> str:
    width, height = INNER - COLUMN - GAP, BOTTOM - top - 16
    scale = min(width / CHART_WIDTH, height / CHART_HEIGHT)
    inside = chart[chart.index(">") + 1 : chart.rindex("</svg>")]
    return _at(WIDTH - MARGIN - CHART_WIDTH * scale, top + 12, inside, scale)


def _key(name: str, country: str) -> str:
    """Whose line is whose."""
    named = [("unit", name), ("whole", country)]
    return "".join(
        _at(
            MARGIN,
            BOTTOM - 44 + at * 32,
            f'<g class="line {kind}"><path d="M0 0h26"/><circle cx="13" r="5"/></g>'
            + text(shortened(said, 20, COLUMN - 40), 38, 7, Face(20, "second")),
        )
        for at, (kind, said) in enumerate(named)
    )


def _whole(style: str, drawn: str, title: str, words: Words, edition: Edition) -> str:
    mark = watermark(simulated(words.language), WIDTH, HEIGHT) if edition.is_test else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" xml:lang="{words.language}"><title>{escape(title)}</title>{style}'
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>{drawn}{mark}</svg>'
    )
