"""What a new release follows: the one before it, read once and then kept between releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.releases.folder import ReleaseFolder
from geodata.releases.listing import Files, ReleaseFile, list_of
from geodata.releases.manifest import ListRef, Manifest


@dataclass(frozen=True)
class Before:
    """The release that the new one follows: its manifest and its lists by name."""

    manifest: Manifest | None
    lists: Mapping[str, Files]
    pinned: Mapping[int, ListRef]

    @property
    def sequence(self) -> int:
        """Its number, 0 where there was none."""
        return self.manifest.sequence if self.manifest else 0

    def file(self, path: str) -> ReleaseFile | None:
        """The file it has under a living path."""
        return self.lists.get(list_of(path), {}).get(path)


def before(folder: ReleaseFolder, known: Before | None = None) -> Before:
    """What the next release follows; nothing where the lists cannot be read any more.

    Lists that are ``known`` from the release before that one are not read again.
    """
    manifest = folder.last_good()
    if manifest is None:
        return Before(None, {}, {})
    if known and known.manifest and known.manifest.digest == manifest.digest:
        return known
    read: dict[ListRef, Files] = {}
    if known and known.manifest:
        refs = known.manifest.lists.items()
        read = {ref: known.lists[name] for name, ref in refs if name in known.lists}
    try:
        lists = {
            name: read[ref] if ref in read else folder.files(ref)
            for name, ref in manifest.lists.items()
        }
        return Before(manifest, lists, folder.pinned_lists(manifest))
    except (OSError, ValueError):
        # A damaged list is written again with all that it names.
        return Before(manifest, {}, {})
