"""Read the elections of a country: figures, conflicts, calendar and documents of each.

A row that cannot be used is set aside and counted; nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geodata.boundary_sets import BoundarySet
from geodata.elections import CalendarEvent, Conflict, Document, Election, PollHours, Record
from geodata.errors import Fault
from geodata.figures import Source
from geodata.read_cells import Cells
from geodata.read_figures import KEY_COLUMNS, Scope, files_of, read_key, read_records
from geodata.read_published_mission import NOTHINGS, read_nothings, read_published_mission
from geodata.read_texts import read_toml
from geodata.said import said
from geodata.tables import read_table
from geodata.units import Gazetteer

CONFLICT_COLUMNS = (
    "id", *KEY_COLUMNS, "kind", "printed_a", "source_a", "address_a", "printed_b", "source_b",
    "address_b",
)  # fmt: skip
CALENDAR_COLUMNS = ("event", "starts_on", "ends_on", "source", "address")
POLL_COLUMNS = ("unit", "opens", "closes", "source", "address")
DOCUMENT_COLUMNS = ("document", "organisation", "published_on", "address")
# accepted.csv is read by the release checks.
OTHER_TABLES = (
    "conflicts.csv", "calendar.csv", "documents.csv", "polls.csv", "accepted.csv", NOTHINGS,
)  # fmt: skip
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)
_FOLDER = re.compile(r"(\d{4}-\d\d-\d\d)-([a-z][a-z-]*)")
T = TypeVar("T")


def read_elections(
    folder: Path,
    base: Scope,
    gazetteer: Gazetteer,
    sets: tuple[BoundarySet, ...],
    faults: list[Fault],
) -> Mapping[str, Election]:
    """Election id → election, by day; ``base`` is what every election may speak of."""
    elections: dict[str, Election] = {}
    for path in sorted((folder / "elections").glob("*/")):
        name, named = path.relative_to(folder).as_posix(), _FOLDER.fullmatch(path.name)
        day = _day(named.group(1)) if named else None
        if day is None:
            expected = said("a folder named <date>-<kind>, such as 2016-03-20-mazhilis")
            faults.append(Fault(name, 0, "", path.name, expected, stops_file=True))
            continue
        units = units_on(day, gazetteer, sets)
        if not units:
            expected = said("a boundary set in force on the day of the election")
            faults.append(Fault(name, 0, "", day.isoformat(), expected, stops_file=True))
        scope = Scope(units, base.parties, base.organisations, base.keys)
        elections[path.name] = _Folder(path, folder, scope, faults).read(day)
    return elections


def units_on(day: date, gazetteer: Gazetteer, sets: tuple[BoundarySet, ...]) -> frozenset[str]:
    """The ids of all units of the sets in force on a day."""
    return frozenset(
        unit for one in sets if one.on(day) for unit in gazetteer.by_set.get(one.id, ())
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class _Folder:
    """One election folder while it is read; faults of rows and of whole files are kept apart."""

    def __init__(self, path: Path, country: Path, scope: Scope, faults: list[Fault]) -> None:
        self.path, self.country, self.scope, self.file_faults = path, country, scope, faults
        self.found: list[Fault] = []

    def read(self, day: date) -> Election:
        kind, zone, threshold = self._settings()
        mission = read_published_mission(self.path, self.country, self.file_faults)
        if mission:
            asked = (*mission.scale, *mission.irregularities)
            self.scope = replace(self.scope, findings=asked)
        records = self._records()
        conflicts = self._table("conflicts.csv", CONFLICT_COLUMNS, self._conflict)
        calendar = self._table("calendar.csv", CALENDAR_COLUMNS, self._event)
        documents = self._table("documents.csv", DOCUMENT_COLUMNS, self._document)
        polls = self._table("polls.csv", POLL_COLUMNS, self._polls)
        self.file_faults += [fault for fault in self.found if fault.stops_file]
        set_aside = tuple(fault for fault in self.found if not fault.stops_file)
        return Election(
            self.path.name, day, kind, zone, records, conflicts, calendar, documents, set_aside,
            polls, threshold, mission,
            read_nothings(self.path, self.country, self.scope, self.file_faults),
        )  # fmt: skip

    def _settings(self) -> tuple[str, str, Decimal | None]:
        path = self.path / "election.toml"
        name, faults = path.relative_to(self.country).as_posix(), self.file_faults
        content = read_toml(path, self.country, faults)
        kind, zone = str(content.get("kind", "")), str(content.get("zone", ""))
        if content and not self.path.name.endswith(f"-{kind}"):
            expected = said("the kind in the name of the folder, {folder}", folder=self.path.name)
            faults.append(Fault(name, 0, "kind", kind, expected))
        if content and not is_zone(zone):
            expected = said("an IANA zone such as Asia/Almaty")
            faults.append(Fault(name, 0, "zone", zone, expected))
        wanted = (f"elections.{self.path.name}.name", f"elections.{self.path.name}.short")
        faults += [
            Fault("text", 0, key, "", said("a sentence for this election, in every language"))
            for key in wanted
            if key not in self.scope.keys
        ]
        return kind, zone, self._threshold(content, name)

    def _threshold(self, content: Mapping[str, object], name: str) -> Decimal | None:
        share = content.get("results_threshold")
        if share is None:
            return None
        if isinstance(share, (int, float)) and not isinstance(share, bool) and 0 < share <= 1:
            return Decimal(str(share))
        expected = said("a share of the polling stations above 0 and at most 1, such as 0.9")
        self.file_faults.append(Fault(name, 0, "results_threshold", str(share), expected))
        return None

    def _records(self) -> tuple[Record, ...]:
        return tuple(
            record
            for path in files_of(self.path, OTHER_TABLES)
            for record in read_records(path, self.country, self.scope, self.found)
        )

    def _table(
        self, name: str, columns: tuple[str, ...], read: Callable[[Cells], T]
    ) -> tuple[T, ...]:
        rows: list[T] = []
        if not (self.path / name).exists():
            return ()
        for row in read_table(self.path / name, self.country, columns, self.found):
            cells = Cells(row)
            one = read(cells)
            self.found += cells.faults
            if not cells.faults:
                rows.append(one)
        return tuple(rows)

    def _conflict(self, cells: Cells) -> Conflict:
        self._needs_key(cells, "kind", "conflicts")
        a, b = (
            Source(cells.required(f"source_{side}"), cells.address(f"address_{side}"))
            for side in "ab"
        )
        return Conflict(
            cells.required("id"),
            read_key(cells, self.scope),
            f"conflicts.{cells['kind']}",
            cells.required("printed_a"),
            a,
            cells.required("printed_b"),
            b,
        )

    def _event(self, cells: Cells) -> CalendarEvent:
        self._needs_key(cells, "event", "events")
        cells.required("starts_on")
        starts_on, ends_on = cells.day("starts_on"), cells.day("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            cells.wrong("ends_on", said("a day not before starts_on, {day}", day=starts_on))
        source = Source(cells.required("source"), cells.address("address"))
        return CalendarEvent(f"events.{cells['event']}", starts_on or date.min, ends_on, source)

    def _polls(self, cells: Cells) -> PollHours:
        what = said("a unit of a set in force on the day, or the country")
        cells.one_of("unit", self.scope.units, what)
        for column in ("opens", "closes"):
            if not _HOUR.fullmatch(cells[column]):
                cells.wrong(column, said("an hour such as 07:00 or 20:00"))
        if not cells.faults and cells["closes"] <= cells["opens"]:
            cells.wrong("closes", said("an hour after {hour}", hour=cells["opens"]))
        source = Source(cells.required("source"), cells.address("address"))
        return PollHours(cells["unit"], cells["opens"], cells["closes"], source)

    def _document(self, cells: Cells) -> Document:
        self._needs_key(cells, "document", "documents")
        organisations = self.scope.organisations
        return Document(
            f"documents.{cells['document']}",
            cells.one_of(
                "organisation", organisations, said("an organisation of organisations.csv")
            ),
            cells.day("published_on"),
            cells.address("address") if cells.required("address") else "",
        )

    def _needs_key(self, cells: Cells, column: str, table: str) -> None:
        if f"{table}.{cells[column]}" not in self.scope.keys:
            cells.wrong(column, said("a key of text/*.toml, table {table}", table=table))


def is_zone(zone: str) -> bool:
    """Whether tzdata knows a zone of this name."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
