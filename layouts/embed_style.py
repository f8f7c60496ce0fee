"""The style of embeds: one scale's colours by day and by night, and how the little page is set.

A reader's system decides on light or dark. Whoever embeds may decide instead, by ``#light`` or
``#dark`` behind the address: the style alone sees to that, no script and no server.
"""

from __future__ import annotations

from functools import cache

from geodata.figures import Nothing
from layouts.markup import TEMPLATES
from layouts.style_colours import MAP_RULES, class_rules, label_rules, nothing_rules, variables
from layouts.textures import state_of
from layouts.themes import Theme, palette

_SHEET, _STACKED = TEMPLATES / "embed.css", TEMPLATES / "embed_stacked.css"
# On narrower pages each row of a table stands as lines one under another: first the tables with
# many columns, then all.
_STACKED_TO = {".many": 819, ".listed": 519}
# Up to this width of the map its figures would be too small to read; the sentences have them.
_NARROW = 319.98


@cache
def embed_style(scale: str, has_map: bool) -> str:
    """The whole style sheet of an embed whose figures have this scale ("" for none)."""
    classes = sum(name.startswith("k") for name in palette("light", scale))
    rules = [
        *_themes(scale),
        *(class_rules(number) for number in range(classes)),
        *((nothing_rules(state_of(kind)) for kind in Nothing) if scale else ()),
        *(_map_rules() if has_map else ()),
        _SHEET.read_text("utf-8"),
        *_stacked(),
    ]
    return "\n".join(rules)


def _themes(scale: str) -> list[str]:
    light, dark = _colours("light", scale), _colours("dark", scale)
    return [
        f":root{light}",
        f"@media (prefers-color-scheme:dark){{:root{dark}}}",
        # Older browsers drop a whole rule for one part they do not know.
        *(f":root[data-theme={name}]{rule}" for name, rule in (("light", light), ("dark", dark))),
        *(f":root:has(#{name}:target){rule}" for name, rule in (("light", light), ("dark", dark))),
    ]


def _colours(theme: Theme, scale: str) -> str:
    return f"{{color-scheme:{theme};{variables(palette(theme, scale))}}}"


def _stacked() -> list[str]:
    rules = _STACKED.read_text("utf-8")
    return [
        f"@media (max-width:{width}px){{{rules.replace('.listed', tables)}}}"
        for tables, width in _STACKED_TO.items()
    ]


def _map_rules() -> list[str]:
    return [
        MAP_RULES,
        ".on-nothing{fill:var(--ink)}",
        label_rules(),
        f"@container map (max-width:{_NARROW}px){{.sheet text{{display:none!important}}}}",
    ]
