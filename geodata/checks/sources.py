"""Checks between sources and between rows: disagreements, tables shifted by a row, equal values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import combinations, pairwise

from geodata.checks.finding import EQUAL, SOURCES_DISAGREE, SOURCES_ROUND, Finding, finding
from geodata.checks.versions import ByKey, exact, least, most, place_of, source_of
from geodata.elections import Key, Record

Table = dict[str, tuple[Record, Decimal]]


def disagreements(table: ByKey) -> Iterator[Finding]:
    """Versions of one figure that cannot both be right; apart by rounding only, a warning."""
    for key, versions in table.items():
        pairs = [pair for pair in combinations(versions, 2) if _same_release(*pair)]
        apart = [pair for pair in pairs if _apart(*pair)]
        rounded = [pair for pair in apart if _only_rounded(*pair)]
        real = [pair for pair in apart if pair not in rounded]
        for code, chosen in ((SOURCES_DISAGREE, real), (SOURCES_ROUND, rounded)):
            if chosen:
                yield finding(code, key, [record for pair in chosen for record in pair])


def _same_release(first: Record, second: Record) -> bool:
    one, other = first.figure, second.figure
    same_standing = one.status == other.status or not (one.status and other.status)
    days = [_day(moment) for moment in (one.as_of, other.as_of) if moment is not None]
    # Derived figures repeat what they were worked out from; they are no second source.
    return same_standing and len(set(days)) < 2 and not (one.derived or other.derived)


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _apart(first: Record, second: Record) -> bool:
    """Whether the two leave no value on which they could agree."""
    for one, other in ((first.figure, second.figure), (second.figure, first.figure)):
        low, high = least(one), most(other)
        if low is not None and high is not None and low > high:
            return not _agree(first, second)
    return False


def _agree(first: Record, second: Record) -> bool:
    return _at_same_place(first, second, (ROUND_HALF_UP, ROUND_HALF_EVEN))


def _only_rounded(first: Record, second: Record) -> bool:
    return _at_same_place(first, second, (ROUND_FLOOR, ROUND_CEILING))


def _at_same_place(first: Record, second: Record, ways: tuple[str, ...]) -> bool:
    one, other = exact(first), exact(second)
    if one is None or other is None:
        return False
    coarse, fine = sorted((one, other), key=place_of, reverse=True)
    return place_of(coarse) != place_of(fine) and any(
        fine.quantize(place_of(coarse), rounding=way) == coarse for way in ways
    )


def equal_neighbours(table: ByKey) -> Iterator[Finding]:
    """Two rows of a list, one after the other, with one value: perhaps copied, perhaps chance."""
    for rows in tables(table).values():
        in_order = sorted(rows.values(), key=lambda row: (row[0].file, row[0].line, row[0].key))
        for (first, one), (second, other) in pairwise(in_order):
            # Two units with 0 % or 100 % say nothing; a value printed without decimals, little.
            if one == other and one not in (0, 100) and place_of(one) < 1:
                yield finding(EQUAL, second.key, (first, second), other=first.key.unit, value=one)


def tables(table: ByKey) -> dict[tuple[str, str, str], Table]:
    """(measure, hour, source) → unit → its exact figure: the lists as their sources printed them.

    The first row of a unit stands where a source prints it twice.
    """
    found: dict[tuple[str, str, str], Table] = {}
    for key, versions in table.items():
        if key.measure == "turnout" and not key.subject:
            for record in versions:
                value = exact(record)
                if value is not None:
                    place = (key.measure, key.time, source_of(record))
                    found.setdefault(place, {}).setdefault(key.unit, (record, value))
    return found


def whole_of(key: Key) -> Key:
    """The key of the list a figure stands in."""
    return Key(key.measure, "", key.time)
