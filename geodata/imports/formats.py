"""Which system a file comes from, told by its header, and how its rows are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.errors import DataError, Fault, FaultyData
from geodata.imports import apollo, kobo, nemo, odk, vote_monitor
from geodata.imports.entries import PEOPLE, Imported, SetAside
from geodata.imports.envelope import Envelope
from geodata.imports.form_map import FormMap
from geodata.imports.read_rows import Reading, read_rows
from geodata.imports.turnout_columns import is_turnout
from geodata.lists.table import ListTable

FORMATS = ("odk", "kobo", "table", "bulletin", "apollo", "votemonitor", "nemo")


@dataclass(frozen=True, slots=True)
class Source:
    """A table and the system it was recognised as."""

    table: ListTable
    format: str


def recognise(table: ListTable) -> str:
    """The system of a table, by its header; "" where no system is known by it."""
    return recognise_header(table.columns, table.rows[0].cells if table.rows else ())


def recognise_header(columns: Sequence[str], first: Sequence[str] = ()) -> str:
    """The system of a header, with the cells below it where they help; "" where none is known."""
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


def read_system(sources: Sequence[Source], form_map: FormMap, zone: str) -> list[Imported]:
    """Read the tables of one command; repeats of a form belong to its rows."""
    forms = [one for one in sources if not _is_repeat(one)]
    done = [_read(one, form_map, zone) for one in forms]
    for one in sources:
        if _is_repeat(one):
            reading = _repeat(one, forms)
            aside, rows = tuple(reading.set_aside), len(one.table.rows)
            name, columns = one.table.path.name, one.table.columns
            done.append(Imported(name, one.format, rows, (), aside, (), columns))
    return done


def _is_repeat(source: Source) -> bool:
    columns = source.table.columns
    return {"odk": odk.is_repeat, "kobo": kobo.is_repeat}.get(source.format, _never)(columns)


def _never(_columns: Sequence[str]) -> bool:
    return False


def _repeat(source: Source, forms: Sequence[Source]) -> Reading:
    ids = {"odk": ("KEY",), "kobo": ("_uuid", "_id")}[source.format]
    keys = frozenset(
        row.cell(form.table.columns.index(name))
        for form in forms
        for name in ids
        if form.format == source.format and name in form.table.columns
        for row in form.table.rows
    )
    return {"odk": odk.repeats, "kobo": kobo.repeats}[source.format](source.table, keys)


def _read(source: Source, form_map: FormMap, zone: str) -> Imported:
    table, done = source.table, Reading()
    if source.format == "apollo" and apollo.is_people(table.columns):
        aside = tuple(SetAside(row.line, PEOPLE) for row in table.rows)
        return Imported(table.path.name, "apollo", len(table.rows), (), aside, (), table.columns)
    rows = len(table.rows)
    if source.format == "kobo":
        table = kobo.without_tags(table, done)
        rows = len(table.rows)
    if source.format == "nemo" and _is_nemo(table):
        table = nemo.first_level(table, done)
    if source.format == "apollo" and apollo.is_submissions(table.columns):
        table = apollo.realigned(table, done)
    imported = read_rows(table, _envelope(source, table), form_map, zone, done)
    if len(imported.taken) + len(imported.set_aside) != rows:
        raise DataError(f"{table.path.name}: a row was lost, so that nothing is taken")
    return imported


def _is_nemo(table: ListTable) -> bool:
    first = next((row.cells for row in table.rows), ())
    return nemo.recognised(table.columns, first)


def _envelope(source: Source, table: ListTable) -> Envelope:
    columns, found = table.columns, None
    if source.format == "odk" and "KEY" in columns:
        found = odk.ENVELOPE
    elif source.format == "kobo" and kobo.recognised(columns):
        found = kobo.ENVELOPE
    elif source.format == "nemo" and _is_nemo(table):
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
