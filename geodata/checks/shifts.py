"""The check for a table shifted by a row: one region skipped, and all after it one line too high.

Two ways to see it: another source has the same values at other units; or, with one source only,
figures that fall against the hours before and after stop falling when the rows move back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import accumulate, combinations

from geodata.checks.finding import SHIFTED, Finding, finding
from geodata.checks.sources import Table, tables, whole_of
from geodata.checks.versions import TENTH, ByKey, time_order
from geodata.elections import Record

# Fewer rows than this in another's place may be chance or two names exchanged.
LEAST_ROWS = 3
Hours = Mapping[str, Mapping[str, Decimal]]
Place = tuple[str, str, str]


def shifted(table: ByKey) -> Iterator[Finding]:
    """Tables in which several units carry the values of their neighbours."""
    lists = tables(table)
    for place, moved in _between_sources(lists):
        lists.pop(place, None)
        yield _finding(moved)
    # A slipped table makes the true ones beside it look wrong, so the worst is set aside first.
    while worst := _worst(lists):
        for place, moved in worst.items():
            del lists[place]
            yield _finding(moved)


def _worst(lists: Mapping[Place, Table]) -> dict[Place, list[Record]]:
    found = {
        place: moved
        for place, printed in lists.items()
        if (moved := _moved_against_the_day(printed, _hours(lists, place), place[1]))
    }
    breaks = {place: _breaks_of(moved, lists, place) for place, moved in found.items()}
    most_breaks = max(breaks.values(), default=0)
    return {place: moved for place, moved in found.items() if breaks[place] == most_breaks}


def _between_sources(lists: Mapping[Place, Table]) -> list[tuple[Place, list[Record]]]:
    slipped = []
    for one, other in combinations(sorted(lists), 2):
        if one[:2] == other[:2]:
            first, second = _moved(lists[one], lists[other]), _moved(lists[other], lists[one])
            if min(len(first), len(second)) >= LEAST_ROWS:
                worse = _breaks_of(first, lists, one) - _breaks_of(second, lists, other)
                # Where the hours around it do not tell which source slipped, both are named.
                if worse >= 0:
                    slipped.append((one, first))
                if worse <= 0:
                    slipped.append((other, second))
    return list(dict(slipped).items())


def _breaks_of(moved: list[Record], lists: Mapping[Place, Table], place: Place) -> int:
    hours = _hours(lists, place)
    return sum(
        _breaks(value, _limits(record.key.unit, hours, place[1]))
        for record in moved
        if (value := record.figure.value) is not None
    )


def _finding(moved: list[Record]) -> Finding:
    units = tuple(record.key.unit for record in moved)
    return finding(SHIFTED, whole_of(moved[0].key), moved, units=units, rows=len(moved))


def _moved(printed: Table, other: Table) -> list[Record]:
    """The rows that differ from the other source and carry the value of another unit there."""
    owners = {value: unit for unit, (_, value) in other.items()}
    moved = {
        owners[value]: record
        for unit, (record, value) in printed.items()
        if unit in other and other[unit][1] != value and value in owners
    }
    return sorted(moved.values(), key=lambda record: (record.file, record.line, record.key))


def _hours(lists: Mapping[Place, Table], place: Place) -> Hours:
    hours: dict[str, dict[str, Decimal]] = {}
    for (measure, time, _), rows in lists.items():
        if measure == place[0] and time != place[1]:
            for unit, (_, value) in rows.items():
                hours.setdefault(time, {}).setdefault(unit, value)
    return hours


def _moved_against_the_day(printed: Table, hours: Hours, time: str) -> list[Record]:
    rows = sorted(printed.items(), key=lambda row: (row[1][0].file, row[1][0].line, row[0]))
    limits = [_limits(unit, hours, time) for unit, _ in rows]
    values = [value for _, (_, value) in rows]
    as_printed = [_breaks(value, limit) for value, limit in zip(values, limits, strict=True)]
    if sum(as_printed) < 2:
        return []
    for step in (1, -1):
        run = _best_run(values, limits, as_printed, step)
        if run:
            return [rows[index][1][0] for index in run]
    return []


def _limits(unit: str, hours: Hours, time: str) -> tuple[Decimal | None, Decimal | None]:
    before = [
        values[unit]
        for hour, values in hours.items()
        if unit in values and time_order(hour) < time_order(time)
    ]
    after = [
        values[unit]
        for hour, values in hours.items()
        if unit in values and time_order(hour) > time_order(time)
    ]
    return (max(before) if before else None, min(after) if after else None)


def _breaks(value: Decimal, limits: tuple[Decimal | None, Decimal | None]) -> bool:
    low, high = limits
    return (low is not None and value < low - TENTH) or (high is not None and value > high + TENTH)


def _best_run(
    values: list[Decimal],
    limits: list[tuple[Decimal | None, Decimal | None]],
    as_printed: list[bool],
    step: int,
) -> range | None:
    """The rows that all fit when each value moves one unit on, and do not fit as they stand."""
    count = len(values)
    moved = [
        _breaks(values[index], limits[index + step]) if 0 <= index + step < count else True
        for index in range(count)
    ]
    wrong = [0, *accumulate(as_printed)]
    still_wrong = [0, *accumulate(moved)]
    runs = [
        range(first, last)
        for first in range(count)
        for last in range(first + LEAST_ROWS, count + 1)
        if still_wrong[last] == still_wrong[first] and wrong[last] - wrong[first] >= 2
    ]
    return max(runs, key=lambda run: (wrong[run.stop] - wrong[run.start], -len(run)), default=None)
