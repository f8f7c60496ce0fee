"""Checks of one unit at one hour: shares lie between 0 and 100, ballots are no more than voters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geodata.checks.finding import ABOVE_REGISTER, OUT_OF_RANGE, Finding, finding
from geodata.checks.versions import ByKey, Versions, least, most
from geodata.elections import Key

# Each of these can be no more than the next: what is counted comes out of what was given out.
CHAIN = ("votes_valid", "votes_cast", "ballots_issued", "registered")


def out_of_range(table: ByKey) -> Iterator[Finding]:
    """A share above 100 % or below 0, a count below 0."""
    for key, versions in table.items():
        for record in versions:
            low, high = least(record.figure), most(record.figure)
            is_share = record.figure.counted_in == "percent"
            if (high is not None and high < 0) or (is_share and low is not None and low > 100):
                yield finding(OUT_OF_RANGE, key, (record,), value=low if low else high)


def above_register(table: ByKey) -> Iterator[Finding]:
    """More ballots than registered voters, more votes than ballots: no link of the chain grows."""
    for key, versions in table.items():
        if key.measure in CHAIN:
            for larger in CHAIN[CHAIN.index(key.measure) + 1 :]:
                yield from _above(key, versions, counted_with(table, key, larger))


def counted_with(table: ByKey, key: Key, measure: str) -> Versions:
    """The versions of another count of the same unit that hold at the figure's hour."""
    times = dict.fromkeys((key.time, "final", "-"))
    found = (table.get(replace(key, measure=measure, time=time), ()) for time in times)
    return tuple(record for versions in found for record in versions)


def _above(key: Key, smaller: Versions, larger: Versions) -> Iterator[Finding]:
    limits = [high for record in larger if (high := most(record.figure)) is not None]
    if not limits or len(limits) < len(larger):
        return
    for record in smaller:
        low = least(record.figure)
        if low is not None and low > max(limits):
            yield finding(ABOVE_REGISTER, key, (record, *larger), value=low, limit=max(limits))
