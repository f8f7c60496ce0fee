"""The release that the public door shows: followed as newer ones come, never a broken one.

The manifest, the chain and the lists are answered like files of the site, so that anybody can check
from outside what is shown.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.site_files import releases_in
from geodata.boundaries.files import digest
from geodata.releases.folder import LIST_TYPE, MANIFESTS, ReleaseFolder
from geodata.releases.listing import Files, ReleaseFile, pinned_in
from geodata.releases.manifest import NAME, ListRef, Manifest
from geodata.releases.sources import LISTS

_log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
# Lists of pinned pages that somebody asked for lately.
_PINNED_KEPT = 64
_MANIFEST = f"/{NAME}"
_PAST = re.compile(rf"/{MANIFESTS}/([1-9]\d{{0,9}})\.json")
_NO_FILES: Files = {}


@dataclass(frozen=True)
class Shown:
    """A release as it is answered: every living path, its lists, and itself."""

    folder: ReleaseFolder
    manifest: Manifest
    lists: Mapping[str, Files]
    paths: Files
    pinned: Mapping[int, ListRef]
    _asked: dict[int, Files] = field(default_factory=dict)

    def find(self, path: str) -> ReleaseFile | None:
        """The file of a path, None where the release names none."""
        if file := self.paths.get(path):
            return file
        if sequence := pinned_in(path):
            return self._pinned_files(sequence).get(path)
        past = _PAST.fullmatch(path)
        return self._past(int(past.group(1))) if past else None

    def read(self, path: str, file: ReleaseFile, encoding: str) -> bytes:
        """A form of the file of a path. Raises OSError."""
        if path == _MANIFEST:
            return self.manifest.content
        if past := _PAST.fullmatch(path):
            return self.folder.manifest_place(int(past.group(1))).read_bytes()
        if path.startswith(f"/{LISTS}/"):
            return self.folder.list_bytes(ListRef(file.digest, file.size))
        return self.folder.objects.read(file, encoding)

    def _pinned_files(self, sequence: int) -> Files:
        if sequence not in self._asked and sequence in self.pinned:
            if len(self._asked) >= _PINNED_KEPT:
                self._asked.clear()
            try:
                self._asked[sequence] = self.folder.files(self.pinned[sequence])
            except (OSError, ValueError) as error:
                _log.error("what is pinned to release %s cannot be read: %s", sequence, error)
        return self._asked.get(sequence, _NO_FILES)

    def _past(self, sequence: int) -> ReleaseFile | None:
        """A manifest of the chain, up to the one that is shown."""
        if sequence > self.manifest.sequence:
            return None
        try:
            content = self.folder.manifest_place(sequence).read_bytes()
        except OSError:
            return None
        return ReleaseFile(digest(content), LIST_TYPE, len(content))


def load(
    folder: ReleaseFolder, manifest: Manifest, known: Mapping[ListRef, Files] | None = None
) -> Shown:
    """A release with its lists; those that are known already are not read again.

    Raises OSError and ValueError.
    """
    known = known or {}
    lists = {
        name: known[ref] if ref in known else folder.files(ref)
        for name, ref in manifest.lists.items()
    }
    pinned = folder.pinned_lists(manifest)
    paths = {path: file for files in lists.values() for path, file in files.items()}
    content = manifest.content
    paths[_MANIFEST] = ReleaseFile(digest(content), LIST_TYPE, len(content))
    for ref in (*manifest.lists.values(), *pinned.values(), manifest.pinned):
        if ref:
            paths[f"/{LISTS}/{ref.digest}.json"] = ReleaseFile(ref.digest, LIST_TYPE, ref.size)
    return Shown(folder, manifest, lists, paths, pinned)


class ReleaseFollower:
    """Follows the folder of releases of one sort, live or rehearsal. Safe between threads."""

    def __init__(self, var: Path, *, is_test: bool) -> None:
        self._folder, self._is_test = releases_in(var, is_test), is_test
        self._lock = threading.Lock()
        self._shown: Shown | None = None
        self._stamp: tuple[int, ...] = ()
        self._looked = float("-inf")

    def present(self) -> Shown | None:
        """The release in force, None before the first; looked for once a second at most."""
        if self._looked_lately():
            return self._shown
        with self._lock:
            # Others may have waited here while the first of them read the lists.
            if not self._looked_lately():
                self._looked = time.monotonic()
                self._look()
        return self._shown

    def _looked_lately(self) -> bool:
        """Before there is any site every request looks, and waits for whoever is reading it."""
        lately = time.monotonic() - self._looked < SECONDS_BETWEEN_LOOKS
        return lately and self._shown is not None

    def _look(self) -> None:
        stamp = _stamp(self._folder.root / NAME)
        if self._shown is not None and stamp == self._stamp:
            return
        self._stamp = stamp
        before = self._shown
        known = {}
        if before:
            known = {ref: before.lists[name] for name, ref in before.manifest.lists.items()}
        for at, manifest in enumerate(self._folder.sound()):
            if at and before and manifest.sequence < before.manifest.sequence:
                # What is shown is better than what came before it.
                return
            if manifest.is_test is not self._is_test:
                _log.error("release %s: test and live never mix", manifest.sequence)
                continue
            try:
                self._shown = load(self._folder, manifest, known)
            except (OSError, ValueError) as error:
                _log.error("release %s cannot be read: %s", manifest.sequence, error)
                continue
            return


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size
