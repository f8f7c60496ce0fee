"""Write files of the public site into a release: by their names it knows their types.

Nobody meets a half-written site: what is written lies under the name of its content, and only the
last act puts the new release in the place of the old one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dashboard.content_types import content_type, is_lasting, is_squeezed
from dashboard.site_files import releases_in
from geodata.boundaries.files import NAME_DIGITS, digest
from geodata.releases import objects
from geodata.releases.before import Before, before
from geodata.releases.keys import signing_key
from geodata.releases.listing import Files, ReleaseFile, pinned_in
from geodata.releases.manifest import Manifest
from geodata.releases.writer import ReleaseWriter


class SiteWriter:
    """Writes one site; use it in a ``with`` block, whose end without ``finish`` drops it all."""

    def __init__(
        self,
        var: Path,
        *,
        is_test: bool = False,
        known: Before | None = None,
        careful: bool = True,
    ) -> None:
        """Follow the release in force under ``var``.

        ``known`` is the one before as it was read last; ``careful`` looks whether what is taken
        over is still on the disk. Raises UnusableKey.
        """
        self._key = signing_key(var, is_test)
        folder = releases_in(var, is_test)
        self._releases = ReleaseWriter(folder, before(folder, known), careful=careful)
        self._draft = Manifest(0, datetime.now(UTC), "", is_test)

    def __enter__(self) -> Self:
        self._releases.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._releases.__exit__(kind, error, trace)

    @property
    def before(self) -> Before:
        """The release that this one follows."""
        return self._releases.before

    @property
    def files(self) -> Files:
        """What has been written so far; whole once ``finish`` has returned."""
        return self._releases.files

    def write(self, path: str, content: bytes | str, kind: str = "") -> str:
        """Take a file into the site; returns its path.

        ``kind`` is its content type where the name does not say it. Raises ValueError for a path
        that is taken or that no site may have.
        """
        data = content.encode() if isinstance(content, str) else content
        kind = kind or content_type(path)
        squeezing = objects.HARD if is_lasting(path) else objects.QUICK
        if pinned_in(path):
            squeezing = objects.ONCE
        return self._releases.write(path, data, kind, squeezing if is_squeezed(kind) else None)

    def named(self, folder: str, stem: str, suffix: str, content: bytes | str) -> str:
        """Write a file whose name carries its digest, for a year; returns its path.

        ``folder`` is "assets", "fonts" or "outlines". The same content again is the same file.
        """
        data = content.encode() if isinstance(content, str) else content
        path = f"/{folder}/{stem}-{digest(data)[:NAME_DIGITS]}{suffix}"
        return path if self._releases.has(path) else self.write(path, data)

    def has(self, path: str) -> bool:
        """Whether a path was taken already."""
        return self._releases.has(path)

    def stay(self, paths: Iterable[str]) -> bool:
        """Take files over from the release before; none, and False, where one is not there."""
        return self._releases.stay(paths)

    def stay_list(self, name: str, without: tuple[str, ...] = ()) -> bool:
        """Take a list over from the release before, without paths that begin so; False where a file
        of it was lost."""
        return self._releases.stay_list(name, without)

    def pinned_files(self, sequence: int) -> Files:
        """What is pinned to a past release. Raises OSError and ValueError."""
        return self._releases.pinned_files(sequence)

    def read(self, file: ReleaseFile) -> bytes:
        """The content of a file of a past release. Raises OSError."""
        return self._releases.folder.objects.read(file)

    def finish(self, draft: Manifest | None = None) -> Manifest:
        """Put the site in force as a release. Raises Withheld and OSError."""
        return self._releases.finish(draft or self._draft, self._key)
