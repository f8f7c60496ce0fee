"""What a screen says in its frame: a finding, a map, the list to act on, what lies under."""

from __future__ import annotations

from dataclasses import dataclass, field

from layouts.desk.forms import Form
from layouts.desk.rows import DeskMap
from layouts.desk.tables import DeskTable
from layouts.views import Link, LinkGroup


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small pictures of one kind, to be compared at a glance."""

    name: str
    link: str
    lines: tuple[PanelLine, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One bar of a panel: its words, its parts as state and share (0 to 100), what is printed."""

    words: str
    parts: tuple[tuple[str, float], ...]
    printed: str
    is_nothing: bool = False


@dataclass(frozen=True)
class Content:
    """What one screen says. ``list`` is what somebody must act on, or the table twin of the map.

    ``said`` are the words on what these figures can say and cannot.
    """

    headline: str
    detail: str
    map: DeskMap
    list: DeskTable
    under: tuple[DeskTable, ...] = ()
    measures: tuple[LinkGroup, ...] = ()
    panels: tuple[Panel, ...] = ()
    panels_caption: str = ""
    panels_key: tuple[tuple[str, str], ...] = ()
    panels_scale: str = ""
    said: tuple[str, ...] = ()
    form: Form | None = None
    # What is chosen in the list without being a unit: key → its card.
    cards: dict[str, str] = field(default_factory=dict)
    hours_of: tuple[Link, ...] = ()
