"""The release checks: what must be looked at before a figure goes out, run on any set of records.

Everything is found at once. A person may accept a finding with a reason; it is then still listed
and shown, with the reason, but no longer holds a release back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from geodata.checks.finding import Acceptance, Finding
from geodata.checks.hours import falls, far_steps
from geodata.checks.limits import above_register, out_of_range
from geodata.checks.shifts import shifted
from geodata.checks.sources import disagreements, equal_neighbours
from geodata.checks.sums import implied_registers, parts_and_whole, shares, votes_and_ballots
from geodata.checks.units import missing_units, unknown_units
from geodata.checks.versions import ByKey, by_key
from geodata.country import Country
from geodata.elections import Election, Key, Record
from geodata.errors import NoBoundaries
from geodata.read_figures import REVISED
from geodata.units import LEVELS, Level, Unit

Accepted = Mapping[tuple[str, Key], Acceptance]


def release_checks(
    country: Country, election: Election, accepted: Accepted | None = None
) -> tuple[Finding, ...]:
    """Every finding about an election's published figures, errors first.

    ``accepted`` comes from ``read_accepted``.
    """
    return turnout_checks(country, election.day, election.records, accepted)


def turnout_checks(
    country: Country, day: date, records: Iterable[Record], accepted: Accepted | None = None
) -> tuple[Finding, ...]:
    """Every finding about records of one vote held on a day, errors first.

    The order of the records does not matter; their line numbers tell what stood next to what.
    """
    # What its own source took back is no longer said by anybody.
    table = by_key(one for one in records if one.figure.status != REVISED)
    sets = _sets(country, day)
    found = [*_within_figures(table), *_against_units(country, table, sets)]
    decided = [_decided(finding, accepted or {}) for finding in found]
    return tuple(sorted(decided, key=lambda finding: (finding.code, finding.key, finding.printed)))


def _within_figures(table: ByKey) -> Iterator[Finding]:
    for check in (
        out_of_range, falls, above_register, shares, implied_registers, votes_and_ballots,
        disagreements, shifted, far_steps, equal_neighbours,
    ):  # fmt: skip
        yield from check(table)


def _against_units(
    country: Country, table: ByKey, sets: Mapping[Level, Mapping[str, Unit]]
) -> Iterator[Finding]:
    known = {country.id, "abroad", *(unit for units in sets.values() for unit in units)}
    yield from unknown_units(table, known)
    yield from parts_and_whole(table, _members(country, sets))
    for level, units in sets.items():
        listed = [unit.id for unit in units.values() if unit.level == level]
        yield from missing_units(table, [unit for unit in listed if unit != "abroad"])


def _sets(country: Country, day: date) -> dict[Level, Mapping[str, Unit]]:
    sets: dict[Level, Mapping[str, Unit]] = {}
    for level in LEVELS[1:]:
        try:
            sets[level] = country.units(level, day)
        except (NoBoundaries, KeyError):
            continue
    return sets


def _members(
    country: Country, sets: Mapping[Level, Mapping[str, Unit]]
) -> dict[str, tuple[str, ...]]:
    members: dict[str, list[str]] = {}
    for level, units in sets.items():
        for unit in units.values():
            if unit.level == level or unit.id == "abroad":
                parent = unit.parent or (country.id if level == "region" else "")
                members.setdefault(parent, []).append(unit.id)
    return {parent: tuple(dict.fromkeys(units)) for parent, units in members.items() if parent}


def _decided(finding: Finding, accepted: Accepted) -> Finding:
    acceptance = accepted.get((finding.code, finding.key))
    if acceptance is None:
        return finding
    return Finding(finding.code, finding.key, finding.printed, finding.facts, acceptance)
