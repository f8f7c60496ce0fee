"""Publishing of one sort, live or rehearsal: from what is there now to a release, or to a reason.

Pages of the votes whose figures changed come first and go out at once. The pages of other votes,
which only lead to them, and the pages that keep the figures for good follow in a release of their
own.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dashboard.releases.complete import NAME as COMPLETE
from dashboard.releases.complete import Complete, read_complete, write_complete
from dashboard.releases.draft import Draft, Width, Written, write_draft
from dashboard.releases.material import Material, code_digest, write_material
from dashboard.releases.outlook import Next, Outlook
from dashboard.releases.pages import PageMaker
from dashboard.releases.status import NAME as STATUS
from dashboard.releases.status import OUT, WITHHELD, Status, moment, read_status, write_status
from dashboard.settings import Settings
from dashboard.site_files import whole_release
from dashboard.site_writer import SiteWriter
from geodata.boundaries.build import build_boundaries
from geodata.boundaries.index import BuiltSet
from geodata.country import Country
from geodata.elections import Election
from geodata.errors import DataError
from geodata.releases.before import Before
from geodata.releases.keys import signing_key
from geodata.releases.manifest import Manifest
from layouts.site import SitePages

_log = logging.getLogger(__name__)
LOCK = "lock"
Built = Mapping[str, BuiltSet]


class AnotherPublisher(DataError):
    """Another program makes releases in this folder."""


@dataclass
class Publishing:
    """Makes the releases of one sort; one process at a time (see ``alone``)."""

    settings: Settings
    is_test: bool
    outlook: Outlook = field(init=False)
    _maker: PageMaker = field(default_factory=PageMaker)
    _code: str = ""
    _built: tuple[object, Built] | None = None
    _material: tuple[str, Material] | None = None
    _complete: Complete | None = None
    # Whether all files were seen to be there since the start.
    _checked: bool = False
    _before: Before | None = None
    _site: SitePages | None = None

    def __post_init__(self) -> None:
        self.outlook = Outlook(self.settings, self.is_test)
        self._code = code_digest(self.settings)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other publishers out of the folder. Raises AnotherPublisher."""
        self.outlook.notes.mkdir(parents=True, exist_ok=True)
        with (self.outlook.notes / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                root = self.outlook.folder.root
                raise AnotherPublisher(f"{root}: another publisher is at work here") from None
            self._take_notes_away()
            yield

    def _take_notes_away(self) -> None:
        """Notes once lay among the releases; whoever serves that folder as it is shows them."""
        for name in (LOCK, STATUS, COMPLETE):
            (self.outlook.folder.root / name).unlink(missing_ok=True)

    def look(self, now: datetime | None = None) -> Status:
        """Make what there is to be made, and tell the desk how it stands.

        Raises DataError only where there is no earlier release to stay.
        """
        now = now or datetime.now(UTC)
        manifest = self.outlook.folder.last_good()
        try:
            self._mend(manifest)
            next_one = self.outlook.next(now)
            if not next_one.broken:
                manifest = self._make(next_one, now, manifest)
            status = self._status(now, manifest, next_one)
        except (DataError, OSError) as error:
            if manifest is None and isinstance(error, DataError):
                raise
            _log.error("the release stays as it was:\n%s", error)
            status = self._withheld(now, manifest, str(error))
        # A disk that is full has no room for a word about it; the desk sees that none came.
        with suppress(OSError):
            write_status(self.outlook.notes, status)
        return status

    def _mend(self, manifest: Manifest | None) -> None:
        """Put the last good release in force again where the manifest in force is damaged."""
        folder = self.outlook.folder
        if manifest and folder.manifest_content() != manifest.content:
            folder.put_in_force(manifest)

    def _make(self, next_one: Next, now: datetime, manifest: Manifest | None) -> Manifest:
        """The release in force, once there is nothing left to be made."""
        built = self._boundaries()
        of = self._made_of(next_one, built)
        known = self._complete or read_complete(self.outlook.notes)
        if manifest and known == Complete(manifest.digest, *of) and self._is_whole():
            return manifest
        same_program = manifest and (known.release, known.program) == (manifest.digest, of[1])
        whole = not same_program or not next_one.changes
        votes = frozenset(change.election for change in next_one.changes)
        alone = not whole and self._changes_places_alone(next_one, manifest)
        written = self._write(next_one, now, built, Width(None if whole else votes, alone=alone))
        _log.info("release %d is out; what leads to it follows", written.manifest.sequence)
        # What it changed has been said. Other votes lead elsewhere only to addresses that are new.
        votes = votes if alone else frozenset()
        rest = Width(None if whole or written.has_other_addresses else votes, pins=True)
        made = self._write(replace(next_one, changes=()), now, built, rest).manifest
        self._complete = Complete(made.digest, *of)
        write_complete(self.outlook.notes, self._complete)
        return made

    def _changes_places_alone(self, next_one: Next, manifest: Manifest | None) -> bool:
        """Whether turnout of places changed and nothing that pages of other figures say as well: no
        figure of the country, which every page of a vote has, and no sentence about the vote."""
        before, after = self.outlook.out(manifest), next_one.country
        if before is None:
            return False
        for change in next_one.changes:
            old, new = (one.elections.get(change.election) for one in (before, after))
            if (change.key.measure, change.key.unit == after.id) != ("turnout", False):
                return False
            if old is None or new is None or _about(old) != _about(new):
                return False
        return True

    def _is_whole(self) -> bool:
        """Whether every file is still there; looked at once, since nobody takes them away."""
        self._checked = self._checked or whole_release(self.outlook.folder) is not None
        return self._checked

    def _write(self, next_one: Next, now: datetime, built: Built, width: Width) -> Written:
        careful = not self._checked
        with SiteWriter(
            self.settings.var, is_test=self.is_test, known=self._before, careful=careful
        ) as writer:
            self._before = writer.before
            last = writer.before.manifest
            material = self._material_for(writer, built)
            made_at = (max(now, last.made_at) if last else now).replace(microsecond=0)
            draft = Draft(next_one, self._pages(next_one, material), made_at, self.is_test, width)
            written = write_draft(writer, draft, self._maker, material)
        self.outlook.is_out(written.manifest, next_one.country)
        if width.votes is None:
            self._checked = True
        return written

    def _pages(self, next_one: Next, material: Material) -> SitePages:
        """The pages of a country, the same for the two releases that are made of it."""
        known = self._site
        if known and known.country is next_one.country and known.assets is material.assets:
            return known
        address = self.settings.site_address
        self._site = SitePages(next_one.country, material.maps, material.assets, address)
        return self._site

    def _material_for(self, writer: SiteWriter, built: Built) -> Material:
        """What pages need, written once and then taken over."""
        stamps = json.dumps({name: one.stamp for name, one in sorted(built.items())})
        known = self._material
        if known and known[0] == stamps and writer.stay(known[1].paths):
            return known[1]
        key = signing_key(self.settings.var, self.is_test)
        material = write_material(writer, self.settings, built, key)
        self._material = stamps, material
        return material

    def _boundaries(self) -> Built:
        country: Country = self.outlook.country()
        if self._built is None or self._built[0] is not country:
            folder = self.settings.country
            self._built = country, build_boundaries(folder, country, self.settings.var)
        return self._built[1]

    def _made_of(self, next_one: Next, built: Built) -> tuple[str, ...]:
        """Digests of what a release is made of: the data, then the program and the drawings."""
        stamps = json.dumps({name: one.stamp for name, one in sorted(built.items())})
        return next_one.digest, hashlib.sha256(f"{self._code}{stamps}".encode()).hexdigest()

    def _status(self, now: datetime, manifest: Manifest | None, next_one: Next) -> Status:
        """How it stands after a look; a release that is withheld says since when."""
        state = WITHHELD if next_one.broken else OUT
        before = read_status(self.outlook.notes)
        since = before.since if before and before.state == state else moment(now)
        for one in next_one.broken if state == WITHHELD and since == moment(now) else ():
            _log.error("%s: %s (%s)", one.code, one.sentences.get("en"), "; ".join(one.rows))
        return Status(
            state,
            moment(now),
            manifest.sequence if manifest else 0,
            moment(manifest.made_at) if manifest else "",
            since,
            next_one.broken,
            next_one.faults,
            next_one.data.held,
            next_one.data.not_shown,
            moment(next_one.opens_at) if next_one.opens_at else "",
        )

    def _withheld(self, now: datetime, manifest: Manifest | None, fault: str) -> Status:
        before = read_status(self.outlook.notes)
        since = before.since if before and before.state == WITHHELD else moment(now)
        return Status(
            WITHHELD,
            moment(now),
            manifest.sequence if manifest else 0,
            moment(manifest.made_at) if manifest else "",
            since,
            faults=tuple(fault.splitlines()),
        )


def _about(vote: Election) -> tuple[object, ...]:
    """What is said of a vote as a whole, beside its figures."""
    return vote.conflicts, len(vote.set_aside), vote.times, vote.mission
