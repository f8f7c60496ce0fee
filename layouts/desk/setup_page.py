"""Setting a mission up, in words: the checklist, the rules, its lists, and who may send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layouts.desk.access_pages import Frame, page


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the checklist."""

    words: str
    is_done: bool
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Sender:
    """A source that may send, by its token."""

    token: str
    source: str
    made_at: str
    has_ended: bool


@dataclass(frozen=True)
class SetupShown:
    """The page of one mission's set-up. ``tables`` are the lists that may be brought."""

    mission: str
    vote: str
    is_test: bool
    counts: str
    rules: Sequence[str]
    checklist: Sequence[Asked]
    faults: Sequence[str]
    tables: Sequence[str]
    templates: Sequence[str]
    senders: Sequence[Sender]
    votes: Sequence[tuple[str, str]]
    may_give_tokens: bool


def setup_page(frame: Frame, shown: SetupShown) -> str:
    """The page."""
    return page("setup.html", frame, setup=shown)
