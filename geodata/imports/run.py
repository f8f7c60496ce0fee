"""Import files for an election: recognise, read, join, check; nothing is written yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from geodata.checks import Finding, turnout_checks
from geodata.country import Country
from geodata.elections import Election, Key, Record
from geodata.errors import DataError, Fault, FaultyData
from geodata.figures import Figure, Source
from geodata.imports.bulletin.announcement import Asked, Origin, address_in, read_announcement
from geodata.imports.bulletin.figures import plain, shares
from geodata.imports.entries import BAD_NUMBER, NO_UNIT, SEVERAL_UNITS, Entry, Imported, SetAside
from geodata.imports.form_map import FormMap
from geodata.imports.formats import Source as Recognised
from geodata.imports.formats import read_system, recognise
from geodata.imports.places import Ground, join_places
from geodata.imports.source_files import SourceFile, opened, read_source, read_text
from geodata.imports.turnout_columns import is_turnout
from geodata.imports.turnout_table import read_turnout
from geodata.joins.accepted import accepted_for
from geodata.lists.table import ListTable
from geodata.names.resolve import Resolver
from geodata.names.rules import Rules
from geodata.points.outlines import Outlines


@dataclass(frozen=True)
class Setting:
    """What an import works with: the country, the election, the form map, outlines by level.

    ``hour`` is the hour of an announcement whose text does not say it ("14:00"), else "".
    """

    country: Country
    election: Election
    rules: Rules
    resolver: Resolver
    form_map: FormMap
    outlines: Mapping[str, Outlines] = field(default_factory=dict)
    hour: str = ""

    @property
    def day(self) -> date:
        """The day of the vote."""
        return self.election.day


@dataclass(frozen=True)
class Outcome:
    """What an import gave: files of entries, records of turnout, findings of the checks."""

    files: tuple[Imported, ...]
    records: Mapping[str, tuple[Record, ...]]
    findings: tuple[Finding, ...]


def run_import(files: Sequence[Path | SourceFile], chosen: str, setting: Setting) -> Outcome:
    """Read files that lie on a disk or were sent; ``chosen`` is a system or "auto".

    Raises FaultyData where a file cannot be read or its system not be told, for all files at once.
    """
    faults: list[Fault] = []
    sources: list[Recognised] = []
    published: list[tuple[Imported, tuple[Record, ...]]] = []
    kept: dict[str, Path | None] = {}
    for given in files:
        try:
            file = opened(given)
            _check_name(file, kept)
            kept[file.path.name] = file.kept
            if chosen == "bulletin" or (chosen == "auto" and _is_prose(file, setting)):
                published.append(_bulletin(file, setting))
                continue
            for table in read_source(file, setting.rules, setting.form_map):
                source = _recognised(table, chosen, setting)
                if source.format == "table" and _is_turnout(source, setting):
                    published.append(_turnout(source, setting))
                else:
                    sources.append(source)
        except FaultyData as error:
            faults += error.faults
    if faults:
        raise FaultyData(faults)
    systems = read_system(sources, setting.form_map, setting.election.zone)
    ground = {name: _ground(path, setting) for name, path in kept.items()}
    joined = [join_places(one, ground[one.file.split(" [")[0]]) for one in systems]
    figures = [record for _, records in published for record in records]
    findings = (
        *turnout_checks(setting.country, setting.day, figures),
        *_of_reports([entry for one in joined for entry in one.taken], setting),
    )
    records = {imported.file: rows for imported, rows in published}
    return Outcome((*(imported for imported, _ in published), *joined), records, findings)


def _check_name(file: SourceFile, others: Collection[str]) -> None:
    if file.path.name in others:
        expected = "files of different names; another file of this name is given, too"
        raise FaultyData([Fault(file.path.name, 0, "", "", expected, True)])


def import_table(table: ListTable, system: str, setting: Setting) -> Imported:
    """Read one table of a known system that came from no file. Raises FaultyData."""
    (read,) = read_system([Recognised(table, system)], setting.form_map, setting.election.zone)
    return join_places(read, _ground(None, setting))


def _ground(path: Path | None, setting: Setting) -> Ground:
    """What a file is joined to, with the decisions that lie beside it."""
    if path is None:
        return Ground(setting.resolver, setting.day, setting.outlines)
    regions = setting.resolver.at("region", setting.day)
    accepted = accepted_for(path, regions.boundary_set, regions.units)
    return Ground(setting.resolver, setting.day, setting.outlines, accepted)


def _recognised(table: ListTable, chosen: str, setting: Setting) -> Recognised:
    system = recognise(table) if chosen == "auto" else chosen
    # A table that no system writes is a plain one where a map says what its columns are.
    system = system or ("table" if setting.form_map.id else "")
    if not system:
        expected = "the header of a known system; say which with --as, or give a --map"
        raise FaultyData([Fault(table.path.name, 1, "", "", expected, True)])
    return Recognised(table, system)


def _is_turnout(source: Recognised, setting: Setting) -> bool:
    return not setting.form_map.id and is_turnout(source.table.columns)


def _is_prose(file: SourceFile, setting: Setting) -> bool:
    """Whether a file is a text with percents and not a table."""
    if file.path.suffix.casefold() not in (".txt", ".md", ""):
        return False
    try:
        if any(map(recognise, read_source(file, setting.rules, setting.form_map))):
            return False
    except FaultyData:
        pass
    return any(share.signed for share in shares(plain(read_text(file, setting.rules))))


def _bulletin(file: SourceFile, setting: Setting) -> tuple[Imported, tuple[Record, ...]]:
    path = file.path
    text = read_text(file, setting.rules)
    address = address_in(text)
    origin = Origin(Source(urlsplit(address).netloc or path.name, address), path.name)
    asked = Asked(setting.election.id, time=setting.hour)
    read = read_announcement(text, setting.country, setting.resolver, asked, origin)
    aside = tuple(
        SetAside(one.line, one.reason, one.label[:60], one.candidates)
        for one in read.reading.set_aside
    )
    rows = len(read.records) + len(aside)
    return Imported(path.name, "bulletin", rows, (), aside, (), ()), read.records


def _turnout(source: Recognised, setting: Setting) -> tuple[Imported, tuple[Record, ...]]:
    table = read_turnout(source.table, setting.country, setting.resolver, setting.day)
    records = tuple(row for rows in table.by_day.values() for row in rows)
    known = {unit for level in ("region", "district") for unit in _units(setting, level)}
    good = tuple(row for row in records if row.key.unit.split("/")[0] in known)
    aside = [SetAside(one.line, BAD_NUMBER, one.column) for one in table.set_aside]
    aside += [
        SetAside(row.line, SEVERAL_UNITS, row.key.unit, units) for _, row, units in table.several
    ]
    lost = {row.line: row for row in records if row.key.unit.split("/")[0] not in known}
    aside += [SetAside(line, NO_UNIT, row.key.unit) for line, row in lost.items()]
    notes = {"not-published": table.blank} if table.blank else {}
    imported = Imported(
        source.table.path.name, "table", len(good) + len(aside), (), tuple(aside), (), (), notes
    )
    return imported, good


def _units(setting: Setting, level: str) -> Sequence[str]:
    try:
        return list(setting.resolver.at(level, setting.day).units)  # type: ignore[arg-type]
    except DataError:
        return []


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
