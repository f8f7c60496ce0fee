"""A folder that is watched: whatever is put in is taken in as by the door, and moved aside.

A file is taken once it has been left alone for a while. What was taken lies in ``taken``, what was
not in ``refused``, each with a report beside it; so nothing is looked at twice, and if it is, the
store knows it again.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from dashboard.intake.bodies import plain_name
from dashboard.intake.boxes import Box, Boxes
from geodata.errors import Fault, FaultyData
from geodata.imports.source_files import SourceFile
from geodata.intake.answer import Answer, Status
from geodata.intake.sent import How, Sent, deliver, sent_as_json
from geodata.intake.strict_json import NotJson
from geodata.intake.told import told
from geodata.intake.wrong import Wrong
from geodata.lists.read import LARGEST_FILE
from geodata.said import said
from geodata.store.events import Kind

TAKEN, REFUSED = "taken", "refused"
REPORT = ".report.json"
# Names that programs give to what they have not finished writing.
_UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".download", ".filepart")
# A file that cannot be read may be one that is still being written, slowly.
SECONDS_OF_PATIENCE = 600
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a file looked: its size, and when it was last written."""

    size: int
    written_at: int


@dataclass
class Watch:
    """One folder and one mission; ``quiet`` is for how many seconds a file must be left alone."""

    folder: Path
    mission: str
    source: str
    kinds: tuple[Kind, ...]
    boxes: Boxes
    quiet: float = 10.0
    language: str = "en"
    _waiting: dict[Path, tuple[_Seen, float]] = field(default_factory=dict)
    _moved: dict[Path, _Seen] = field(default_factory=dict)
    _said: dict[Path, _Seen] = field(default_factory=dict)

    def look(self) -> list[tuple[Path, Answer]]:
        """Take what is whole; where each file lies now, and what became of it."""
        self._take_back_what_grew()
        waiting = dict(_files(self.folder))
        self._waiting = {
            path: self._waiting[path]
            if self._is_as_before(path, seen)
            else (seen, time.monotonic())
            for path, seen in waiting.items()
        }
        whole = [path for path in sorted(waiting) if self._is_left_alone(path)]
        return [done for path in whole if (done := self._take(path)) is not None]

    @property
    def is_waiting(self) -> bool:
        """Whether files lie there that may not be whole yet."""
        return bool(self._waiting)

    def _is_as_before(self, path: Path, seen: _Seen) -> bool:
        return path in self._waiting and self._waiting[path][0] == seen

    def _is_left_alone(self, path: Path) -> bool:
        return time.monotonic() - self._waiting[path][1] >= self.quiet

    def _take(self, path: Path) -> tuple[Path, Answer] | None:
        seen = self._waiting[path][0]
        box = self.boxes.box(self.mission)
        try:
            answer = self._delivered(path, box)
        except OSError as error:
            answer = box.letters.refused([_unreadable(path, error.strerror or "")])
        if answer.status is Status.FAULTY and not answer.items and self._may_grow(seen):
            self._say_it_waits(path, seen)
            return None
        del self._waiting[path]
        self._said.pop(path, None)
        to = self._moved_to(path, REFUSED if answer.status is Status.FAULTY else TAKEN)
        report = json.dumps(told(answer, self.language), ensure_ascii=False, indent=1)
        to.with_name(to.name + REPORT).write_text(report + "\n", "utf-8")
        self._moved[to] = seen
        return to, answer

    def _delivered(self, path: Path, box: Box) -> Answer:
        how = How(self.source, box.now(), self.kinds)
        if path.stat().st_size > LARGEST_FILE:
            return box.letters.refused([_unreadable(path, f"{LARGEST_FILE >> 20} MB")])
        try:
            sent = _sent(path)
        except NotJson as error:
            return box.letters.refused([error.wrong])
        return deliver(sent, how, box.letters, box.store)

    def _say_it_waits(self, path: Path, seen: _Seen) -> None:
        """Say once of a file that it cannot be read, and until when it may turn out whole."""
        if self._said.get(path) != seen:
            self._said[path] = seen
            left = seen.written_at / 1e9 + SECONDS_OF_PATIENCE - time.time()
            _log.warning(
                "%s cannot be read; it may still be on its way, refused in %d s",
                plain_name(path.name), max(left, 0),
            )  # fmt: skip

    def _may_grow(self, seen: _Seen) -> bool:
        return time.time() - seen.written_at / 1e9 < SECONDS_OF_PATIENCE

    def _moved_to(self, path: Path, name: str) -> Path:
        place = self.folder / name
        place.mkdir(exist_ok=True)
        to = place / path.name
        number = 2
        while to.exists() or to.with_name(to.name + REPORT).exists():
            to = place / f"{path.stem}-{number}{path.suffix}"
            number += 1
        return path.rename(to)

    def _take_back_what_grew(self) -> None:
        """A program that goes on writing into a file that was moved has not lost its rest."""
        for path, seen in list(self._moved.items()):
            now = _seen(path)
            if now is None or not self._may_grow(seen):
                del self._moved[path]
            elif now.size > seen.size:
                _log.info("%s was not whole yet: taken back", path.name)
                path.rename(self.folder / path.name)
                path.with_name(path.name + REPORT).unlink(missing_ok=True)
                del self._moved[path]


def _files(folder: Path) -> Iterator[tuple[Path, _Seen]]:
    """The files that could be whole; no links, nothing hidden, nothing that says it is not."""
    for path in folder.iterdir():
        hidden = path.name.startswith((".", "~")) or path.name.endswith("~")
        if not hidden and path.suffix.casefold() not in _UNFINISHED:
            seen = _seen(path)
            if seen is not None:
                yield path, seen


def _seen(path: Path) -> _Seen | None:
    try:
        status = path.lstat()
    except OSError:
        return None
    return _Seen(status.st_size, status.st_mtime_ns) if S_ISREG(status.st_mode) else None


def _sent(path: Path) -> Sent:
    content, name = path.read_bytes(), plain_name(path.name)
    if path.suffix.casefold() == ".json":
        return sent_as_json(content, name)
    return Sent(False, files=(SourceFile(name, content),))


def _unreadable(path: Path, detail: str) -> Wrong:
    return Wrong(plain_name(path.name), "", "file-that-can-be-read", {"detail": detail})


def check_folder(folder: Path) -> None:
    """Raise FaultyData where there is no folder to watch."""
    if not folder.is_dir():
        raise FaultyData([Fault(str(folder), 0, "", "", said("a folder that is there"))])
