"""Clear away the contents that nobody can ask for any more.

What is in force stays, and what is pinned stays for ever, with the data it was made from. What a
reader may be in the middle of stays for an hour.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from geodata.releases.folder import ReleaseFolder
from geodata.releases.listing import DATA
from geodata.releases.manifest import ListRef, Manifest, UnusableManifest

SECONDS_IN_THE_MIDDLE = 3_600


def clear_away(folder: ReleaseFolder, grace: float = SECONDS_IN_THE_MIDDLE) -> int:
    """Take away what no list names and nobody wrote lately; how many files went.

    Nothing goes while a list cannot be read. Raises UnusableManifest, OSError and ValueError.
    """
    manifest = folder.in_force()
    if manifest is None:
        return 0
    needed = set(_needed(folder, manifest))
    oldest, gone = time.time() - grace, 0
    for place in folder.objects.folder.glob("*/*"):
        name = place.name.partition(".")[0]
        if name not in needed and place.stat().st_mtime < oldest:
            place.unlink(missing_ok=True)
            gone += 1
    return gone


def _needed(folder: ReleaseFolder, manifest: Manifest) -> Iterator[str]:
    """The digest of every content that can be asked for."""
    pinned = folder.pinned_lists(manifest)
    lists = [*manifest.lists.values(), *pinned.values(), *_data_lists(folder, pinned)]
    if manifest.pinned:
        yield manifest.pinned.digest
    for ref in lists:
        yield ref.digest
        yield from (file.digest for file in folder.files(ref).values())


def _data_lists(folder: ReleaseFolder, sequences: dict[int, ListRef]) -> Iterator[ListRef]:
    """The lists of the data that pinned pages were made from, for their downloads."""
    for sequence in sequences:
        try:
            data = folder.manifest_at(sequence).lists.get(DATA)
        except UnusableManifest:
            continue
        if data:
            yield data
