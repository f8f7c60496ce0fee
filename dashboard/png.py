"""PNG: a picture as dots, for papers, messages and screens that do not take SVG."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import resvg_py

# A sheet of A4 at 300 dots to the inch.
WIDTH, DOTS_PER_METRE = 2480, 11_811
_HEAD = 33  # the signature and the first chunk, which says how large the picture is


def png(svg: str, fonts: Path, width: int = WIDTH) -> bytes:
    """The picture, ``width`` dots wide, set in the TrueType files of a folder and no others.

    The same picture gives the same bytes on every machine that has the same fonts.
    """
    made: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        # What a millimetre of the picture is, before it is made so many dots wide.
        dpi=96,
        font_dirs=[str(fonts)],
        skip_system_fonts=True,
    )
    return _with_print_size(bytes(made))


def _with_print_size(picture: bytes) -> bytes:
    """The picture with a note of its size on paper, by which programs for printing go."""
    content = b"pHYs" + struct.pack(">IIB", DOTS_PER_METRE, DOTS_PER_METRE, 1)
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return picture[:_HEAD] + chunk + picture[_HEAD:]
