"""A small site of six square districts, written and served as the real one is, and visits to it.

Pages are written here by hand, as docs/page.md says they are, so that these tests speak of the way
from view to view and of the map alone.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Page
from pyproj import Geod
from werkzeug.serving import make_server

from dashboard.browser_files import write_browser_files
from dashboard.dash_bundles import start_answers
from dashboard.page_scripts import Entry, ScriptAddresses, entry_markup, own_script
from dashboard.public import create_app
from dashboard.settings import read_settings
from dashboard.site_writer import SiteWriter
from geodata.boundaries.build import build_boundaries
from geodata.boundaries.index import BuiltSet
from geodata.boundaries.sheet import Sheet
from geodata.boundary_sets import BoundarySet
from geodata.country import Country, Projection
from geodata.units import Gazetteer, Level, Unit, UnitCode
from layouts.map import map_file
from tests.browser.waiting import PAINTED, until

DISTRICTS = ("a1", "a2", "a3", "b1", "b2", "b3")
TOML = """
[[inset]]
unit = "b3"
centre = [14.5, 1.0]
radius_km = 60
label = "right"
[[boundary_set]]
id = "regions"
[[boundary_set]]
id = "districts"
[boundary_set.file]
path = "squares.geojson"
field = "CODE"
scheme = "map"
"""
STYLE = """
body{margin:0;min-height:2400px} .map{position:relative;width:800px;margin:20px}
.map.without{display:none} .chart,.sheet{position:absolute;inset:0;width:100%;height:100%}
.sheet{z-index:1;pointer-events:none} .land path{pointer-events:all}
.live .land{opacity:0}
.zoomed .geo:not(:first-child){display:none}
.zoomed{overflow:hidden}
.chart{opacity:0;transform-origin:0 0} .live .chart{opacity:1} .zoom{position:absolute;z-index:2}
.tip{position:absolute;z-index:3;pointer-events:none;background:#fff}
path.unit{stroke:#fff;stroke-width:1px} path.c1{fill:#aaa} path.c2{fill:#246} path.c3{fill:#a33}
table{border-collapse:collapse} path.chosen{stroke:#000;stroke-width:3px}
.hovered{outline:1px solid}
"""
LEVEL: Mapping[str, Level] = {"regions": "region", "districts": "district"}
HOURS = ("10-00", "12-00", "14-00")
LANGUAGES = ("en", "ru")


@dataclass(frozen=True)
class SmallSite:
    """Where the small site is served, and its drawings."""

    address: str
    sheets: Mapping[str, Sheet]

    def view(self, time: str, language: str = "en", level: str = "district") -> str:
        """The path of a view."""
        return f"/{language}/vote/turnout/{level}/{time}/"


@dataclass
class Visit:
    """A page in a browser, the paths it asked for, and the complaints it may make."""

    page: Page
    site: SmallSite
    expected: list[str]
    asked: list[str] = field(default_factory=list)

    def open(self, path: str, live: bool = True) -> None:
        """Go to a path of the small site and wait for the interactive map."""
        self.page.goto(self.site.address + path)
        if live:
            self.page.wait_for_selector(".map.live", state="attached")

    def colour(self, unit: str) -> set[str]:
        """The colours in which a unit is drawn by plotly, wherever it is drawn."""
        self.settle()
        found: list[str] = self.page.evaluate(
            "unit => [...document.querySelectorAll(`.chart [data-unit=${unit}]`)]"
            ".map(path => getComputedStyle(path).fill)",
            unit,
        )
        return set(found)

    def until(self, condition: str) -> None:
        """Wait for a JavaScript condition."""
        until(self.page, condition)

    def settle(self) -> None:
        """Wait until what has begun to happen in the page is painted."""
        self.page.evaluate(PAINTED)

    def path(self) -> str:
        """The path and query of the address bar."""
        return str(self.page.evaluate("location.pathname + location.search"))


# What the three bulletins say: unit → state.
FIGURES: Mapping[str, Mapping[str, str]] = {
    "10-00": dict.fromkeys(DISTRICTS, "c1"),
    "12-00": {**dict.fromkeys(DISTRICTS, "c1"), "a1": "c2", "b3": "c3"},
    "14-00": dict.fromkeys(DISTRICTS, "c2"),
}


@contextmanager
def served(var: Path, folder: Path) -> Iterator[SmallSite]:
    """The small site, written under ``var`` and served on a free port."""
    built = build_boundaries(_folder(folder), _country(), var)
    sheets = {name: one.read_sheet() for name, one in built.items()}
    app = create_app(read_settings({"BAQYLAU_VAR": str(var)}))
    with SiteWriter(var) as writer:
        files = write_browser_files(writer, var)
        own = writer.named("assets", "page", ".js", own_script())
        scripts = ScriptAddresses(own, files.plotly, files.dash)
        for path, content in start_answers(app).items():
            writer.write(path, content, "application/json")
        maker = SiteMaker(writer, built, sheets, entry_markup(app, scripts))
        maker.maps()
        maker.pages()
        writer.finish()
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield SmallSite(f"http://127.0.0.1:{server.port}", sheets)
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class SiteMaker:
    """Writes what the publisher would: maps, lands, views, cards and pages."""

    writer: SiteWriter
    built: Mapping[str, BuiltSet]
    sheets: Mapping[str, Sheet]
    markup: Entry

    def maps(self) -> None:
        for name, one in self.built.items():
            sheet, path = self.sheets[name], f"/outlines/{name}"
            self.writer.write(f"{path}.geojson", one.outlines.path.read_bytes())
            self.writer.write(f"{path}.svg", land(sheet, {}))
            content = map_file(sheet, f"{path}.geojson", f"{path}.svg")
            self.writer.write(f"{path}.json", content)
        self.writer.write("/en/vote/places.json", json.dumps(PLACES))

    def pages(self) -> None:
        for view in self.views():
            path = str(view["path"])
            self.writer.write(f"{path}view.json", json.dumps(view))
            page = self.page(view)
            self.writer.write(f"{path}index.html", page)
        for unit in (*DISTRICTS, "a", "b"):
            close = '<a href="?" data-close aria-label="Close">x</a>'
            slots = {"card": f"<h2>Card of {unit}</h2>{close}"}
            card = {"path": f"/en/vote/unit/{unit}/", "language": "en", "title": "", "slots": slots}
            self.writer.write(f"/en/vote/unit/{unit}/view.json", json.dumps(card))
            self.writer.write(f"/en/vote/unit/{unit}/index.html", f"<h1>{unit}</h1>")

    def views(self) -> Iterator[dict[str, object]]:
        for language in LANGUAGES:
            for at, time in enumerate(HOURS):
                yield _view(language, time, at, "districts", FIGURES[time])
            yield _view(language, "10-00", 0, "regions", {"a": "c1", "b": "c2"})
            yield _view(language, "-", 0, "", {})

    def page(self, view: Mapping[str, object]) -> str:
        slots = view["slots"]
        assert isinstance(slots, dict)
        sheet = self.sheets.get(str(view["set"]))
        states = view["states"]
        assert isinstance(states, dict)
        drawing = ""
        if sheet:
            drawing = (
                f'<svg class="sheet" aria-hidden="true" viewBox="0 0 {sheet.width} {sheet.height}">'
                f'<g class="land">{land(sheet, states)}</g><g data-slot="labels"></g></svg>'
            )
        ratio = f"{sheet.width}/{sheet.height}" if sheet else "2"
        first = {name: part for name, part in view.items() if name != "slots"}
        return f"""<!doctype html><html lang="{view["language"]}" data-languages="en ru"><head>
<meta charset="utf-8"><title>{view["title"]}</title><style>{STYLE}</style>{self.markup.head}
<link rel="icon" href="data:,"></head><body>
<p data-message role="status" hidden data-not-updated="Not updated" data-instead="Another"></p>
<p data-live aria-live="polite"></p><button type="button" data-theme-button>theme</button><main>
<script type="application/json" id="first">{json.dumps(first)}</script>
<div class="map{"" if sheet else " without"}" tabindex="0" role="group" aria-label="Map"
 style="aspect-ratio:{ratio}">{drawing}
<div class="chart" aria-hidden="true">{self.markup.entry}</div><div class="zoom">
<button type="button" data-zoom="in" aria-label="Larger">+</button>
<button type="button" data-zoom="out" aria-label="Smaller">-</button>
<button type="button" data-zoom="all" aria-label="All">0</button></div>
<div class="tip" aria-hidden="true" hidden></div></div>
{self.markup.script}
{"".join(f'<div data-slot="{name}">{part}</div>' for name, part in slots.items())}
<input aria-label="Search" data-search="/en/vote/places.json"><ul data-found hidden
 data-none="none"></ul><p id="cite">Cite me</p>
<button type="button" data-copy="cite" data-copied="Copied">copy</button></main>
{self.markup.foot}</body>
</html>"""


PLACES = {
    "fold": {"ё": "е"},
    "places": [
        ["a1", "Alpha", "/en/vote/unit/a1/", ["alpha", "елка"]],
        ["b3", "City", "/en/vote/unit/b3/", ["city", "new alpha"]],
        ["x", "Beyond the map", "/en/vote/unit/a/", ["beyond"]],
    ],
}


def land(sheet: Sheet, states: Mapping[str, str]) -> str:
    """The inside of the land group."""
    paths = [_path(unit, one.path, states) for unit, one in sheet.units.items()]
    for inset in sheet.insets:
        inside = "".join(_path(unit, path, states) for unit, path in inset.paths.items())
        moved = f"translate({inset.x} {inset.y})"
        paths.append(f'<g class="inset" transform="{moved}">{inside}</g>')
    return "".join(paths)


def _path(unit: str, path: str, states: Mapping[str, str]) -> str:
    return f'<path class="unit {states.get(unit, "")}" data-unit="{unit}" d="{path}"/>'


def _view(
    language: str, time: str, at: int, boundary_set: str, states: Mapping[str, str]
) -> dict[str, object]:
    level = LEVEL.get(boundary_set, "country")
    folder = f"/{language}/vote/turnout"
    names = {"a1": 3, "a2": 2, "a3": 1, "b1": 4, "b2": 5, "b3": 6, "a": 1, "b": 2}
    rows = "".join(
        f'<tr data-unit="{unit}" data-order-name="{names[unit]}" data-order-value="{place}">'
        f'<th scope="row"><a href="/en/vote/unit/{unit}/">{unit}</a></th><td>{state}</td></tr>'
        for place, (unit, state) in enumerate(states.items(), 1)
    )
    steps = "".join(
        f'<a href="{folder}/district/{hour}/" data-focus="time-{number}"{_rel(number - at)}>'
        f"{hour}</a> "
        for number, hour in enumerate(HOURS)
    )
    head = (
        '<th><a href="?sort=name" data-sort="name">name</a></th>'
        '<th aria-sort="descending"><a href="?sort=value" data-sort="value">value</a></th>'
    )
    return {
        "path": f"{folder}/{level}/{time}/",
        "language": language,
        "title": f"{language} {level} {time}",
        "scale": "share",
        "set": boundary_set or None,
        "map": f"/outlines/{boundary_set}.json" if boundary_set else None,
        "states": states,
        "speech": {unit: f"{unit} at {time}: {state}" for unit, state in states.items()},
        "cards": {unit: f"/en/vote/unit/{unit}/" for unit in states},
        "ahead": [],
        "slots": {
            "finding": f"<h1>{language} {level} {time}</h1>",
            "time": f'<button type="button" data-play data-focus="play" data-playing="Stop" '
            f'data-stopped="Play" aria-label="Play">&gt;</button>{steps}',
            "levels": f'<a href="{folder}/region/10-00/">regions</a> '
            f'<a href="{folder}/district/10-00/">districts</a> '
            f'<a href="{folder}/country/-/">country</a> '
            f'<a href="/ru/vote/turnout/district/{HOURS[at]}/">по-русски</a> '
            f'<a href="{folder}/district/gone/">gone</a>',
            "figures": f"<table><thead><tr>{head}</tr></thead><tbody data-rows>{rows}</tbody>"
            "</table>",
            "card": "<p>Choose a unit</p>",
            "labels": "",
        },
    }


def _rel(distance: int) -> str:
    return {-1: ' rel="prev"', 1: ' rel="next"', 0: ' aria-current="true"'}.get(distance, "")


def _folder(folder: Path) -> Path:
    (folder / "country.toml").write_text(TOML)
    squares = [_square(name, 10 + at % 3, at // 3) for at, name in enumerate(DISTRICTS)]
    content = {"type": "FeatureCollection", "features": squares}
    (folder / "squares.geojson").write_text(json.dumps(content))
    return folder


def _square(name: str, west: int, south: int) -> dict[str, object]:
    east, north = west + 1, south + 1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"CODE": f"M-{name}"}, "geometry": shape}


def _country() -> Country:
    kinds = {"b3": "city"}
    districts = [
        Unit(name, "districts", "district", kinds.get(name, "district"), name[0])
        for name in DISTRICTS
    ]
    regions = [
        Unit(name, "regions", "region", "oblast", "land", tuple(f"{name}{at}" for at in (1, 2, 3)))
        for name in "ab"
    ]
    lons, lats = (10, 13, 13, 10), (0, 0, 2, 2)
    area = abs(Geod(ellps="WGS84").polygon_area_perimeter(lons, lats)[0]) / 1e6
    codes = tuple(UnitCode(name, "map", f"M-{name}", None, None) for name in DISTRICTS)
    return Country(
        id="land",
        languages=("en",),
        default_election="",
        official_area_km2=float(area),
        projection=Projection((0.0, 4.0), 11.5, 1.0),
        boundary_sets=(_set("regions", "districts"), _set("districts", "")),
        gazetteer=Gazetteer((*regions, *districts), (), codes),
        parties={},
        organisations={},
        elections={},
        texts={},
    )


def _set(name: str, drawn_from: str) -> BoundarySet:
    start = date(2020, 1, 1)
    return BoundarySet(name, LEVEL[name], start, None, drawn_from, "by hand", "", "CC0")
