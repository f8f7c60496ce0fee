"""Pages of the desk: a screen or a card as HTML, made of slots that a browser can exchange."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from geodata.boundaries.sheet import Sheet
from layouts.desk.address import DeskAddress
from layouts.desk.cards import DeskCard
from layouts.desk.screens import Screen
from layouts.labels import labels
from layouts.markup import Assets, as_dict, as_json, in_script, trusted
from layouts.sheet_svg import sheet_svg
from layouts.words import Words

_TEMPLATES = Path(__file__).parents[1] / "templates"
_NO_SHEET = '<svg class="sheet"><g class="land"></g><g data-slot="labels"></g></svg>'
# Stands in a page where each reader's own line goes; everything else is made once for all.
PERSON = "<!-- person -->"


@dataclass(frozen=True)
class DeskPages:
    """Writes pages in one language. ``maps`` gives the address of each boundary set's map file,
    ``sheets`` its drawing."""

    words: Words
    sheets: Mapping[str, Sheet]
    maps: Mapping[str, str]
    assets: Assets

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["words"] = self.words
        return environment

    @cached_property
    def _page(self) -> Template:
        return self._environment.get_template("desk/screen.html")

    def _macros(self, address: DeskAddress) -> Any:  # noqa: ANN401  (a template's macros)
        home = address.to("day").path
        return self._environment.get_template("desk/slots.html").make_module({"home": home})

    def slots(self, screen: Screen) -> dict[str, str]:
        """Slot → inner HTML of a screen, the map's labels among them."""
        macros, words = self._macros(screen.address), self.words
        frame, content, action = screen.frame, screen.content, act_path(screen.address)
        made = {
            "header": macros.header(frame, words),
            "five": macros.five(frame),
            "screens": macros.screens(frame),
            "past": macros.past(frame, words),
            "finding": macros.finding(content),
            "measures": macros.measures(content),
            "tools": macros.tools(frame, words),
            "legend": macros.legend(content.map, screen.no_map),
            "time": macros.time(screen.hours, words),
            "list": macros.list(content, action, words),
            "card": "",
            "under": macros.under(content, words),
        }
        return {slot: str(html).strip() for slot, html in made.items()}

    def view(self, screen: Screen, tag: str = "") -> bytes:
        """``view.json`` of a screen; ``tag`` names the state of the mission that it shows."""
        slots, sheet = self.slots(screen), self.sheets.get(screen.boundary_set)
        if sheet:
            slots["labels"] = labels(screen.content.map, sheet, screen.content.map.cities)
            slots["map-words"] = escape(screen.content.map.summary)
        return as_json(self._data(screen, tag) | {"slots": slots})

    def page(self, screen: Screen, tag: str = "") -> str:
        """The whole page of a screen, with ``PERSON`` where the reader's own line goes."""
        sheet = self.sheets.get(screen.boundary_set)
        drawing = (
            sheet_svg(screen.content.map, sheet, screen.content.map.cities) if sheet else _NO_SHEET
        )
        first = in_script(json.dumps(self._data(screen, tag), ensure_ascii=False))
        return self._page.render(
            screen=screen,
            slots=trusted(self.slots(screen)),
            sheet=sheet,
            drawing=Markup(drawing),
            first=Markup(first),
            person=Markup(PERSON),
            assets=trusted(as_dict(self.assets)),
            languages=" ".join(link.hint for link in screen.frame.languages),
        )

    def card(self, address: DeskAddress, card: DeskCard) -> bytes:
        """``view.json`` of a card."""
        made = str(
            self._macros(address).card(card, address.path, act_path(address), self.words)
        ).strip()
        return as_json(
            {
                "path": address.path,
                "language": address.language,
                "title": card.title,
                "cards": dict(card.cards),
                "slots": {"card": made},
            }
        )

    def _data(self, screen: Screen, tag: str) -> dict[str, Any]:
        drawn = screen.content.map
        return {
            "path": screen.address.path,
            "language": screen.address.language,
            "title": screen.title,
            "scale": drawn.legend.scale,
            "set": screen.boundary_set or None,
            "map": self.maps.get(screen.boundary_set),
            "states": drawn.states,
            "speech": {row.unit: row.speech for row in drawn.rows},
            "cards": screen.cards,
            "ahead": [],
            "tag": tag,
        }


def act_path(address: DeskAddress) -> str:
    """Where what is said at the desk of this mission is sent; the act's name follows."""
    return f"/{address.language}/{address.mission}/act/"
