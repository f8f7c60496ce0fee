"""Addresses of the desk: the path of a screen names all that it shows, the past moment included.

``/{lang}/{mission}/{screen}/{measure}/{level}/{moment}/``; parts that a screen does not have are
left out. ``moment`` is ``now`` or a past moment of the election's own clock, ``2016-03-20T14-00``.
``/{lang}/{mission}/unit/{thing}/{moment}/`` (and ``team``, ``incident``) is a card, laid beside a
screen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

# Screen → the parts of its address after its own name, in order.
SCREENS: Mapping[str, tuple[str, ...]] = {
    "day": ("measure", "level", "moment"),
    "gaps": ("level", "moment"),
    "silence": ("level", "moment"),
    "incidents": ("level", "moment"),
    "findings": ("measure", "level", "moment"),
    "turnout": ("measure", "level", "moment"),
    "unit": ("thing", "moment"),
    "team": ("thing", "moment"),
    "incident": ("thing", "moment"),
    "work": (),
    "setup": (),
    "gate": (),
    "wall": ("moment",),
    "report": ("moment",),
}
CARDS = ("unit", "team", "incident")
# What a screen with a measure shows first.
FIRST_MEASURE = {"day": "observed", "findings": "stage.voting", "turnout": "latest"}
NOW = "now"
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_LEVELS = ("region", "district")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# No clock of any zone can leave these years for one that there is no date of.
_MOMENT = re.compile(r"(19|20)\d{2}-\d{2}-\d{2}T\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class DeskAddress:
    """One screen or card of one mission, in one language; "" stands for a part it does not have."""

    language: str
    mission: str
    screen: str
    measure: str = ""
    level: str = ""
    thing: str = ""
    moment: str = ""

    @property
    def path(self) -> str:
        """The path, with a slash at both ends."""
        parts = [getattr(self, part) for part in SCREENS[self.screen]]
        return "/" + "/".join((self.language, self.mission, self.screen, *parts)) + "/"

    @property
    def is_card(self) -> bool:
        """Whether it is laid beside a screen."""
        return self.screen in CARDS

    def at(self, **parts: str) -> DeskAddress:
        """The same address with some parts changed."""
        return replace(self, **parts)

    def to(self, screen: str, **parts: str) -> DeskAddress:
        """Another screen of the same mission, at the same level and moment where it has them."""
        had = {
            "measure": FIRST_MEASURE.get(screen, ""),
            "level": self.level or "region",
            "moment": self.moment or NOW,
        } | parts
        kept = {name: had.get(name, "") for name in SCREENS[screen]}
        return DeskAddress(self.language, self.mission, screen, **kept)


def parse_desk(path: str) -> DeskAddress | None:
    """The address a path names, or None where it has another shape.

    Only the shape is read: whether mission, measure and unit exist is for the mission to say.
    """
    parts = [part for part in path.split("/") if part]
    if len(parts) < 3 or not all(_PART.fullmatch(part) for part in parts):
        return None
    language, mission, screen, *rest = parts
    wanted = SCREENS.get(screen)
    if wanted is None or len(rest) != len(wanted):
        return None
    named = dict(zip(wanted, rest, strict=True))
    if named.get("level", "region") not in _LEVELS or not _is_moment(named.get("moment", NOW)):
        return None
    return DeskAddress(language, mission, screen, **named)


def _is_moment(text: str) -> bool:
    if text == NOW:
        return True
    try:
        return bool(_MOMENT.fullmatch(text) and datetime.strptime(text, "%Y-%m-%dT%H-%M"))
    except ValueError:
        return False


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """A moment as an address writes it, to the minute, by the election's clock."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H-%M")


def past_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """The moment of an address in UTC, None for the present."""
    if text == NOW:
        return None
    return datetime.strptime(text, "%Y-%m-%dT%H-%M").replace(tzinfo=zone).astimezone(UTC)


def thing_name(kind: str, name: str) -> str:
    """How a card's address names what has a free name (a team, an incident): by a digest."""
    return f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:20]}"


def plain(name: str) -> str:
    """A name as a part of an address; a digest where it has letters that addresses do not."""
    if _PLAIN.fullmatch(name):
        return name
    return "x" + hashlib.sha256(name.encode()).hexdigest()[:20]
