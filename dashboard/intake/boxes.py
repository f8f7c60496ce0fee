"""The letterboxes of all missions here, each as its mission's folder is now, with its store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.desk.missions import Missions
from dashboard.settings import Settings
from geodata.country import Country
from geodata.errors import DataError
from geodata.intake.letterbox import Letterbox
from geodata.missions.clock import clock
from geodata.store.store import Store


class NoMission(DataError):
    """There is no mission of that name, or its folder has never been sound."""


@dataclass(frozen=True, slots=True)
class Box:
    """A mission's letterbox and the store it fills."""

    letters: Letterbox
    store: Store

    def now(self) -> datetime:
        """When what comes now is received: a rehearsal lives at the time of its last message."""
        mission, now = self.letters.mission, datetime.now(UTC)
        return clock(mission, self.store.last_received(), now) if mission.own_clock else now


class Boxes:
    """Letterboxes by mission. Safe to share between threads."""

    def __init__(self, missions: Missions, settings: Settings, country: Country) -> None:
        self._missions, self._settings, self._country = missions, settings, country
        self._boxes: dict[str, Box] = {}

    def box(self, mission: str) -> Box:
        """The letterbox of a mission. Raises NoMission."""
        found = self._missions.find(mission)
        if found is None:
            raise NoMission(f"{mission}: expected a mission whose folder is sound")
        box = self._boxes.get(mission)
        if box is None or box.letters.mission is not found.mission:
            settings = self._settings
            letters = Letterbox(found.mission, self._country, settings.country, settings.var)
            box = self._boxes[mission] = Box(letters, found.store)
        return box
