"""Check that the figures of an election can be true together: no part above its whole.

Such a fault does not say which of the figures is wrong, so none of them is set aside for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from geodata.elections import Election, Key, Record
from geodata.errors import Fault
from geodata.figures import Qualifier
from geodata.said import Said, said
from geodata.units import Gazetteer

# Counts of things that lie in one unit each.
ADDING_UP = (
    "registered", "stations", "commissions", "ballots_issued", "votes", "votes_cast",
    "votes_valid", "votes_invalid",
)  # fmt: skip
# Each of a dozen printed shares may have been rounded up by half a tenth.
ROUNDING = Decimal("0.6")
# The smaller measure, and the larger one it cannot exceed in the same unit at the same time.
WITHIN = (
    ("votes_valid", "votes_cast"),
    ("votes_invalid", "votes_cast"),
    ("votes_cast", "registered"),
    ("ballots_issued", "registered"),
)


def wrong_sums(election: Election, gazetteer: Gazetteer) -> tuple[Fault, ...]:
    """Faults of parts that exceed their whole, among exact figures only."""
    shown: dict[Key, Record] = {}
    for record in election.records:
        shown.setdefault(record.key, record)
    exact = {
        key: record
        for key, record in shown.items()
        if record.figure.qualifier is Qualifier.EXACT and record.figure.value is not None
    }
    parents = {unit.id: unit.parent for unit in gazetteer.units}
    return (
        *_units_above_whole(exact, parents),
        *_parties_above_valid(exact),
        *_smaller_above_larger(election.records, exact),
    )


def _value(record: Record) -> Decimal:
    return record.figure.value or Decimal(0)


def _units_above_whole(exact: dict[Key, Record], parents: dict[str, str]) -> Iterator[Fault]:
    sums: dict[Key, Decimal] = defaultdict(Decimal)
    for key, record in exact.items():
        if key.measure in ADDING_UP and parents.get(key.unit):
            whole = Key(key.measure, parents[key.unit], key.time, key.subject, key.part)
            sums[whole] += _value(record)
    for whole, total in sums.items():
        if whole in exact and total > _value(exact[whole]):
            yield _fault(exact[whole], said("at least {total}, the sum of its units", total=total))


def _parties_above_valid(exact: dict[Key, Record]) -> Iterator[Fault]:
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for key, record in exact.items():
        if key.measure in ("votes", "vote_share_pct"):
            sums[key.measure, key.unit, key.time] += _value(record)
    for (measure, unit, time), total in sums.items():
        valid = exact.get(Key("votes_valid", unit, time))
        if measure == "votes" and valid and total > _value(valid):
            yield _fault(valid, said("at least {total}, the sum of the parties", total=total))
        if measure == "vote_share_pct" and total > 100 + ROUNDING:
            some = next(exact[key] for key in exact if (key.measure, key.unit) == (measure, unit))
            expected = said(
                "shares of at most 100 percent together; {unit} has {total}", unit=unit, total=total
            )
            yield _fault(some, expected)


def _smaller_above_larger(records: Iterable[Record], exact: dict[Key, Record]) -> Iterator[Fault]:
    largest: dict[tuple[str, str], Decimal] = {}
    for record in records:
        place = record.key.measure, record.key.unit
        largest[place] = max(largest.get(place, Decimal(0)), _value(record))
    for key, record in exact.items():
        for smaller, larger in WITHIN:
            most = largest.get((larger, key.unit))
            if key.measure == smaller and most is not None and _value(record) > most:
                expected = said(
                    "at most {most}, the {larger} of {unit}",
                    most=most,
                    larger=larger,
                    unit=key.unit,
                )
                yield _fault(record, expected)


def _fault(record: Record, expected: Said) -> Fault:
    amount = str(record.figure.value)
    return Fault(record.file, record.line, "value", amount, expected)
