"""Which system a file comes from, told by its header, and how its rows are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.errors import Fault, FaultyData
from geodata.imports import apollo, kobo, nemo, odk, vote_monitor
from geodata.imports.entries import PEOPLE, Imported, SetAside
from geodata.imports.envelope import Envelope
from geodata.imports.form_map import FormMap
from geodata.imports.read_rows import Reading, read_rows
from geodata.imports.turnout_columns import hour_columns, known_columns
from geodata.lists.table import ListTable

FORMATS = ("odk", "kobo", "table", "bulletin", "apollo", "votemonitor", "nemo")


@dataclass(frozen=True, slots=True)
class Source:
    """A table and the system it was recognised as."""

    table: ListTable
    format: str


def recognise(table: ListTable) -> str:
    """The system of a table, by its header; "" where no system is known by it."""
    columns = table.columns
    first = table.rows[0].cells if table.rows else ()
    known = {
        "odk": odk.recognised(columns),
        "kobo": kobo.recognised(columns),
        "nemo": nemo.recognised(columns, first),
        "apollo": apollo.is_submissions(columns)
        or apollo.is_locations(columns)
        or apollo.is_people(columns),
        "votemonitor": vote_monitor.envelope(columns) is not None,
        "table": is_turnout(columns),
    }
    return next((name for name, found in known.items() if found), "")


def is_turnout(columns: Sequence[str]) -> bool:
    """Whether a table says the turnout of units."""
    known = known_columns(columns)
    has_unit = bool({"unit", "code"} & known.keys())
    return has_unit and ("percent" in known or bool(hour_columns(columns)))


def read_system(sources: Sequence[Source], form_map: FormMap, zone: str) -> list[Imported]:
    """Read the tables of one command; repeats of a form belong to its rows."""
    forms = [
        one for one in sources if not (one.format == "odk" and odk.is_repeat(one.table.columns))
    ]
    repeats = [one.table for one in sources if one not in forms]
    keys = frozenset(
        row.cell(one.table.column("KEY", "ODK"))
        for one in forms
        if one.format == "odk"
        for row in one.table.rows
    )
    done = [_read(one, form_map, zone) for one in forms]
    for table, reading in zip(repeats, odk.without_repeats(repeats, keys), strict=True):
        aside = tuple(reading.set_aside)
        done.append(Imported(table.path.name, "odk", len(table.rows), (), aside, (), table.columns))
    return done


def _read(source: Source, form_map: FormMap, zone: str) -> Imported:
    table, done = source.table, Reading()
    if source.format == "apollo" and apollo.is_people(table.columns):
        aside = tuple(SetAside(row.line, PEOPLE) for row in table.rows)
        return Imported(table.path.name, "apollo", len(table.rows), (), aside, (), table.columns)
    rows = len(table.rows)
    if source.format == "kobo":
        table = kobo.without_tags(table, done)
        rows = len(table.rows)
    if source.format == "nemo":
        table = nemo.first_level(table, done)
    if source.format == "apollo" and apollo.is_submissions(table.columns):
        table = apollo.realigned(table, done)
    imported = read_rows(table, _envelope(source, table), form_map, zone, done)
    if len(imported.taken) + len(imported.set_aside) != rows:
        raise AssertionError("a row was lost")
    return imported


def _envelope(source: Source, table: ListTable) -> Envelope:
    columns, found = table.columns, None
    if source.format == "odk" and "KEY" in columns:
        found = odk.ENVELOPE
    elif source.format == "kobo" and kobo.recognised(columns):
        found = kobo.ENVELOPE
    elif source.format == "nemo":
        found = nemo.ENVELOPE
    elif source.format == "votemonitor":
        found = vote_monitor.envelope(columns)
    elif source.format == "apollo" and apollo.is_submissions(columns):
        found = apollo.submissions(columns)
    elif source.format == "apollo" and apollo.is_locations(columns):
        found = apollo.locations(columns)
    elif source.format == "table":
        found = Envelope("table", "report", key=())
    if found is None:
        expected = f"the columns of {source.format}; the header is of another kind of file"
        raise FaultyData([Fault(table.path.name, 1, "", "", expected, True)])
    return found
