"""Words: everything a page says, in each language, and the alphabet that language sorts by.

One folder a language under ``layouts/text``, of TOML files; all languages have the same keys. A
sentence may hold ``{names}`` that are filled in where it is used. Sentences of a country come
from its own folder and are looked up the same way.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale

from geodata.country import Country
from geodata.simulated import mark, marks

TEXTS = Path(__file__).parent / "text"


@dataclass(frozen=True)
class Words:
    """The sentences of one language: the program's own and those of the country."""

    language: str
    sentences: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of a key with its names filled in; a missing key is a KeyError."""
        sentence = self.sentences[key]
        return sentence.format_map(values) if values else sentence

    def plural(self, key: str, count: Decimal | int, /, **values: object) -> str:
        """The form of a counted word that a number asks for: ``<key>.one``, ``.few``, ``.other``.

        A form that a language file does not list is the same as ``.other``.
        """
        form = _locale(self.language).plural_form(count)
        chosen = f"{key}.{form}"
        return self(chosen if chosen in self.sentences else f"{key}.other", **values)

    def sort_key(self, text: str) -> tuple[int, ...]:
        """A key that sorts text by the language's own alphabet, case and accents aside."""
        return tuple(self._place(letter) for letter in text.casefold())

    def _place(self, letter: str) -> int:
        alphabet = self.sentences["alphabet"]
        place = alphabet.find(letter)
        return place if place >= 0 else len(alphabet) + ord(letter)


def simulated(language: str) -> tuple[str, ...]:
    """What everything of a rehearsal bears, in every language there is, the reader's own first."""
    return marks(first=language)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def words(country: Country, language: str) -> Words:
    """The words of one language of a country."""
    return Words(language, {**read_texts(language), **country.texts[language]})


@cache
def read_texts(language: str) -> Mapping[str, str]:
    """The program's own sentences in a language, nested tables flattened to dotted keys."""
    pairs = [("page.simulated", mark(language))]
    for path in sorted((TEXTS / language).glob("*.toml")):
        pairs += flatten(tomllib.loads(path.read_text("utf-8")))
    return dict(pairs)


def flatten(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    """Dotted key and sentence for every leaf of nested tables."""
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, Mapping):
            pairs += flatten(value, f"{prefix}{name}.")
        else:
            pairs.append((f"{prefix}{name}", str(value)))
    return pairs
