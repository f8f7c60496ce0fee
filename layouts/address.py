"""Addresses: the path of a page names what it shows, and nothing else does.

``/{lang}/{election}/{measure}/{level}/{time}/`` is a view of the map,
``/{lang}/{election}/unit/{unit}/`` the card of one unit. What only marks or sorts (the chosen
unit, the theme, the order of the table) stays in the query string and never selects a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import get_args

from geodata.units import Level

_PART = re.compile(r"[a-z0-9][a-z0-9._-]*")
_HOUR = re.compile(r"([01]\d|2[0-3])-[0-5]\d")
_LEVELS: tuple[str, ...] = get_args(Level)


@dataclass(frozen=True, slots=True, order=True)
class ViewAddress:
    """One view: language, election, measure (with what it is compared to), level and time.

    ``time`` is "18:00", "final" or "-".
    """

    language: str
    election: str
    measure: str
    level: str
    time: str

    @property
    def path(self) -> str:
        """The path of the view's folder, with a slash at both ends."""
        time = self.time.replace(":", "-") if self.time != "-" else "-"
        return f"/{self.language}/{self.election}/{self.measure}/{self.level}/{time}/"

    def at(self, **parts: str) -> ViewAddress:
        """The same address with some parts changed."""
        return replace(self, **parts)


@dataclass(frozen=True, slots=True, order=True)
class CardAddress:
    """The card of one unit in one election, in one language."""

    language: str
    election: str
    unit: str

    @property
    def path(self) -> str:
        """The path of the card's folder, with a slash at both ends."""
        return f"/{self.language}/{self.election}/unit/{self.unit}/"

    def at(self, **parts: str) -> CardAddress:
        """The same address with some parts changed."""
        return replace(self, **parts)


Address = ViewAddress | CardAddress


def parse(path: str) -> Address | None:
    """The address a path names, or None where the path has another shape.

    Only the shape is read: whether such a view exists is for the catalogue to say.
    """
    parts = [part for part in path.split("/") if part]
    if not all(_PART.fullmatch(part) or part == "-" for part in parts):
        return None
    match parts:
        case [language, election, "unit", unit]:
            return CardAddress(language, election, unit)
        case [language, election, measure, level, time] if level in _LEVELS:
            return _view(language, election, measure, level, time)
    return None


def _view(language: str, election: str, measure: str, level: str, time: str) -> ViewAddress | None:
    if _HOUR.fullmatch(time):
        return ViewAddress(language, election, measure, level, time.replace("-", ":"))
    if time in ("final", "-"):
        return ViewAddress(language, election, measure, level, time)
    return None
