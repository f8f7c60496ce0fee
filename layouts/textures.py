"""Textures: what fills a unit for which there is no figure, or for which only bounds are known.

Each kind of nothing has a pattern of its own on a neutral grey, so that it is never taken for a
step of the scale and needs no colour vision to be told from the others. A unit known by bounds
only is striped in the colours of its lowest and its highest class.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from geodata.figures import Nothing
from layouts.themes import Paint, as_variable

_INTERVAL = re.compile(r"i(\d+)-(\d+)")

# What is drawn on the ground of each kind's tile; the tile is so many units wide and high.
# Where nobody is deployed the ground stays bare, and needs no tile.
_TILES: Mapping[Nothing, tuple[float, str]] = {
    Nothing.NOT_PUBLISHED: (6, '<path d="M-1 7 7-1M-1 1 1-1M5 7 7 5" stroke-width=".9"/>'),
    Nothing.NOT_YET_REPORTED: (8, '<path d="M0 2h5M4 6h4M0 6h1" stroke-width="1"/>'),
    Nothing.DEPLOYED_NO_REPORT: (9, '<path d="M4.5 1.8v5.4M1.8 4.5h5.4" stroke-width="1"/>'),
    Nothing.REPORTED_ZERO: (11, '<circle cx="5.5" cy="5.5" r="2.8" stroke-width="1.1"/>'),
    Nothing.HELD_BACK: (8, '<path d="M2 0v8" stroke-width="3"/>'),
    Nothing.NOT_COMPARABLE: (7, '<path d="M3.5 3.5h.01" stroke-width="2" stroke-linecap="round"/>'),
}


def state_of(nothing: Nothing) -> str:
    """The state of a unit without a figure, as rows, classes and textures name it."""
    return f"n-{nothing}"


def definitions(paint: Paint = as_variable, only: Container[str] | None = None) -> str:
    """The textures of the kinds of nothing, as SVG patterns named after their states.

    ``only`` are the states that are drawn, where a few bytes count; None means all.
    """
    kinds = {kind: tile for kind, tile in _TILES.items() if only is None or state_of(kind) in only}
    return "".join(_texture(kind, *tile, paint) for kind, tile in kinds.items())


def fill_of(state: str, paint: Paint = as_variable) -> str:
    """What fills a unit of a kind of nothing, or one known by bounds only, as CSS."""
    return paint("nothing") if state == state_of(Nothing.NOT_DEPLOYED) else f"url(#{state})"


def stripes(states: Iterable[str], paint: Paint = as_variable) -> str:
    """A striped pattern for every state among these that is known by bounds only."""
    return "".join(_stripes(state, paint) for state in interval_states(states))


def interval_states(states: Iterable[str]) -> list[str]:
    """The states among these that are known by bounds only, each once."""
    return sorted({state for state in states if _INTERVAL.fullmatch(state)})


def classes_of(state: str) -> tuple[int, ...]:
    """The classes of a state: one, or the lowest and the highest; none for nothing."""
    if match := _INTERVAL.fullmatch(state):
        return int(match[1]), int(match[2])
    return (int(state[1:]),) if re.fullmatch(r"c\d+", state) else ()


def _texture(kind: Nothing, size: float, drawn: str, paint: Paint) -> str:
    line = f'<g fill="none" style="stroke:{paint("nothing-line")}">{drawn}</g>'
    ground = f'<rect width="{size}" height="{size}" style="fill:{paint("nothing")}"/>'
    return (
        f'<pattern id="{state_of(kind)}" width="{size}" height="{size}" '
        f'patternUnits="userSpaceOnUse">{ground}{line}</pattern>'
    )


def _stripes(state: str, paint: Paint) -> str:
    low, high = classes_of(state)
    return (
        f'<pattern id="{state}" width="12" height="12" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">'
        f'<rect width="12" height="12" style="fill:{paint(f"c{low}")}"/>'
        f'<rect width="6" height="12" style="fill:{paint(f"c{high}")}"/></pattern>'
    )
