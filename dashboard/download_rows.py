"""What downloads say of a view: its figures as plain columns, and the facts that go with them.

A number stands in a number's column only where the source printed that very number. Bounds have
columns of their own, and where there is no figure its kind of nothing stands as a code: never 0,
and never an empty row without a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from geodata.figures import Figure, Nothing, Reading
from layouts.edition import UNRELEASED, Edition
from layouts.numbers import number
from layouts.tables import Cell, Table
from layouts.views import Row, View
from layouts.words import Words

Value = str | Decimal | None
# Unit id → scheme ("iso_3166_2", "kato") → code.
Codes = Mapping[str, Mapping[str, str]]

COLUMNS = (
    "unit",
    "name",
    "value",
    "low",
    "high",
    "printed",
    "qualifier",
    "counted_in",
    "status",
    "nothing",
    "as_of",
    "derived",
    "source",
    "source_address",
    "notes",
)
# What a spreadsheet would take for a formula, in either width, and what leads it there.
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about a view: what it is called, and what it says."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a download comes from: the address of the site, and the release it is made from."""

    site: str = ""
    edition: Edition = UNRELEASED


NOWHERE = Origin()


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what might be."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def one_line(text: str) -> str:
    """Text without line breaks and tabs; narrow and no-break spaces stay what they are."""
    return _BREAKS.sub(" ", text)


def columns(codes: Codes) -> tuple[str, ...]:
    """The names of the columns: a column for each scheme of codes follows the unit's id."""
    schemes = dict.fromkeys(scheme for unit in codes.values() for scheme in unit)
    return (COLUMNS[0], *(f"code_{scheme}" for scheme in schemes), *COLUMNS[1:])


def records(view: View, codes: Codes) -> list[dict[str, Value]]:
    """The country's own row, where it has one, and every row of the ranking, in its order."""
    rows = [view.whole, *view.rows] if view.whole else list(view.rows)
    return [record(row, view, codes.get(row.unit, {})) for row in rows]


def record(row: Row, view: View, codes: Mapping[str, str]) -> dict[str, Value]:
    """Column → value of one row; None where there is nothing to say."""
    texts = {note.mark: note.text for note in view.notes.footnotes}
    return {
        "unit": row.unit,
        **{f"code_{scheme}": code for scheme, code in codes.items()},
        "name": row.name,
        "printed": row.printed,
        **_reading(row.reading),
        "notes": " ".join(texts[mark] for mark in row.marks if mark in texts),
    }


def _reading(reading: Reading) -> dict[str, Value]:
    if not isinstance(reading, Figure):
        return {"nothing": str(reading)}
    addresses = dict.fromkeys(source.address for source in reading.sources if source.address)
    return {
        "value": reading.value,
        "low": reading.low,
        "high": reading.high,
        "qualifier": str(reading.qualifier),
        "counted_in": reading.counted_in,
        "status": reading.status,
        "as_of": reading.as_of.isoformat() if reading.as_of else "",
        "derived": reading.derived,
        "source": "; ".join(dict.fromkeys(source.title for source in reading.sources)),
        "source_address": " ".join(addresses),
    }


def table_columns(table: Table, words: Words) -> list[str]:
    """The headings of a listed table: each figure has a number and, beside it, what was printed."""
    printed = words("download.column.printed")
    headings = [words("download.column.depth")]
    for heading, numeric in zip(table.columns, table.numeric, strict=True):
        headings += [heading, f"{heading} ({printed})"] if numeric else [heading]
    return [*headings, words("download.column.source"), words("download.column.notes")]


def table_rows(table: Table, view: View, words: Words) -> Iterator[list[Value]]:
    """The rows of a listed table under ``table_columns``."""
    texts = {note.mark: note.text for note in view.notes.footnotes}
    codes = {words(f"nothing.{kind}"): str(kind) for kind in Nothing}
    for cells, depth in zip(table.rows, table.depth, strict=True):
        values: list[Value] = [Decimal(depth)]
        for cell, numeric in zip(cells, table.numeric, strict=True):
            values += [_exact(cell, words), _printed(cell, codes)] if numeric else [cell.words]
        marks = dict.fromkeys(mark for cell in cells for mark in cell.marks)
        sources = dict.fromkeys(cell.hint for cell in cells if cell.hint not in ("", *codes))
        notes = " ".join(texts[mark] for mark in marks if mark in texts)
        yield [*values, "; ".join(sources), notes]


def _printed(cell: Cell, codes: Mapping[str, str]) -> str:
    """What was printed, or the code of the kind of nothing, which a page may show as a dash."""
    return codes.get(cell.words) or codes.get(cell.hint) or cell.words


def _exact(cell: Cell, words: Words) -> Decimal | None:
    """The number a cell sorts by, if that is what was printed and not the middle of bounds."""
    if cell.value is None:
        return None
    ways = {number(cell.value, words.language, signed) for signed in (False, True)}
    return cell.value if cell.words in ways else None


def facts(view: View, words: Words, origin: Origin = NOWHERE) -> list[Fact]:
    """Title, sources, moment, boundaries, meaning, limits, notes, licence, release and address of a
    view; of a rehearsal first of all that it is one."""
    notes, root, edition = view.notes, origin.site.removesuffix("/"), origin.edition
    is_released = edition.sequence > 0
    moment = edition.made_at.isoformat(timespec="seconds")
    said: Iterable[tuple[str, str]] = [
        ("simulated", words("page.simulated") if edition.is_test else ""),
        ("title", view.title),
        ("headline", view.headline),
        ("detail", view.detail),
        *(("source", _source(one.title, one.address)) for one in notes.sources),
        ("as-of", notes.as_of),
        ("boundaries", notes.boundaries),
        ("can", notes.can),
        ("cannot", notes.cannot),
        ("note", notes.derived),
        *(("note", note.text) for note in notes.footnotes),
        ("note", notes.set_aside),
        ("licence", notes.licence),
        ("release", f"{edition.sequence}, {moment}" if is_released else ""),
        ("address", root + view.address.path),
        ("pinned", root + edition.pinned_at(view.address.path) if is_released else ""),
    ]
    return [Fact(words(f"download.{key}"), one_line(text)) for key, text in said if text]


def _source(title: str, address: str) -> str:
    return f"{title}, {address}" if address else title
