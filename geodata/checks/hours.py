"""Checks along the day: a cumulative figure cannot fall, and its steps resemble those of others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from geodata.checks.finding import FALL, SMALL_FALL, STEP, Finding, finding
from geodata.checks.versions import (
    CUMULATIVE,
    TENTH,
    ByKey,
    Versions,
    exact_values,
    least,
    most,
    series,
    steps,
)
from geodata.elections import Record

# Voters added to the lists on the day make a share fall a little; more than that is an error.
SMALL_FALL_POINTS = TENTH
# A step is far outside when it lies six robust deviations and five points from the usual one.
DEVIATIONS = Decimal(6)
LEAST_POINTS = Decimal(5)
LEAST_UNITS = 8
# The first figure of the day is a step from nought.
OPENING = "opening"
MAD_TO_SIGMA = Decimal("1.4826")
Step = tuple[Record, Record, Decimal]


def falls(table: ByKey) -> Iterator[Finding]:
    """A cumulative figure below the one of the hour before it, in whatever source."""
    for earlier, later in steps(table, CUMULATIVE):
        pairs = [
            (before, after, fall)
            for before in earlier
            for after in later
            if (fall := _fall(before, after)) > 0
        ]
        for code, small in ((FALL, False), (SMALL_FALL, True)):
            chosen = [pair for pair in pairs if _is_small(pair) is small]
            if chosen:
                yield _fallen(code, chosen)


def _fall(before: Record, after: Record) -> Decimal:
    lowest, highest = least(before.figure), most(after.figure)
    return Decimal(0) if lowest is None or highest is None else lowest - highest


def _is_small(pair: Step) -> bool:
    before, _, fall = pair
    if before.figure.counted_in == "percent":
        return fall <= SMALL_FALL_POINTS
    return fall <= (least(before.figure) or Decimal(0)) * SMALL_FALL_POINTS / 100


def _fallen(code: str, pairs: list[Step]) -> Finding:
    before, after, fall = max(pairs, key=lambda pair: pair[2])
    records = [record for pair in pairs for record in pair[:2]]
    return finding(
        code,
        after.key,
        records,
        earlier=before.key.time,
        before=least(before.figure),
        after=most(after.figure),
        fall=fall,
    )


def far_steps(table: ByKey) -> Iterator[Finding]:
    """A unit whose figure rose between two hours quite unlike the other units' did.

    Robust by the median absolute deviation: one wild figure does not hide itself.
    """
    for group in _steps_by_hours(table).values():
        if len({after.key.unit for _, after, _ in group}) >= LEAST_UNITS:
            yield from _outliers(group)


def _steps_by_hours(table: ByKey) -> dict[tuple[str, str], list[Step]]:
    groups: dict[tuple[str, str], list[Step]] = {}
    for hours in series(table, ("turnout",)):
        time, first = hours[0]
        for record, value in exact_values(first):
            groups.setdefault((OPENING, time), []).append((record, record, value))
    for earlier, later in steps(table, ("turnout",)):
        for step in _exact_steps(earlier, later):
            groups.setdefault((step[0].key.time, step[1].key.time), []).append(step)
    return groups


def _exact_steps(earlier: Versions, later: Versions) -> Iterator[Step]:
    for before, low in exact_values(earlier):
        for after, high in exact_values(later):
            yield before, after, high - low


def _outliers(group: list[Step]) -> Iterator[Finding]:
    usual = median(step for _, _, step in group)
    spread = median(abs(step - usual) for _, _, step in group) * MAD_TO_SIGMA
    limit = max(DEVIATIONS * spread, LEAST_POINTS)
    for before, after, step in group:
        if abs(step - usual) > limit:
            earlier = OPENING if before is after else before.key.time
            yield finding(STEP, after.key, (before, after), earlier=earlier, step=step, usual=usual)
