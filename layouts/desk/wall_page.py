"""The page of the wall, and what of it is exchanged when something has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geodata.boundaries.sheet import Sheet
from layouts.desk.wall import Wall, WallPanel
from layouts.sheet_svg import shared_textures, sheet_svg
from layouts.views import Drawn
from layouts.words import Words

_TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True)
class WallPages:
    """Writes the wall in one language; ``script`` and ``icon`` are addresses."""

    words: Words
    sheets: Mapping[str, Sheet]
    style: str
    script: str
    icon: str

    @cached_property
    def _environment(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def slots(self, wall: Wall) -> dict[str, str]:
        """Slot → inner HTML."""
        made: Any = self._environment.get_template("desk/wall_slots.html").module
        maps = {one.key: Markup(self._drawing(wall, one)) for one in wall.panels}
        return {
            "top": str(made.top(wall.frame, self.words)).strip(),
            "five": str(made.five(wall.frame)).strip(),
            "panels": str(made.panels(wall, maps)).strip(),
        }

    def _drawing(self, wall: Wall, panel: WallPanel) -> str:
        sheet, drawn = self.sheets.get(wall.boundary_set), cast("Drawn", panel.map)
        return sheet_svg(drawn, sheet, panel.map.cities, one_of=panel.key) if sheet else ""

    def page(self, wall: Wall, tag: str) -> bytes:
        """The whole page; ``tag`` names the state that it shows."""
        slots = {name: Markup(html) for name, html in self.slots(wall).items()}
        return (
            self._environment.get_template("desk/wall.html")
            .render(
                wall=wall, words=self.words, slots=slots, tag=tag, style=Markup(self.style),
                script=self.script, icon=self.icon, textures=Markup(shared_textures()),
            )
            .encode()
        )  # fmt: skip

    def again(self, wall: Wall, tag: str) -> bytes:
        """What is exchanged."""
        content = {"tag": tag, "slots": self.slots(wall)}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
