"""Follow a mission through its day: the present as messages come, and any past moment.

Only what came since is read; whoever asks again before anything came gets the same answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from threading import RLock
from zoneinfo import ZoneInfo

from geodata.country import Country
from geodata.coverage.day import Day
from geodata.coverage.situation import Situation, situation
from geodata.coverage.territory import Territory
from geodata.missions.clock import clock
from geodata.missions.mission import Mission
from geodata.missions.read_mission import ground_of_mission
from geodata.store.events import Stored
from geodata.store.store import Store

# Each past moment holds the messages received by then.
PAST_MOMENTS_KEPT = 4
_TAKEN_AT_ONCE = 100_000
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Following:
    """A mission and its store, followed. Safe to share between threads."""

    def __init__(self, store: Store, mission: Mission, country: Country) -> None:
        self.store, self.mission, self.country = store, mission, country
        territory = Territory(mission, ground_of_mission(mission, country))
        self._ground = territory, ZoneInfo(country.elections[mission.election].zone)
        self._lock = RLock()
        self._present = _Reader(store, country, Day.on(*self._ground))
        self._past: OrderedDict[datetime, _Reader] = OrderedDict()

    def present(self, now: datetime) -> Situation:
        """The situation now; the same object until a message comes or the minute is over.

        ``now`` is the clock of this machine. A mission with a clock of its own (see
        ``Mission.own_clock``) goes by that, and so does its silence.
        """
        with self._lock:
            self._present.read()
            return self._present.tell(self._clock(now))

    def now(self, now: datetime) -> datetime:
        """What time it is for the mission: when an act at its desk is received."""
        with self._lock:
            self._present.read()
            return self._clock(now)

    def at(self, moment: datetime) -> Situation:
        """The situation at a past moment, exactly as it was then; the same object each time."""
        with self._lock:
            reader = self._past.pop(moment, None)
            if reader is None:
                reader = _Reader(self.store, self.country, Day.on(*self._ground, until=moment))
            self._past[moment] = reader
            while len(self._past) > PAST_MOMENTS_KEPT:
                self._past.popitem(last=False)
            # Messages that were under way at the moment may have come since.
            reader.read()
            return reader.tell(moment)

    def _clock(self, now: datetime) -> datetime:
        last = self._present.last_received
        return clock(self.mission, None if last == _LONG_AGO else last, now)


class _Reader:
    """A day, how far the store was read for it, and what was told of it last."""

    def __init__(self, store: Store, country: Country, day: Day) -> None:
        self.store, self.country, self.day = store, country, day
        self.last_received = _LONG_AGO
        # The last message that the day has taken, and how far the store has been looked through.
        self._position = self._looked = 0
        self._told: Situation | None = None

    def read(self) -> None:
        """Take what came since."""
        end = self.store.position()
        if end == self._looked:
            return
        messages = self.store.messages(until=self.day.until, after=self._looked)
        for some in _batches(messages):
            self.day.take(one.event for one in some)
            self._position = self._looked = some[-1].position
            self.last_received = max(
                self.last_received, *(one.event.received_at for one in some), _LONG_AGO
            )
            self._told = None
        self._looked = max(self._looked, end)

    def tell(self, as_at: datetime) -> Situation:
        """The situation as of a moment, anew only where something has changed."""
        told = self._told
        if told is None:
            told = situation(self.day, self.country, as_at, self._position)
        elif _minute(told.as_at) != _minute(as_at):
            told = told.at_minute(as_at)
        self._told = told
        return told


def _batches(messages: Iterator[Stored]) -> Iterator[list[Stored]]:
    while some := list(islice(messages, _TAKEN_AT_ONCE)):
        yield some


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
