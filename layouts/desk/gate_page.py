"""The gate of the desk: what is out, what would go out next, what is held, who may let it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from layouts.changes import Told
from layouts.desk.access_pages import Frame, page


@dataclass(frozen=True, slots=True)
class OutShown:
    """The release in force: ``late`` says in words that the publisher has not looked lately."""

    sequence: int
    made_at: str
    looked_at: str
    late: str


@dataclass(frozen=True, slots=True)
class BrokenShown:
    """What holds the next release back: a sentence, and the rows that break it."""

    code: str
    sentence: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassShown:
    """One class of data that opens at the gate. ``by`` are those who let it out so far.

    ``why`` says what it waits for ("" where it is out), ``preview`` leads to what it would show.
    """

    measure: str
    name: str
    why: str
    by: tuple[str, ...]
    needed: int
    is_released: bool
    has_mine: bool
    preview: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be taken off the public site, and whether somebody did.

    ``group`` is the heading it is offered under; ``goes_with`` says what else goes, "" for nothing.
    """

    id: str
    name: str
    withdrawn_by: str
    group: str
    goes_with: str


@dataclass(frozen=True)
class GateShown:
    """Everything the gate says. ``views`` lead to pictures of what would go out."""

    mission: str
    election: str
    vote: str
    is_test: bool
    out: OutShown | None
    broken: tuple[BrokenShown, ...]
    faults: tuple[str, ...]
    next_up: Told | None
    views: tuple[tuple[str, str], ...]
    classes: tuple[ClassShown, ...]
    measures: tuple[Choice, ...]
    held: tuple[str, ...]
    may_act: bool


def gate_page(frame: Frame, shown: GateShown) -> str:
    """The page."""
    on: Sequence[Choice] = [one for one in shown.measures if not one.withdrawn_by]
    off: Sequence[Choice] = [one for one in shown.measures if one.withdrawn_by]
    groups = [(name, list(of)) for name, of in groupby(on, key=lambda one: one.group)]
    return page("gate.html", frame, gate=shown, on=on, groups=groups, off=off)
