"""The two typefaces, cut to what pages and pictures use: weights, and Latin and Cyrillic letters.

Pages get woff2 files, those of headlines by alphabet, so that a reader loads only the letters of
his or her language. Pictures need whole TrueType files, since what draws them reads no woff2. Both
are made once from the npm packages; without these, pages use the system's letters and pictures
Debian's.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
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
# What the packages lack and our pages have: a narrow space that does not break, in figures, and a
# hyphen that does not break. A browser would look through all fonts of the machine for them.
_SAME_AS = {0x202F: 0x2009, 0x2011: 0x2D}
# How letters are set: nothing on our pages asks for fractions or other shapes of a letter.
_SETTING = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "pnum", "tnum", "lnum"]
# Raise it when files are cut in another way.
_CUT = "3"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family, the npm package it comes in, its weights, and the alphabets that every page has."""

    family: str
    package: str
    weights: tuple[int, ...]
    everywhere: tuple[str, ...]


# The names of the languages stand on every page in their own letters.
TYPEFACES = (
    Typeface("Inter", "inter", (400, 600), ("latin", "cyrillic", "cyrillic-ext")),
    Typeface("Source Serif 4", "source-serif-4", (600,), ("latin",)),
)


@dataclass(frozen=True, slots=True)
class PageFont:
    """One file for pages: some alphabets of a face in one weight."""

    face: Typeface
    weight: int
    alphabets: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the file is called, without its ending."""
        return "-".join((self.face.package, str(self.weight), *self.alphabets))

    @property
    def is_everywhere(self) -> bool:
        """Whether every page has letters of it."""
        return self.alphabets == self.face.everywhere


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


def page_fonts(var: Path, root: Path = ROOT) -> dict[PageFont, Path]:
    """The woff2 files cut for pages; empty where npm did not bring the fonts."""
    folder = _cut_fonts(var, root)
    if folder is None:
        return {}
    return {
        font: _page_file(folder, font)
        for face in TYPEFACES
        for weight in face.weights
        for font in _files_of(face, weight)
    }


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


def _files_of(face: Typeface, weight: int) -> Iterator[PageFont]:
    """What every page needs comes as one file: each more is one more to ask for and to read."""
    yield PageFont(face, weight, face.everywhere)
    for alphabet in ALPHABETS:
        if alphabet not in face.everywhere:
            yield PageFont(face, weight, (alphabet,))


def _cut_fonts(var: Path, root: Path) -> Path | None:
    """The folder of cut fonts, made when it is not there; None without sources."""
    sources = [source_file(root, face, alphabet) for face in TYPEFACES for alphabet in ALPHABETS]
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
            for weight in face.weights:
                _cut(making, face, weight, root)
        making.chmod(0o755)
        # Another process may have been quicker; its files are the same.
        if not folder.is_dir():
            os.sync()
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _page_file(folder: Path, font: PageFont) -> Path:
    return folder / f"{font.name}.woff2"


def _cut(folder: Path, face: Typeface, weight: int, root: Path) -> None:
    """Write one weight of a face, for pages and for pictures."""
    parts = {name: folder / f"{name}.part" for name in ALPHABETS}
    for alphabet, part in parts.items():
        _cut_alphabet(source_file(root, face, alphabet), alphabet, weight, part)
    for page_font in _files_of(face, weight):
        cut = _merged(parts, page_font.alphabets)
        cut.flavor = "woff2"
        cut.save(_page_file(folder, page_font))
    whole = _merged(parts, ALPHABETS)
    _name(whole, face.family, weight)
    whole.save(folder / "pictures" / f"{face.package}-{weight}.ttf")
    for part in parts.values():
        part.unlink()


def _cut_alphabet(source: Path, alphabet: str, weight: int, into: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(source) as whole:
        _add_same(whole)
        _leave_out_unused(whole, alphabet)
        font = instantiateVariableFont(whole, {"wght": weight})
        font.flavor = None
        font.save(into)


def _add_same(font: TTFont) -> None:
    """Give the glyphs of letters to those that look the same, where the font has none."""
    for table in font["cmap"].tables:
        for letter, like in _SAME_AS.items():
            if table.isUnicode() and like in table.cmap:
                table.cmap.setdefault(letter, table.cmap[like])


def _leave_out_unused(font: TTFont, alphabet: str) -> None:
    from fontTools.subset import Options, Subsetter

    letters = set(font.getBestCmap())
    if alphabet == "cyrillic-ext":
        letters &= {ord(letter) for letter in _FURTHER_CYRILLIC}
    subsetter = Subsetter(Options(layout_features=_SETTING, notdef_outline=True))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)


def _merged(parts: Mapping[str, Path], alphabets: Iterable[str]) -> TTFont:
    from fontTools.merge import Merger

    return Merger().merge([str(parts[name]) for name in alphabets])


def _name(font: TTFont, family: str, weight: int) -> None:
    """Write the family and weight by which a picture asks for the font."""
    style = {400: "Regular", 600: "SemiBold"}.get(weight, str(weight))
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (16, family)):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].setName(style, 17, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
