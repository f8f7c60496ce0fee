"""Contents of files by their digests, each written once and whole, squeezed once.

Text is kept squeezed only: a web server sends these forms as they are, and who takes none of them
gets the gzip unpacked. Whatever a digest names never changes.
"""

from __future__ import annotations

import gzip
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import brotli

from geodata.boundaries.files import digest
from geodata.releases.listing import ENCODINGS, ReleaseFile

# Fewer bytes than this travel in one packet anyhow.
LEAST_TO_SQUEEZE = 1_200


@dataclass(frozen=True, slots=True)
class Squeezing:
    """How hard to squeeze: brotli's quality (None: no brotli) and gzip's level."""

    brotli: int | None
    gzip: int


# Hard for what stays a year, quick for what is made anew at each bulletin, and once only for what
# is kept for ever and seldom read.
HARD, QUICK, ONCE = Squeezing(11, 9), Squeezing(5, 5), Squeezing(None, 6)


class Objects:
    """The contents in a folder. Threads may keep them at the same time; one process writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsynced: set[Path] = set()
        self._lock = threading.Lock()

    def place(self, found: str, encoding: str = "") -> Path:
        """Where a form of a content lies."""
        return self.folder / found[0] / f"{found}{ENCODINGS.get(encoding, '')}"

    def has(self, file: ReleaseFile) -> bool:
        """Whether every form of a file is there in its full size."""
        return all(
            _size(self.place(file.digest, encoding)) == size for encoding, size in file.kept.items()
        )

    def keep(self, content: bytes, kind: str, squeezing: Squeezing | None) -> ReleaseFile:
        """Write a content unless it is there; ``squeezing`` is None for what is squeezed already.

        It has its name only once it is on the disk; ``sync`` sees to the names. Raises OSError.
        """
        found = digest(content)
        forms = {"": content}
        if squeezing and len(content) >= LEAST_TO_SQUEEZE:
            packed = gzip.compress(content, squeezing.gzip, mtime=0)
            if len(packed) < len(content):
                forms = {"gzip": packed}
                if squeezing.brotli is not None:
                    forms["br"] = brotli.compress(content, quality=squeezing.brotli)
        for encoding, form in forms.items():
            self._write(self.place(found, encoding), form)
        sizes = {encoding: len(form) for encoding, form in forms.items() if encoding}
        return ReleaseFile(found, kind, len(content), sizes.get("br", 0), sizes.get("gzip", 0))

    def read(self, file: ReleaseFile, encoding: str = "") -> bytes:
        """A form of a file, as it was kept; plain where ``encoding`` is "". Raises OSError."""
        if encoding or not file.gzip:
            body = self.place(file.digest, encoding).read_bytes()
            if len(body) != file.kept[encoding]:
                wanted = file.kept[encoding]
                raise OSError(f"{file.digest}: {len(body)} bytes where {wanted} were written")
            return body
        return unpacked(self.read(file, "gzip"), "gzip")

    def sync(self) -> None:
        """Wait until the names of everything kept so far are on the disk."""
        with self._lock:
            folders, self._unsynced = self._unsynced, set()
        for folder in sorted(folders):
            sync_folder(folder)

    def _write(self, place: Path, content: bytes) -> None:
        if _size(place) == len(content):
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f".{place.name}-{threading.get_ident()}")
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(place)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        with self._lock:
            self._unsynced.add(place.parent)


def unpacked(form: bytes, encoding: str) -> bytes:
    """The plain content of a squeezed form. Raises OSError where it is none."""
    try:
        return bytes(brotli.decompress(form)) if encoding == "br" else gzip.decompress(form)
    except (brotli.error, EOFError, ValueError) as error:
        raise OSError(f"not to be unpacked: {error}") from None


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
