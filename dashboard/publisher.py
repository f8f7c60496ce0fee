"""The publisher: a process of its own that turns what may be public into releases.

It reads the country's folder and the store, which it can only read, and writes files; nobody waits
for it, and if it stops the last release stays up.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import ExitStack, suppress

from sqlalchemy.exc import SQLAlchemyError

from dashboard.releases.publishing import AnotherPublisher, Publishing
from dashboard.releases.status import Status
from dashboard.settings import Settings
from dashboard.site_files import releases_in
from geodata.errors import DataError
from geodata.releases.clearing import clear_away
from geodata.releases.manifest import Manifest, UnusableManifest

_log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_CLEARINGS = 3_600.0


def publish(settings: Settings, *, is_test: bool = False) -> Manifest:
    """The release in force, a new one where anything it depends on has changed.

    Raises DataError where the folder cannot be read and no earlier release is there to stay.
    """
    publishing = Publishing(settings, is_test)
    # Where a publisher is at work already, what it has made will do.
    with suppress(AnotherPublisher), publishing.alone():
        publishing.look()
    manifest = releases_in(settings.var, is_test).in_force()
    if manifest is None:
        raise UnusableManifest("no release could be made")
    return manifest


class Publisher:
    """Looks once a second, live and rehearsal, until it is told to stop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stop = threading.Event()
        self._cleared = float("-inf")

    def stop(self) -> None:
        """End after the look that is under way."""
        self._stop.set()

    def run(self) -> None:
        """Raises AnotherPublisher, and DataError where there never was a release to stay."""
        publishings = [Publishing(self._settings, is_test=False)]
        publishings.append(Publishing(self._settings, is_test=True))
        with ExitStack() as stack:
            for one in publishings:
                stack.enter_context(one.alone())
            while not self._stop.is_set():
                began = time.monotonic()
                for one in publishings:
                    if not one.is_test or one.outlook.has_missions():
                        self._look(one)
                self._clear_away(publishings)
                self._stop.wait(max(0.0, SECONDS_BETWEEN_LOOKS - (time.monotonic() - began)))

    def _look(self, publishing: Publishing) -> Status | None:
        try:
            return publishing.look()
        except SQLAlchemyError as error:
            # The store is away; what is out stays, and the next look tries again.
            _log.error("the store cannot be read: %s", getattr(error, "orig", error))
        return None

    def _clear_away(self, publishings: list[Publishing]) -> None:
        if time.monotonic() - self._cleared < SECONDS_BETWEEN_CLEARINGS:
            return
        self._cleared = time.monotonic()
        for one in publishings:
            try:
                clear_away(one.outlook.folder)
            except (DataError, OSError, ValueError) as error:
                _log.error("nothing was cleared away: %s", error)
