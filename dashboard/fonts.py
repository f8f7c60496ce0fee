"""The two typefaces, cut to what pages and pictures use: weights, and Latin and Cyrillic letters.

Pages get woff2 files by alphabet, so that a reader loads only the letters of his or her language.
Pictures need whole TrueType files, since what draws them reads no woff2. Both are made once from
the npm packages; without these, pages use the system's letters and pictures Debian's.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.settings import ROOT
from geodata.boundaries.files import NAME_DIGITS, digest

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_log = logging.getLogger(__name__)

ALPHABETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
# Of the many letters of the further Cyrillic alphabets, those of the languages of our pages.
_FURTHER_CYRILLIC = "ҒғҚқҢңҮүҰұҺһӘәӨө"
# How letters are set: nothing on our pages asks for fractions or other shapes of a letter.
_SETTING = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "pnum", "tnum", "lnum"]
# Raise it when files are cut in another way.
_CUT = "2"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family, the npm package it comes in, and the weights of pages and of pictures."""

    family: str
    package: str
    page_weights: tuple[int, int]
    picture_weights: tuple[int, ...]


TYPEFACES = (
    Typeface("Inter", "inter", (400, 600), (400, 600)),
    Typeface("Source Serif 4", "source-serif-4", (600, 600), (600,)),
)


@dataclass(frozen=True, slots=True)
class PictureFonts:
    """A folder of TrueType files (None: no letters at all) and the families for sans and serif."""

    folder: Path | None
    sans: str
    serif: str


# What a Debian machine may have, best first: folder below /usr/share/fonts, sans, serif.
_SYSTEM = (
    ("opentype/inter", "Inter", "Inter"),
    ("truetype/inter", "Inter", "Inter"),
    ("truetype/dejavu", "DejaVu Sans", "DejaVu Serif"),
)
_SYSTEM_FOLDER = Path("/usr/share/fonts")


def source_file(root: Path, face: Typeface, alphabet: str) -> Path:
    """Where npm puts a face's letters of one alphabet, all weights in one file."""
    folder = root / "node_modules" / "@fontsource-variable" / face.package
    return folder / "files" / f"{face.package}-{alphabet}-wght-normal.woff2"


def page_fonts(var: Path, root: Path = ROOT) -> dict[tuple[str, str], Path]:
    """(package, alphabet) → woff2 file cut for pages; empty where npm did not bring the fonts."""
    folder = _cut_fonts(var, root)
    if folder is None:
        return {}
    return {(face.package, name): _page_file(folder, face, name) for face, name in _all()}


def font_folder(var: Path, root: Path = ROOT) -> Path | None:
    """The folder of TrueType files for pictures; None where this machine has no fonts."""
    return picture_fonts(var, root).folder


def picture_fonts(var: Path, root: Path = ROOT, system: Path = _SYSTEM_FOLDER) -> PictureFonts:
    """The fonts for pictures: ours, else Debian's Inter or DejaVu, else none."""
    if folder := _cut_fonts(var, root):
        return PictureFonts(folder / "pictures", TYPEFACES[0].family, TYPEFACES[1].family)
    for place, sans, serif in _SYSTEM:
        if (system / place).is_dir():
            _log.warning("pictures use the system's %s: npm did not bring our typefaces", sans)
            return PictureFonts(system / place, sans, serif)
    _log.warning("pictures have no letters: install npm and start again, or Debian's fonts-inter")
    return PictureFonts(None, "sans-serif", "serif")


def _all() -> Iterator[tuple[Typeface, str]]:
    return ((face, alphabet) for face in TYPEFACES for alphabet in ALPHABETS)


def _cut_fonts(var: Path, root: Path) -> Path | None:
    """The folder of cut fonts, made when it is not there; None without sources."""
    sources = [source_file(root, face, alphabet) for face, alphabet in _all()]
    if not all(source.is_file() for source in sources):
        return None
    made_from = _CUT + repr(TYPEFACES) + "".join(digest(file.read_bytes()) for file in sources)
    folder = var / "fonts" / digest(made_from.encode())[:NAME_DIGITS]
    if not folder.is_dir():
        _make(folder, root)
    return folder


def _make(folder: Path, root: Path) -> None:
    _log.info("cutting typefaces for pages and pictures (once)")
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        (making / "pictures").mkdir()
        for face in TYPEFACES:
            _cut_for_pages(making, face, root)
            for weight in face.picture_weights:
                _merge_for_pictures(making, face, weight)
        making.chmod(0o755)
        # Another process may have been quicker; its files are the same.
        if not folder.is_dir():
            os.sync()
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _page_file(folder: Path, face: Typeface, alphabet: str) -> Path:
    return folder / f"{face.package}-{alphabet}.woff2"


def _cut_for_pages(folder: Path, face: Typeface, root: Path) -> None:
    from fontTools.ttLib import TTFont

    least, most = face.page_weights
    for alphabet in ALPHABETS:
        with TTFont(source_file(root, face, alphabet)) as whole:
            _leave_out_unused(whole, alphabet)
            cut = _at_weight(whole, (least, most) if least < most else most)
            cut.flavor = "woff2"
            cut.save(_page_file(folder, face, alphabet))


def _leave_out_unused(font: TTFont, alphabet: str) -> None:
    from fontTools.subset import Options, Subsetter

    letters = set(font.getBestCmap())
    if alphabet == "cyrillic-ext":
        letters &= {ord(letter) for letter in _FURTHER_CYRILLIC}
    subsetter = Subsetter(Options(layout_features=_SETTING, notdef_outline=True))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)


def _merge_for_pictures(folder: Path, face: Typeface, weight: int) -> None:
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    parts: list[str] = []
    for alphabet in ALPHABETS:
        with TTFont(_page_file(folder, face, alphabet)) as cut:
            font = _at_weight(cut, weight) if "fvar" in cut else cut
            font.flavor = None
            parts.append(str(folder / f"{face.package}-{alphabet}.part"))
            font.save(parts[-1])
    merged = Merger().merge(parts)
    _name(merged, face.family, weight)
    merged.save(folder / "pictures" / f"{face.package}-{weight}.ttf")
    for part in parts:
        Path(part).unlink()


def _at_weight(font: TTFont, weight: int | tuple[int, int]) -> TTFont:
    from fontTools.varLib.instancer import instantiateVariableFont

    return instantiateVariableFont(font, {"wght": weight})


def _name(font: TTFont, family: str, weight: int) -> None:
    """Write the family and weight by which a picture asks for the font."""
    style = {400: "Regular", 600: "SemiBold"}.get(weight, str(weight))
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (16, family)):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].setName(style, 17, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
