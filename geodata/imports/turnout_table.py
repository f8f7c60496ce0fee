"""Read any tidy table of turnout: a row a unit and hour, or a row a unit with a column an hour.

Columns are known by their names in the usual languages; a row that cannot be used is listed with
the reason, and a unit that cannot be told stays in the table under the name it was given, for the
release checks to name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from geodata.country import Country
from geodata.elections import Key, Record
from geodata.errors import Fault, FaultyData, NoBoundaries
from geodata.figures import Figure, Qualifier, Source
from geodata.imports.bulletin.moment import stamp
from geodata.imports.numbers import read_count, read_percent
from geodata.imports.turnout_columns import FINAL, HOUR, SHARES, hour_columns, known_columns
from geodata.joins.complete_lists import completed
from geodata.lists.table import ListRow, ListTable
from geodata.names.answers import Ambiguous, Answer, Match, Unmatched
from geodata.names.resolve import Resolver

QUALIFIERS = {qualifier.value: qualifier for qualifier in Qualifier}


@dataclass(frozen=True)
class TurnoutTable:
    """A table read: records by the day of their vote, several-unit labels, rows set aside.

    ``blank`` counts cells without a figure: not published.
    """

    rows: int
    by_day: Mapping[date, tuple[Record, ...]]
    several: tuple[tuple[date, Record, tuple[str, ...]], ...]
    set_aside: tuple[Fault, ...]
    blank: int


def read_turnout(
    table: ListTable, country: Country, resolver: Resolver, day: date | None = None
) -> TurnoutTable:
    """Read a table; ``day`` is the day of the vote where no column says it.

    Raises FaultyData where the table has no column of units, of figures or of days.
    """
    return _Reader(table, country, resolver, day).read()


class _Reader:
    """One table while it is read."""

    def __init__(
        self, table: ListTable, country: Country, resolver: Resolver, day: date | None
    ) -> None:
        self.table, self.country, self.resolver, self.day = table, country, resolver, day
        self.places = known_columns(table.columns)
        self.hours = hour_columns(table.columns)
        self.file = table.path.name
        self.set_aside: list[Fault] = []
        self.blank = 0

    def read(self) -> TurnoutTable:
        self._check_columns()
        by_day: dict[date, list[Record]] = {}
        several: list[tuple[date, Record, tuple[str, ...]]] = []
        for row, day, answer, label in self._placed():
            unit = answer.unit if isinstance(answer, Match) else label
            records = list(self._records(row, unit))
            if isinstance(answer, Ambiguous):
                several += [(day, record, answer.candidates) for record in records[:1]]
            else:
                by_day.setdefault(day, []).extend(records)
        days = {day: tuple(records) for day, records in by_day.items()}
        aside = tuple(self.set_aside)
        return TurnoutTable(len(self.table.rows), days, tuple(several), aside, self.blank)

    def _placed(self) -> list[tuple[ListRow, date, Answer, str]]:
        """Rows with their day and unit; a whole list leaves its one open name one unit."""
        placed = [
            (row, day, *self._unit(row, day))
            for row in self.table.rows
            if (day := self._day(row)) is not None
        ]
        left = {day: self._left_over(placed, day) for day in {day for _, day, _, _ in placed}}
        return [
            (row, day, left[day].get(label, answer), label) for row, day, answer, label in placed
        ]

    def _left_over(
        self, placed: list[tuple[ListRow, date, Answer, str]], day: date
    ) -> Mapping[str, Match]:
        answers = {label: answer for _, on, answer, label in placed if on == day}
        return completed(answers, self.resolver.at("region", day))

    def _check_columns(self) -> None:
        wanted = {
            "a column of units (unit, region, область, өңір)": {"unit", "code"}
            & self.places.keys(),
            "a column of figures (percent, turnout, value, явка)": {"percent", "ballots_issued"}
            & self.places.keys()
            or self.hours,
            "a column of hours (hour, time, час, сағат)": "hour" in self.places or self.hours,
            "the day of the vote: a column (date), or --on or --election": self.day
            or "day" in self.places,
        }
        missing = [expected for expected, there in wanted.items() if not there]
        if missing:
            columns = f"; its columns are: {', '.join(self.table.columns)}"
            raise FaultyData(
                Fault(self.file, 1, "", "", expected + columns, stops_file=True)
                for expected in missing
            )

    def _cell(self, row: ListRow, term: str) -> str:
        return row.cell(self.places.get(term))

    def _aside(self, row: ListRow, term: str, expected: str) -> None:
        column = self.table.columns[self.places[term]] if term in self.places else term
        value = self._cell(row, term)[:80]
        self.set_aside.append(Fault(self.file, row.line, column, value, expected))

    def _day(self, row: ListRow) -> date | None:
        text = self._cell(row, "day")
        if not text:
            if self.day is None:
                self._aside(row, "day", "the day of the vote")
            return self.day
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            self._aside(row, "day", "a day as 2022-06-05")
            return None

    def _unit(self, row: ListRow, day: date) -> tuple[Answer, str]:
        label, code = self._cell(row, "unit"), self._cell(row, "code")
        answer: Answer | None = None
        for level in ("region", "district"):
            try:
                at = self.resolver.at(level, day)
            except NoBoundaries:
                continue
            if label in at.units or label.split("/")[0] == "abroad":
                return Match(label, "code"), label
            found = at.resolve(label or code, code=code)
            if not isinstance(found, Unmatched):
                return found, label or code
            answer = found if answer is None else answer
        if answer is None:
            raise NoBoundaries(f"no boundary set is in force on {day.isoformat()}")
        return answer, label or code

    def _records(self, row: ListRow, unit: str) -> Iterator[Record]:
        if self.hours and "hour" not in self.places:
            for hour, place in self.hours.items():
                figure = self._figure(row, "turnout", row.cell(place))
                if figure:
                    yield self._record(row, Key("turnout", unit, self._nominal(hour)), figure)
            return
        time = self._time(row)
        measure = self._cell(row, "measure") or "turnout"
        subject, part = self._cell(row, "subject"), self._cell(row, "part")
        cells = {measure: self._cell(row, "percent")}
        if "measure" not in self.places:
            cells |= {name: self._cell(row, name) for name in ("ballots_issued", "registered")}
        for name, text in cells.items():
            if name in self.places or name == measure:
                figure = self._figure(row, name, text)
                if figure:
                    yield self._record(row, Key(name, unit, time, subject, part), figure)

    def _record(self, row: ListRow, key: Key, figure: Figure) -> Record:
        return Record(key, figure, self.file, row.line)

    def _time(self, row: ListRow) -> str:
        text = self._cell(row, "hour").casefold()
        if text in FINAL or text == "-":
            return "-" if text == "-" else "final"
        match = HOUR.fullmatch(text)
        if match:
            return self._nominal(f"{int(match[1]):02}:{match[2] or '00'}")
        return text or "-"

    def _nominal(self, hour: str) -> str:
        return hour if hour == "final" else stamp(hour, self.country.bulletins).nominal

    def _figure(self, row: ListRow, measure: str, text: str) -> Figure | None:
        share = measure in SHARES
        low, high = (read_percent(self._cell(row, bound)) for bound in ("low", "high"))
        value: Decimal | None = None
        if text:
            value = (read_percent if share else read_count)(text)
            if value is None:
                name = "percent" if measure in ("turnout", *SHARES) else measure
                self._aside(row, name, "a number such as 57.02 or 7,450,395")
                return None
        elif low is None and high is None:
            self.blank += 1
            return None
        qualifier = self._cell(row, "qualifier")
        source = Source(self._cell(row, "source") or self.file, self._cell(row, "address"))
        return Figure(
            value,
            self._cell(row, "counted_in") or ("percent" if share else "count"),
            (source,),
            QUALIFIERS.get(qualifier, Qualifier.EXACT),
            low,
            high,
            status=self._cell(row, "status"),
        )
