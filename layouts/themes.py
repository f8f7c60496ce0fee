"""The colours of paper and ink, by day and by night, and those of the kinds of nothing.

The same names are variables of the page's style sheet (``--paper``) and concrete colours in
pictures, which know no variables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from layouts.scales import SCALES, contrast, ink_on

Theme = Literal["light", "dark"]
# The name of a colour ("paper", "c4") → what is written where the colour is used.
Paint = Callable[[str], str]

# What WCAG 2.2 AA asks of text.
READABLE = 4.5

THEMES: Mapping[Theme, Mapping[str, str]] = {
    "light": {
        "paper": "#fbfaf7",
        "ink": "#1d2429",
        "ink-2": "#56606a",
        "line": "#d9d5cb",
        "accent": "#b5532d",
        "nothing": "#efede7",
        "nothing-line": "#8a857b",
    },
    "dark": {
        "paper": "#14181b",
        "ink": "#e9e6de",
        "ink-2": "#a3adb5",
        "line": "#2b3237",
        "accent": "#e08a5f",
        "nothing": "#262b2f",
        "nothing-line": "#7c868d",
    },
}


def as_variable(name: str) -> str:
    """The colour as a page writes it: a variable, whose value the theme decides."""
    return f"var(--{name})"


def classes(scale: str, theme: Theme) -> dict[str, str]:
    """The colours of a scale's classes, ``c0`` …, and of the ink on each, ``k0`` …"""
    colours = SCALES[scale].light if theme == "light" else SCALES[scale].dark
    named = {f"c{number}": colour for number, colour in enumerate(colours)}
    return named | {f"k{number}": _ink(colour) for number, colour in enumerate(colours)}


def _ink(colour: str) -> str:
    """Ink that can be read on a colour; a colour of middling lightness needs full black."""
    ink = ink_on(colour)
    return ink if contrast(ink, colour) >= READABLE else "#000000"


def palette(theme: Theme, scale: str = "") -> Mapping[str, str]:
    """Every colour of a theme, and of one scale's classes where there is one."""
    return {**THEMES[theme], **(classes(scale, theme) if scale else {})}
