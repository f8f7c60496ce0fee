"""Where the public site lies: one folder of releases for live, another for rehearsals.

What the publisher notes for itself and for the desk lies apart: it may name rows of a mission, and
no web server that is pointed at the releases may come upon it.
"""

from __future__ import annotations

from pathlib import Path

from geodata.releases.folder import RELEASES, ReleaseFolder
from geodata.releases.manifest import Manifest, UnusableManifest

REHEARSAL = "rehearsal"
PUBLISHER = "publisher"


def releases_in(var: Path, is_test: bool = False) -> ReleaseFolder:
    """The folder of live releases, or of rehearsals; the two never share one."""
    return ReleaseFolder((var / REHEARSAL if is_test else var) / RELEASES)


def publisher_notes(var: Path, is_test: bool = False) -> Path:
    """The folder of the publisher's own notes, which no door reads."""
    return (var / REHEARSAL if is_test else var) / PUBLISHER


def whole_release(folder: ReleaseFolder) -> Manifest | None:
    """The release in force, or None where there is none or a part of it is lost."""
    try:
        manifest = folder.in_force()
        if manifest is None:
            return None
        files = folder.living(manifest).values()
    except (UnusableManifest, OSError, ValueError):
        return None
    return manifest if all(folder.objects.has(file) for file in files) else None
