"""What a release has, as files to be laid: its pages, what they fetch, and its proofs."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.freeze.laid import LaidFile
from dashboard.shown_release import Shown
from geodata.releases.folder import MANIFESTS
from geodata.releases.listing import ReleaseFile
from geodata.releases.manifest import NAME

IN_FORCE = f"/{NAME}"


def released(shown: Shown) -> Iterator[LaidFile]:
    """Every file of a release but the manifest in force, living and pinned. Raises OSError."""
    for path, file in shown.paths.items():
        if path != IN_FORCE:
            yield _laid(shown, path, file)
    for ref in shown.pinned.values():
        for path, file in shown.folder.files(ref).items():
            yield _laid(shown, path, file)
    for sequence in range(1, shown.manifest.sequence + 1):
        path = f"/{MANIFESTS}/{sequence}.json"
        if past := shown.find(path):
            yield _laid(shown, path, past)


def in_force(shown: Shown) -> LaidFile:
    """The manifest: laid last, since it says that all else is there."""
    return _laid(shown, IN_FORCE, shown.paths[IN_FORCE])


def _laid(shown: Shown, path: str, file: ReleaseFile) -> LaidFile:
    def form(encoding: str) -> bytes:
        return shown.read(path, file, encoding)

    encodings = ["", *(name for name in file.kept if name)]
    forms = {name: (lambda wanted=name: form(wanted)) for name in encodings}
    return LaidFile(path, file.digest, file.content_type, forms)
