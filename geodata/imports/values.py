"""The cells of a row as values: times, hours, counts, shares, teams; or why there is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from geodata.imports.entries import AMBIGUOUS_TIME, BAD_NUMBER, BAD_TIME
from geodata.imports.ids import read_team
from geodata.imports.numbers import read_count, read_percent
from geodata.imports.times import TimeHappenedTwice, read_hour, read_time


class NotTaken(Exception):
    """A row cannot be taken; carries what is said of it."""

    def __init__(self, reason: str, about: str = "") -> None:
        self.reason, self.about = reason, about
        super().__init__(reason)


class Refused(Exception):
    """A row was refused in review by those who sent it."""


@dataclass(frozen=True, slots=True)
class Values:
    """Reads the cells of one table; ``zone`` is that of times without one."""

    zone: str
    notes: Counter[str]

    def time(self, text: str) -> datetime | None:
        """A moment with its offset; raises NotTaken."""
        if not text:
            return None
        try:
            moment = read_time(text, self.zone)
        except TimeHappenedTwice as error:
            raise NotTaken(AMBIGUOUS_TIME) from error
        except ValueError as error:
            raise NotTaken(BAD_TIME) from error
        # A zone of its own and not only an offset: the file said none.
        if isinstance(moment.tzinfo, ZoneInfo):
            self.notes["times-without-zone"] += 1
        return moment

    def moment_at_all(self, text: str) -> datetime | None:
        """A moment with its offset, None where the text is none; nothing is noted."""
        try:
            return read_time(text, self.zone)
        except ValueError:
            return None

    def hour(self, text: str) -> str:
        """An hour of the day; text that is none is left out and noted."""
        hour = read_hour(text)
        if text and not hour:
            self.notes["hour-not-readable"] += 1
        return hour

    def team(self, text: str) -> str:
        """A team's id; text that is none is left out and noted."""
        team = read_team(text)
        if text and not team:
            self.notes["team-not-an-id"] += 1
        return team

    def count(self, text: str, term: str) -> int | None:
        """A count of voters; raises NotTaken."""
        if not text:
            return None
        count = read_count(text)
        if count is None:
            raise NotTaken(BAD_NUMBER, term)
        return int(count)

    def percent(self, text: str) -> Decimal | None:
        """A share of voters; raises NotTaken."""
        share = read_percent(text) if text else None
        if text and share is None:
            raise NotTaken(BAD_NUMBER, "turnout_pct")
        return share
