"""The maps of the desk: every boundary set that is drawn, laid on the shelf for browsers.

What is not drawn yet is drawn in the background; until then the figures stand in the tables.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.desk.shelf import Shelf
from dashboard.settings import Settings
from geodata.boundaries.build import build_boundaries
from geodata.boundaries.index import BuiltSet, read_index
from geodata.boundaries.sheet import Sheet
from geodata.country import Country
from geodata.errors import DataError
from layouts.map import map_file
from layouts.sheet_svg import land

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drawn:
    """Boundary set → its drawing, and the address of its map file."""

    sheets: Mapping[str, Sheet]
    maps: Mapping[str, str]


class Drawings:
    """What can be drawn by now."""

    def __init__(self, settings: Settings, country: Country, shelf: Shelf) -> None:
        self._settings, self._country, self._shelf = settings, country, shelf
        self.drawn = self._lay(read_index(settings.var))
        threading.Thread(target=self._build, daemon=True, name="drawings").start()

    def _build(self) -> None:
        settings = self._settings
        try:
            built = build_boundaries(settings.country, self._country, settings.var)
            if built.keys() != self.drawn.sheets.keys():
                self.drawn = self._lay(built)
        except (DataError, OSError) as error:
            _log.error("the desk's maps stay as they were: %s", error)

    def _lay(self, built: Mapping[str, BuiltSet]) -> Drawn:
        sheets: dict[str, Sheet] = {}
        maps: dict[str, str] = {}
        for name, one in built.items():
            if not one.is_there:
                continue
            sheets[name] = one.read_sheet()
            place = self._shelf.place
            outlines = place("outlines", name, ".geojson", one.outlines.path.read_bytes())
            drawing = place("outlines", name, ".svg", land(sheets[name]))
            content = map_file(sheets[name], outlines, drawing)
            maps[name] = place("outlines", name, ".json", content)
        return Drawn(sheets, maps)
