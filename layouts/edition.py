"""The edition of a page: the release in which what it shows last changed, and where it stays.

A page that did not change keeps its edition through later releases, so it is not written again.
The same page lies under two addresses: the living one, which moves on, and the pinned one under
``/r/{sequence}/``, which keeps its figures for ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

PINNED = "/r/"
_PINNED = re.compile(r"^/r/[1-9]\d*/")
_EMBED = "/embed/"


@dataclass(frozen=True, slots=True)
class Edition:
    """A release as a page names it.

    ``sequence`` counts releases from 1; ``made_at`` is in UTC. Everything of an ``is_test``
    release is a rehearsal and says so. ``is_pinned`` pages lie under ``/r/{sequence}/``; what they
    lead to lies under the release in which that changed last, by ``others`` (address → sequence).
    """

    sequence: int
    made_at: datetime
    is_test: bool = False
    is_pinned: bool = False
    others: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def pinned(self) -> Edition:
        """The same edition, for the pages that stay."""
        return replace(self, is_pinned=True)

    def at(self, path: str) -> str:
        """Where a living path lies in this edition: itself, or under ``/r/{sequence}/``."""
        return self.pinned_at(path) if self.is_pinned else path

    def pinned_at(self, path: str) -> str:
        """The address that keeps what a living path shows in this edition."""
        sequence = self.others.get(address_in(path), self.sequence)
        return f"{PINNED}{sequence}{path}"


def living_path(path: str) -> str:
    """The living path of a pinned one; any other path as it is."""
    return _PINNED.sub("/", path, count=1)


def address_in(path: str) -> str:
    """The path of the view or card that a file, or an embed, belongs to."""
    return path.partition(_EMBED)[0] + "/" if _EMBED in path else path[: path.rfind("/") + 1]


# Pages that belong to no release: tests of pages, trials.
UNRELEASED = Edition(0, datetime(1970, 1, 1, tzinfo=UTC))
