"""Every row of an import by itself: what became of it, for a screen or a program to list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geodata.elections import Record
from geodata.imports.entries import Entry, Imported, SetAside
from geodata.imports.run import Outcome

Became = Literal["taken", "set-aside"]


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one row of a file.

    ``label`` is what the row calls its place, ``unit`` the id it was joined to, "" where it was
    not. ``reason`` and ``candidates`` say why a row was set aside (docs/imports.md). ``instance``
    is the key of the report that was taken, "" for a published figure.
    """

    file: str
    line: int
    became: Became
    label: str = ""
    unit: str = ""
    instance: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()


def rows_of(outcome: Outcome) -> tuple[Row, ...]:
    """The rows of every file, in the order of the files and of their lines."""
    return tuple(row for one in outcome.files for row in _in_order(one, outcome))


def _in_order(one: Imported, outcome: Outcome) -> list[Row]:
    rows = [*_taken(one), *_published(one, outcome.records.get(one.file, ()))]
    rows += [_set_aside(one.file, aside) for aside in one.set_aside]
    return sorted(rows, key=lambda row: row.line)


def _taken(one: Imported) -> Iterator[Row]:
    return (_entry(one.file, entry) for entry in one.taken)


def _entry(file: str, entry: Entry) -> Row:
    place = entry.place
    label = " / ".join(part for part in (*place.labels, place.station or place.commission) if part)
    return Row(file, entry.line, "taken", label, place.unit, entry.instance)


def _published(one: Imported, records: tuple[Record, ...]) -> Iterator[Row]:
    # One row of a table has a figure for each hour.
    places = dict.fromkeys((row.line, row.key.unit) for row in records)
    return (Row(one.file, line, "taken", "", unit) for line, unit in places)


def _set_aside(file: str, aside: SetAside) -> Row:
    return Row(
        file, aside.line, "set-aside", aside.about, reason=aside.reason, candidates=aside.candidates
    )
