"""Files that are made when somebody asks, and kept for the next who does, within bounds.

Each is named by a digest of what it was made from, so that it can never be out of date. When the
room is full, what nobody has asked for longest goes.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from geodata.boundaries.files import digest

MOST_BYTES = 256 * 1024 * 1024
# When room is made, so much of it is made that it lasts for a while.
_SHARE_LEFT = 0.8


class KeptFiles:
    """A folder of made files; several processes may use it at once."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes

    def get(self, made_from: bytes, suffix: str, make: Callable[[], bytes]) -> bytes:
        """The file made from these bytes, made now if it is not there.

        ``suffix`` tells kinds of file apart that are made from the same (".png").
        """
        place = self._folder / f"{digest(made_from)}{suffix}"
        with suppress(OSError):
            content = place.read_bytes()
            # The moment it was last asked for: what decides who has to go.
            os.utime(place)
            return content
        content = make()
        # A full disk must not keep a reader from the picture.
        with suppress(OSError):
            self._keep(place, content)
        return content

    def _keep(self, place: Path, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)
        self._make_room()

    def _make_room(self) -> None:
        files = sorted(self._files(), key=lambda file: file[1])
        total = sum(size for _, _, size in files)
        if total <= self._most:
            return
        for path, _, size in files:
            path.unlink(missing_ok=True)
            total -= size
            if total <= self._most * _SHARE_LEFT:
                return

    def _files(self) -> list[tuple[Path, float, int]]:
        """Path, moment of last use and size of every file; another process may just delete one."""
        found = []
        for path in self._folder.iterdir():
            with suppress(OSError):
                state = path.stat()
                found.append((path, state.st_mtime, state.st_size))
        return found
