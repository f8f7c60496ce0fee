"""Read the rows of an export by envelope and form map: each is taken, or set aside and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from zoneinfo import ZoneInfo

from geodata.imports.answers import Answers
from geodata.imports.entries import (
    AMBIGUOUS_TIME,
    BAD_NUMBER,
    BAD_TIME,
    CELLS,
    KEY_TWICE,
    NO_KEY,
    NOT_ENTERED,
    REFUSED,
    SAME_AGAIN,
    UNKNOWN_ANSWER,
    Entry,
    Imported,
    Place,
    SetAside,
)
from geodata.imports.envelope import Envelope, Names
from geodata.imports.form_map import FormMap
from geodata.imports.numbers import read_count, read_percent
from geodata.imports.questions import Questions
from geodata.imports.times import TimeHappenedTwice, read_time
from geodata.lists.table import ListRow, ListTable


class NotTaken(Exception):
    """A row cannot be taken; carries what is said of it."""

    def __init__(self, reason: str, about: str = "") -> None:
        self.reason, self.about = reason, about
        super().__init__(reason)


@dataclass
class Reading:
    """What readers before this one have done with a file: rows set aside, notes on repairs."""

    set_aside: list[SetAside] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)


def read_rows(
    table: ListTable,
    envelope: Envelope,
    form_map: FormMap,
    zone: str,
    before: Reading | None = None,
) -> Imported:
    """Read a table; ``zone`` is the election's, for times of systems that say none."""
    return _Reader(table, envelope, form_map, zone, before or Reading()).read()


class _Reader:
    """One table while it is read."""

    def __init__(
        self, table: ListTable, envelope: Envelope, form_map: FormMap, zone: str, done: Reading
    ) -> None:
        self.table, self.envelope, self.form_map = table, envelope, form_map
        self.zone = envelope.zone or zone
        self.set_aside, self.notes = done.set_aside, done.notes
        self.before = len(done.set_aside)
        self.questions = Questions(table.columns, envelope.empty)
        self.answers = Answers(form_map, self.questions, envelope.between)
        self.places = {name: self._known(names) for name, names in _columns(envelope).items()}
        self.keys = [self._all_known(names) for names in envelope.key]
        self.hidden = [self._all_known(names) for names in envelope.hidden_key]
        self.labels = [
            place for names in envelope.labels if (place := self._known(names)) is not None
        ]

    def _known(self, names: Names) -> int | None:
        # A column the system may leave out is no unknown question.
        return self.questions.column(names) if self.questions.has(names) else None

    def _all_known(self, names: Names) -> list[int]:
        places = (self._known((name,)) for name in names)
        return [place for place in places if place is not None]

    def _first(self, row: ListRow, places: list[int]) -> str:
        """The first of several columns that says anything: not every row has a root id."""
        return next((cell for place in places if (cell := self.questions.cell(row, place))), "")

    def read(self) -> Imported:
        taken: list[Entry] = []
        for row in self._once():
            try:
                taken.append(self._entry(row))
            except NotTaken as reason:
                self._aside(row, reason.reason, reason.about)
        return Imported(
            self.table.path.name,
            self.envelope.format,
            len(self.table.rows) + self.before,
            tuple(taken),
            tuple(sorted(self.set_aside, key=lambda one: one.line)),
            self.questions.taken(),
            self.questions.dropped(),
            dict(self.notes),
            tuple(dict.fromkeys(self.questions.unknown)),
            self.answers.unknown_answers(),
        )

    def _aside(self, row: ListRow, reason: str, about: str = "") -> None:
        self.set_aside.append(SetAside(row.line, reason, about))

    def _cell(self, row: ListRow, name: str) -> str:
        return self.questions.cell(row, self.places[name])

    def _once(self) -> Iterator[ListRow]:
        """Rows whose key stands once; the same row again is set aside, other content both."""
        rows: dict[tuple[str, ...], list[ListRow]] = {}
        for row in self.table.rows:
            key = self._key(row)
            if len(row.cells) > len(self.table.columns) and any(
                row.cells[len(self.table.columns) :]
            ):
                self._aside(row, CELLS)
            elif self.keys and not any(self._first(row, places) for places in self.keys):
                self._aside(row, NO_KEY)
            else:
                rows.setdefault(key, []).append(row)
        for same in rows.values():
            if len({self._content(row) for row in same}) > 1:
                for row in same:
                    self._aside(row, KEY_TWICE)
                continue
            yield same[0]
            for row in same[1:]:
                self._aside(row, SAME_AGAIN)

    def _key(self, row: ListRow) -> tuple[str, ...]:
        """What tells this row from all others; whoever sent it only as a digest."""
        if not self.keys:
            return (f"{self.table.path.name}:{row.line}",)
        sender = "|".join(self._first(row, places) for places in self.hidden)
        digest = (sha256(sender.encode()).hexdigest()[:16],) if sender.strip("|") else ()
        return (*(self._first(row, places) for places in self.keys), *digest)

    def _content(self, row: ListRow) -> tuple[str, ...]:
        """What is compared: the columns that are read, so that a repeated row is known as one."""
        return tuple(row.cell(place) for place in sorted(self.questions.used))

    def _entry(self, row: ListRow) -> Entry:
        self._review(row)
        if self.places["needs_entry"] is not None and not self._cell(row, "needs_entry"):
            raise NotTaken(NOT_ENTERED)
        terms = self.answers.terms(row)
        choices = self.answers.choices(row)
        if "" in choices.values():
            raise NotTaken(UNKNOWN_ANSWER, next(name for name, one in choices.items() if not one))
        return Entry(
            self.envelope.kind,
            row.line,
            "|".join(self._key(row)),
            self._place(row, terms),
            self._cell(row, "version"),
            self._cell(row, "form") or self.form_map.form,
            choices.get("stage", self.form_map.fixed_stage),
            choices.get("overall", ""),
            self._cell(row, "category"),
            self.answers.irregularities(row),
            self._time(terms.get("observed_at", "")),
            self._time(self._cell(row, "submitted_at")),
            terms.get("turnout_at", ""),
            self._count(terms, "voted"),
            self._count(terms, "registered", self._cell(row, "registered")),
            self._percent(terms),
        )

    def _review(self, row: ListRow) -> None:
        state = self._cell(row, "review").casefold()
        passed = self.envelope.passed
        if state in self.envelope.refused or (passed and state and state not in passed):
            raise NotTaken(REFUSED)
        if state in self.envelope.doubtful:
            self.notes["doubtful-in-review"] += 1

    def _place(self, row: ListRow, terms: Mapping[str, str]) -> Place:
        labels = tuple(self.questions.cell(row, place) for place in self.labels)
        mapped = tuple(terms.get(name, "") for name in ("region", "district"))
        point = terms.get("point", "").split()
        latitude = terms.get("latitude") or (point[0] if len(point) > 1 else "")
        longitude = terms.get("longitude") or (point[1] if len(point) > 1 else "")
        return Place(
            tuple(label for label in labels or mapped if label),
            "",
            terms.get("station") or self._cell(row, "station"),
            terms.get("commission", ""),
            latitude or self._cell(row, "latitude"),
            longitude or self._cell(row, "longitude"),
        )

    def _time(self, text: str) -> datetime | None:
        if not text:
            return None
        try:
            moment = read_time(text, self.zone)
        except TimeHappenedTwice as error:
            raise NotTaken(AMBIGUOUS_TIME) from error
        except ValueError as error:
            raise NotTaken(BAD_TIME) from error
        # A zone of its own and not only an offset: the file said none.
        if isinstance(moment.tzinfo, ZoneInfo):
            self.notes["times-without-zone"] += 1
        return moment

    def _count(self, terms: Mapping[str, str], term: str, otherwise: str = "") -> int | None:
        text = terms.get(term, "") or otherwise
        if not text:
            return None
        count = read_count(text)
        if count is None:
            raise NotTaken(BAD_NUMBER, term)
        return int(count)

    def _percent(self, terms: Mapping[str, str]) -> Decimal | None:
        text = terms.get("turnout_pct", "")
        share = read_percent(text) if text else None
        if text and share is None:
            raise NotTaken(BAD_NUMBER, "turnout_pct")
        return share


def _columns(envelope: Envelope) -> dict[str, Names]:
    names = (
        "version", "submitted_at", "review", "station", "latitude", "longitude", "registered",
        "category", "form", "needs_entry",
    )  # fmt: skip
    return {name: getattr(envelope, name) for name in names}
