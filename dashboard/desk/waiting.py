"""Files that were brought to the desk and wait until somebody has looked at them and takes them.

They lie in a folder of the program's own, under names it made; what nobody took is gone after a
day. Nothing of them has been kept by then.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from geodata.boundaries.files import write_whole
from geodata.imports.source_files import SourceFile

REPORTS, BULLETINS = "reports", "bulletins"
MOST_FILES = 20
_ID = re.compile(r"[0-9a-f]{24}")
_ABOUT = "about.json"
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Batch:
    """Files that belong together. ``source`` is whose reports they are; ``hour`` is of an
    announcement whose text does not say it; ``names`` are those the files were brought under."""

    id: str
    mission: str
    kind: str
    source: str
    hour: str
    who: str
    at: str
    names: tuple[str, ...]


class Waiting:
    """The batches of all missions, under ``var/waiting``."""

    def __init__(self, var: Path) -> None:
        self._folder = var / "waiting"

    def begin(self, about: Batch, name: str, content: bytes) -> Batch:
        """A new batch with its first file."""
        self._clear_away()
        made = Batch(**{**asdict(about), "id": secrets.token_hex(12), "names": ()})
        (self._folder / made.id).mkdir(parents=True, mode=0o700)
        return self.add(made, name, content)

    def add(self, batch: Batch, name: str, content: bytes) -> Batch:
        """The batch with one file more."""
        folder = self._folder / batch.id
        write_whole(folder / str(len(batch.names)), content)
        whole = Batch(**{**asdict(batch), "names": (*batch.names, name)})
        write_whole(folder / _ABOUT, json.dumps(asdict(whole)).encode())
        return whole

    def find(self, mission: str, name: str) -> Batch | None:
        """A batch of a mission; None where there is none any more."""
        if not _ID.fullmatch(name):
            return None
        found = self._read(self._folder / name)
        return found if found and found.mission == mission else None

    def of(self, mission: str) -> list[Batch]:
        """The batches that wait, the latest first."""
        found = [self._read(path) for path in self._folder.glob("*")]
        own = [one for one in found if one and one.mission == mission]
        return sorted(own, key=lambda one: one.at, reverse=True)

    def files(self, batch: Batch, kept: Path) -> Iterator[SourceFile]:
        """The files of a batch; ``kept`` is where what people accepted of labels lies."""
        for number, name in enumerate(batch.names):
            content = (self._folder / batch.id / str(number)).read_bytes()
            yield SourceFile(name, content, kept)

    def drop(self, batch: Batch) -> None:
        """Let go of a batch."""
        shutil.rmtree(self._folder / batch.id, ignore_errors=True)

    def _read(self, folder: Path) -> Batch | None:
        try:
            fields = json.loads((folder / _ABOUT).read_bytes())
            return Batch(**{**fields, "names": tuple(fields["names"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _clear_away(self) -> None:
        for folder in self._folder.glob("*"):
            if time.time() - folder.stat().st_mtime > _SECONDS_A_DAY:
                shutil.rmtree(folder, ignore_errors=True)
