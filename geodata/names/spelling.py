"""How a written word sounds, whatever its script: Алматы, Almaty, الماتى are one word.

A word is written in plain Latin first, letter by letter, then spellings that count as one are
merged. Equal sound is all that joins words; likeness never does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby

APOSTROPHES = "'’ʼʻ‘`´′"
MOST_REMEMBERED = 100_000
# A single letter keeps its dot: "В." is short for a word, "в" is a preposition. One with a hyphen
# after it, "В-Казахстанская", is short, too.
_WORD = re.compile(rf"(?<![^\W_])[^\W\d_]\.(?=[\s‐-―-]*[^\W_])|[^\W_]+(?:[{APOSTROPHES}][^\W_]*)*")
_SPELT_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:[.\s]\s*[^\W\d_]){2,3}(?![^\W_])\.?")
_INITIAL = re.compile(r"(?<![^\W_])([^\W\d_])\.?([-‐-―][^\W_])")
_NOT_LETTERS = re.compile(r"[.\s]")
_SILENT = re.compile(f"[{APOSTROPHES}.]")


@dataclass(frozen=True)
class Spelling:
    """A country's rules of spelling.

    ``letters`` maps a lower-case letter to plain Latin, ``merged`` lists spellings held equal, in
    order, ``apostrophes`` what a letter with an apostrophe after it is written as,
    ``lookalikes`` the Latin sign → the Cyrillic one that looks the same.
    """

    letters: Mapping[str, str]
    merged: tuple[tuple[str, str], ...]
    apostrophes: Mapping[str, str]
    lookalikes: Mapping[str, str]
    _sounds: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _latin_of(self) -> Mapping[str, str]:
        pairs = ((cyrillic, latin) for latin, cyrillic in self.lookalikes.items())
        return {cyrillic: latin for cyrillic, latin in pairs if not latin.isdigit()}

    @cached_property
    def _merging(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(written), one) for written, one in self.merged)

    def words(self, text: str) -> tuple[str, ...]:
        """The words as written, in lower case, signs of two scripts in one word put right.

        An abbreviation spelt out in letters ("С К О", "С.К.О.") is one word.
        """
        whole = _SPELT_OUT.sub(lambda found: _NOT_LETTERS.sub("", found[0]), clean(text))
        whole = _INITIAL.sub(r"\1.\2", whole)
        words = self._letters_of_the_text(_WORD.findall(whole))
        return tuple(self._in_one_script(word).casefold() for word in words)

    def mistaken(self, text: str) -> str:
        """The text with words made of look-alikes alone read in the other script."""
        return _WORD.sub(lambda word: self._other_script(word.group()), clean(text))

    def with_apostrophes(self, text: str) -> str:
        """The text read in the alphabet of 2017, where n' is one letter."""
        if not self.apostrophes:
            # Not every country has had such an alphabet.
            return clean(text).casefold()
        pattern = re.compile(f"([{''.join(self.apostrophes)}])[{APOSTROPHES}]")
        return pattern.sub(lambda found: self.apostrophes[found[1]], clean(text).casefold())

    def sound(self, word: str) -> str:
        """What the word is compared by: plain Latin letters, spellings merged, none doubled."""
        known = self._sounds.get(word)
        if known is None:
            if len(self._sounds) > MOST_REMEMBERED:
                self._sounds.clear()
            known = self._sounds[word] = self._sounded(word)
        return known

    def _sounded(self, word: str) -> str:
        text = "".join(self._plain(letter) for letter in _SILENT.sub("", word.casefold()))
        for pattern, one in self._merging:
            text = "".join(letter for letter, _ in groupby(pattern.sub(one, text)))
        return text

    def _plain(self, letter: str) -> str:
        if letter in self.letters:
            return self.letters[letter]
        bare = unicodedata.normalize("NFD", letter)[:1]
        return self.letters.get(bare, bare)

    def _letters_of_the_text(self, words: Sequence[str]) -> Sequence[str]:
        """The words, with Latin letters that stand alone in a Cyrillic text read as Cyrillic."""
        scripts = {script_of(word[0]) for word in words if not _is_letter(word)}
        if scripts != {"CYRILLIC"} or not any(map(_is_letter, words)):
            return words
        return [(self._as_cyrillic(word) or word) if _is_letter(word) else word for word in words]

    def _in_one_script(self, word: str) -> str:
        scripts = {script_of(letter) for letter in word if letter.isalpha()}
        if scripts == {"LATIN", "CYRILLIC"} or (
            scripts == {"CYRILLIC"} and any(letter in self.lookalikes for letter in word)
        ):
            return self._as_cyrillic(word) or self._as_latin(word) or word
        return word

    def _other_script(self, word: str) -> str:
        if _is_letter(word):
            # Short for a word: "с." is a village in one script, in the other "c." is a city.
            return word
        scripts = {script_of(letter) for letter in word if letter.isalpha()}
        if scripts == {"LATIN"}:
            return self._as_cyrillic(word) or word
        return (self._as_latin(word) if scripts == {"CYRILLIC"} else None) or word

    def _as_cyrillic(self, word: str) -> str | None:
        turned = "".join(self.lookalikes.get(letter, letter) for letter in word)
        return None if any(script_of(letter) == "LATIN" for letter in turned) else turned

    def _as_latin(self, word: str) -> str | None:
        turned = "".join(self._latin_of.get(letter, letter) for letter in word)
        return None if any(script_of(letter) == "CYRILLIC" for letter in turned) else turned


def _is_letter(word: str) -> bool:
    """Whether a word is one letter, with a dot or without."""
    return len(word.rstrip(".")) == 1


@cache
def script_of(letter: str) -> str:
    """LATIN, CYRILLIC, ARABIC …: the first word of the letter's Unicode name."""
    return unicodedata.name(letter, "").split(" ", 1)[0]


def clean(text: str) -> str:
    """The text composed, without invisible signs, stray accents and footnote numbers."""
    if text.isascii():
        return text
    shown = "".join(letter for letter in text if unicodedata.category(letter) not in ("No", "Cf"))
    composed = unicodedata.normalize("NFKC", shown)
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Mn")
