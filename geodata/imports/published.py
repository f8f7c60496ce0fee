"""Published turnout: a commission's announcement as text, or a table of turnout by unit."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from geodata.elections import Record
from geodata.errors import FaultyData
from geodata.figures import Source
from geodata.imports.bulletin.announcement import Asked, Origin, address_in, read_announcement
from geodata.imports.bulletin.figures import plain, shares
from geodata.imports.entries import CellAside, Imported, SetAside
from geodata.imports.form_map import FormMap
from geodata.imports.formats import Source as Recognised
from geodata.imports.formats import recognise
from geodata.imports.questions import Questions
from geodata.imports.setting import Setting
from geodata.imports.source_files import SourceFile, read_source, read_text
from geodata.imports.turnout_columns import is_turnout, read_cut_off
from geodata.imports.turnout_table import Asked as AskedOfTable
from geodata.imports.turnout_table import TurnoutTable, read_turnout
from geodata.lists.table import ListTable

Published = tuple[Imported, tuple[Record, ...]]
# What the terms of a form map are called in a table of turnout.
_TERMS = {
    "region": "region", "district": "district", "voted": "ballots_issued",
    "registered": "registered", "turnout_pct": "percent", "turnout_at": "hour",
}  # fmt: skip
LONGEST_LABEL = 60


def is_prose(file: SourceFile, setting: Setting) -> bool:
    """Whether a file is a text with percents and not a table."""
    if file.path.suffix.casefold() not in (".txt", ".md", ""):
        return False
    try:
        if any(map(recognise, read_source(file, setting.rules, setting.form_map).known)):
            return False
    except FaultyData:
        pass
    return any(share.signed for share in shares(plain(read_text(file, setting.rules))))


def announced(file: SourceFile, setting: Setting) -> Published:
    """Read an announcement; a place with its figure is a row. Raises FaultyData."""
    name, text = file.path.name, read_text(file, setting.rules)
    address = address_in(text)
    origin = Origin(Source(urlsplit(address).netloc or name, address), name)
    asked = Asked(setting.election.id, time=setting.hour)
    read = read_announcement(text, setting.country, setting.resolver, asked, origin)
    aside = tuple(
        SetAside(one.line, one.reason, one.label[:LONGEST_LABEL], one.candidates)
        for one in read.reading.set_aside
    )
    rows = len(read.records) + len(aside)
    return Imported(name, "bulletin", rows, (), aside, (), ()), read.records


def is_of_turnout(source: Recognised, form_map: FormMap) -> bool:
    """Whether a table says the turnout of units; with a form map, whether its rows are units and
    not stations or reports."""
    if source.format != "table":
        return False
    if not form_map.id:
        return is_turnout(source.table.columns)
    has_figures = bool(form_map.terms.keys() & {"turnout_pct", "voted"})
    is_report = form_map.stage or form_map.overall or form_map.irregularities
    return has_figures and not is_report and not form_map.terms.keys() - _TERMS.keys()


def _places(table: ListTable, form_map: FormMap) -> Mapping[str, int] | None:
    """Which column is what, as a form map says it; None where there is none."""
    if not form_map.id:
        return None
    questions = Questions(table.columns)
    found = {_TERMS[term]: questions.column(names) for term, names in form_map.terms.items()}
    return {term: place for term, place in found.items() if place is not None}


def tabled(table: ListTable, setting: Setting) -> Published:
    """Read a table of turnout. Raises FaultyData."""
    # A workbook may have a sheet for each hour.
    hour = setting.hour or read_cut_off(table.sheet)
    asked = AskedOfTable(setting.day, hour, _places(table, setting.form_map))
    read = read_turnout(table, setting.country, setting.resolver, asked)
    taken = [row for row in read.rows if not row.reason]
    aside = tuple(
        SetAside(
            row.line, row.reason, row.label[:LONGEST_LABEL], row.candidates,
            row.within[:LONGEST_LABEL],
        )
        for row in read.rows
        if row.reason
    )  # fmt: skip
    imported = Imported(
        table.path.name,
        "table",
        len(read.rows),
        (),
        aside,
        read.columns_taken,
        read.columns_dropped,
        {**read.notes, **({"not-published": read.blank} if read.blank else {})},
        cells_set_aside=tuple(_cells(read)),
    )
    return imported, tuple(record for row in taken for record in row.records)


def _cells(read: TurnoutTable) -> list[CellAside]:
    """The cells that are none in rows of which something was taken."""
    return [
        CellAside(row.line, one.fault.column, one.reason)
        for row in read.rows
        if not row.reason
        for one in row.faulty
    ]
