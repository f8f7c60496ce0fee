"""Which system a file comes from, told by its header, and how its rows are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.errors import DataError, Fault, FaultyData
from geodata.imports import apollo, kobo, nemo, odk, vote_monitor
from geodata.imports.entries import ORPHAN, PEOPLE, REPEAT, SUMS, Imported, SetAside
from geodata.imports.envelope import Envelope
from geodata.imports.form_map import FormMap
from geodata.imports.read_rows import Reading, read_rows
from geodata.imports.repeats import with_repeats
from geodata.imports.turnout_columns import is_turnout
from geodata.lists.table import ListTable
from geodata.said import said

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
        "apollo": _is_apollo(columns),
        "votemonitor": vote_monitor.envelope(columns) is not None,
        "table": is_turnout(columns),
    }
    return next((name for name, found in known.items() if found), "")


def _is_apollo(columns: Sequence[str]) -> bool:
    own = apollo.own_names(columns)
    kinds = (apollo.is_submissions, apollo.is_locations, apollo.is_people, apollo.is_aggregated)
    return any(is_kind(own) for is_kind in kinds)


def read_system(sources: Sequence[Source], form_map: FormMap, zone: str) -> list[Imported]:
    """Read the tables of one command; repeats of a form belong to its rows."""
    forms = [one for one in sources if not _is_repeat(one)]
    repeats = [one for one in sources if _is_repeat(one)]
    done = [_read(_with_repeats(one, repeats, form_map), form_map, zone) for one in forms]
    return [*done, *(_repeat(one, forms) for one in repeats)]


def _with_repeats(form: Source, repeats: Sequence[Source], form_map: FormMap) -> Source:
    table = form.table
    for repeat in repeats:
        if repeat.format == form.format:
            places = _keys(table, repeat)
            named = zip(_reports_of(repeat), repeat.table.rows, strict=True)
            children = [(name, row) for names, row in named for name in names]
            table = with_repeats(table, places, [(repeat.table, children)], form_map)
    return replace(form, table=table)


def _keys(form: ListTable, repeat: Source) -> list[int]:
    """Where a form has what the rows of a repeat call its reports by."""
    names = odk.KEYS if repeat.format == "odk" else kobo.keys(repeat.table)
    return [form.columns.index(name) for name in names if name in form.columns]


def _reports_of(repeat: Source) -> list[tuple[str, ...]]:
    return {"odk": odk.reports_of, "kobo": kobo.reports_of}[repeat.format](repeat.table)


def _is_repeat(source: Source) -> bool:
    columns = source.table.columns
    return {"odk": odk.is_repeat, "kobo": kobo.is_repeat}.get(source.format, _never)(columns)


def _never(_columns: Sequence[str]) -> bool:
    return False


def _repeat(source: Source, forms: Sequence[Source]) -> Imported:
    """What becomes of the rows of a repeat: they belong to a row already counted, or to none."""
    table = source.table
    known = {
        row.cell(place)
        for form in forms
        if form.format == source.format
        for place in _keys(form.table, source)
        for row in form.table.rows
    } - {""}
    aside = tuple(
        SetAside(row.line, REPEAT if known & set(names) else ORPHAN)
        for names, row in zip(_reports_of(source), table.rows, strict=True)
    )
    return Imported(table.path.name, source.format, len(table.rows), (), aside, (), table.columns)


def _read(source: Source, form_map: FormMap, zone: str) -> Imported:
    table, done = source.table, Reading()
    if source.format == "apollo":
        table = _in_own_names(table, done)
    unread = _unread(source.format, table.columns)
    if unread:
        aside = tuple(SetAside(row.line, unread) for row in table.rows)
        return Imported(table.path.name, "apollo", len(table.rows), (), aside, (), table.columns)
    rows = len(table.rows)
    if source.format == "kobo":
        table = kobo.without_tags(table, done)
        rows = len(table.rows)
    if source.format == "nemo" and _is_nemo(table):
        table = nemo.first_level(table, form_map, done)
    if source.format == "apollo" and apollo.is_submissions(table.columns):
        table = apollo.realigned(table, done)
    if source.format == "votemonitor":
        table = vote_monitor.folded(table)
    imported = read_rows(table, _envelope(source, table), form_map, zone, done)
    if len(imported.taken) + len(imported.set_aside) != rows:
        raise DataError(f"{table.path.name}: a row was lost, so that nothing is taken")
    return imported


def _in_own_names(table: ListTable, done: Reading) -> ListTable:
    own = apollo.own_names(table.columns)
    if own != table.columns:
        done.notes["header-in-another-language"] += 1
    return replace(table, columns=own)


def _unread(system: str, columns: Sequence[str]) -> str:
    """Why nothing of a list is read, "" where it is: people, or sums instead of reports."""
    if system != "apollo":
        return ""
    if apollo.is_people(columns):
        return PEOPLE
    return SUMS if apollo.is_aggregated(columns) else ""


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
        expected = said(
            "the columns of {system}; the header is of another kind of file", system=source.format
        )
        raise FaultyData([Fault(table.path.name, 1, "", "", expected, True)])
    return found
