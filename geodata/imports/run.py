"""Import files for an election: recognise, read, join, check; nothing is written yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from geodata.checks import Finding, turnout_checks
from geodata.elections import Key, Record
from geodata.errors import Fault, FaultyData
from geodata.figures import Figure, Source
from geodata.imports.entries import Entry, Imported
from geodata.imports.formats import Source as Recognised
from geodata.imports.formats import read_system, recognise
from geodata.imports.places import Ground, join_places
from geodata.imports.published import Published, announced, is_of_turnout, is_prose, tabled
from geodata.imports.setting import Setting
from geodata.imports.source_files import SourceFile, opened, read_source, spread
from geodata.joins.obeying import obeying
from geodata.lists.table import ListTable
from geodata.said import said

__all__ = ["Outcome", "Setting", "import_table", "run_import"]


@dataclass(frozen=True)
class Outcome:
    """What an import gave: files of entries, records of turnout, findings of the checks.

    ``files_left`` maps an archive to the number of its files that are no tables, ``sheets_left`` a
    workbook to the names of its sheets that hold no table we know.
    """

    files: tuple[Imported, ...]
    records: Mapping[str, tuple[Record, ...]]
    findings: tuple[Finding, ...]
    files_left: Mapping[str, int] = field(default_factory=dict)
    sheets_left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def run_import(files: Sequence[Path | SourceFile], chosen: str, setting: Setting) -> Outcome:
    """Read files that lie on a disk or were sent; ``chosen`` is a system or "auto".

    Raises FaultyData where a file cannot be read or its system not be told, for all files at once.
    """
    reader = _Files(chosen, setting)
    for given in files:
        reader.open(given)
    if reader.faults:
        raise FaultyData(reader.faults)
    systems = read_system(reader.sources, setting.form_map, setting.election.zone)
    ground = {name: _ground(path, setting) for name, path in reader.kept.items()}
    joined = [join_places(one, ground[one.file.split(" [")[0]]) for one in systems]
    figures = [record for _, records in reader.published for record in records]
    findings = (
        *turnout_checks(setting.country, setting.day, figures),
        *_of_reports([entry for one in joined for entry in one.taken], setting),
    )
    records = {imported.file: rows for imported, rows in reader.published}
    published = (imported for imported, _ in reader.published)
    return Outcome((*published, *joined), records, findings, reader.left, reader.sheets_left)


class _Files:
    """The files of one command while they are opened: tables of systems, published turnout."""

    def __init__(self, chosen: str, setting: Setting) -> None:
        self.chosen, self.setting = chosen, setting
        self.faults: list[Fault] = []
        self.sources: list[Recognised] = []
        self.published: list[Published] = []
        self.kept: dict[str, Path | None] = {}
        self.left: dict[str, int] = {}
        self.sheets_left: dict[str, tuple[str, ...]] = {}

    def open(self, given: Path | SourceFile) -> None:
        """Open a file and recognise what is in it; faults are gathered."""
        try:
            files, left = spread(opened(given))
            if left:
                self.left[files[0].archive] = left
            for file in files:
                _check_name(file, self.kept)
                self.kept[file.path.name] = file.kept
                self._recognise(file)
        except FaultyData as error:
            self.faults += error.faults

    def _recognise(self, file: SourceFile) -> None:
        chosen = self.chosen
        resolver = obeying(self.setting.resolver, self.setting.day, file.kept)
        setting = replace(self.setting, resolver=resolver)
        if chosen == "bulletin" or (chosen == "auto" and is_prose(file, setting)):
            self.published.append(announced(file, setting))
            return
        read = read_source(file, setting.rules, setting.form_map)
        if read.left:
            self.sheets_left[file.path.name] = read.left
        for table in read.known:
            source = _recognised(table, chosen, setting)
            if is_of_turnout(source, setting.form_map):
                self.published.append(tabled(table, setting))
            else:
                self.sources.append(source)


def _check_name(file: SourceFile, others: Collection[str]) -> None:
    if file.path.name in others:
        expected = said("files of different names; another file of this name is given, too")
        raise FaultyData([Fault(file.path.name, 0, "", "", expected, True)])


def import_table(table: ListTable, system: str, setting: Setting) -> Imported:
    """Read one table of a known system that came from no file. Raises FaultyData."""
    (read,) = read_system([Recognised(table, system)], setting.form_map, setting.election.zone)
    return join_places(read, _ground(None, setting))


def _ground(path: Path | None, setting: Setting) -> Ground:
    """What a file is joined to, with the decisions that lie beside it."""
    resolver = obeying(setting.resolver, setting.day, path)
    return Ground(resolver, setting.day, setting.outlines)


def _recognised(table: ListTable, chosen: str, setting: Setting) -> Recognised:
    system = recognise(table) if chosen == "auto" else chosen
    # A table that no system writes is a plain one where a map says what its columns are.
    system = system or ("table" if setting.form_map.id else "")
    if not system:
        expected = said(
            "the header of a known system, or a form map that tells the columns "
            "(in the command: --as, --map)"
        )
        raise FaultyData([Fault(table.path.name, 1, "", "", expected, True)])
    return Recognised(table, system)


def _of_reports(entries: Sequence[Entry], setting: Setting) -> tuple[Finding, ...]:
    """What the checks say of what observers counted: more voters than the list has."""
    records = [record for entry in entries for record in _counts(entry)]
    return turnout_checks(setting.country, setting.day, records) if records else ()


def _counts(entry: Entry) -> list[Record]:
    if not entry.place.unit or entry.voted is None or entry.registered is None:
        return []
    source = (Source("observers"),)
    counts = {"ballots_issued": entry.voted, "registered": entry.registered}
    return [
        Record(
            Key(measure, entry.place.unit, "-", entry.place.station, entry.instance),
            Figure(Decimal(count), "voters", source),
            "",
            entry.line,
        )
        for measure, count in counts.items()
    ]
