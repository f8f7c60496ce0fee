"""Read published figures in their one tidy form; a row that cannot be used is set aside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from geodata.elections import Key, Record
from geodata.errors import Fault
from geodata.figures import Figure, Qualifier
from geodata.read_cells import Cells
from geodata.said import Said, said
from geodata.tables import read_table

KEY_COLUMNS = ("measure", "subject", "part", "unit", "time")
COLUMNS = (
    *KEY_COLUMNS, "as_of", "value", "low", "high", "qualifier", "counted_in", "status", "derived",
    "notes", "source", "address", "published_on",
)  # fmt: skip
# What is counted, and in what.
COUNTED_IN = {
    "turnout": ("percent",),
    "vote_share_pct": ("percent",),
    "registered": ("voters",),
    "stations": ("stations", "states"),
    "stations_counted": ("stations",),
    "commissions": ("commissions",),
    "candidates": ("candidates", "lists"),
    "observers": ("observers",),
    "senders": ("organisations", "states"),
    "journalists": ("journalists",),
    "votes": ("votes",),
    "votes_cast": ("votes",),
    "votes_valid": ("votes",),
    "votes_invalid": ("votes",),
    "seats": ("seats",),
    "ballots_issued": ("ballots",),
    "stations_observed": ("stations",),
    "stations_listed": ("stations",),
    "visits_judged": ("visits",),
    "stations_asked": ("stations",),
    "stations_seen": ("stations",),
}
# What a mission found at stations, by the words of its own questionnaire.
OF_MISSIONS = ("visits_judged", "stations_asked", "stations_seen")
OF_PARTIES = ("votes", "vote_share_pct", "seats")
# Things counted that are neither parties nor organisations.
THINGS = {
    "stations": ("in-country", "host-states", "opened-06-00", "opened-07-00"),
    "commissions": ("regional", "territorial", "precinct"),
    "candidates": ("women", "party-lists"),
    "senders": ("organisations", "states", "commissions"),
    "journalists": ("foreign",),
}
ROLES = ("all", "core-team", "long-term", "short-term", "parliamentarians")
STAGES = ("requested", "planned", "accredited", "deployed", "expected", "nominations", "invited")
# A figure its own source took back when it announced another one for the same hour.
REVISED = "revised"
STATUSES = ("", "interim", "preliminary-final", "final", REVISED)
WITH_PARTS = ("observers", "senders", "journalists")
# Stages of the vote that observers see; visits are judged at one of them.
OBSERVED_STAGES = ("opening", "voting", "closing", "counting", "tabulation")
PARTS = frozenset(f"{role}/{stage}" for role in ROLES for stage in STAGES)
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_SUBJECT = said("a subject that this measure can have")
_PART = said("role/stage, such as core-team/accredited")
_UNIT = said("a unit of a set in force on the day of the election")
_WHOLE_NUMBERS = set(COUNTED_IN) - {"turnout", "vote_share_pct"}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the rows of one election may speak of."""

    units: Collection[str]
    parties: Collection[str]
    organisations: Collection[str]
    keys: Collection[str]
    findings: Collection[str] = ()

    def subjects(self, measure: str) -> frozenset[str]:
        """The subjects a measure may have; "" where it may have none."""
        if measure in OF_PARTIES:
            return frozenset(self.parties)
        if measure == "observers":
            return frozenset(self.organisations)
        if measure in OF_MISSIONS:
            return frozenset(self.findings)
        if measure == "senders":
            return frozenset((*THINGS[measure], *self.organisations))
        return frozenset(("", *THINGS.get(measure, ())))


def read_records(path: Path, folder: Path, scope: Scope, faults: list[Fault]) -> tuple[Record, ...]:
    """The records of one file; a row that cannot be used leaves its faults instead."""
    records: list[Record] = []
    for row in read_table(path, folder, COLUMNS, faults):
        cells = Cells(row)
        record = _record(cells, scope)
        faults += cells.faults
        if not cells.faults:
            records.append(record)
    return tuple(records)


def read_key(cells: Cells, scope: Scope) -> Key:
    """What a row is about; what no election can have is noted as wrong."""
    measure = cells.one_of("measure", COUNTED_IN)
    if measure in COUNTED_IN:
        cells.one_of("subject", scope.subjects(measure), _SUBJECT)
        cells.one_of("part", _parts(measure), _PART)
    cells.one_of("unit", scope.units, _UNIT)
    if cells["time"] not in ("final", "-") and not _HOUR.fullmatch(cells["time"]):
        cells.wrong("time", said("an hour such as 18:00, final, or -"))
    return Key(measure, cells["unit"], cells["time"], cells["subject"], cells["part"])


def _parts(measure: str) -> Collection[str]:
    if measure == "visits_judged":
        return OBSERVED_STAGES
    return PARTS if measure in WITH_PARTS else ("",)


def _record(cells: Cells, scope: Scope) -> Record:
    key = read_key(cells, scope)
    value, low, high = (_amount(cells, column, key) for column in ("value", "low", "high"))
    figure = Figure(
        value,
        cells.one_of("counted_in", COUNTED_IN.get(key.measure, ())),
        cells.sources(),
        _qualifier(cells, value, low, high),
        low,
        high,
        cells.moment("as_of"),
        cells.one_of("status", STATUSES),
        cells["derived"],
        tuple(cells["notes"].split()),
    )
    for note in figure.notes:
        if f"notes.{note}" not in scope.keys:
            expected = said("keys of text/*.toml, table notes; it has no {key}", key=note)
            cells.wrong("notes", expected)
    return Record(key, figure, cells.row.file, cells.row.line)


def _amount(cells: Cells, column: str, key: Key) -> Decimal | None:
    amount = cells.number(column)
    if amount is None:
        return None
    if amount < 0:
        cells.wrong(column, said("not less than nought"))
    elif key.measure in ("turnout", "vote_share_pct") and amount > 100:
        cells.wrong(column, said("at most 100 percent"))
    elif key.measure in _WHOLE_NUMBERS and amount % 1:
        cells.wrong(column, said("a whole number"))
    return amount


def _qualifier(
    cells: Cells, value: Decimal | None, low: Decimal | None, high: Decimal | None
) -> Qualifier:
    word = cells.one_of("qualifier", [str(one) for one in Qualifier])
    if cells.faults:
        return Qualifier.EXACT
    qualifier = Qualifier(word)
    expected = _expected_amounts(qualifier, value, low, high)
    if expected:
        cells.wrong("qualifier", expected)
    return qualifier


def _expected_amounts(
    qualifier: Qualifier, value: Decimal | None, low: Decimal | None, high: Decimal | None
) -> Said | None:
    if qualifier is Qualifier.BETWEEN:
        if low is None or high is None or value is not None:
            return said("with between: low and high, and no value")
        return None if low <= high else said("low not above high")
    if low is not None or high is not None:
        return said("with low or high: the qualifier between")
    return None if value is not None else said("with {qualifier}: a value", qualifier=qualifier)


def files_of(folder: Path, others: Iterable[str]) -> list[Path]:
    """The record files of an election folder, by name, without its other tables."""
    return sorted(path for path in folder.glob("*.csv") if path.name not in others)
