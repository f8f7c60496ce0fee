"""NEMO: one CSV in which repeated groups are rows of their own, copied from the row above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geodata.imports.entries import REPEAT, SetAside
from geodata.imports.envelope import Envelope
from geodata.imports.form_map import FormMap
from geodata.imports.read_rows import Reading
from geodata.imports.repeats import filled
from geodata.lists.table import ListTable

# The first eight columns stand in this order whatever the language of the header is.
FIRST = (
    "ResponseID", "Shortcode", "Form", "Submitter", "DateSubmitted", "Reviewed", "GroupName",
    "GroupLevel",
)  # fmt: skip
# Of a table that was fetched from its interface.
FLAT = ("ResponseID", "ResponseSubmitDate")
NAMED = ("Form", "Submitter", "DateSubmitted")
ENVELOPE = Envelope(
    "nemo",
    "report",
    key=(("ResponseID", "ID"),),
    submitted_at=("DateSubmitted", "ResponseSubmitDate"),
    form=("Form", "FormName"),
    between=";",
)
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? ?[+-]\d\d(?::?\d\d)?")


def recognised(columns: Sequence[str], first: Sequence[str] = ()) -> bool:
    """Whether the columns are NEMO's, by name or, in another language, by a first row's cells."""
    if is_flat(columns) or (set(NAMED) <= set(columns) and _level(columns) is not None):
        return True
    return (
        len(columns) > len(FIRST)
        and len(first) > len(FIRST)
        and bool(_TIME.fullmatch(first[4].strip()))
        and first[7].strip().isdigit()
    )


def _level(columns: Sequence[str]) -> int | None:
    """Where the level of repeated groups stands; it has had two names and several places."""
    places = (n for n, column in enumerate(columns) if column in ("GroupLevel", "RepeatLevel"))
    return next(places, None)


def first_level(table: ListTable, form_map: FormMap, done: Reading) -> ListTable:
    """The table with its first columns named, without the rows of repeated groups.

    What those rows say of irregularities stands in the row of their response.
    """
    columns, level = table.columns, _level(table.columns)
    if level is None and not is_flat(columns):
        columns = (*FIRST, *table.columns[len(FIRST) :])
        level = FIRST.index("GroupLevel")
        done.notes["header-in-another-language"] += 1
    rows, inside = [], []
    for row in table.rows:
        if level is None or row.cell(level) in ("0", ""):
            rows.append(row)
        else:
            inside.append(row)
            done.set_aside.append(SetAside(row.line, REPEAT))
    whole = replace(table, columns=columns, rows=tuple(rows))
    return filled(whole, columns.index(_key(columns)), inside, form_map)


def _key(columns: Sequence[str]) -> str:
    return next(name for name in ENVELOPE.key[0] if name in columns)


def is_flat(columns: Sequence[str]) -> bool:
    """Whether the columns are those of the interface's table of responses, without groups."""
    return set(FLAT) <= set(columns)
