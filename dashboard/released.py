"""What a release carries of its own: the country as it shows it, its drawings, and its editions.

Whatever is made when a reader asks for it is made from this and never from the live folder, so a
table kept today and one kept in a year, from the same release, are the same.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.shown_release import ReleaseFollower, Shown
from geodata.boundaries.sheet import sheet_of
from geodata.country import Country
from geodata.errors import DataError
from geodata.releases.editions import PATH as EDITIONS
from geodata.releases.editions import Editions, read_editions
from geodata.releases.folder import ReleaseFolder
from geodata.releases.laying_out import read_data
from geodata.releases.listing import DATA, pinned_in
from geodata.releases.manifest import ListRef, UnusableManifest
from layouts.address import Address
from layouts.edition import Edition
from layouts.markup import Assets
from layouts.site import MapFiles, SitePages

# Where a release says which drawings belong to its boundary sets.
OUTLINES = "outlines.json"
# A country with its pages; past releases are seldom asked for.
_KEPT = 4
_NO_ASSETS = Assets("", "", "", "", "")


class NoRelease(DataError):
    """There is no such release, or it has no data of its own."""


@dataclass(frozen=True)
class Released:
    """A release to make files from: its pages, and boundary set → its outlines (GeoJSON)."""

    pages: SitePages
    outlines: Mapping[str, bytes]

    @property
    def country(self) -> Country:
        """The country as the release shows it."""
        return self.pages.country


class ReleasedData:
    """Reads the data of the release that is shown, and of past ones. Safe between threads."""

    def __init__(self, follower: ReleaseFollower, site: str) -> None:
        self._follower, self._site = follower, site
        self._lock = threading.Lock()
        self._read: OrderedDict[str, Released] = OrderedDict()
        self._editions: tuple[str, Editions] = ("", Editions())

    def shown(self) -> Shown:
        """The release in force. Raises NoRelease."""
        shown = self._follower.present()
        if shown is None:
            raise NoRelease("nothing has been published yet")
        return shown

    def present(self) -> Released:
        """What the release in force carries. Raises NoRelease."""
        return self._of(self.shown().manifest.lists.get(DATA))

    def of(self, path: str) -> tuple[Released, bool]:
        """What a path is made from, and whether it is pinned. Raises NoRelease."""
        sequence = pinned_in(path)
        if sequence is None:
            return self.present(), False
        shown = self.shown()
        if sequence > shown.manifest.sequence:
            raise NoRelease(f"release {sequence} is not there yet")
        try:
            return self._of(shown.folder.manifest_at(sequence).lists.get(DATA)), True
        except UnusableManifest as error:
            raise NoRelease(str(error)) from None

    def edition(self, address: Address, path: str) -> Edition:
        """The edition of an address: the pinned one, or that of the release in force."""
        shown, editions = self.shown(), self.editions()
        sequence = pinned_in(path)
        bare = address.path.removeprefix(f"/{address.language}")
        number = sequence or editions.sequences.get(bare, shown.manifest.sequence)
        made_at = editions.moments.get(number)
        if made_at is None:
            made_at = shown.folder.manifest_at(number).made_at
        edition = Edition(number, made_at, shown.manifest.is_test)
        return replace(edition, is_pinned=True) if sequence else edition

    def pinned_before(self, path: str, living: str) -> str:
        """Where the figures lie that a living path had in the release a path is pinned to: the last
        release up to that one which changed them; "" where none is kept."""
        sequence, shown = pinned_in(path), self.shown()
        for one in sorted(shown.pinned, reverse=True) if sequence else ():
            kept = f"/r/{one}{living}"
            if one <= (sequence or 0) and shown.find(f"{kept}index.html"):
                return kept
        return ""

    def editions(self) -> Editions:
        """The editions of the release in force; none where it has none that can be read."""
        shown = self.shown()
        with self._lock:
            if self._editions[0] != shown.manifest.digest:
                file = shown.find(EDITIONS)
                try:
                    found = read_editions(shown.folder.objects.read(file)) if file else Editions()
                except (OSError, ValueError):
                    found = Editions()
                self._editions = shown.manifest.digest, found
            return self._editions[1]

    def _of(self, ref: ListRef | None) -> Released:
        if ref is None:
            raise NoRelease("the release carries no data")
        with self._lock:
            if ref.digest not in self._read:
                try:
                    self._read[ref.digest] = self._load(ref)
                except (OSError, ValueError) as error:
                    raise NoRelease(f"its data cannot be read: {error}") from None
                while len(self._read) > _KEPT:
                    self._read.popitem(last=False)
            self._read.move_to_end(ref.digest)
            return self._read[ref.digest]

    def _load(self, ref: ListRef) -> Released:
        shown = self.shown()
        folder: ReleaseFolder = shown.folder
        files = {
            path.removeprefix(f"/{DATA}/"): folder.objects.read(file)
            for path, file in folder.files(ref).items()
        }
        drawn: dict[str, dict[str, str]] = json.loads(files.pop(OUTLINES, b"{}"))
        country, _ = read_data(files)
        maps, outlines = {}, {}
        for name, paths in drawn.items():
            sheet, map_data = (shown.find(paths[one]) for one in ("sheet", "outlines"))
            if sheet and map_data:
                content = folder.objects.read(sheet)
                maps[name] = MapFiles(sheet_of(content), paths["outlines"], "")
                outlines[name] = folder.objects.read(map_data)
        return Released(SitePages(country, maps, _NO_ASSETS, self._site), outlines)
