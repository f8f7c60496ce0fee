"""ODK Central: the CSV of a form, with a file of its own for each repeat."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.imports.envelope import Envelope
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


# What a row of a repeat calls its report by.
KEYS = ("KEY",)


def recognised(columns: Sequence[str]) -> bool:
    """Whether the columns are those of a form, or of one of its repeats."""
    # Older servers do not say who submitted.
    marks = ({"KEY", "SubmitterID"}, {"KEY", "SubmissionDate"})
    return any(mark <= set(columns) for mark in marks) or is_repeat(columns)


def is_repeat(columns: Sequence[str]) -> bool:
    """Whether the columns are those of a repeat."""
    return {"KEY", "PARENT_KEY"} <= set(columns)


def reports_of(table: ListTable) -> list[tuple[str, ...]]:
    """The key of the report that each row of a repeat belongs to.

    A repeat within a repeat has a key that begins with the report's.
    """
    place = table.columns.index("PARENT_KEY")
    return [(row.cell(place).split("/", 1)[0],) for row in table.rows]
