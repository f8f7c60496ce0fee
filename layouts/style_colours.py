"""The style sheet's colours: paper and ink, the classes of every scale, and the kinds of nothing.

A change of hour, measure or theme is a change of classes, so the same rules colour the server's
drawing, the interactive map and the bars of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodata.figures import Nothing
from layouts.scales import SCALES
from layouts.textures import classes_of, fill_of, interval_states, state_of
from layouts.themes import THEMES, Theme, classes

# Type sizes on the sheet, in its units. A sheet shown 870 px wide draws 15.5 as 13.5 px and 13.8
# as 12 px; one shown 350 px wide draws 31.6 as 11 px.
WIDE_SIZE = 15.5
TIGHT_SIZE = 13.8
PHONE_SIZE = 31.6
MIDDLE_SIZE = 23.0
# From these widths of the map in px on, the middle size and the wide one can be read.
MIDDLE_FROM = 480
WIDE_FROM = 700
NAME_WEIGHT = 400
VALUE_WEIGHT = 600


def colours_css() -> str:
    """Variables and rules for both themes; ``data-scale`` chooses the scale, anywhere."""
    most = max(len(scale.light) for scale in SCALES.values())
    rules = [
        _in_both_themes(),
        *(class_rules(number) for number in range(most)),
        *(nothing_rules(state_of(kind)) for kind in Nothing),
        ".on-nothing{fill:var(--ink)}",
        MAP_RULES,
        label_rules(),
    ]
    return "\n".join(rules) + "\n"


def interval_css(states: Iterable[str]) -> str:
    """Rules for units and bars that are known by bounds only."""
    return "".join(_interval_rules(state) for state in interval_states(states))


def _interval_rules(state: str) -> str:
    low, high = classes_of(state)
    stripes = f"repeating-linear-gradient(135deg,var(--c{low}) 0 4px,var(--c{high}) 4px 8px)"
    return f".{state}{{fill:url(#{state})!important}}.bar.{state}{{background:{stripes}}}"


def _in_both_themes() -> str:
    by_choice, by_system = ":root[data-theme=dark]", ":root:not([data-theme=light])"
    dark, chosen = ("\n".join(_theme("dark", root)) for root in (by_system, by_choice))
    return "\n".join(
        [
            *_theme("light", ":root"),
            f"@media screen and (prefers-color-scheme:dark){{\n{dark}\n}}",
            # Paper is light, whatever the screen is.
            f"@media screen{{\n{chosen}\n}}",
        ]
    )


def _theme(theme: Theme, root: str) -> list[str]:
    scheme = f"{root}{{color-scheme:{theme};{variables(THEMES[theme])}}}"
    inside = "" if root == ":root" else f"{root} "
    scales = [
        f"{inside}[data-scale={scale}]{{{variables(classes(scale, theme))}}}" for scale in SCALES
    ]
    return [scheme, *scales]


def variables(colours: Mapping[str, str]) -> str:
    """Colours as variables of a style sheet."""
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())


def class_rules(number: int) -> str:
    """What a class of any scale paints: units, bars, and the words on them."""
    return (
        f".c{number}{{fill:var(--c{number})!important}}"
        f".bar.c{number},.swatch.c{number}{{background:var(--c{number})}}"
        f".on-c{number}{{fill:var(--k{number})}}"
        f".halo.on-c{number}{{stroke:var(--c{number})}}"
    )


def nothing_rules(state: str) -> str:
    """How units of a kind of nothing are filled and parted."""
    # A paper line between two grey units would hardly be seen.
    border = f".map path.{state}{{stroke:var(--nothing-line);stroke-width:.6px}}"
    return f".{state}{{fill:{fill_of(state)}!important}}{border}"


MAP_RULES = """\
.unit{stroke:var(--paper);stroke-width:.8px;stroke-linejoin:round;vector-effect:non-scaling-stroke}
.unit.chosen{stroke:var(--ink)!important;stroke-width:2px!important}
.sheet [data-slot=labels]{pointer-events:none}
.map[data-scale=difference] path.c5{stroke:var(--line)}
.ring,.mark,.leader{fill:none;stroke:var(--ink-2);stroke-width:1px;vector-effect:non-scaling-stroke}
.mark,.leader{stroke:var(--ink)}
.casing{fill:none;stroke:var(--paper);stroke-width:3px;stroke-opacity:.75;vector-effect:non-scaling-stroke}
.halo{paint-order:stroke;stroke-width:.28em;stroke-linejoin:round}
.halo.on-nothing{stroke:var(--nothing)}
.on-paper{fill:var(--ink)}"""


def label_rules() -> str:
    """The type of labels, by how wide the map is shown."""
    return f"""\
.sheet text{{font-size:{_enlarged(WIDE_SIZE)};font-variant-numeric:tabular-nums;text-anchor:middle}}
.sheet text.tight{{font-size:{_enlarged(TIGHT_SIZE)}}}
.sheet text.start{{text-anchor:start}}
.sheet text.end{{text-anchor:end}}
.sheet .name{{font-weight:{NAME_WEIGHT}}}
.sheet .value{{font-weight:{VALUE_WEIGHT}}}
.sheet .fits-small{{display:none}}
@container map (max-width:{WIDE_FROM - 0.02}px){{
.sheet .fits{{display:none}}
.sheet .fits-small{{display:inline;font-size:{_enlarged(MIDDLE_SIZE)}}}
}}
@container map (max-width:{MIDDLE_FROM - 0.02}px){{
.sheet .fits-small{{font-size:{_enlarged(PHONE_SIZE)}}}
}}"""


def _enlarged(size: float) -> str:
    """A size of type that stays what it is while the map is enlarged."""
    return f"calc({size}px/var(--zoom,1))"
