"""Other readings of a label that fits nothing as it stands, the plainest mistake first.

Each undoes one thing that typing, copying or a narrow cell does to a label, and what is left must
still be a name as it is written: a reading never makes a name out of something like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geodata.names.reading import GAP, Reader
from geodata.names.spelling import APOSTROPHES

# Shorter ends of a word are too often part of a name.
SHORTEST_TYPE = 3
SHORTEST_NAME = 3
_MARK = re.compile(rf"(?<=[^\W\d_]){GAP}*\d{{1,2}}\W*$")
_DASH = "[-‐-―]"
# Not a single V or X: it may be short for a word.
_ROMAN = r"(?:I{1,3}|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3}|XIX|XX)"
_NUMBERING = re.compile(
    rf"^{GAP}*(?:\d{{1,3}}{GAP}+(?:{_DASH}{GAP}+)?|{_ROMAN}[.)]{GAP}+|[^\W\d_]\){GAP}*)(?=[^\W\d_])"
)
_LINE_END = re.compile(r"([-‐-―]?)[^\S\n]*\n\s*")
_BROKEN_WORD = re.compile(r"[-‐-―\u00ad][^\S\n]*\n\s*")
_CUT_OFF = re.compile(r"([^\W\d_]{4,})\.")
_LETTERS = re.compile(r"[^\W\d_]+")


class Miswritten:
    """What a label may have been before it was typed, by the rules of one country."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._spelling = reader, reader.rules.spelling

    def readings(self, label: str) -> Iterator[str]:
        """The label itself, then every other reading of it, each once."""
        yield label
        known = {label}
        for read in (
            self._spelling.mistaken,
            self._with_apostrophes,
            parted,
            unbroken,
            rejoined,
            unnumbered,
            unmarked,
            self.unglued,
        ):
            if (text := read(label)) not in known:
                known.add(text)
                yield text

    def _with_apostrophes(self, label: str) -> str:
        has_any = any(sign in label for sign in APOSTROPHES)
        return self._spelling.with_apostrophes(label) if has_any else label

    def unglued(self, text: str) -> str:
        """The text with a space before a type word that the name runs into: "Павлодарскаяобл."."""
        return _LETTERS.sub(lambda found: self._unglued(found[0]), text)

    def _unglued(self, word: str) -> str:
        for at in range(len(word) - SHORTEST_TYPE, SHORTEST_NAME - 1, -1):
            if self._reader.is_type(word[at:].casefold()):
                return f"{word[:at]} {word[at:]}"
        return word


def cut_off(text: str) -> frozenset[str]:
    """The words, in lower case, that a dot cuts short: "Караганд. обл."."""
    return frozenset(word.casefold() for word in _CUT_OFF.findall(text))


def parted(text: str) -> str:
    """The text with a space where a capital follows a small letter: "гШымкент"."""
    return "".join(
        f" {one}" if one.isupper() and before.islower() else one
        for before, one in zip(f" {text}", text, strict=False)
    )


def unbroken(text: str) -> str:
    """The text with the lines of a narrow cell joined: "Северо-" and below "Казахстанская"."""
    return _LINE_END.sub(lambda found: found[1] or " ", text)


def rejoined(text: str) -> str:
    """The text with words joined that the end of a line divides: "Акмолин-" and below "ская"."""
    return _BROKEN_WORD.sub("", text)


def unnumbered(text: str) -> str:
    """The text without unusual numbering: "3 Атырауская", "3 – Атырауская", "III. Атырауская"."""
    return _NUMBERING.sub("", text)


def unmarked(text: str) -> str:
    """The text without the number of a note that has lost its small type: "г. Алматы3"."""
    return _MARK.sub("", text)
