"""PNG: a picture as dots, for papers, messages and screens that do not take SVG."""

from __future__ import annotations

from pathlib import Path

import resvg_py

WIDTH = 2400


def png(svg: str, fonts: Path, width: int = WIDTH) -> bytes:
    """The picture, ``width`` dots wide, set in the TrueType files of a folder and no others.

    The same picture gives the same bytes on every machine that has the same fonts.
    """
    made: bytes = resvg_py.svg_to_bytes(
        svg_string=svg, width=width, font_dirs=[str(fonts)], skip_system_fonts=True
    )
    return bytes(made)
