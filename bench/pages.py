"""The three pages that are compared, and what the probe has to look for in each."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from bench.cases import HOURS, MEASURES, Case


@dataclass(frozen=True, slots=True)
class Page:
    """A page and how it is used.

    ``painted`` selects the polygons a reader sees first, ``paths`` those of the map that can be
    used; ``mark`` is there once it can (empty: the drawn paths say it). ``answers`` is true once
    the map that was painted first can be pointed at (empty: not before all of it can be used).
    ``measure`` and ``hour`` are the scripts that make the choice a reader would make.
    """

    name: str
    target: str
    address: Callable[[Case], str]
    painted: str
    paths: str
    mark: str
    answers: str
    measure: Callable[[Case], str]
    hour: Callable[[Case], str]

    def probe(self, script: str, case: Case) -> str:
        """The probe as it is put into this page."""
        wanted = [
            f"painted: {json.dumps(self.painted)}",
            f"live: {json.dumps({'paths': self.paths, 'mark': self.mark})}",
            f"drawn: {case.drawn}",
            f"answers: {f'() => {self.answers}' if self.answers else 'null'}",
        ]
        return f"{script.strip()}({{{', '.join(wanted)}}});"


def _link(path: str) -> str:
    return f"""document.querySelector('nav a[href="{path}"]').click()"""


def _dropdown(name: str, value: str) -> str:
    return f"dash_clientside.set_props('{name}', {{value: '{value}'}})"


def _select(name: str, value: str) -> str:
    place = f"document.getElementById('{name}')"
    return f"{place}.value = '{value}'; {place}.dispatchEvent(new Event('change'))"


OURS = Page(
    "ours",
    "app:server",
    lambda case: case.path(MEASURES[0], HOURS[0]),
    ".sheet .land path",
    # Whichever of the two drawings is seen: the server's until plotly's lies over it.
    ".map:not(.live) .sheet .land path, .map.live .chart path.choroplethlocation",
    # From here on all of it works, zooming included; plotly's drawing comes later and adds nothing.
    ".map.ready",
    "window.baqylau?.units?.view?.path",
    lambda case: _link(case.path(MEASURES[1], HOURS[1])),
    lambda case: _link(case.path(MEASURES[0], HOURS[1])),
)
NAIVE = Page(
    "naive",
    "bench.naive:server",
    lambda _: "/",
    "path.choroplethlocation",
    "path.choroplethlocation",
    "",
    "",
    lambda _: _dropdown("measure", MEASURES[1]),
    lambda _: _dropdown("hour", HOURS[1]),
)
BARE = Page(
    "bare",
    "bench.bare:server",
    lambda _: "/",
    "#map path",
    "#map path",
    "[data-ready]",
    "",
    lambda _: _select("measure", MEASURES[1]),
    lambda _: _select("hour", HOURS[1]),
)
PAGES = (OURS, NAIVE, BARE)
