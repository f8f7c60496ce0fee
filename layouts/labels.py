"""Labels of the map: names and figures where they fit, the cities' circles, and their leaders.

Every unit is labelled twice: for a wide page (class ``fits``: name and figure) and for a phone
(class ``fits-small``: the figure alone, in larger type). The style sheet shows one of the two. A
label that would run over its outline is left out: the table says the same. So no two labels can
meet, because no two outlines do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from geodata.boundaries.sheet import Inset, Sheet, SheetUnit
from layouts.label_room import Block, Point, Segments, is_free, lines_of, place_inside
from layouts.scales import SCALES, contrast, ink_on
from layouts.style_colours import PHONE_SIZE, TIGHT_SIZE, WIDE_SIZE, interval_css
from layouts.text_width import in_two, text_width
from layouts.textures import classes_of, stripes
from layouts.views import Drawn, Row

LINE = 1.16
# Inter's capitals and figures are this high, and what hangs below the line is this deep.
CAP = 0.73
HANG = 0.2
PADDING = 2.5
# Names are set lighter than figures, and so run a little narrower.
NAME_SHARE = 0.98
GAP = 6.0
NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type, in sheet units, and the class of what is set in it."""

    size: float
    shown: str


@dataclass(frozen=True, slots=True)
class Words:
    """A name on no, one or two lines, and a figure, which may be empty."""

    names: tuple[str, ...]
    value: str

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Class and words of every line."""
        values = (("value", self.value),) if self.value else ()
        return (*(("name", name) for name in self.names), *values)

    def width(self, size: float) -> float:
        """The width of the widest line."""
        weights = {"name": NAME_SHARE, "value": 1.0}
        return max(weights[kind] * text_width(words, size) for kind, words in self.lines)

    def height(self, size: float) -> float:
        """The height of all lines, from the top of the capitals to what hangs below the last."""
        return ((len(self.lines) - 1) * LINE + CAP + HANG) * size


_WIDTH_STEP = 3.0
WIDE = Type(WIDE_SIZE, "fits")
TIGHT = Type(TIGHT_SIZE, "fits tight")
PHONE = Type(PHONE_SIZE, "fits-small")


def labels(
    view: Drawn, sheet: Sheet, cities: Mapping[str, str] = NO_NAMES, styled: bool = True
) -> str:
    """Everything drawn over the land: stripes, circles, leaders, marks, names and figures.

    ``cities`` gives the names of circles whose city is no row of the view (a map of districts).
    Without ``styled`` the stripes are left to whoever draws the rest.
    """
    states = list(view.states.values())
    scale = view.legend.scale if view.legend else ""
    rows = {row.unit: row for row in view.rows if row.outlined}
    drawn = [_stripes(states)] if styled else []
    drawn += [_lines(inset) for inset in sheet.insets]
    # In the order of the units, not of their figures: from hour to hour only the figures differ.
    drawn += [words for unit in sorted(rows) for words in _inside(rows[unit], sheet, scale)]
    drawn += _beside_circles(rows, sheet, cities)
    return "".join(drawn)


def ink_on_state(state: str, scale: str) -> str:
    """The classes of words on a state: its ink, and a halo where the ground is not one colour."""
    numbers = classes_of(state)
    if not numbers:
        return "on-nothing halo"
    if len(numbers) == 1:
        return f"on-c{numbers[0]}"
    colours = SCALES[scale].light
    best = max(numbers, key=lambda one: contrast(ink_on(colours[one]), colours[one]))
    return f"on-c{best} halo"


def _stripes(states: Iterable[str]) -> str:
    return f"<defs>{stripes(states)}<style>{interval_css(states)}</style></defs>"


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


def _inside(row: Row, sheet: Sheet, scale: str) -> Iterator[str]:
    """The wide label and the phone's, each the fullest that fits."""
    unit = sheet.units[row.unit]
    if unit.inset == row.unit:
        return
    ink = ink_on_state(row.state, scale)
    lines = lines_of(sheet.insets)
    value = Words((), row.label)
    for choices in (_wide_choices(row), [(value, PHONE)] if row.label else []):
        for words, kind in choices:
            if (place := _place(words, kind.size, unit, sheet, lines)) is not None:
                yield _texts(words, kind, place, ink)
                break
        else:
            yield from _over_a_leader(value, choices, unit, sheet, ink)


def _wide_choices(row: Row) -> list[tuple[Words, Type]]:
    choices = [
        (Words(names, row.label), kind)
        for kind in (WIDE, TIGHT)
        for names in _on_lines(row.short, kind.size)
    ]
    return [*choices, (Words((), row.label), WIDE)] if row.label else choices


def _on_lines(name: str, size: float) -> list[tuple[str, ...]]:
    halves = in_two(name, size)
    return [(name,), halves] if halves else [(name,)]


def _over_a_leader(
    value: Words, choices: list[tuple[Words, Type]], unit: SheetUnit, sheet: Sheet, ink: str
) -> Iterator[str]:
    """The figure alone, inside its unit but over a city's leader, with a halo to part the two."""
    kind = choices[-1][1] if choices else WIDE
    if value.lines and choices and (place := _place(value, kind.size, unit, sheet, ())) is not None:
        yield _texts(value, kind, place, ink if "halo" in ink else f"{ink} halo")


def _place(
    words: Words, size: float, unit: SheetUnit, sheet: Sheet, lines: Segments
) -> Point | None:
    room = (_rounded(words.width(size) + 2 * PADDING), words.height(size) + 2 * PADDING)
    if not unit.inset:
        return place_inside(unit.path, lines, (unit.label.x, unit.label.y), room)
    inset = sheet.inset_of[unit.inset]
    place = place_inside(inset.paths[unit.id], (), inset.labels[unit.id], room)
    return (inset.x + place[0], inset.y + place[1]) if place else None


def _rounded(width: float) -> float:
    """Up to a whole step: labels of nearly one width then share one search for room."""
    return math.ceil(width / _WIDTH_STEP) * _WIDTH_STEP


def _beside_circles(
    rows: Mapping[str, Row], sheet: Sheet, cities: Mapping[str, str]
) -> Iterator[str]:
    for kind in (WIDE, PHONE):
        taken = [_ring(inset) for inset in sheet.insets]
        for inset in sheet.insets:
            for words, anchor, block in _around(_city_choices(inset, rows, cities), inset, kind):
                if is_free(block, sheet) and not any(block.covers(other) for other in taken):
                    taken.append(block)
                    yield _texts(words, kind, _anchored(block, anchor), f"on-paper {anchor}")
                    break


def _city_choices(inset: Inset, rows: Mapping[str, Row], cities: Mapping[str, str]) -> list[Words]:
    """What may stand beside a circle, the fullest first."""
    row = rows.get(inset.unit)
    value = row.label if row else ""
    names = [row.short] if row else []
    names += [cities[inset.unit]] if inset.unit in cities else []
    choices = [Words(lines, value) for name in names for lines in _on_lines(name, PHONE_SIZE)]
    return [*choices, Words((), value)] if value else choices


def _around(choices: list[Words], inset: Inset, kind: Type) -> Iterator[tuple[Words, str, Block]]:
    """Places for a circle's label: beside it, below it, above it."""
    anchor = inset.label.anchor
    side = 1 if anchor == "start" else -1
    # A phone's larger type needs the room that a wide page leaves for air.
    edge = inset.label.x if kind is WIDE else inset.x + side * (inset.radius + GAP / 2)
    for words in choices:
        width, height = words.width(kind.size), words.height(kind.size)
        yield words, anchor, Block(edge + side * width / 2, inset.label.y, width, height)
        for down in (1, -1):
            y = inset.y + down * (inset.radius + GAP + height / 2)
            yield words, "middle", Block(inset.x, y, width, height)


def _ring(inset: Inset) -> Block:
    return Block(inset.x, inset.y, 2 * inset.radius, 2 * inset.radius)


def _anchored(block: Block, anchor: str) -> Point:
    shift = {"start": -block.width / 2, "middle": 0.0, "end": block.width / 2}[anchor]
    return block.x + shift, block.y


def _texts(words: Words, kind: Type, place: Point, ink: str) -> str:
    """The lines of a label, centred on a place; heights in em, so that they follow the size."""
    x, y = place
    first = CAP / 2 - (len(words.lines) - 1) * LINE / 2
    return "".join(
        f'<text class="{name} {kind.shown} {ink}" x="{x:.1f}" y="{y:.1f}" '
        f'dy="{first + number * LINE:.2f}em">{escape(line, quote=False)}</text>'
        for number, (name, line) in enumerate(words.lines)
    )
