"""Read the rows of an export by envelope and form map: each is taken, or set aside and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from geodata.imports.answers import Answers
from geodata.imports.entries import (
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
from geodata.imports.questions import Questions
from geodata.imports.values import NotTaken, Refused, Values
from geodata.lists.table import ListRow, ListTable


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
        self.set_aside, self.notes = done.set_aside, done.notes
        self.values = Values(envelope.zone or zone, self.notes)
        self.before = len(done.set_aside)
        self.questions = Questions(table.columns, envelope.empty)
        self.answers = Answers(form_map, self.questions, envelope.between)
        self.places = {name: self._known(names) for name, names in _columns(envelope).items()}
        # A plain table has the key that its form map names.
        own_key = form_map.terms.get("key", ()) if not envelope.key else ()
        self.keys = [
            self._all_known(names) for names in envelope.key or ([own_key] * bool(own_key))
        ]
        self.is_own_key = bool(own_key)
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
            except Refused:
                self._refuse(row)
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

    def _refuse(self, row: ListRow) -> None:
        """Set a row aside, with what tells the report that may have been taken before."""
        moment = self.values.moment_at_all(self._cell(row, "submitted_at"))
        name, version = "|".join(self._key(row)), self._cell(row, "version")
        self.set_aside.append(
            SetAside(row.line, REFUSED, instance=name, version=version, submitted_at=moment)
        )

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
        digest = (_digest(sender),) if sender.strip("|") else ()
        named = tuple(self._first(row, places) for places in self.keys)
        # Nobody has said that a column of one's own choice holds no names.
        return (_digest("|".join(named)),) if self.is_own_key else (*named, *digest)

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
            self.values.time(terms.get("observed_at", "")),
            self.values.time(self._cell(row, "submitted_at")),
            self.values.hour(terms.get("turnout_at", "")),
            self.values.count(terms.get("voted", ""), "voted"),
            self.values.count(
                terms.get("registered") or self._cell(row, "registered"), "registered"
            ),
            self.values.percent(terms.get("turnout_pct", "")),
            self.values.team(terms.get("team", "")),
        )

    def _review(self, row: ListRow) -> None:
        state = self._cell(row, "review").casefold()
        passed = self.envelope.passed
        if state in self.envelope.refused or (passed and state and state not in passed):
            raise Refused
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


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _columns(envelope: Envelope) -> dict[str, Names]:
    names = (
        "version", "submitted_at", "review", "station", "latitude", "longitude", "registered",
        "category", "form", "needs_entry",
    )  # fmt: skip
    return {name: getattr(envelope, name) for name in names}
