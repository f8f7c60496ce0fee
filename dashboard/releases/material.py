"""What every page of a release needs beside its own words: style, scripts, typefaces, outlines.

It changes only with the program or the boundaries, so it is written once and then taken over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dashboard.browser_files import BrowserFiles, write_browser_files
from dashboard.dash_bundles import start_answers
from dashboard.page_scripts import (
    ScriptAddresses,
    embed_script,
    entry_markup,
    own_script,
    page_style,
)
from dashboard.public import dash_app
from dashboard.released import OUTLINES
from dashboard.settings import ROOT, Settings
from dashboard.site_writer import SiteWriter
from geodata.boundaries.index import BuiltSet
from geodata.releases.keys import public_pem
from geodata.releases.listing import DATA
from layouts.map import map_file
from layouts.markup import Assets
from layouts.sheet_svg import land
from layouts.site import MapFiles
from layouts.style_colours import colours_css

_ASSETS = ROOT / "dashboard" / "assets"
_CODE = ("app.py", "dashboard", "callbacks", "layouts", "geodata")
_CODE_KINDS = (".py", ".html", ".toml", ".css", ".js", ".svg")
_FROM_NPM = "package-lock.json", "node_modules/.package-lock.json"
OUTLINES_INDEX = f"/{DATA}/{OUTLINES}"
PUBLIC_KEY = "/release-key.pem"


@dataclass(frozen=True)
class Material:
    """What pages are given, and the paths of the files that are not kept for a year."""

    assets: Assets
    maps: Mapping[str, MapFiles]
    paths: tuple[str, ...]


def code_digest(settings: Settings) -> str:
    """A digest of the program as it is: code, words, styles, libraries, address of the site."""
    digest = hashlib.sha256(settings.site_address.encode())
    for path in _code_files():
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _code_files() -> Iterator[Path]:
    for folder in (ROOT / name for name in _CODE):
        files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        yield from (file for file in files if file.suffix in _CODE_KINDS)
    yield from (ROOT / name for name in _FROM_NPM if (ROOT / name).is_file())
    yield ROOT / "requirements.txt"


def write_material(
    writer: SiteWriter, settings: Settings, built: Mapping[str, BuiltSet], key: Ed25519PrivateKey
) -> Material:
    """Write it all into a release."""
    files = write_browser_files(writer, settings.var)
    app = dash_app()
    answers = start_answers(app)
    for path, content in answers.items():
        writer.write(path, content, "application/json")
    page = writer.named("assets", "page", ".js", own_script())
    scripts = ScriptAddresses(page, files.plotly, files.dash)
    entry = entry_markup(app, scripts, files.fonts)
    assets = Assets(
        style=_style(files),
        icon=writer.named("assets", "icon", ".svg", (_ASSETS / "icon.svg").read_bytes()),
        head=entry.head,
        script=entry.script,
        entry=entry.entry,
        foot=entry.foot,
        embed=writer.named("assets", "embed", ".js", embed_script()),
    )
    maps, index = {}, {}
    for name, one in built.items():
        maps[name], index[name] = _map(writer, one)
    writer.write(OUTLINES_INDEX, json.dumps(index, sort_keys=True, separators=(",", ":")))
    writer.write(PUBLIC_KEY, public_pem(key))
    return Material(assets, maps, (*answers, OUTLINES_INDEX, PUBLIC_KEY))


def _style(files: BrowserFiles) -> str:
    return files.font_css + colours_css() + page_style()


def _map(writer: SiteWriter, built: BuiltSet) -> tuple[MapFiles, dict[str, str]]:
    """Write what is the same for every view of a boundary set; its files, and where they lie."""
    sheet = built.read_sheet()
    outlines = writer.named("outlines", built.id, ".geojson", built.outlines.path.read_bytes())
    drawn = writer.named("outlines", f"{built.id}-sheet", ".json", built.sheet.path.read_bytes())
    drawing = writer.named("outlines", built.id, ".svg", land(sheet))
    content = map_file(sheet, outlines, drawing)
    address = writer.named("outlines", built.id, ".json", content)
    files = MapFiles(sheet, outlines, address, content.decode())
    return files, {"outlines": outlines, "sheet": drawn}
