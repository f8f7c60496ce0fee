"""The letterboxes of all missions here, and the two stores they fill.

A mission's folder may change during the day. Its letterbox follows within a second or two; while
the folder has a fault, the last good one stays open.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from dashboard.settings import Settings
from geodata.country import Country
from geodata.errors import DataError, Fault, FaultyData
from geodata.intake.letterbox import Letterbox
from geodata.missions.read_mission import read_mission
from geodata.store.store import Store

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS = 1.0
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)
_Signature = tuple[tuple[str, int, int], ...]


@dataclass
class _Kept:
    box: Letterbox
    signature: _Signature
    looked_at: float


class Boxes:
    """Letterboxes by mission. Safe to share between threads."""

    def __init__(self, settings: Settings, country: Country) -> None:
        self._settings, self._country = settings, country
        self._kept: dict[str, _Kept] = {}
        self._stores: dict[bool, Store] = {}
        self._lock = Lock()

    def box(self, mission: str) -> Letterbox:
        """The letterbox of a mission as its folder is now. Raises DataError where there is none."""
        kept = self._kept.get(mission)
        if kept is None:
            with self._lock:
                kept = self._kept.get(mission) or self._read_first(mission)
        elif self._is_due(kept) and self._lock.acquire(blocking=False):
            # Whoever comes while another looks takes the one that is there.
            try:
                self._look_again(mission, kept)
            finally:
                self._lock.release()
        return self._kept.get(mission, kept).box

    def store(self, is_test: bool) -> Store:
        """The store of live or of test messages. Raises UnusableStore."""
        found = self._stores.get(is_test)
        if found is None:
            with self._lock:
                found = self._stores.get(is_test)
                if found is None:
                    found = Store.open(self._settings.store_address(is_test), is_test)
                    self._stores[is_test] = found
        return found

    def close(self) -> None:
        """Let go of the stores."""
        for store in self._stores.values():
            store.close()

    def _is_due(self, kept: _Kept) -> bool:
        return time.monotonic() - kept.looked_at > _SECONDS_BETWEEN_LOOKS

    def _read_first(self, mission: str) -> _Kept:
        signature = _signature(mission_folder(self._settings, mission))
        kept = _Kept(self._read(mission), signature, time.monotonic())
        self._kept[mission] = kept
        return kept

    def _look_again(self, mission: str, kept: _Kept) -> None:
        signature = _signature(mission_folder(self._settings, mission))
        if signature != kept.signature:
            try:
                kept = _Kept(self._read(mission), signature, 0)
            except DataError as error:
                _log.error("mission %s is read as it was before: %s", mission, error)
                # Not again before the folder changes again.
                kept = _Kept(kept.box, signature, 0)
            self._kept[mission] = kept
        kept.looked_at = time.monotonic()

    def _read(self, mission: str) -> Letterbox:
        settings = self._settings
        read = read_mission(mission_folder(settings, mission), self._country)
        return Letterbox(read, self._country, settings.country, settings.var)


def mission_folder(settings: Settings, mission: str) -> Path:
    """Where a mission lies; raises FaultyData for what cannot be the id of one."""
    if not _ID.fullmatch(mission):
        expected = "the id of a mission: small Latin letters, digits and hyphens"
        raise FaultyData([Fault("missions", 0, "", mission[:80], expected)])
    return settings.var / "missions" / mission


def _signature(folder: Path) -> _Signature:
    try:
        files = sorted(folder.iterdir())
        return tuple(
            (file.name, status.st_mtime_ns, status.st_size)
            for file in files
            if (status := file.stat())
        )
    except OSError:
        return ()
