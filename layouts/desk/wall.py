"""The wall: what a whole room must see, large, a few things at a time, one after another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from layouts.desk.content import Content
from layouts.desk.day import day
from layouts.desk.frame import Frame, frame
from layouts.desk.gaps import gaps
from layouts.desk.incidents import incidents
from layouts.desk.rows import DeskMap
from layouts.desk.silence import silence
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Line
from layouts.desk.turnout import turnout

# More lines than this cannot be read from the other end of a room.
MOST_LINES = 5
_PANELS = (
    ("day", day), ("gaps", gaps), ("silence", silence), ("incidents", incidents),
    ("turnout", turnout),
)  # fmt: skip


@dataclass(frozen=True)
class WallPanel:
    """One thing at a time: a finding, its map, the first lines of its list.

    ``more`` says how many lines there are besides.
    """

    key: str
    name: str
    headline: str
    map: DeskMap
    column: str
    lines: tuple[Line, ...]
    more: str


@dataclass(frozen=True)
class Wall:
    """The wall of one mission; ``boundary_set`` is the set whose outlines are drawn."""

    frame: Frame
    panels: tuple[WallPanel, ...]
    boundary_set: str


def wall(subject: DeskSubject) -> Wall:
    """The wall at one moment."""
    panels = []
    for key, make in _PANELS:
        own = replace(subject, address=subject.address.to(key))
        panels.append(_panel(own, key, make(own)))
    return Wall(frame(subject), tuple(panels), subject.boundary_set)


def _panel(subject: DeskSubject, key: str, content: Content) -> WallPanel:
    lines = content.list.lines
    heads = [one.words for one in content.list.heads if not one.spare]
    left = len(lines) - MOST_LINES
    words = subject.words
    return WallPanel(
        key,
        words(f"desk.screen.{key}"),
        content.headline,
        content.map,
        heads[1] if len(heads) > 1 else "",
        lines[:MOST_LINES],
        words.plural("desk.wall.more", left, count=subject.count(left)) if left > 0 else "",
    )
