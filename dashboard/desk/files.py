"""The files that pages about access are made of: typefaces, style, script. They hold no secret.

They lie in a site of their own under ``var/desk``, squeezed once, and are sent to anybody: a
stranger at the door is to see a door, and all of it is in the public program anyhow.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.browser_files import font_css
from dashboard.fonts import page_fonts
from dashboard.settings import Settings
from dashboard.site_files import open_site
from dashboard.site_writer import SiteWriter
from geodata.boundaries.files import digest
from layouts.style_colours import colours_css

FOLDER = "desk"
_ASSETS = Path(__file__).parents[1] / "assets"


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """``style`` stands in the page itself; ``script`` and ``icon`` are paths."""

    style: str
    script: str
    icon: str


def write_desk_files(settings: Settings) -> DeskFiles:
    """Write what is not there yet, and say where it lies."""
    found = page_fonts(settings.var)
    script, icon = ((_ASSETS / name).read_bytes() for name in ("access.js", "icon.svg"))
    fonts = {key: file.read_bytes() for key, file in found.items()}
    inputs = digest(b"".join((script, icon, *fonts.values())))
    with SiteWriter(settings.var / FOLDER, inputs) as writer:
        placed = {
            key: writer.named("fonts", f"{key[0]}-{key[1]}", ".woff2", content)
            for key, content in fonts.items()
        }
        files = DeskFiles(
            style=font_css(placed) + colours_css() + (_ASSETS / "access.css").read_text("utf-8"),
            script=writer.named("assets", "access", ".js", script),
            icon=writer.named("assets", "icon", ".svg", icon),
        )
        earlier = open_site(settings.var / FOLDER)
        if earlier is None or earlier.inputs != inputs:
            writer.finish()
    return files
