"""The scripts of a public page: our own, and the place and the start of Dash and plotly in it; and
its style.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dash import Dash

from dashboard.dash_bundles import page_config

_SCRIPTS = Path(__file__).parent / "assets"
# The page's own script in the order in which its parts build on each other.
_PAGE_PARTS = ("map.js", "zoom.js", "slots.js", "page.js", "controls.js", "release.js")
# What holds on paper, on a phone or in the reader's own colours comes after what holds anywhere.
_STYLE_PARTS = ("page.css", "page_media.css")


def theme_script() -> str:
    """What chooses light or dark before anything is drawn; it stands in the page itself."""
    return (_SCRIPTS / "theme.js").read_text("utf-8")


def own_script() -> bytes:
    """The rest of our own script, one file that runs as soon as the map has been read."""
    return b"\n".join(_for_browsers(part) for part in _PAGE_PARTS)


def embed_script() -> bytes:
    """The script of embeds: 3 kB at most are sent."""
    return _for_browsers("embed.js")


def _for_browsers(part: str) -> bytes:
    """A script without what only those who read it need."""
    lines = (line.strip() for line in (_SCRIPTS / part).read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")).encode()


def page_style() -> str:
    """The style of the page, but for colours and typefaces."""
    return "".join((_SCRIPTS / part).read_text("utf-8") for part in _STYLE_PARTS)


@dataclass(frozen=True, slots=True)
class ScriptAddresses:
    """Where the three scripts of a page lie: our own, plotly's and Dash's."""

    page: str
    plotly: str
    dash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Dash's part of a prerendered page, as trusted HTML.

    ``head`` asks for what is wanted first and sets the theme, ``script`` is the page's script and
    stands behind the map, ``entry`` is the place of the chart inside ``.map .chart``, ``foot`` what
    the renderer reads at its start.
    """

    head: str
    script: str
    entry: str
    foot: str


def entry_markup(app: Dash, scripts: ScriptAddresses, letters: Iterable[str] = ()) -> Entry:
    """Dash's part of every page, the same at every address.

    The page's script runs as soon as the map is read, so that the server's own map can be used from
    the moment it is first seen, while the tables below it may still be coming; it is asked for
    before the letters, which a browser would put ahead. It fetches and runs plotly and Dash, in
    this order, once the page has been painted, and then starts Dash: asked for any earlier they
    would keep the machine from painting. ``letters`` are
    font files that every page needs: words are laid out once if these are there first.
    """
    later = f"{scripts.plotly} {scripts.dash}"
    head = [
        f'<link rel="preload" href="{scripts.page}" as="script" fetchpriority="high">',
        *(_wanted_letters(address) for address in letters),
        f"<script>{theme_script()}</script>",
    ]
    return Entry(
        head="\n".join(head),
        script=f'<script src="{scripts.page}" data-after-paint="{later}"></script>',
        entry='<div id="react-entry-point" style="height:100%"></div>',
        foot=f'<script id="_dash-config" type="application/json">{page_config(app)}</script>',
    )


def _wanted_letters(address: str) -> str:
    return f'<link rel="preload" href="{address}" as="font" type="font/woff2" crossorigin>'
