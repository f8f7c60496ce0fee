"""KoboToolbox: CSV with semicolons, XLSX, and the JSON of its interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodata.imports.entries import ORPHAN, REPEAT, SetAside
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


def repeats(table: ListTable, keys: frozenset[str]) -> Reading:
    """What becomes of the rows of a repeat: they belong to a row already counted, or to none.

    ``keys`` are the ids of all rows of the form.
    """
    names = ("_submission__uuid", "_submission__id")
    places = [table.columns.index(name) for name in names if name in table.columns]
    done = Reading()
    for row in table.rows:
        known = any(row.cell(place) in keys for place in places)
        done.set_aside.append(SetAside(row.line, REPEAT if known else ORPHAN))
    return done


def without_tags(table: ListTable, done: Reading) -> ListTable:
    """The table without its second line of HXL tags, which is no row of data."""
    if not table.rows or not _is_tags(table.rows[0].cells):
        return table
    done.notes["line-of-hxl-tags"] += 1
    return replace(table, rows=table.rows[1:])


def _is_tags(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)
