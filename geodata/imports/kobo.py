"""KoboToolbox: CSV with semicolons, XLSX, and the JSON of its interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodata.imports.envelope import Envelope
from geodata.imports.read_rows import Reading
from geodata.lists.table import ListTable

ENVELOPE = Envelope(
    "kobo",
    "report",
    key=(("meta/rootUuid", "_uuid", "_id"),),
    # Differs from the root id once a report was edited.
    version=("_uuid",),
    submitted_at=("_submission_time",),
    # Kobo's own time is UTC and does not say so.
    zone="UTC",
    review=("_validation_status",),
    refused=frozenset({"not approved", "validation_status_not_approved"}),
    doubtful=frozenset({"on hold", "validation_status_on_hold"}),
    latitude=("_gps_latitude", "_geolocation_latitude"),
    longitude=("_gps_longitude", "_geolocation_longitude"),
    empty=frozenset({"n/a"}),
)


def recognised(columns: Sequence[str]) -> bool:
    """Whether the columns are those of an export of Kobo."""
    return {"_uuid", "_submission_time"} <= set(columns) or is_repeat(columns)


def is_repeat(columns: Sequence[str]) -> bool:
    """Whether the columns are those of a repeat, which has a sheet of its own."""
    return {"_parent_table_name", "_parent_index"} <= set(columns)


def reports_of(table: ListTable) -> list[tuple[str, ...]]:
    """What each row of a repeat calls its report: its ids, in old workbooks only its number."""
    ids = ("_submission__uuid", "_submission__id")
    names = [name for name in ids if name in table.columns] or ["_parent_index"]
    places = [table.columns.index(name) for name in names]
    return [tuple(row.cell(place) for place in places) for row in table.rows]


def keys(table: ListTable) -> tuple[str, ...]:
    """The columns of a form by which the rows of a repeat call its reports."""
    has_ids = {"_submission__uuid", "_submission__id"} & set(table.columns)
    return ("_uuid", "_id") if has_ids else ("_index",)


def without_tags(table: ListTable, done: Reading) -> ListTable:
    """The table without its second line of HXL tags, which is no row of data."""
    if not table.rows or not _is_tags(table.rows[0].cells):
        return table
    done.notes["line-of-hxl-tags"] += 1
    return replace(table, rows=table.rows[1:])


def _is_tags(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)
