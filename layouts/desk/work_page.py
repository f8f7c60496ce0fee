"""Desk work in words: conflicts to decide, files brought and read, announcements pasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from layouts.desk.access_pages import Frame, page


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a message: who sent it and when, and whether it counts now."""

    sha256: str
    source: str
    received: str
    counts: bool


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field with what each wording says of it; ``differs`` where they are not of one mind."""

    name: str
    values: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """One message in several wordings."""

    instance: str
    version: int
    where: str
    wordings: tuple[Wording, ...]
    fields: tuple[FieldShown, ...]

    @property
    def differing(self) -> list[FieldShown]:
        """What has to be decided."""
        return [one for one in self.fields if one.differs]

    @property
    def same(self) -> list[FieldShown]:
        """What every wording says alike."""
        return [one for one in self.fields if not one.differs]


@dataclass(frozen=True, slots=True)
class Waits:
    """A batch that waits or was taken, as a link."""

    name: str
    detail: str
    path: str


@dataclass(frozen=True)
class WorkShown:
    """The page of desk work. ``decided`` are lines on what was decided, the latest first."""

    mission: str
    is_test: bool
    conflicts: Sequence[ConflictShown]
    decided: Sequence[str]
    waiting: Sequence[Waits]
    taken: Sequence[Waits]
    sources: Sequence[str]
    hours: Sequence[str]
    may_act: bool


@dataclass(frozen=True, slots=True)
class AsideShown:
    """One row that was set aside; ``units`` (id and name) are those it may mean, ``label`` is what
    the row says, uncut, and ``within`` what it says of the unit above."""

    line: int
    why: str
    about: str
    label: str
    within: str
    units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DistrictShown:
    """A district's label that was not recognised, the region it stands in (id and name), how
    often, and the districts (id and name) it may mean."""

    about: str
    label: str
    within: str
    region: str
    rows: int
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FileShown:
    """One file as it was read."""

    name: str
    system: str
    rows: int
    taken: int
    aside: Sequence[AsideShown]
    notes: Sequence[str]
    dropped: Sequence[str]
    districts: Sequence[DistrictShown] = ()


@dataclass(frozen=True)
class BatchShown:
    """A batch that was brought. ``state`` is "reading", "read", "refused" or "taken"; ``rows``
    are the figures of an announcement (unit, hour, share); ``counts`` what became of each kind."""

    mission: str
    is_test: bool
    id: str
    names: Sequence[str]
    state: str
    files: Sequence[FileShown] = ()
    rows: Sequence[tuple[str, str, str]] = ()
    events: int = 0
    problems: Sequence[str] = ()
    counts: Sequence[tuple[str, int]] = field(default=())
    may_act: bool = False


def work_page(frame: Frame, shown: WorkShown) -> str:
    """The page of desk work."""
    return page("work.html", frame, work=shown)


def batch_page(frame: Frame, shown: BatchShown) -> str:
    """The page of one batch."""
    return page("batch.html", frame, batch=shown)
