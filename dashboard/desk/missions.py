"""The missions that this desk serves: each with its store, followed through its day.

A mission is a folder under ``var/missions``; it is read again when somebody has changed a file of
it. Readers of one second share one situation, so that a hundred of them ask no more of the store
than one.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from dashboard.settings import Settings
from geodata.country import Country
from geodata.coverage.following import Following
from geodata.coverage.situation import Situation
from geodata.errors import DataError
from geodata.missions.mission import Mission
from geodata.missions.read_mission import read_mission
from geodata.store.store import Store

_log = logging.getLogger(__name__)
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)
# A change is to be seen within five seconds; readers look every two.
SECONDS_SHARED = 1.0
_SECONDS_BETWEEN_LOOKS = 2.0
Stamp = tuple[tuple[str, int, int], ...]


@dataclass
class Followed:
    """One mission as its folder was when it was read, and its present as of this second; each
    reading has a number of its own."""

    stamp: Stamp
    following: Following
    reading: int = field(default_factory=count().__next__)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _shared: tuple[float, Situation] | None = None

    @property
    def mission(self) -> Mission:
        """The mission."""
        return self.following.mission

    @property
    def store(self) -> Store:
        """Where what came in lies."""
        return self.following.store

    def present(self) -> Situation:
        """The present, at most a second old."""
        with self._lock:
            if self._shared is None or time.monotonic() - self._shared[0] > SECONDS_SHARED:
                situation = self.following.present(datetime.now(UTC))
                self._shared = time.monotonic(), situation
            return self._shared[1]

    def look_again(self) -> None:
        """Let the next reader see what has just been said here."""
        with self._lock:
            self._shared = None

    def now(self) -> datetime:
        """What time it is for the mission."""
        return self.following.now(datetime.now(UTC))


class Missions:
    """Every mission of this installation, by its id. Safe to share between threads."""

    def __init__(self, settings: Settings, country: Country) -> None:
        self._settings, self._country = settings, country
        self._folder = settings.var / "missions"
        self._lock = threading.Lock()
        self._stores: dict[bool, Store] = {}
        self._followed: dict[str, Followed] = {}
        self._looked: dict[str, float] = {}

    def ids(self) -> list[str]:
        """The missions there are, by name."""
        found = sorted(path.parent.name for path in self._folder.glob("*/mission.toml"))
        return [one for one in found if ID.fullmatch(one)]

    def first(self, ids: Sequence[str]) -> str:
        """Of several missions the one to begin with: one of the day itself before a rehearsal."""
        found = ((one, self.find(one)) for one in ids)
        live = (one for one, known in found if known and not known.mission.is_test)
        return next(live, ids[0])

    def find(self, mission: str) -> Followed | None:
        """A mission, None where there is none or its folder has never been sound.

        A folder with faults leaves the mission as it was, and the log says what is wrong.
        """
        if not ID.fullmatch(mission):
            return None
        with self._lock:
            last = self._looked.get(mission, float("-inf"))
            if time.monotonic() - last > _SECONDS_BETWEEN_LOOKS:
                self._looked[mission] = time.monotonic()
                self._look(mission)
            return self._followed.get(mission)

    def close(self) -> None:
        """Let go of the stores."""
        for store in self._stores.values():
            store.close()

    def _look(self, mission: str) -> None:
        stamp = _stamp(self._folder / mission)
        known = self._followed.get(mission)
        if not stamp:
            self._followed.pop(mission, None)
        elif known is None or known.stamp != stamp:
            try:
                self._followed[mission] = self._follow(mission, stamp)
            except DataError as error:
                _log.error("mission %s stays as it was:\n%s", mission, error)
                if known is not None:
                    known.stamp = stamp

    def _follow(self, mission: str, stamp: Stamp) -> Followed:
        read = read_mission(self._folder / mission, self._country)
        if read.is_test not in self._stores:
            address = self._settings.store_address(read.is_test)
            self._stores[read.is_test] = Store.open(address, read.is_test)
        store = self._stores[read.is_test]
        return Followed(stamp, Following(store, read, self._country))


def mission_folder(settings: Settings, mission: str) -> Path:
    """Where a mission lies; raises DataError for what cannot be the id of one."""
    if not ID.fullmatch(mission):
        raise DataError(f"{mission!r}: expected small Latin letters, digits and hyphens")
    return settings.var / "missions" / mission


def _stamp(folder: Path) -> Stamp:
    """What tells whether a folder has changed; empty where there is no mission."""
    if not (folder / "mission.toml").is_file():
        return ()
    found = []
    for path in sorted(folder.iterdir()):
        about = path.stat()
        found.append((path.name, about.st_mtime_ns, about.st_size))
    return tuple(found)
