"""The day as a time control: a column for each hour, which leads to that moment as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import numpy as np

from geodata.coverage.reports import HOURS
from geodata.coverage.territory import Ints
from layouts.desk.address import NOW, moment_words
from layouts.desk.subject import DeskSubject

_FIRST, _LAST = 7, 22


@dataclass(frozen=True, slots=True)
class HourStep:
    """One hour: its end, the address of that moment ("" where it is still to come), its visits."""

    words: str
    path: str
    chosen: bool
    share: float
    printed: str


@dataclass(frozen=True, slots=True)
class HoursOfDay:
    """The hours, the one before and after the moment shown, and the way back to the present."""

    steps: tuple[HourStep, ...]
    previous: str
    following: str
    now: HourStep


def hours_of_day(subject: DeskSubject) -> HoursOfDay:
    """The hours of the day of the vote, and of the night after it as far as visits go."""
    visits = _visits(subject)
    known = np.flatnonzero(visits[:HOURS])
    first = min(_FIRST, int(known.min(initial=_FIRST)))
    last = max(_LAST, int(known.max(initial=_LAST)), _hours_gone(subject))
    most = max(int(visits[:HOURS].max()), 1)
    steps = tuple(_step(subject, hour, int(visits[hour]), most) for hour in range(first, last + 1))
    address = subject.address
    now = HourStep(
        subject.words("desk.time.now"), address.at(moment=NOW).path, subject.is_live, 0.0,
        subject.words("desk.time.now"),
    )  # fmt: skip
    open_ends = [one.path for one in steps if one.path]
    if subject.is_live:
        return HoursOfDay(steps, open_ends[-1] if open_ends else "", "", now)
    at = subject.situation.as_at
    before = [one.path for one, end in _with_ends(subject, steps, first) if one.path and end < at]
    after = [one.path for one, end in _with_ends(subject, steps, first) if one.path and end > at]
    return HoursOfDay(steps, before[-1] if before else "", after[0] if after else now.path, now)


def _visits(subject: DeskSubject) -> Ints:
    counts = subject.situation.coverage.by_stage_and_hour.sum(axis=1)
    total = np.zeros(counts.shape[1], dtype=np.int64)
    for unit in subject.scope.roots:
        total = total + counts[subject.number(unit)]
    return total


def _end(subject: DeskSubject, hour: int) -> datetime:
    """The moment at which an hour of the day ends."""
    end = hour + 1
    day = subject.territory.ground.day + timedelta(days=end // 24)
    return datetime.combine(day, time(end % 24), subject.zone).astimezone(UTC)


def _with_ends(
    subject: DeskSubject, steps: tuple[HourStep, ...], first: int
) -> list[tuple[HourStep, datetime]]:
    return [(one, _end(subject, first + at)) for at, one in enumerate(steps)]


def _hours_gone(subject: DeskSubject) -> int:
    """The last hour that has ended, while the day of the vote and the night after it go on."""
    midnight = datetime.combine(subject.territory.ground.day, time(), subject.zone)
    gone = int((subject.now - midnight) / timedelta(hours=1)) - 1
    return gone if gone < HOURS - 12 else 0


def _step(subject: DeskSubject, hour: int, visits: int, most: int) -> HourStep:
    end, end_hour = _end(subject, hour), (hour + 1) % 24
    is_past = end <= subject.now
    moment = moment_words(end, subject.zone)
    words = subject.words
    said = words.plural("desk.count.visits", visits, value=subject.count(visits))
    hours = {"start": f"{hour % 24:02}:00", "end": f"{end_hour:02}:00"}
    return HourStep(
        f"{end_hour:02}",
        subject.address.at(moment=moment).path if is_past else "",
        subject.address.moment == moment,
        visits / most,
        words("desk.time.hour", **hours, visits=said),
    )
