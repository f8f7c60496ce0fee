"""The situation report: the day on paper at any moment, as plain data for the program that sets it.

It says what the screens say, in the same words, with the same n, and with what it can and cannot
say under each part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any, cast

from geodata.simulated import FILE_PREFIX
from layouts.desk.content import Content
from layouts.desk.day import day
from layouts.desk.findings import findings
from layouts.desk.frame import big_figures, frame
from layouts.desk.gaps import gaps
from layouts.desk.incidents import incidents
from layouts.desk.rows import DeskMap
from layouts.desk.silence import silence
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Line
from layouts.desk.turnout import turnout
from layouts.markup import TEMPLATES
from layouts.numbers import long_date
from layouts.picture import map_alone
from layouts.picture_print import Letters
from layouts.views import View
from layouts.words import simulated

TEMPLATE = TEMPLATES / "situation.typ"
# Lists that somebody must act on: on paper their beginning, and how much more there is.
MOST_LINES = 12
_PARTS = (
    ("day", day), ("gaps", gaps), ("silence", silence), ("incidents", incidents),
    ("findings", findings), ("turnout", turnout),
)  # fmt: skip
_SHORT = ("gaps", "silence", "incidents")
# Our typefaces have no narrow space; a full no-break space is in every font.
_SPACES = {
    ord("\N{NARROW NO-BREAK SPACE}"): "\N{NO-BREAK SPACE}",
    ord("\u2068"): "",
    ord("\u2069"): "",
}


@dataclass(frozen=True)
class SituationReport:
    """The report: its data, its maps by file name, and the name under which it is kept."""

    data: Mapping[str, Any]
    maps: Mapping[str, bytes]
    file_name: str


def situation_report(subject: DeskSubject, letters: Letters) -> SituationReport:
    """The report of one moment, for one kind of reader, in one language."""
    words, around = subject.words, frame(subject)
    local = subject.situation.as_at.astimezone(subject.zone)
    moment = f"{long_date(local.date(), words.language)}, {local:%H:%M}"
    parts, maps = [], {}
    for key, make in _PARTS:
        own = replace(subject, address=subject.address.to(key))
        content = make(own)
        if own.sheet and content.map.rows:
            drawn = map_alone(_as_view(content.map), own.sheet, words)
            maps[f"{key}.svg"] = drawn.encode()
        parts.append(_part(own, key, content, f"{key}.svg" in maps))
    title = words("desk.report.title", moment=moment)
    data = {
        "language": words.language,
        "sans": letters.sans,
        "serif": letters.serif,
        "name": words("page.name"),
        "title": f"{title} · {subject.mission.id}",
        "kicker": f"{around.election} · {subject.mission.id}",
        "headline": title,
        "clocks": [f"{one.hour} {one.offset}" for one in around.clocks],
        "age": around.last_report,
        "made": words(
            "desk.report.made", moment=f"{subject.now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        ),
        "simulated": "\n".join(simulated(words.language)) if subject.mission.is_test else "",
        "figures": [
            {"value": one.value, "words": one.words, "detail": one.detail, "late": one.is_late}
            for one in big_figures(subject)
        ],
        "parts": parts,
        "can": words("desk.say.title"),
    }
    kept = f"{subject.mission.id}-{local:%Y-%m-%dT%H-%M}-{words.language}.pdf"
    prefix = FILE_PREFIX if subject.mission.is_test else ""
    return SituationReport(_printable(data), maps, f"{prefix}{kept}")


def _as_view(drawn: DeskMap) -> View:
    """The map of a screen has all that a picture of a map is made from."""
    return cast("View", drawn)


def _part(subject: DeskSubject, key: str, content: Content, has_map: bool) -> dict[str, Any]:
    # Of teams only those to call: the others are on the screen.
    tables = [content.list, *(() if key == "silence" else content.under)]
    most = MOST_LINES if key in _SHORT else None
    return {
        "name": subject.words(f"desk.screen.{key}"),
        "headline": content.headline,
        "detail": content.detail,
        "map": f"{key}.svg" if has_map else "",
        "summary": content.map.summary,
        "tables": [_table(subject, one, most) for one in tables if one.lines or one.empty],
        "said": list(content.said),
    }


def _table(subject: DeskSubject, table: DeskTable, most: int | None) -> dict[str, Any]:
    lines = table.lines if most is None else table.lines[:most]
    left = len(table.lines) - len(lines)
    words = subject.words
    return {
        "caption": table.caption,
        "columns": [one.words for one in table.heads],
        "numeric": [one.is_figure for one in table.heads],
        "rows": [_row(one, len(table.heads)) for one in (*table.whole, *lines)],
        "empty": "" if table.lines else table.empty,
        "more": words.plural("desk.wall.more", left, count=subject.count(left)) if left else "",
    }


def _row(line: Line, columns: int) -> dict[str, Any]:
    """A row fills every column, however many a list leaves out."""
    left = columns - 1 - sum(one.span for one in line.cells)
    said = [*line.cells, *[Cell("")] * left]
    cells = [{"words": one.words, "late": one.is_late, "span": one.span} for one in said]
    return {
        "name": line.name,
        "detail": line.detail,
        "note": line.note,
        "late": line.is_late,
        "cells": cells,
    }


def _printable(value: Any) -> Any:  # noqa: ANN401  (any depth of plain data)
    if isinstance(value, str):
        return value.translate(_SPACES)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value
