"""The figures of a row of a table of turnout: shares and counts, of one hour or of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from geodata.country import Country
from geodata.elections import Key, Record
from geodata.errors import Fault
from geodata.figures import Figure, Qualifier, Source
from geodata.imports.bulletin.moment import stamp
from geodata.imports.entries import BAD_NUMBER, BAD_TIME
from geodata.imports.numbers import (
    has_many_decimals,
    is_date,
    places_of,
    read_count,
    read_fraction,
    read_percent,
)  # fmt: skip
from geodata.imports.turnout_columns import (
    COUNTS,
    NOTHING,
    SHARES,
    read_cut_off,
)  # fmt: skip
from geodata.lists.table import ListRow, ListTable
from geodata.said import Said, said, with_hint

QUALIFIERS = {qualifier.value: qualifier for qualifier in Qualifier}
NUMBER = said("a number such as 57.02 or 7,450,395")
A_DATE = with_hint(NUMBER, said("a spreadsheet has made a date of it"))
AN_HOUR = said("an hour such as 14:00, or final")
# So many shares of at most 1 are taken for parts of one, if one is as large or as exact as this.
LEAST_FRACTIONS = 3
LARGE_FRACTION = Decimal("0.3")
ANNOUNCED_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Faulty:
    """A cell that could not be read: the reason as a word, and the fault with its place."""

    reason: str
    fault: Fault


class Cells:
    """The cells of one table: ``places`` says which column is what, ``hours`` which is of which
    hour; ``notes`` counts what was repaired, ``hour`` is that of a table without hours."""

    def __init__(
        self,
        table: ListTable,
        places: Mapping[str, int],
        hours: Sequence[tuple[str, int]],
        country: Country,
        notes: Counter[str],
    ) -> None:
        self.hour = ""
        self.table, self.places, self.country, self.notes = table, places, country, notes
        self.hours = hours
        self.file = table.path.name
        self.used = {place for _, place in self.hours}
        self.blank = 0
        self.is_fraction = self._is_fraction()
        if self.is_fraction:
            notes["shares-as-fractions"] = sum(1 for _ in self._shares())

    def twice(self) -> dict[Said, bool]:
        """What is said of hours that have several columns, as nobody can tell which counts."""
        times = Counter(hour for hour, _ in self.hours)
        several = [hour for hour, columns in times.items() if columns > 1]
        return {
            said("one column for each hour; {hour} has several", hour=hour): False
            for hour in several
        }

    def read(self, row: ListRow, unit: str) -> tuple[tuple[Record, ...], tuple[Faulty, ...]]:
        """The figures of a row and its cells that are none."""
        records: list[Record] = []
        faulty: list[Faulty] = []
        for found in self._of_hours(row, unit) if self.hours else self._of_one_hour(row, unit):
            if isinstance(found, Faulty):
                faulty.append(found)
            else:
                records.append(found)
        return tuple(records), tuple(faulty)

    def _of_hours(self, row: ListRow, unit: str) -> Iterator[Record | Faulty]:
        for hour, place in self.hours:
            yield from self._figure(row, Key("turnout", unit, self._nominal(hour)), place)
        for name in COUNTS:
            if name in self.places:
                yield from self._figure(row, Key(name, unit, "-"), self.places[name])

    def _of_one_hour(self, row: ListRow, unit: str) -> Iterator[Record | Faulty]:
        time = self._time(row)
        if isinstance(time, Faulty):
            yield time
            return
        measure = self._cell(row, "measure") or "turnout"
        subject, part = self._cell(row, "subject"), self._cell(row, "part")
        places = {measure: self.places.get("percent")}
        if "measure" not in self.places:
            places |= {name: self.places[name] for name in COUNTS if name in self.places}
        for name, place in places.items():
            if place is not None or "low" in self.places or "high" in self.places:
                yield from self._figure(row, Key(name, unit, time, subject, part), place)

    def _cell(self, row: ListRow, term: str) -> str:
        return row.cell(self.places.get(term))

    def _time(self, row: ListRow) -> str | Faulty:
        text = self._cell(row, "hour")
        hour = read_cut_off(text)
        if not hour and text and text != "-":
            column = self.table.columns[self.places["hour"]]
            return Faulty(BAD_TIME, self._fault(row, column, text, AN_HOUR))
        # Only a table that has no hours at all is of the hour a person has said.
        said = hour or ("" if "hour" in self.places else self.hour)
        return self._nominal(said) if said else "-"

    def _nominal(self, hour: str) -> str:
        return hour if hour == "final" else stamp(hour, self.country.bulletins).nominal

    def _figure(self, row: ListRow, key: Key, place: int | None) -> Iterator[Record | Faulty]:
        text = row.cell(place)
        share = key.measure in SHARES
        low, high = (read_percent(self._cell(row, bound)) for bound in ("low", "high"))
        if text.casefold() in NOTHING:
            text = ""
        value = self._value(text, share) if text else None
        if text and value is None:
            column = self.table.columns[place] if place is not None else key.measure
            fault = self._fault(row, column, text, A_DATE if is_date(text) else NUMBER)
            yield Faulty(BAD_NUMBER, fault)
        elif value is None and low is None and high is None:
            self.blank += 1
        else:
            yield Record(key, self._made(row, value, low, high, share), self.file, row.line)

    def _value(self, text: str, share: bool) -> Decimal | None:
        if not share:
            return read_count(text)
        if has_many_decimals(text):
            self.notes["shares-rounded"] += 1
        return (read_fraction if self.is_fraction else read_percent)(text)

    def _fault(self, row: ListRow, column: str, value: str, expected: Said) -> Fault:
        return Fault(self.file, row.line, column, value[:80], expected)

    def _shares(self) -> Iterator[str]:
        """The cells that hold shares of voters."""
        if "measure" in self.places:
            return
        columns = [place for _, place in self.hours]
        columns += [self.places["percent"]] if not columns and "percent" in self.places else []
        for row in self.table.rows:
            for place in columns:
                text = row.cell(place)
                if text and text.casefold() not in NOTHING:
                    yield text

    def _is_fraction(self) -> bool:
        """Whether the shares are parts of one, as workbooks keep them: 0.7516 for 75.16 %."""
        texts = list(self._shares())
        values = [read_percent(text) for text in texts]
        known = [value for value in values if value is not None]
        if len(known) < LEAST_FRACTIONS or any("%" in text or "٪" in text for text in texts):
            return False
        is_exact = any(
            has_many_decimals(text) or places_of(value) > ANNOUNCED_DECIMALS
            for text, value in zip(texts, values, strict=True)
            if value is not None
        )
        in_one = all(0 <= value <= 1 for value in known)
        return in_one and any(known) and (is_exact or max(known) >= LARGE_FRACTION)

    def _made(
        self,
        row: ListRow,
        value: Decimal | None,
        low: Decimal | None,
        high: Decimal | None,
        share: bool,
    ) -> Figure:
        source = Source(self._cell(row, "source") or self.file, self._cell(row, "address"))
        return Figure(
            value,
            self._cell(row, "counted_in") or ("percent" if share else "count"),
            (source,),
            QUALIFIERS.get(self._cell(row, "qualifier"), Qualifier.EXACT),
            low,
            high,
            status=self._cell(row, "status"),
        )
