"""How pictures are set: their type, and their colours written out.

A picture travels alone. What draws it may know neither variables nor the reader's theme, so every
colour stands in it as a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from geodata.figures import Nothing
from layouts.style_colours import (
    NAME_WEIGHT,
    PHONE_SIZE,
    TIGHT_SIZE,
    VALUE_WEIGHT,
    WIDE_SIZE,
)
from layouts.textures import definitions, fill_of, interval_states, state_of, stripes
from layouts.themes import Theme, palette
from layouts.views import View

WIDTH = 1200
# How wide a picture is when it is printed: a sheet of A4.
PRINT_MM = 210
MARGIN = 48
INNER = WIDTH - 2 * MARGIN
SANS = "Inter, 'Inter Variable', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
SERIF = "'Source Serif 4', 'Source Serif 4 Variable', Georgia, 'DejaVu Serif', serif"


@dataclass(frozen=True, slots=True)
class Face:
    """How a line is set: its size, its rule in the style, and which end of it is given."""

    size: float
    kind: str = "plain"
    anchor: str = "start"


def text(words: str, x: float, y: float, face: Face) -> str:
    """One line of text on its base line."""
    # The typefaces have no narrow space; a full no-break space is in every font.
    shown = escape(words.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"), quote=False)
    at = f'x="{x:g}" y="{y:.1f}" font-size="{face.size:g}"'
    side = "" if face.anchor == "start" else f' text-anchor="{face.anchor}"'
    return f'<text class="{face.kind}" {at}{side}>{shown}</text>'


def style(view: View, theme: Theme) -> str:
    """Textures, stripes and rules of one picture, in the concrete colours of a theme."""
    colours = palette(theme, view.legend.scale if view.legend else "")
    states = [row.state for row in view.rows]
    paint = colours.__getitem__
    patterns = definitions(paint) + stripes(states, paint)
    textures = [state_of(kind) for kind in Nothing] + interval_states(states)
    rules = [
        _TYPE,
        *_map_rules(colours),
        *(f".{name}{{fill:{fill_of(name, paint)}}}" for name in textures),
        *(f".unit.{state_of(kind)}{{stroke:{paint('nothing-line')}}}" for kind in Nothing),
        *_class_rules(colours),
        # The middle of the two-sided scale is all but paper, and needs an edge.
        f".unit.c5{{stroke:{colours['line']}}}" if _is_two_sided(view) else "",
    ]
    return f"<defs>{patterns}</defs><style>{''.join(rules)}</style>"


def preview_style(view: View | None = None, theme: Theme = "light") -> str:
    """The rules of a preview: those of a picture, with the map's figures large and no names."""
    chart = _chart_rules(theme)
    if view is None:
        return f"<style>{_TYPE}{''.join(_map_rules(palette(theme)))}{chart}</style>"
    large = f".fits{{display:none}}.fits-small{{display:inline;font-size:{PHONE_SIZE}px}}"
    return style(view, theme).replace("</style>", f"{large}{chart}</style>")


def _chart_rules(theme: Theme) -> str:
    """The line and the columns of a day in a theme's concrete colours."""
    paint = palette(theme)
    accent, grey, line = paint["accent"], paint["nothing-line"], paint["line"]
    return (
        f".column{{fill:{grey};fill-opacity:.45}}.chosen-column{{fill:{accent}}}"
        f".grid{{stroke:{line}}}.tick{{font-size:11px;fill:{paint['ink-2']}}}"
        f".line path{{fill:none;stroke-width:2;stroke:{grey}}}"
        f".line circle{{fill:{grey};stroke:{grey};stroke-width:1.6}}"
        f".line.unit path{{stroke:{accent}}}.line.unit circle{{fill:{accent};stroke:{accent}}}"
        f".line .open{{fill:{paint['paper']}}}.line .bounds{{stroke-width:5;opacity:.7}}"
    )


def watermark(words: Sequence[str], width: float, height: float) -> str:
    """What stands across a picture of a rehearsal, so that nobody takes it for the real thing."""
    longest = max(len(one) for one in words)
    size = min(width / longest * 1.3, height / 3 / len(words))
    first = height / 2 - (len(words) - 1) / 2 * size * 1.3
    lines = "".join(
        f'<text x="{width / 2:g}" y="{first + at * size * 1.3:.0f}">'
        f"{escape(one, quote=False)}</text>"
        for at, one in enumerate(words)
    )
    return (
        f'<g text-anchor="middle" font-weight="600" font-size="{size:.0f}" fill="#b3261e" '
        f'fill-opacity=".34" letter-spacing="{size * 0.06:.0f}" '
        f'transform="rotate(-18 {width / 2:g} {height / 2:g})">{lines}</g>'
    )


def _is_two_sided(view: View) -> bool:
    return view.legend is not None and view.legend.scale == "difference"


_TYPE = f"""\
text{{font-family:{SANS}}}
.serif{{font-family:{SERIF};font-weight:600}}
.strong{{font-weight:600}}
"""


def _map_rules(colours: Mapping[str, str]) -> list[str]:
    paper, ink, second = colours["paper"], colours["ink"], colours["ink-2"]
    return [
        f".paper{{fill:{paper}}}",
        f".serif,.plain,.strong,.on-paper,.on-nothing{{fill:{ink}}}.second{{fill:{second}}}",
        f".hair{{fill:none;stroke:{colours['line']};stroke-width:1}}",
        f".frame{{fill:none;stroke:{second};stroke-width:.75}}",
        f".unit{{stroke:{paper};stroke-width:.8;stroke-linejoin:round}}",
        f".ring,.mark,.leader{{fill:none;stroke:{second};stroke-width:1}}",
        f".mark,.leader{{stroke:{ink}}}",
        f".casing{{fill:none;stroke:{paper};stroke-width:3;stroke-opacity:.75}}",
        f".name,.value{{font-size:{WIDE_SIZE}px;text-anchor:middle}}",
        f".tight{{font-size:{TIGHT_SIZE}px}}.fits-small{{display:none}}",
        f".name{{font-weight:{NAME_WEIGHT}}}.value{{font-weight:{VALUE_WEIGHT}}}",
        ".start{text-anchor:start}.end{text-anchor:end}",
        f".halo{{paint-order:stroke;stroke:{colours['nothing']};"
        "stroke-width:4;stroke-linejoin:round}",
    ]


def _class_rules(colours: Mapping[str, str]) -> list[str]:
    numbers = [name[1:] for name in colours if name.startswith("c") and name[1:].isdigit()]
    return [
        f".c{number}{{fill:{colours[f'c{number}']}}}"
        f".on-c{number}{{fill:{colours[f'k{number}']}}}"
        f".halo.on-c{number}{{stroke:{colours[f'c{number}']}}}"
        for number in numbers
    ]
