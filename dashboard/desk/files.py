"""What every page about access is made of: typefaces, style, script, icon."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.browser_files import font_css
from dashboard.desk.shelf import Shelf
from dashboard.fonts import page_fonts
from dashboard.page_scripts import theme_script
from dashboard.settings import Settings
from layouts.style_colours import colours_css

_ASSETS = Path(__file__).parents[1] / "assets"


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """``fonts`` and ``style`` stand in the page itself; the others are paths."""

    fonts: str
    style: str
    script: str
    theme: str
    icon: str


def lay_files(settings: Settings, shelf: Shelf) -> DeskFiles:
    """Lay them on the shelf, and say where."""
    placed = {
        font: shelf.place("fonts", font.name, ".woff2", file.read_bytes())
        for font, file in page_fonts(settings.var).items()
    }
    fonts = font_css(placed)
    return DeskFiles(
        fonts=fonts,
        style=fonts + colours_css() + (_ASSETS / "access.css").read_text("utf-8"),
        script=shelf.place("assets", "access", ".js", b"\n".join(_scripts())),
        theme=shelf.place("assets", "theme", ".js", theme_script()),
        icon=shelf.place("assets", "icon", ".svg", (_ASSETS / "icon.svg").read_bytes()),
    )


def _scripts() -> list[bytes]:
    """The forms of the desk, and the bringing of files."""
    return [(_ASSETS / name).read_bytes() for name in ("access.js", "work.js")]
