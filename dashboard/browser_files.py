"""What a browser needs beside our own words: the map's library, the typefaces, Dash's scripts.

All of it becomes files of the site whose names carry their digests. What npm did not bring is
replaced by something heavier or plainer, and the log says so.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.dash_bundles import page_script
from dashboard.fonts import PageFont, Typeface, page_fonts
from dashboard.settings import ROOT
from dashboard.site_writer import SiteWriter

_log = logging.getLogger(__name__)

_GEO_BUNDLE = Path("node_modules/plotly.js-geo-dist-min/plotly-geo.min.js")
_FULL_BUNDLE = Path("package_data/plotly.min.js")
# plotly asks a stranger's server for its own outlines of the world unless they are there already;
# the map draws none of them.
_NO_WORLD = (
    "window.PlotlyGeoAssets={topojson:{world_110m:{type:'Topology',objects:{},arcs:[]},"
    "world_50m:{type:'Topology',objects:{},arcs:[]}}};\n"
)


@dataclass(frozen=True, slots=True)
class BrowserFiles:
    """Paths of the site's files that pages name.

    ``font_css`` holds the @font-face rules, to stand in the page's style sheet (empty without
    fonts); ``fonts`` are the files with the letters that every page has, whatever its language.
    """

    plotly: str
    dash: str
    font_css: str
    fonts: tuple[str, ...]


def write_browser_files(writer: SiteWriter, var: Path, root: Path = ROOT) -> BrowserFiles:
    """Write the libraries and typefaces into the site that is being made."""
    fonts = {
        font: writer.named("fonts", font.name, ".woff2", file.read_bytes())
        for font, file in page_fonts(var, root).items()
    }
    if not fonts:
        _log.warning("pages use the system's letters: npm did not bring our typefaces")
    return BrowserFiles(
        plotly=writer.named("assets", "plotly", ".js", plotly_script(root)),
        dash=writer.named("assets", "dash", ".js", page_script(root)),
        font_css=font_css(fonts, root),
        fonts=tuple(path for font, path in fonts.items() if font.is_everywhere),
    )


def plotly_script(root: Path = ROOT) -> bytes:
    """plotly.js: the part for maps and lines that npm brought, else the whole of it."""
    part = root / _GEO_BUNDLE
    if not part.is_file():
        _log.warning("pages load the whole of plotly.js: npm did not bring the part for maps")
        import plotly

        part = Path(plotly.__file__).parent / _FULL_BUNDLE
    return _NO_WORLD.encode() + part.read_bytes()


def font_css(fonts: Mapping[PageFont, str], root: Path = ROOT) -> str:
    """The @font-face rules: letters of an alphabet load only where a page has some."""
    return "".join(_rule(font, path, _ranges(root, font.face)) for font, path in fonts.items())


def _rule(font: PageFont, path: str, ranges: Mapping[str, str]) -> str:
    letters = ",".join(ranges[alphabet] for alphabet in font.alphabets)
    return (
        f"@font-face{{font-family:'{font.face.family}';font-style:normal;font-weight:{font.weight};"
        f"font-display:swap;src:url({path}) format('woff2');unicode-range:{letters}}}\n"
    )


def _ranges(root: Path, face: Typeface) -> dict[str, str]:
    folder = root / "node_modules" / "@fontsource-variable" / face.package
    ranges: dict[str, str] = json.loads((folder / "unicode.json").read_bytes())
    return ranges
