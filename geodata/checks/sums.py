"""Checks between figures: shares follow from their counts, and parts add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from statistics import median

from geodata.checks.finding import SHARE, SHARE_NEARLY, SUM, Finding, finding
from geodata.checks.limits import counted_with
from geodata.checks.versions import (
    TENTH,
    ByKey,
    Versions,
    exact_values,
    place_of,
    series,
)
from geodata.elections import Key, Record

# What lies in one unit each and therefore adds up; observers and commissions are counted anew.
ADDITIVE = (
    "registered", "stations", "ballots_issued", "votes_cast", "votes_valid", "votes_invalid",
    "votes",
)  # fmt: skip
# The lists grow a little on the day; a register that differs by more than this is another number.
REGISTER_DRIFT = Decimal("0.005")
# Which count over which others a published share may be.
SHARES = {
    "turnout": (("ballots_issued", "votes_cast"), ("registered",)),
    "vote_share_pct": (("votes",), ("votes_valid", "votes_cast")),
}
Members = Mapping[str, tuple[str, ...]]


def shares(table: ByKey) -> Iterator[Finding]:
    """A printed share that does not follow from the printed counts."""
    for key, versions in table.items():
        for above in SHARES.get(key.measure, ((), ()))[0]:
            counts = table.get(replace(key, measure=above), ())
            wholes = _wholes(table, key)
            for share in exact_values(versions):
                for count in exact_values(counts):
                    yield from _not_following(share, count, exact_values(wholes))


def _wholes(table: ByKey, key: Key) -> Versions:
    bare = replace(key, subject="", part="")
    found = (counted_with(table, bare, measure) for measure in SHARES[key.measure][1])
    return tuple(record for versions in found for record in versions)


def _not_following(
    share: tuple[Record, Decimal],
    count: tuple[Record, Decimal],
    wholes: list[tuple[Record, Decimal]],
) -> Iterator[Finding]:
    if _status(share[0]) != _status(count[0]):
        return
    worked_out = [(100 * count[1] / whole, record) for record, whole in wholes if whole > 0]
    if not worked_out:
        return
    value, whole = min(worked_out, key=lambda pair: abs(pair[0] - share[1]))
    off = abs(value - share[1])
    if off <= place_of(share[1]):
        return
    code = SHARE_NEARLY if off <= TENTH else SHARE
    yield finding(
        code,
        share[0].key,
        (share[0], count[0], whole),
        share=share[1],
        worked_out=value.quantize(min(place_of(share[1]), Decimal("0.01"))),
    )


def _status(record: Record) -> str:
    # A share of the first evening cannot be held against the votes of the final protocol.
    return record.figure.status


def implied_registers(table: ByKey) -> Iterator[Finding]:
    """Ballots and shares of several hours that imply quite different numbers of voters."""
    for hours in series(table, ("ballots_issued",)):
        implied = [
            (count[0], share, 100 * count[1] / value)
            for _, versions in hours
            for count in exact_values(versions)
            for share, value in exact_values(_shares_of(table, count[0].key))
            if value > 0
        ]
        if len({count.key.time for count, _, _ in implied}) < 2:
            continue
        usual = median(register for _, _, register in implied)
        for count, share, register in implied:
            value = share.figure.value or Decimal(100)
            if abs(register - usual) > usual * (REGISTER_DRIFT + place_of(value) / value):
                yield finding(
                    SHARE,
                    count.key,
                    (count, share),
                    share=value,
                    worked_out=(100 * (count.figure.value or Decimal(0)) / usual).quantize(
                        Decimal("0.01")
                    ),
                )


def _shares_of(table: ByKey, key: Key) -> Versions:
    return table.get(replace(key, measure="turnout"), ())


def parts_and_whole(table: ByKey, members: Members) -> Iterator[Finding]:
    """Units that add up to more than their whole, or to less when all of them are there.

    ``members`` maps a unit to the units that lie in it, those abroad among them.
    """
    for key, versions in table.items():
        parts = members.get(key.unit, ())
        if key.measure in ADDITIVE and parts:
            yield from _sum(table, key, versions, parts)
        if key.measure == "turnout" and parts:
            yield from _between(table, key, versions, parts)


def _first_values(
    table: ByKey, key: Key, units: tuple[str, ...]
) -> dict[str, tuple[Record, Decimal]]:
    found = {unit: exact_values(table.get(replace(key, unit=unit), ())) for unit in units}
    return {unit: values[0] for unit, values in found.items() if values}


def _sum(table: ByKey, key: Key, versions: Versions, units: tuple[str, ...]) -> Iterator[Finding]:
    parts = _first_values(table, key, units)
    total = sum((value for _, value in parts.values()), Decimal(0))
    complete = len(parts) == len(units)
    for record, whole in exact_values(versions):
        if total > whole or (complete and total != whole):
            records = (record, *(part for part, _ in parts.values()))
            yield finding(SUM, key, records, total=total, whole=whole)


def _between(
    table: ByKey, key: Key, versions: Versions, units: tuple[str, ...]
) -> Iterator[Finding]:
    # The share of the whole is a weighted mean of its parts, so it lies between them; the few
    # voters abroad may be missing without moving it.
    parts = _first_values(table, key, tuple(unit for unit in units if unit != "abroad"))
    if not parts or len(parts) < len([unit for unit in units if unit != "abroad"]):
        return
    low, high = (choose(value for _, value in parts.values()) for choose in (min, max))
    for record, whole in exact_values(versions):
        if not low - TENTH <= whole <= high + TENTH:
            records = (record, *(part for part, _ in parts.values()))
            yield finding(SUM, key, records, total=(low, high), whole=whole)


def votes_and_ballots(table: ByKey) -> Iterator[Finding]:
    """The votes of all parties are the valid votes; valid and invalid ones are the votes cast."""
    for key, versions in table.items():
        if key.measure == "votes_valid":
            parties = [other for other in table if _is_party_of(other, key)]
            if len(parties) > 1:
                yield from _adds_up(key, versions, [table[party] for party in parties])
        if key.measure == "votes_cast":
            counted = [
                table.get(replace(key, measure=measure), ())
                for measure in ("votes_valid", "votes_invalid")
            ]
            if all(counted):
                yield from _adds_up(key, versions, counted)


def _is_party_of(other: Key, key: Key) -> bool:
    return (
        other.measure == "votes"
        and bool(other.subject)
        and replace(other, measure=key.measure, subject=key.subject) == key
    )


def _adds_up(key: Key, versions: Versions, groups: list[Versions]) -> Iterator[Finding]:
    parts = [values[0] for group in groups if (values := exact_values(group))]
    if len(parts) < len(groups):
        return
    total = sum((value for _, value in parts), Decimal(0))
    for record, whole in exact_values(versions):
        if total != whole:
            records = (record, *(part for part, _ in parts))
            yield finding(SUM, key, records, total=total, whole=whole)
