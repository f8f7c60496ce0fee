"""What can be said of a label: it means one unit, it may mean several, or it means none we know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal[
    "code",
    "old code",
    "accepted",
    "name",
    "abbreviation",
    "inflected",
    "old name",
    "only one left",
]


@dataclass(frozen=True, slots=True)
class Match:
    """The label means this unit; ``how`` says by which rule (docs/joins.md explains each)."""

    unit: str
    how: How


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The label fits several units equally well; a person has to say which."""

    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """The label fits no unit of that day and level.

    ``suggestions`` are units it may have been meant for, the likeliest first, and nothing more.
    """

    suggestions: tuple[str, ...] = ()


Answer = Match | Ambiguous | Unmatched
