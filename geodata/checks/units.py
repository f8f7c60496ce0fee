"""Checks of a list against the boundary set of its day: units nobody knows, units without a row."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from geodata.checks.finding import MISSING_UNITS, UNKNOWN_UNIT, Finding, finding
from geodata.checks.sources import whole_of
from geodata.checks.versions import ByKey
from geodata.elections import Key, Record

# A list of fewer units than this was quoted as an example and was never meant to be whole.
LEAST_LISTED = 2


def unknown_units(table: ByKey, known: Collection[str]) -> Iterator[Finding]:
    """Figures of a unit that no boundary set in force on the day knows.

    Parts of the world abroad are written ``abroad/<part>``.
    """
    for key, versions in table.items():
        if key.unit.split("/")[0] not in known:
            yield finding(UNKNOWN_UNIT, key, versions, unit=key.unit)


def missing_units(table: ByKey, expected: Collection[str]) -> Iterator[Finding]:
    """Lists of an hour, all sources together, that lack units of the boundary set."""
    hours: dict[Key, list[Record]] = {}
    for key, versions in table.items():
        if key.measure == "turnout" and key.unit in expected:
            hours.setdefault(whole_of(key), []).extend(versions)
    for whole, records in hours.items():
        listed = {record.key.unit for record in records}
        missing = tuple(unit for unit in expected if unit not in listed)
        if missing and len(listed) >= LEAST_LISTED:
            yield finding(
                MISSING_UNITS, whole, (), units=missing, listed=len(listed), of=len(expected)
            )
