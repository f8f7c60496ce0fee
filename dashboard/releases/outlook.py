"""What is out, what would go out next, and what holds it: looked at, without making a page.

The publisher makes its releases from this and from nothing else, so whoever looks at it sees
exactly what the next release will say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dashboard.releases.coming import Came, Coming, Stamp, folder_stamp
from dashboard.settings import Settings
from dashboard.site_files import publisher_notes, releases_in
from geodata.checks.release import Accepted
from geodata.country import Country
from geodata.errors import DataError
from geodata.read_country import read_country
from geodata.releases.classes import next_opening
from geodata.releases.corrections import Change, changes
from geodata.releases.folder import ReleaseFolder
from geodata.releases.invariants import Broken, Candidate, broken
from geodata.releases.laying_out import read_data, released_country
from geodata.releases.manifest import Manifest
from geodata.releases.public_data import PublicData, public_data
from geodata.said import Said
from geodata.store.events import Event


@dataclass(frozen=True)
class Next:
    """What would go out: the data and the country it is, what it changes, and what it breaks.

    ``faults`` names what of the missions could not be read. ``opens_at`` is the next moment at
    which something opens by itself.
    """

    data: PublicData
    country: Country
    accepted: Mapping[str, Accepted]
    changes: tuple[Change, ...]
    broken: tuple[Broken, ...]
    faults: tuple[Said, ...]
    opens_at: datetime | None

    @property
    def digest(self) -> str:
        """A digest of everything that is public, and of what is said to be held."""
        found = hashlib.sha256(repr(self.data.held).encode())
        for name, content in sorted(self.data.files.items()):
            found.update(f"\n{name} {len(content)}\n".encode())
            found.update(content)
        return found.hexdigest()


@dataclass
class Outlook:
    """Looks at the country's folder, the missions and their store, and at what is out."""

    settings: Settings
    is_test: bool
    _coming: Coming = field(init=False)
    _country: tuple[Stamp, Country] | None = None
    _out: tuple[str, Country | None] | None = None
    _last: tuple[object, Next] | None = None

    def __post_init__(self) -> None:
        self._coming = Coming(self.settings, self.is_test)

    @property
    def folder(self) -> ReleaseFolder:
        """Where the releases lie."""
        return releases_in(self.settings.var, self.is_test)

    @property
    def notes(self) -> Path:
        """Where the publisher's own notes lie."""
        return publisher_notes(self.settings.var, self.is_test)

    def country(self) -> Country:
        """The country's folder, read again when a file of it has changed. Raises DataError."""
        return self._read()[1]

    def _read(self) -> tuple[Stamp, Country]:
        """The country, and the state of its folder that it was read from."""
        known, stamp = self._country, folder_stamp(self.settings.country)
        if known is None or known[0] != stamp:
            self._country = known = stamp, read_country(self.settings.country)
        return known

    def has_missions(self) -> bool:
        """Whether there is any mission of this sort; a rehearsal without one shows nothing."""
        return self._coming.has_missions(self.country())

    def out(self, manifest: Manifest | None) -> Country | None:
        """What is out, as the release says it; None where there is none, or it cannot be read."""
        if manifest is None:
            return None
        if self._out is None or self._out[0] != manifest.digest:
            try:
                self._out = manifest.digest, released_country(self.folder, manifest)
            except (OSError, ValueError, DataError):
                self._out = manifest.digest, None
        return self._out[1]

    def is_out(self, manifest: Manifest, country: Country) -> None:
        """A release was made of this country just now, so it need not be read back."""
        self._out = manifest.digest, country

    def next(self, now: datetime, acts: Iterable[Event] = ()) -> Next:
        """What would go out now; with ``acts`` at the gate: what would if they were done.

        Raises DataError, OSError and SQLAlchemy's OperationalError where it cannot be read.
        """
        stamp, country = self._read()
        came = self._coming.look(country, now, tuple(acts))
        manifest = self.folder.last_good()
        seen = (stamp, came.version, manifest.digest if manifest else "")
        if self._last is not None and self._last[0] == seen and not self._is_due(came.now):
            return self._last[1]
        found = self._next(country, came, manifest)
        self._last = seen, found
        return found

    def _is_due(self, now: datetime) -> bool:
        opens_at = self._last[1].opens_at if self._last else None
        return opens_at is not None and now >= opens_at

    def _next(self, country: Country, came: Came, manifest: Manifest | None) -> Next:
        data = public_data(self.settings.country, country, came.gate, came.now, came.of_votes)
        shown, accepted = read_data(data.files)
        before = self.out(manifest)
        candidate = Candidate(shown, accepted, data.held, data.origins, self.is_test)
        return Next(
            data,
            shown,
            accepted,
            changes(before, shown, accepted),
            broken(before, candidate),
            self._coming.faults,
            next_opening(data.held, came.now),
        )
