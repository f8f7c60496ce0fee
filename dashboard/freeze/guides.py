"""The two pages a server without Python needs: the front door, and the one for unknown addresses.

Both lead a reader on to the nearest view by what the catalogue says, and have links where no script
runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from dashboard.content_types import content_type
from dashboard.error_pages import HOME, error_page
from dashboard.freeze.laid import LaidFile
from geodata.boundaries.files import digest

_SCRIPT = Path(__file__).parents[1] / "assets" / "lead.js"
FRONT, UNKNOWN, SCRIPT = "/index.html", "/404.html", "/lead.js"


def guides(homes: Mapping[str, str]) -> list[LaidFile]:
    """The pages and their script; ``homes`` is language → the path of its first view."""
    # Browsers ask for an icon where a page names none, and there is no such file.
    script = f'<link rel="icon" href="data:,">\n<script src="{SCRIPT}" defer></script>\n</head>'
    front = _front(homes).replace("</head>", script, 1)
    unknown = error_page(404).replace("</head>", script, 1)
    files = {FRONT: front.encode(), UNKNOWN: unknown.encode(), SCRIPT: _SCRIPT.read_bytes()}
    return [_laid(path, content) for path, content in files.items()]


def _front(homes: Mapping[str, str]) -> str:
    links = "\n".join(
        f'<p lang="{one}"><a href="{path}">{escape(HOME[one])}</a></p>'
        for one, path in homes.items()
    )
    first = next(iter(homes))
    return (
        f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>Baqylau</title>\n</head>\n<body>\n<main>\n{links}\n</main>\n</body>\n</html>\n"
    )


def _laid(path: str, content: bytes) -> LaidFile:
    return LaidFile(path, digest(content), content_type(path), {"": lambda: content})
