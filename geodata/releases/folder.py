"""The folder of releases: contents by digest, every manifest of the chain, and the one in force.

Who reads it needs nothing else: no database, no mission, no key.

    manifest.json          the release in force, put there in one step when all else is there
    manifests/12.json      every manifest, for ever
    objects/a/ab12….gz     contents of files and of lists
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from geodata.boundaries.files import write_whole
from geodata.releases.listing import Files, ReleaseFile, list_of, pinned_in, read_list
from geodata.releases.manifest import (
    NAME,
    ListRef,
    Manifest,
    UnusableManifest,
    read_manifest,
)
from geodata.releases.objects import Objects, unpacked

_log = logging.getLogger(__name__)

RELEASES = "releases"
MANIFESTS, OBJECTS = "manifests", "objects"
# How many releases are gone back over, where the last ones are damaged.
_MOST_BACK = 20
LIST_TYPE = "application/json"


@dataclass(frozen=True)
class ReleaseFolder:
    """A folder of releases, whether or not there is one yet."""

    root: Path

    @cached_property
    def objects(self) -> Objects:
        """The contents."""
        return Objects(self.root / OBJECTS)

    def manifest_content(self) -> bytes | None:
        """The bytes of the manifest in force; None where there is none."""
        try:
            return (self.root / NAME).read_bytes()
        except OSError:
            return None

    def in_force(self) -> Manifest | None:
        """The release in force, None before the first. Raises UnusableManifest."""
        content = self.manifest_content()
        return None if content is None else read_manifest(content)

    def sound(self) -> Iterator[Manifest]:
        """The release in force and then, for whom that is damaged, the last ones before it."""
        last = None
        try:
            if manifest := self.in_force():
                last = manifest.sequence
                yield manifest
        except UnusableManifest as error:
            _log.error("%s: %s", self.root / NAME, error)
        names = (path.stem for path in self.root.glob(f"{MANIFESTS}/*.json"))
        numbers = sorted((int(name) for name in names if name.isdigit()), reverse=True)
        earlier = [one for one in numbers if last is None or one < last]
        for sequence in earlier[:_MOST_BACK]:
            try:
                yield self.manifest_at(sequence)
            except UnusableManifest as error:
                _log.error("%s", error)

    def last_good(self) -> Manifest | None:
        """The release in force, or the last one before it whose manifest is sound."""
        return next(self.sound(), None)

    def manifest_at(self, sequence: int) -> Manifest:
        """A past manifest. Raises UnusableManifest."""
        try:
            return read_manifest(self.manifest_place(sequence).read_bytes())
        except OSError:
            raise UnusableManifest(f"release {sequence}: its manifest is not there") from None

    def manifest_place(self, sequence: int) -> Path:
        """Where a manifest of the chain lies."""
        return self.root / MANIFESTS / f"{sequence}.json"

    def list_bytes(self, ref: ListRef) -> bytes:
        """The content of a list. Raises OSError."""
        return content_of(self.objects, ref)

    def files(self, ref: ListRef) -> dict[str, ReleaseFile]:
        """The files of a list. Raises OSError and ValueError."""
        return read_list(self.list_bytes(ref))

    def pinned_lists(self, manifest: Manifest) -> dict[int, ListRef]:
        """Sequence → the list of what is pinned to it. Raises OSError and ValueError."""
        if manifest.pinned is None:
            return {}
        files = self.files(manifest.pinned)
        return {
            sequence: ListRef(file.digest, file.size)
            for path, file in files.items()
            if (sequence := pinned_in(f"{path}/"))
        }

    def living(self, manifest: Manifest) -> dict[str, ReleaseFile]:
        """Every living path → its file. Raises OSError and ValueError."""
        return {
            path: file for ref in manifest.lists.values() for path, file in self.files(ref).items()
        }

    def everything(self, manifest: Manifest) -> Iterator[Files]:
        """The files of every list, living and pinned. Raises OSError and ValueError."""
        for ref in (*manifest.lists.values(), *self.pinned_lists(manifest).values()):
            yield self.files(ref)

    def find(self, manifest: Manifest, path: str) -> ReleaseFile | None:
        """The file of a path. Raises OSError and ValueError where its list is damaged."""
        pinned = pinned_in(path)
        ref = self.pinned_lists(manifest).get(pinned) if pinned else None
        if not pinned:
            ref = manifest.lists.get(list_of(path))
        return self.files(ref).get(path) if ref else None

    def put_in_force(self, manifest: Manifest) -> None:
        """Make a signed manifest the one in force; all that it names must be on the disk."""
        write_whole(self.manifest_place(manifest.sequence), manifest.content)
        write_whole(self.root / NAME, manifest.content)


def content_of(objects: Objects, ref: ListRef) -> bytes:
    """The content of a list, which is kept like any file: plain, or squeezed. Raises OSError."""
    for encoding in ("gzip", ""):
        place = objects.place(ref.digest, encoding)
        if place.is_file():
            form = place.read_bytes()
            return unpacked(form, encoding) if encoding else form
    raise OSError(f"the list {ref.digest} is not there")
