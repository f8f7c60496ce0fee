"""Read any tidy table of turnout: a row a unit and hour, or a row a unit with a column an hour.

Columns are known by their names in the usual languages; a row or cell that cannot be used is listed
with the reason, and a unit that cannot be told stays in the table under the name it was given, for
the release checks to name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from geodata.country import Country
from geodata.elections import Record
from geodata.errors import Fault, FaultyData
from geodata.imports.entries import BAD_DAY, NO_ROW, NO_UNIT, SAME_AGAIN, SEVERAL_UNITS, TOTAL
from geodata.imports.turnout_cells import Cells, Faulty
from geodata.imports.turnout_columns import UNNAMED, hour_columns, known_columns, plain_name
from geodata.imports.turnout_header import one_header, read_day
from geodata.imports.turnout_units import Said, Units, candidates, likeliest_column
from geodata.lists.table import ListRow, ListTable
from geodata.names.answers import Ambiguous, Answer, Match
from geodata.names.resolve import Resolver
from geodata.said import said, with_hint

UNITS = said("a column of units (unit, region, область, өңір)")
FIGURES = said("a column of figures (percent, turnout, value, явка)")
HOURS = said("a column of hours (hour, time, час, сағат), or the hour (in the command: --time)")
DAYS = said("a column of days (date), or the day of the vote (in the command: --on or --election)")
A_DAY = said("a day as 2022-06-05")


@dataclass(frozen=True, slots=True)
class TurnoutRow:
    """One row: the unit it means, its figures, its cells that are none.

    ``reason`` is why the row as a whole was set aside, "" where it was not. ``unit`` is the label
    where no unit is meant, ``within`` the label of the region that a district's row names.
    """

    line: int
    day: date
    label: str
    unit: str
    records: tuple[Record, ...] = ()
    faulty: tuple[Faulty, ...] = ()
    reason: str = ""
    candidates: tuple[str, ...] = ()
    within: str = ""


@dataclass(frozen=True)
class TurnoutTable:
    """A table read: each of its rows, the columns that were read, and what was repaired.

    ``blank`` counts cells without a figure: not published.
    """

    rows: tuple[TurnoutRow, ...]
    columns_taken: tuple[str, ...]
    columns_dropped: tuple[str, ...]
    blank: int
    notes: Mapping[str, int] = field(default_factory=dict)

    @property
    def by_day(self) -> Mapping[date, tuple[Record, ...]]:
        """The figures of rows that mean one unit, or one that nobody knows, by the day of vote."""
        found: dict[date, list[Record]] = {}
        for row in self.rows:
            if row.reason in ("", NO_UNIT):
                found.setdefault(row.day, []).extend(row.records)
        return {day: tuple(records) for day, records in found.items()}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that could not be read, with its place."""
        rows = (row for row in self.rows if row.reason != NO_ROW)
        return tuple(one.fault for row in rows for one in row.faulty)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of a table whose columns do not: the day of the vote, the hour ("14:00"
    or "final"), and which column is what, where a map says it."""

    day: date | None = None
    hour: str = ""
    places: Mapping[str, int] | None = None


def read_turnout(
    table: ListTable, country: Country, resolver: Resolver, asked: Asked
) -> TurnoutTable:
    """Read a table; raises FaultyData where it has no column of units, of figures or of days."""
    return _Reader(one_header(table), country, resolver, asked).read()


def _once(rows: Iterable[tuple[ListRow, TurnoutRow]]) -> tuple[TurnoutRow, ...]:
    """The rows, of which one that stood word for word before gives no figures again."""
    seen: set[tuple[str, ...]] = set()
    found: list[TurnoutRow] = []
    for row, read in rows:
        is_again = row.cells in seen and not read.reason
        seen.add(row.cells)
        found.append(replace(read, records=(), reason=SAME_AGAIN) if is_again else read)
    return tuple(found)


class _Reader:
    """One table while it is read."""

    def __init__(
        self, table: ListTable, country: Country, resolver: Resolver, asked: Asked
    ) -> None:
        self.table, self.country, self.resolver = table, country, resolver
        self.day, self.hour = asked.day, asked.hour
        self.is_mapped = asked.places is not None
        self.places = dict(asked.places or ()) if self.is_mapped else known_columns(table.columns)
        self.notes: Counter[str] = Counter()
        if table.above:
            self.notes["lines-above-header"] = len(table.above)
        self._units: dict[date, Units] = {}

    def read(self) -> TurnoutTable:
        self._find_units()
        hours = [] if self.is_mapped or "hour" in self.places else self._hours()
        cells = Cells(self.table, self.places, hours, self.country, self.notes)
        cells.hour = self.hour
        self._check_columns(cells)
        rows = [row for row in self.table.rows if any(cell.strip() for cell in row.cells)]
        if len(rows) < len(self.table.rows):
            self.notes["empty-lines"] = len(self.table.rows) - len(rows)
        dated = [(row, *self._day(row)) for row in rows]
        answers = self._answers([(row, day) for row, day, _ in dated])
        read = _once((row, self._row(row, day, wrong, answers, cells)) for row, day, wrong in dated)
        taken = cells.used | set(self.places.values())
        columns = list(enumerate(self.table.columns))
        return TurnoutTable(
            read,
            tuple(name for place, name in columns if place in taken),
            tuple(name for place, name in columns if place not in taken),
            cells.blank,
            dict(self.notes),
        )

    def _hours(self) -> list[tuple[str, int]]:
        known = set(self.places.values())
        columns = hour_columns(self.table.columns)
        return [(hour, place) for hour, place in columns if place not in known]

    def _units_on(self, day: date) -> Units:
        if day not in self._units:
            self._units[day] = Units(self.resolver, day)
        return self._units[day]

    def _find_units(self) -> None:
        """Find the column of units by what stands in it, where its header says nothing."""
        if {"unit", "code", "region", "district"} & self.places.keys() or not self.table.rows:
            return
        day = self.day or self._day(self.table.rows[0])[0]
        columns = {
            place: [row.cell(place) for row in self.table.rows]
            for place, name in enumerate(self.table.columns)
            if plain_name(name) in UNNAMED
        }
        place = likeliest_column(columns, self._units_on(day)) if columns else None
        if place is not None:
            self.places["unit"] = place

    def _check_columns(self, cells: Cells) -> None:
        there = self.places.keys()
        wanted = {
            UNITS: there & {"unit", "code", "region", "district"},
            FIGURES: there & {"percent", "ballots_issued", "votes_cast"} or cells.hours,
            HOURS: "hour" in there or cells.hours or self.hour,
            DAYS: self.day or "day" in there,
            **cells.twice(),
        }
        missing = [expected for expected, is_there in wanted.items() if not is_there]
        if missing:
            columns = said("its columns are: {columns}", columns=self.table.columns)
            file = self.table.path.name
            raise FaultyData(
                Fault(file, 1, "", "", with_hint(one, columns), stops_file=True) for one in missing
            )

    def _cell(self, row: ListRow, term: str) -> str:
        return row.cell(self.places.get(term))

    def _day(self, row: ListRow) -> tuple[date, Faulty | None]:
        """The day of the vote; where a row says none that can be read, the fault with it."""
        text = self._cell(row, "day")
        if not text and self.day is not None:
            return self.day, None
        found = read_day(text, self.country.languages)
        if found:
            return found, None
        column = self.table.columns[self.places["day"]] if "day" in self.places else ""
        fault = Fault(self.table.path.name, row.line, column, text[:80], A_DAY)
        return self.day or date.min, Faulty(BAD_DAY, fault)

    def _said(self, row: ListRow) -> Said:
        label, code = self._cell(row, "unit"), self._cell(row, "code")
        region, district = self._cell(row, "region"), self._cell(row, "district")
        if "district" in self.places and district:
            return Said(district, code, region or label, is_district=True)
        return Said(label or region, code)

    def _answers(self, dated: Sequence[tuple[ListRow, date]]) -> Mapping[int, Answer]:
        """Line → what its label means; a whole list of a day leaves its open name one unit."""
        found: dict[int, Answer] = {}
        for day in {day for _, day in dated if day != date.min}:
            rows = [row for row, on in dated if on == day]
            answers = self._units_on(day).answers([self._said(row) for row in rows])
            found |= {row.line: one for row, one in zip(rows, answers, strict=True)}
        return found

    def _row(
        self,
        row: ListRow,
        day: date,
        wrong: Faulty | None,
        answers: Mapping[int, Answer],
        cells: Cells,
    ) -> TurnoutRow:
        said = self._said(row)
        if wrong or row.line not in answers:
            unread = (wrong,) if wrong else ()
            return TurnoutRow(row.line, day, said.shown, "", (), unread, BAD_DAY)
        answer = answers[row.line]
        unit = answer.unit if isinstance(answer, Match) else said.shown
        records, faulty = cells.read(row, unit)
        reason = self._reason(answer, said, day, records)
        if not reason and faulty and not records:
            reason = faulty[0].reason
        open_to = (self.country.id,) if reason == TOTAL else candidates(answer)
        label, within = said.shown, said.parent
        return TurnoutRow(row.line, day, label, unit, records, faulty, reason, open_to, within)

    def _reason(self, answer: Answer, said: Said, day: date, records: Sequence[Record]) -> str:
        if isinstance(answer, Match):
            return ""
        if isinstance(answer, Ambiguous):
            return SEVERAL_UNITS
        if not records:
            # A heading, a source, a remark.
            return NO_ROW
        return TOTAL if self._units_on(day).is_total(said) else NO_UNIT
