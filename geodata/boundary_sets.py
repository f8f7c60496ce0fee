"""Boundary sets: which units existed on which day, by which law, and how exactly we can draw them.

An election uses the set in force on its day. Asking for a day and level that no set covers is an
error that says so; there is never a silent fallback to another set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geodata.errors import NoBoundaries
from geodata.units import Level, in_force


@dataclass(frozen=True, slots=True)
class BoundarySet:
    """A set of units of one level with the days on which it was in force (inclusive).

    ``drawn_from`` is the set whose outlines are dissolved to draw this one ("" when it has a
    source file of its own). ``reconstruction`` marks a set that no official map was found for.
    ``legal_source`` names the act and its address. ``credit`` is printed under every map.
    ``note`` is the key of a sentence in the country's text files ("" where there is nothing to
    warn of).
    """

    id: str
    level: Level
    valid_from: date
    valid_to: date | None
    drawn_from: str
    legal_source: str
    credit: str
    licence: str
    note: str = ""
    reconstruction: bool = False

    def on(self, day: date) -> bool:
        """Whether the set was in force on the day."""
        return in_force(self.valid_from, self.valid_to, day)


def set_in_force(sets: Iterable[BoundarySet], level: Level, day: date) -> BoundarySet:
    """The one set of a level that was in force on a day.

    Raises NoBoundaries when there is none.
    """
    for boundary_set in sets:
        if boundary_set.level == level and boundary_set.on(day):
            return boundary_set
    raise NoBoundaries(f"no boundary set of level {level} is in force on {day.isoformat()}")
