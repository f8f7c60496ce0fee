"""What becomes of a request: of each message or row in it, and of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from geodata.imports.entries import NO_FAULT, Imported, SetAside
from geodata.intake.wrong import Wrong


class Status(IntEnum):
    """What became of an item, as HTTP says it."""

    SAME = 200
    NEW = 201
    SEVERAL = 207
    FAULTY = 400
    CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Item:
    """One message or row.

    ``place`` is where it stood ("[3]", "visits.csv, 7"), ``instance`` the name its sender gave it.
    ``notes`` are things to know of what was kept.
    """

    place: str
    instance: str
    version: int | None
    status: Status
    notes: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What became of a request.

    ``files`` are the files read; ``left`` counts the files of an archive, and the sheets of a
    workbook, that were not. ``problems`` are what is wrong with the whole; then nothing was kept.
    """

    mission: str
    is_test: bool
    items: Sequence[Item] = ()
    files: Sequence[Imported] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    problems: Sequence[Wrong] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many items there are of each status, in words, and rows set aside."""
        found = Counter(one.status for one in self.items)
        return {
            "new": found[Status.NEW],
            "same": found[Status.SAME],
            "conflict": found[Status.CONFLICT],
            "faulty": found[Status.FAULTY],
            "set_aside": sum(len(one.set_aside) for one in self.files),
        }

    @property
    def to_look_at(self) -> list[SetAside]:
        """Rows set aside that somebody should look at."""
        return [row for one in self.files for row in one.set_aside if row.reason not in NO_FAULT]

    @property
    def status(self) -> Status:
        """The whole: what all items have in common, NEW where some were known, else SEVERAL."""
        if self.problems:
            return Status.FAULTY
        found = {one.status for one in self.items}
        if self.to_look_at:
            found.add(Status.FAULTY)
        if found <= {Status.SAME, Status.NEW}:
            return max(found, default=Status.SAME)
        return found.pop() if len(found) == 1 else Status.SEVERAL
