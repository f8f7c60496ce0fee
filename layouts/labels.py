"""Labels of the map: names and figures where they fit, the cities' circles, and their leaders.

Every unit is labelled twice: for a wide page (class ``fits``: name and figure) and for a phone
(class ``fits-small``: the figure alone, in larger type). The style sheet shows one of the two. A
label that would run over its outline is left out: the table says the same. So no two labels can
meet, because no two outlines do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from geodata.boundaries.sheet import Inset, Sheet
from layouts.label_room import Block, Point, Segments, is_free, lines_of, place_inside
from layouts.scales import SCALES, contrast, ink_on
from layouts.style_colours import PHONE_SIZE, WIDE_SIZE, interval_css
from layouts.text_width import in_two, text_width
from layouts.textures import classes_of, stripes
from layouts.themes import Paint, as_variable
from layouts.views import Row, View

LINE = 1.16
# Inter's capitals and figures are this high, and what hangs below the line is this deep.
CAP = 0.73
HANG = 0.2
PADDING = 3.0
NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label: its class, "name" or "value", and its words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type, in sheet units, and the class of what is set in it."""

    size: float
    shown: str


WIDE = Type(WIDE_SIZE, "fits")
PHONE = Type(PHONE_SIZE, "fits-small")


def labels(view: View, sheet: Sheet, cities: Mapping[str, str] = NO_NAMES) -> str:
    """Everything drawn over the land: stripes, circles, leaders, marks, names and figures.

    ``cities`` gives the names of circles whose city is no row of the view (a map of districts).
    """
    drawn = [_defs(view.states.values())]
    drawn += [_lines(inset) for inset in sheet.insets]
    rows = [row for row in view.rows if row.outlined]
    scale = view.legend.scale if view.legend else ""
    obstacles = lines_of(sheet.insets)
    for row in rows:
        ink = ink_classes(row.state, scale)
        drawn += [_inside(row, kind, sheet, obstacles, ink) for kind in (WIDE, PHONE)]
    return "".join(drawn) + _beside_circles(rows, sheet, cities)


def ink_classes(state: str, scale: str) -> str:
    """The classes of words on a state: its ink, and a halo where the ground is not one colour."""
    numbers = classes_of(state)
    if not numbers:
        return "on-nothing halo"
    if len(numbers) == 1:
        return f"on-c{numbers[0]}"
    colours = SCALES[scale].light
    best = max(numbers, key=lambda one: contrast(ink_on(colours[one]), colours[one]))
    return f"on-c{best} halo"


def _defs(states: Sequence[str] | object, paint: Paint = as_variable) -> str:
    known = list(states) if isinstance(states, Sequence) else [*states]  # type: ignore[call-overload]
    return f"<defs>{stripes(known, paint)}<style>{interval_css(known)}</style></defs>"


def _lines(inset: Inset) -> str:
    x1, y1, x2, y2 = inset.leader
    leader = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
    x, y, radius = inset.mark
    mark = f'cx="{x}" cy="{y}" r="{radius}"'
    return (
        f'<line class="casing" {leader}/><circle class="casing" {mark}/>'
        f'<line class="leader" {leader}/><circle class="mark" {mark}/>'
        f'<circle class="ring" cx="{inset.x}" cy="{inset.y}" r="{inset.radius}"/>'
    )
