"""The edition of a page: the release in which what it shows last changed, and where it stays.

A page that did not change keeps its edition through later releases, so it is not written again.
The same page lies under two addresses: the living one, which moves on, and the pinned one under
``/r/{sequence}/``, which keeps its figures for ever.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

PINNED = "/r/"


@dataclass(frozen=True, slots=True)
class Edition:
    """A release as a page names it.

    ``sequence`` counts releases from 1; ``made_at`` is in UTC. Everything of an ``is_test``
    release is a rehearsal and says so. ``is_pinned`` pages lie under ``/r/{sequence}/``.
    """

    sequence: int
    made_at: datetime
    is_test: bool = False
    is_pinned: bool = False

    @property
    def pinned(self) -> Edition:
        """The same edition, for the pages that stay."""
        return replace(self, is_pinned=True)

    def at(self, path: str) -> str:
        """Where a living path lies in this edition: itself, or under ``/r/{sequence}/``."""
        return self.pinned_at(path) if self.is_pinned else path

    def pinned_at(self, path: str) -> str:
        """The address that keeps what a living path shows in this edition."""
        return f"{PINNED}{self.sequence}{path}"


# Pages that belong to no release: tests of pages, trials.
UNRELEASED = Edition(0, datetime(1970, 1, 1, tzinfo=UTC))
