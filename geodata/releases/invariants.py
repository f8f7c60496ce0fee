"""What must hold before a release goes out; what breaks it is named down to the row.

The release checks speak first, then what can only be seen beside the release before: totals do not
shrink without a note, and no figure that was there goes missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from geodata.checks.finding import OMITTED, SHRUNK, Finding, finding
from geodata.checks.release import Accepted, release_checks
from geodata.checks.report import unit_names
from geodata.checks.wording import sentence
from geodata.country import Country
from geodata.elections import Election, Key, Record
from geodata.errors import Fault
from geodata.figures import Qualifier
from geodata.read_figures import REVISED
from geodata.read_sums import wrong_sums
from geodata.releases.manifest import Held
from geodata.releases.withdrawing import may_be_missing

# What is counted up and never down again. A mission's own counts may: a report is corrected.
GROWING = frozenset(
    ("turnout", "ballots_issued", "votes", "votes_cast", "votes_valid", "votes_invalid",
     "stations_counted", "registered")
)  # fmt: skip
# No live figure may come from a source that calls itself so.
SIMULATED = "SIMULATED"


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that a release would break: of which vote, what it says, and the rows (file and
    line) that break it, those that came through intake as the message they came in."""

    election: str
    code: str
    sentences: Mapping[str, str]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A release before it goes out: its data, what a person accepted by vote, what is held, and
    where rows came from that do not stand in the folder as they are."""

    country: Country
    accepted: Mapping[str, Accepted]
    held: tuple[Held, ...]
    origins: Mapping[tuple[str, int], str]
    is_test: bool = False


def broken(before: Country | None, next_one: Candidate) -> tuple[Broken, ...]:
    """Every invariant that the candidate breaks; ``before`` is the data of the last release."""
    return tuple(one for vote in _votes(before, next_one) for one in vote.broken())


def _votes(before: Country | None, next_one: Candidate) -> Iterator[_Vote]:
    earlier = before.elections if before else {}
    for name in dict.fromkeys((*next_one.country.elections, *earlier)):
        yield _Vote(name, earlier.get(name), next_one.country.elections.get(name), next_one)


@dataclass(frozen=True)
class _Vote:
    """One vote in the release before and in the candidate."""

    name: str
    before: Election | None
    after: Election | None
    candidate: Candidate

    def broken(self) -> Iterator[Broken]:
        """What it breaks; a vote that did not change was looked at before it went out."""
        if self.after is None:
            yield self._gone()
            return
        if self.before and self.before.records == self.after.records:
            return
        accepted = self.candidate.accepted.get(self.name, {})
        found = release_checks(self.candidate.country, self.after, accepted)
        found += tuple(
            one for one in self._beside_before(self.after) if (one.code, one.key) not in accepted
        )
        yield from (self._of_finding(one) for one in found if one.is_error)
        for fault in wrong_sums(self.after, self.candidate.country.gazetteer):
            yield self._of_fault(fault)
        if not self.candidate.is_test:
            yield from self._test_data(self.after.records)

    def _beside_before(self, after: Election) -> Iterator[Finding]:
        if self.before is None:
            return
        missing: dict[Key, list[Record]] = {}
        held = {one.what for one in self.candidate.held if one.election == self.name}
        shown = _first(self.before.records)
        for key, record in shown.items():
            if key in after.figures:
                yield from _shrunk(key, record, after)
            elif key not in after.nothings and not may_be_missing(held, key):
                whole = Key(key.measure, "", key.time, key.subject, key.part)
                missing.setdefault(whole, []).append(record)
        for whole, records in missing.items():
            units = tuple(record.key.unit for record in records)
            yield finding(OMITTED, whole, records, units=units)

    def _of_finding(self, one: Finding) -> Broken:
        country = self.candidate.country
        day = (self.after or country.elections[self.name]).day
        return Broken(
            self.name,
            one.code,
            {
                language: sentence(one, language, unit_names(country, language, day))
                for language in country.languages
            },
            tuple(self._row(printed.file, printed.line) for printed in one.printed),
        )

    def _of_fault(self, fault: Fault) -> Broken:
        said = dict.fromkeys(self.candidate.country.languages, str(fault))
        return Broken(self.name, "sums", said, (self._row(fault.file, fault.line),))

    def _gone(self) -> Broken:
        said = f"{self.name}: the whole vote is missing"
        return Broken(self.name, OMITTED, dict.fromkeys(self.candidate.country.languages, said), ())

    def _test_data(self, records: Iterable[Record]) -> Iterator[Broken]:
        for record in records:
            if any(one.title.startswith(SIMULATED) for one in record.figure.sources):
                row = self._row(record.file, record.line)
                said = f"{row}: test data never goes out as live"
                languages = self.candidate.country.languages
                yield Broken(self.name, "is_test", dict.fromkeys(languages, said), (row,))

    def _row(self, file: str, line: int) -> str:
        return self.candidate.origins.get((file, line)) or f"{file}, line {line}"


def _shrunk(key: Key, record: Record, after: Election) -> Iterator[Finding]:
    old, new = record.figure, after.figures[key]
    values = (old.value, new.value)
    exact = Qualifier.EXACT
    if key.measure not in GROWING or None in values or (old.qualifier, new.qualifier) != (
        exact, exact,
    ):  # fmt: skip
        return
    if (new.value or Decimal()) >= (old.value or Decimal()):
        return
    revised = [one for one in after.versions[key] if one.status == REVISED]
    if all(one.value != old.value for one in revised):
        now = next(one for one in after.records if one.key == key)
        yield finding(SHRUNK, key, (now,), before=old.value, after=new.value)


def _first(records: Iterable[Record]) -> dict[Key, Record]:
    """The row of each key that is shown."""
    found: dict[Key, Record] = {}
    for record in records:
        found.setdefault(record.key, record)
    return found
