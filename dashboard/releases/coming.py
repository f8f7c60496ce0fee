"""What came in for the public: bulletins and acts at the gate, read from a store that is only read.

A mission's reports are read only while something of the mission may be public at all.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dashboard.settings import Settings
from geodata.country import Country
from geodata.coverage.following import Following
from geodata.coverage.situation import Situation
from geodata.errors import DataError
from geodata.missions.mission import Mission
from geodata.missions.read_mission import read_mission
from geodata.releases.classes import mission_openness
from geodata.releases.gate import Gate, gate
from geodata.releases.mission_files import FILES
from geodata.releases.public_data import CameIn, MissionFiles
from geodata.said import Said, said
from geodata.store.events import Event, Kind
from geodata.store.fold import Fold
from geodata.store.read_only import ReadOnlyStore, open_read_only

_log = logging.getLogger(__name__)

MISSIONS = "missions"
Stamp = Mapping[str, tuple[int, int, int]]
_READ = (Kind.BULLETIN, Kind.GATE, Kind.DECISION)


@dataclass(frozen=True)
class Came:
    """What came in so far: how the gate stands, what each vote gets, and what time it is there.

    The same ``version`` means the same of all but the time.
    """

    version: tuple[object, ...]
    gate: Gate
    of_votes: tuple[CameIn, ...]
    now: datetime


@dataclass
class Coming:
    """Follows the missions of one sort and their store. ``faults`` says what cannot be read."""

    settings: Settings
    is_test: bool
    faults: tuple[Said, ...] = ()
    _store: ReadOnlyStore | None = None
    _fold: Fold = field(default_factory=Fold)
    _bulletins: list[Event] = field(default_factory=list)
    _position: int = 0
    _missions: dict[str, _Mission] = field(default_factory=dict)
    # Counts what of the missions was read anew; an object's place in memory would not do, since
    # another object may come to lie there.
    _readings: int = 0
    _followed: Following | None = None

    def look(self, country: Country, now: datetime, acts: tuple[Event, ...] = ()) -> Came:
        """What is there now, and what if these acts at the gate were done.

        Raises UnusableStore and OperationalError where the store cannot be read.
        """
        missions = self._read_missions(country)
        store = self._open()
        if store is None or not missions:
            return Came((self._readings,), Gate(), (), now)
        self._read_messages(store)
        done = [one for one in self._fold.present.values() if one.kind is Kind.GATE]
        stands = gate([*done, *acts])
        # The store does not say which vote a bulletin is of: it is that of the last mission.
        last = max(missions, key=lambda one: (country.elections[one.election].day, one.id))
        clock = self._clock(store, last, now)
        version = (self._readings, self._position, acts)
        of_vote = self._of_vote(store, last, country, stands, clock)
        return Came(version, stands, (of_vote,), clock)

    def has_missions(self, country: Country) -> bool:
        """Whether there is any mission of this sort."""
        return bool(self._read_missions(country))

    def _situation(
        self, store: ReadOnlyStore, mission: Mission, country: Country, now: datetime
    ) -> Situation:
        """What the mission knows; its reports are read only once something of it is public."""
        if self._followed is None or self._followed.mission is not mission:
            self._followed = Following(store, mission, country)
        return self._followed.present(now)

    def _of_vote(
        self, store: ReadOnlyStore, mission: Mission, country: Country, stands: Gate, now: datetime
    ) -> CameIn:
        present = {
            name: one for name, one in self._fold.present.items() if one.kind is Kind.BULLETIN
        }
        openness = mission_openness(mission, stands, now)
        opened = [what for what, held in openness.items() if held is None]
        found: tuple[MissionFiles, ...] = ()
        if opened:
            situation = self._situation(store, mission, country, now)
            found = tuple(MissionFiles(what, FILES[what](situation)) for what in opened)
        return CameIn(
            mission.election,
            tuple(self._bulletins),
            present,
            found,
            tuple(one for one in openness.values() if one),
            self.is_test,
        )

    def _clock(self, store: ReadOnlyStore, mission: Mission, now: datetime) -> datetime:
        """A rehearsal may live at the time that its messages name."""
        return (store.last_received() or now) if mission.own_clock else now

    def _open(self) -> ReadOnlyStore | None:
        if self._store is None:
            self._store = open_read_only(self.settings.publisher_store(self.is_test), self.is_test)
        return self._store

    def _read_messages(self, store: ReadOnlyStore) -> None:
        end = store.position()
        if end == self._position:
            return
        for stored in store.messages(after=self._position, kinds=_READ):
            self._fold.take([stored.event])
            if stored.event.kind is Kind.BULLETIN:
                self._bulletins.append(stored.event)
        self._position = end

    def _read_missions(self, country: Country) -> list[Mission]:
        """The missions of this sort; one whose folder has faults stays as it was read last."""
        folder = self.settings.var / MISSIONS
        names = {path.parent.name for path in folder.glob("*/mission.toml")}
        for name in self._missions.keys() - names:
            del self._missions[name]
            self._readings += 1
        for name in sorted(names):
            known, stamp = self._missions.get(name), folder_stamp(folder / name)
            if known is None or known.country is not country or known.stamp != stamp:
                self._missions[name] = _read_mission(folder / name, country, stamp, known)
                self._readings += 1
        self.faults = tuple(fault for one in self._missions.values() for fault in one.faults)
        found = (one.mission for one in self._missions.values())
        return [one for one in found if one is not None and one.is_test is self.is_test]


@dataclass(frozen=True)
class _Mission:
    """A mission's folder as it was read last, and what is wrong with it now."""

    country: Country
    stamp: Stamp
    mission: Mission | None
    faults: tuple[Said, ...] = ()


def _read_mission(folder: Path, country: Country, stamp: Stamp, known: _Mission | None) -> _Mission:
    try:
        return _Mission(country, stamp, read_mission(folder, country))
    except DataError as error:
        _log.error("mission %s stays as it was:\n%s", folder.name, error)
        name = folder.name
        faults = tuple(
            said("mission {mission}: {fault}", mission=name, fault=one) for one in error.sentences
        )
        return _Mission(country, stamp, known.mission if known else None, faults)


def folder_stamp(folder: Path) -> Stamp:
    """Place in the folder → what tells one state of a file from another."""
    found = {}
    for path in sorted(folder.rglob("*")):
        try:
            state = path.stat()
        except OSError:
            continue
        if path.is_file():
            found[str(path.relative_to(folder))] = state.st_ino, state.st_mtime_ns, state.st_size
    return found
