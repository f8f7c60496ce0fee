"""The publisher: turns a country's folder into the public site, every page of it, beforehand.

What has not changed since the last time is not made again. When the folder cannot be read, the
last good site stays, and the log says what is wrong.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.browser_files import BrowserFiles, write_browser_files
from dashboard.dash_bundles import start_answers
from dashboard.page_scripts import ScriptAddresses, entry_markup, own_script
from dashboard.public import dash_app
from dashboard.settings import ROOT, Settings
from dashboard.site_files import releases_in, whole_release
from dashboard.site_writer import SiteWriter
from geodata.boundaries.build import build_boundaries
from geodata.boundaries.index import BuiltSet
from geodata.country import Country
from geodata.errors import DataError
from geodata.read_country import read_country
from geodata.releases.manifest import Manifest
from layouts.map import map_file
from layouts.markup import Assets
from layouts.sheet_svg import land
from layouts.site import MapFiles, SitePages
from layouts.style_colours import colours_css

_log = logging.getLogger(__name__)

_ASSETS = Path(__file__).parent / "assets"
_CODE = ("app.py", "dashboard", "callbacks", "layouts", "geodata")
_CODE_KINDS = (".py", ".html", ".toml", ".css", ".js", ".svg")
_FROM_NPM = "package-lock.json", "node_modules/.package-lock.json"


@dataclass(frozen=True, slots=True)
class _Made:
    """What the pages are made from: the country, and its boundary sets as they were drawn."""

    country: Country
    built: Mapping[str, BuiltSet]


def publish(settings: Settings) -> Manifest:
    """The release in force, a new one where anything it depends on has changed.

    Raises DataError where the folder cannot be read and no earlier site is there to stay.
    """
    earlier = whole_release(releases_in(settings.var))
    try:
        country = read_country(settings.country)
        made = _Made(country, build_boundaries(settings.country, country, settings.var))
    except DataError as error:
        if earlier is None:
            raise
        _log.error("the site stays as it was, because of faults in the data:\n%s", error)
        return earlier
    inputs = _inputs(settings, made)
    if earlier is not None and earlier.made_from == inputs:
        return earlier
    _log.info("making the pages of %s", country.id)
    return _write(settings, made, inputs)


def _inputs(settings: Settings, made: _Made) -> str:
    """A digest of everything the site depends on: data, drawings, code, libraries, address."""
    digest = hashlib.sha256()
    for path in _input_files(settings):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    sets = {name: built.stamp for name, built in sorted(made.built.items())}
    digest.update(json.dumps([sets, settings.site_address]).encode())
    return digest.hexdigest()


def _input_files(settings: Settings) -> Iterator[Path]:
    folders = [ROOT / name for name in _CODE] + [settings.country]
    for folder in dict.fromkeys(folders):
        files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        yield from (file for file in files if file.suffix in (*_CODE_KINDS, ".csv"))
    yield from (ROOT / name for name in _FROM_NPM if (ROOT / name).is_file())
    yield ROOT / "requirements.txt"


def _write(settings: Settings, made: _Made, inputs: str) -> Manifest:
    with SiteWriter(settings.var, inputs) as writer:
        assets = _assets(writer, settings)
        maps = {name: _map(writer, built) for name, built in made.built.items()}
        pages = SitePages(made.country, maps, assets, settings.site_address)
        for path, content in pages.files():
            writer.write(path, content)
        return writer.finish()


def _assets(writer: SiteWriter, settings: Settings) -> Assets:
    """Write what every page needs beside its own words."""
    files = write_browser_files(writer, settings.var)
    app = dash_app()
    for path, content in start_answers(app).items():
        writer.write(path, content, "application/json")
    page = writer.named("assets", "page", ".js", own_script())
    entry = entry_markup(app, ScriptAddresses(page, files.plotly, files.dash))
    return Assets(
        style=_style(files),
        icon=writer.named("assets", "icon", ".svg", (_ASSETS / "icon.svg").read_bytes()),
        head=entry.head,
        entry=entry.entry,
        foot=entry.foot,
        embed=writer.named("assets", "embed", ".js", (_ASSETS / "embed.js").read_bytes()),
    )


def _style(files: BrowserFiles) -> str:
    return files.font_css + colours_css() + (_ASSETS / "page.css").read_text("utf-8")


def _map(writer: SiteWriter, built: BuiltSet) -> MapFiles:
    """Write what is the same for every view of a boundary set."""
    sheet = built.read_sheet()
    outlines = writer.named("outlines", built.id, ".geojson", built.outlines.path.read_bytes())
    drawing = writer.named("outlines", built.id, ".svg", land(sheet))
    return MapFiles(
        sheet,
        outlines,
        writer.named("outlines", built.id, ".json", map_file(sheet, outlines, drawing)),
    )
