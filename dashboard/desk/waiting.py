"""Files that were brought to the desk and wait until somebody has looked at them and takes them.

They lie in a folder of the program's own, under names it made; what nobody took is gone after a
day, and there is a limit to what may wait. Nothing of them has been kept by then.
"""

from __future__ import annotations

import fcntl
import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from geodata.boundaries.files import write_whole
from geodata.imports.source_files import SourceFile

REPORTS, BULLETINS = "reports", "bulletins"
MOST_FILES = 20
MEGABYTE = 1024**2
MOST_BATCHES = 100
# One mission leaves as much to the others: a rehearsal never shuts the day itself out.
SHARE_OF_A_MISSION = 0.5
KEPT_FOR = timedelta(days=1)
_ID = re.compile(r"[0-9a-f]{24}")
_ABOUT = "about.json"


class NoRoom(Exception):
    """No more may wait; ``why`` is the key of the words that say so, ``most`` the limit reached."""

    def __init__(self, why: str, most: int) -> None:
        super().__init__(why)
        self.why, self.most = why, most


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

    @property
    def until(self) -> datetime:
        """When it is cleared away."""
        return datetime.fromisoformat(self.at) + KEPT_FOR


class Waiting:
    """The batches of all missions, under ``var/waiting``; all their files have ``most_bytes``."""

    def __init__(self, var: Path, most_bytes: int) -> None:
        self._folder = var / "waiting"
        self._most_bytes = most_bytes

    def begin(self, about: Batch, name: str, content: bytes) -> Batch:
        """A new batch with its first file. Raises NoRoom."""
        with self._one_at_a_time():
            own = self.of(about.mission)
            if len(own) >= MOST_BATCHES:
                raise NoRoom("batches", MOST_BATCHES)
            self._check_room(own, content)
            made = Batch(**{**asdict(about), "id": secrets.token_hex(12), "names": ()})
            (self._folder / made.id).mkdir(mode=0o700)
            return self._put(made, name, content)

    def add(self, batch: Batch, name: str, content: bytes) -> Batch:
        """The batch with one file more. Raises NoRoom."""
        with self._one_at_a_time():
            if len(batch.names) >= MOST_FILES:
                raise NoRoom("files", MOST_FILES)
            self._check_room(self.of(batch.mission), content)
            return self._put(batch, name, content)

    def find(self, mission: str, name: str) -> Batch | None:
        """A batch of a mission; None where there is none any more."""
        if not _ID.fullmatch(name):
            return None
        found = self._read(self._folder / name)
        return found if found and found.mission == mission else None

    def of(self, mission: str) -> list[Batch]:
        """The batches that wait, the latest first; whatever waited too long is cleared away."""
        self._clear_away()
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

    def _put(self, batch: Batch, name: str, content: bytes) -> Batch:
        folder = self._folder / batch.id
        write_whole(folder / str(len(batch.names)), content)
        whole = Batch(**{**asdict(batch), "names": (*batch.names, name)})
        write_whole(folder / _ABOUT, json.dumps(asdict(whole)).encode())
        return whole

    def _check_room(self, own: list[Batch], content: bytes) -> None:
        of_mission = int(self._most_bytes * SHARE_OF_A_MISSION)
        here = sum(_size(self._folder / one.id) for one in own)
        if here + len(content) > of_mission:
            raise NoRoom("mission-bytes", of_mission // MEGABYTE)
        if _size(self._folder) + len(content) > self._most_bytes:
            raise NoRoom("bytes", self._most_bytes // MEGABYTE)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Among all workers: or many who bring at once would all see the same room left."""
        self._folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        with self._folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _read(self, folder: Path) -> Batch | None:
        """The batch of a folder; None where there is none, or it has waited too long."""
        found = _about(folder)
        return found if found and found.until > datetime.now(UTC) else None

    def _clear_away(self) -> None:
        for folder in self._folder.glob("*"):
            if _ID.fullmatch(folder.name) and _is_over(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _about(folder: Path) -> Batch | None:
    try:
        fields = json.loads((folder / _ABOUT).read_bytes())
        return Batch(**{**fields, "names": tuple(fields["names"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _is_over(folder: Path) -> bool:
    """Whether a batch has waited long enough; one that says nothing yet has just come."""
    if found := _about(folder):
        return found.until <= datetime.now(UTC)
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime > KEPT_FOR.total_seconds()
    return False


def _size(folder: Path) -> int:
    """The bytes of the files below a folder; what is gone meanwhile has none."""
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            size += path.stat().st_size if path.is_file() else 0
    return size
