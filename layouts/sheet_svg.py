"""The map as the server's own SVG: what is seen first, and what a page without script shows."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from geodata.boundaries.sheet import Inset, Sheet
from layouts.labels import NO_NAMES, labels
from layouts.textures import definitions
from layouts.views import Drawn

NO_STATES: Mapping[str, str] = MappingProxyType({})


def land(sheet: Sheet, states: Mapping[str, str] = NO_STATES) -> str:
    """A path for every unit, and the cities again in their circles.

    ``states`` maps unit id → state; without them the paths bear no state, as in the map file
    that all views of a boundary set share.
    """
    units = "".join(_path(unit.id, unit.path, states) for unit in sheet.units.values())
    return units + "".join(_inset(inset, states) for inset in sheet.insets)


def sheet_svg(
    view: Drawn, sheet: Sheet, cities: Mapping[str, str] = NO_NAMES, *, one_of: str = ""
) -> str:
    """The whole map of a view, coloured, labelled and described in words.

    ``cities`` gives the names of circles whose city is no row of the view. ``one_of`` names one of
    several maps of a page, which then has the textures itself (``shared_textures``): a browser
    draws none from a map that is hidden.
    """
    words = f"map-words-{one_of}" if one_of else "map-words"
    textures = "" if one_of else f"<defs>{definitions()}</defs>"
    return (
        f'<svg class="sheet" viewBox="0 0 {sheet.width:g} {sheet.height:g}" role="img" '
        f'aria-labelledby="{words}">'
        # Not a title: browsers would show that under the pointer, over every unit.
        f'<desc id="{words}" data-slot="map-words">{escape(view.summary, quote=False)}</desc>'
        f"{textures}"
        f'<g class="land">{land(sheet, view.states)}</g>'
        f'<g data-slot="labels">{labels(view, sheet, cities)}</g></svg>'
    )


def shared_textures() -> str:
    """The textures of all maps of a page that shows one after another."""
    return f'<svg width="0" height="0" aria-hidden="true"><defs>{definitions()}</defs></svg>'


def _path(unit: str, path: str, states: Mapping[str, str]) -> str:
    classes = f"unit {states[unit]}" if unit in states else "unit"
    return f'<path class="{classes}" data-unit="{escape(unit)}" d="{path}"/>'


def _inset(inset: Inset, states: Mapping[str, str]) -> str:
    paths = "".join(_path(unit, path, states) for unit, path in inset.paths.items())
    return f'<g class="inset" transform="translate({inset.x:g} {inset.y:g})">{paths}</g>'
