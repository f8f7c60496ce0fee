"""ODK Central: the CSV of a form, with a file of its own for each repeat."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.imports.entries import ORPHAN, REPEAT, SetAside
from geodata.imports.envelope import Envelope
from geodata.imports.read_rows import Reading
from geodata.lists.table import ListTable

ENVELOPE = Envelope(
    "odk",
    "report",
    key=(("KEY",),),
    version=("Edits",),
    submitted_at=("SubmissionDate",),
    zone="UTC",
    review=("ReviewState",),
    refused=frozenset({"rejected"}),
    doubtful=frozenset({"hasissues"}),
)


def recognised(columns: Sequence[str]) -> bool:
    """Whether the columns are those of a form, or of one of its repeats."""
    # Older servers do not say who submitted.
    marks = ({"KEY", "SubmitterID"}, {"KEY", "SubmissionDate"})
    return any(mark <= set(columns) for mark in marks) or is_repeat(columns)


def is_repeat(columns: Sequence[str]) -> bool:
    """Whether the columns are those of a repeat."""
    return {"KEY", "PARENT_KEY"} <= set(columns)


def repeats(table: ListTable, keys: frozenset[str]) -> Reading:
    """What becomes of the rows of a repeat: they belong to a row already counted, or to none.

    ``keys`` are the keys of all rows of the form. A repeat within a repeat has a key that begins
    with the form's row's.
    """
    place = table.columns.index("PARENT_KEY")
    done = Reading()
    for row in table.rows:
        known = row.cell(place).split("/", 1)[0] in keys
        done.set_aside.append(SetAside(row.line, REPEAT if known else ORPHAN))
    return done
