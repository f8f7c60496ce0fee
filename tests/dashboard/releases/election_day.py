"""An election day in Testland: a live mission, its store, and the publisher that follows it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dashboard.releases.publishing import Publishing
from dashboard.releases.status import Status
from geodata.missions.mission import Mission
from geodata.missions.templates import write_templates
from geodata.store.events import Event, Kind
from geodata.store.store import Store
from tests.dashboard.release_places import TESTLAND, VOTE, Place

# After the last poll of Testland has closed.
EVENING = datetime(2024, 6, 2, 16, tzinfo=UTC)
HOUR = "16:00"
VIEW = f"/en/{VOTE}/turnout/district/16-00/"


class ElectionDay(Place):
    """Testland with a live mission; bulletins come in one by one."""

    def __init__(self, folder: Path, *, is_test: bool = False, **settings: str) -> None:
        super().__init__(folder, TESTLAND, **settings)
        self.is_test = is_test
        self.publisher = Publishing(self.settings, is_test)
        self.store = Store.open(self.settings.store_address(is_test), is_test)
        self._received = 0
        mission = self.var / "missions" / "league"
        if not mission.exists():
            write_templates(mission, Mission("league", VOTE, is_test))

    def restart(self) -> None:
        """Another process of the publisher, which knows nothing of the one before."""
        self.publisher = Publishing(self.settings, self.is_test)

    def announce(self, unit: str, percent: str, **more: str) -> None:
        """A bulletin comes in, a minute after the last one; again for the same hour: a revision."""
        self._received += 1
        time = more.pop("time", HOUR)
        payload = {"unit": unit, "time": time, "percent": percent, **more}
        payload.setdefault("address", "https://example.org/bulletin")
        received = EVENING + timedelta(minutes=self._received)
        event = Event(
            f"bulletin/{unit}/{time}", self._received, Kind.BULLETIN, payload, "token", received,
            is_test=self.is_test,
        )  # fmt: skip
        self.store.append([event])

    def look(self, minutes: int = 0) -> Status:
        """The publisher looks, so many minutes after the evening."""
        return self.publisher.look(EVENING + timedelta(minutes=minutes))


@contextmanager
def election_day(folder: Path, published: Path | None = None) -> Iterator[ElectionDay]:
    """The day; from a site that is published already where one is given."""
    if published:
        shutil.copytree(published, folder / "var", symlinks=True)
    day = ElectionDay(folder)
    try:
        yield day
    finally:
        day.store.close()
