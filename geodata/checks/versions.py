"""Every printed version of a figure, sorted by what it is about, ready to be compared.

A figure may be a value or bounds; a check only speaks where the bounds leave no doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from geodata.elections import Key, Record
from geodata.figures import Figure, Qualifier

Versions = tuple[Record, ...]
ByKey = Mapping[Key, Versions]
# What is counted from the morning on and can therefore only grow.
CUMULATIVE = ("turnout", "ballots_issued")
TENTH = Decimal("0.1")


def by_key(records: Iterable[Record]) -> dict[Key, Versions]:
    """Key → every version of the figure, in an order that the order of the rows cannot change."""
    groups: dict[Key, list[Record]] = {}
    for record in sorted(records, key=_place):
        groups.setdefault(record.key, []).append(record)
    return {key: tuple(groups[key]) for key in sorted(groups)}


def _place(record: Record) -> tuple[str, int, Key, str]:
    return record.file, record.line, record.key, str(record.figure)


def least(figure: Figure) -> Decimal | None:
    """The least the figure can be; None where the source leaves that open."""
    if figure.qualifier in (Qualifier.ABOUT, Qualifier.AT_MOST):
        return None
    return figure.value if figure.value is not None else figure.low


def most(figure: Figure) -> Decimal | None:
    """The most the figure can be; None where the source leaves that open."""
    if figure.qualifier in (Qualifier.ABOUT, Qualifier.AT_LEAST):
        return None
    return figure.value if figure.value is not None else figure.high


def exact(record: Record) -> Decimal | None:
    """The value where it was printed as exact, else None."""
    return record.figure.value if record.figure.qualifier is Qualifier.EXACT else None


def exact_values(versions: Versions) -> list[tuple[Record, Decimal]]:
    """The versions printed as exact, with their values."""
    return [(record, value) for record in versions if (value := exact(record)) is not None]


def place_of(decimal: Decimal) -> Decimal:
    """One unit in the last printed place: 0.01 for 57.02."""
    exponent = decimal.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def source_of(record: Record) -> str:
    """What tells one source from another: its address, or its title where there is none."""
    source = record.figure.sources[0] if record.figure.sources else None
    return (source.address or source.title) if source else ""


def time_order(time: str) -> tuple[int, str]:
    """Hours in order, then the final figure."""
    return (1, time) if time == "final" else (0, time)


def series(table: ByKey, measures: Iterable[str]) -> Iterator[list[tuple[str, Versions]]]:
    """For each unit and thing counted, its versions in the order of the hours."""
    wanted = set(measures)
    groups: dict[Key, list[tuple[str, Versions]]] = {}
    for key, versions in table.items():
        if key.measure in wanted and key.time != "-":
            whole = Key(key.measure, key.unit, "", key.subject, key.part)
            groups.setdefault(whole, []).append((key.time, versions))
    for hours in groups.values():
        yield sorted(hours, key=lambda hour: time_order(hour[0]))


def steps(table: ByKey, measures: Iterable[str]) -> Iterator[tuple[Versions, Versions]]:
    """Each unit's versions at two hours that follow each other among those published."""
    for hours in series(table, measures):
        for (_, earlier), (_, later) in pairwise(hours):
            yield earlier, later
