"""A folder in which every path of the site is a file, for any web server on this machine."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path

from dashboard.freeze.laid import LaidFile
from geodata.releases.listing import ENCODINGS

MEMORY = ".frozen.json"


@dataclass(frozen=True)
class Folder:
    """Each file lies there plain, and beside it squeezed where it is kept so: ``.br``, ``.gz``."""

    root: Path

    def put(self, file: LaidFile) -> None:
        """The plain form last: nobody is sent a new page's squeezed form that is not there yet."""
        place = self._place(file.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        for encoding, suffix in ENCODINGS.items():
            if encoding in file.forms:
                _replace(Path(f"{place}{suffix}"), file.forms[encoding]())
            else:
                Path(f"{place}{suffix}").unlink(missing_ok=True)
        _replace(place, file.forms[""]())

    def remove(self, path: str) -> None:
        """Take a file away with its squeezed forms."""
        place = self._place(path)
        for suffix in ("", *ENCODINGS.values()):
            Path(f"{place}{suffix}").unlink(missing_ok=True)

    def settle(self) -> None:
        """Wait for the disk once for all files, not once for each of ten thousand."""
        os.sync()

    def recall(self) -> bytes | None:
        """What was remembered last."""
        try:
            return (self.root / MEMORY).read_bytes()
        except FileNotFoundError:
            return None

    def remember(self, content: bytes) -> None:
        """Remember what lies there."""
        self.root.mkdir(parents=True, exist_ok=True)
        _replace(self.root / MEMORY, content)

    def _place(self, path: str) -> Path:
        return self.root / path.removeprefix("/")


def _replace(place: Path, content: bytes) -> None:
    """Whoever reads meets the old file or the new one, whole."""
    unfinished = place.with_name(f".{place.name}-{threading.get_ident()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
