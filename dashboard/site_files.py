"""Where the public site lies: one folder of releases for live, another for rehearsals."""

from __future__ import annotations

from pathlib import Path

from geodata.releases.folder import RELEASES, ReleaseFolder
from geodata.releases.manifest import Manifest, UnusableManifest

REHEARSAL = "rehearsal"


def releases_in(var: Path, is_test: bool = False) -> ReleaseFolder:
    """The folder of live releases, or of rehearsals; the two never share one."""
    return ReleaseFolder((var / REHEARSAL if is_test else var) / RELEASES)


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
