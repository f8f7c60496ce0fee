"""Reading a label: which of its words name a place, and which say what kind of place it is.

"г. Алматы", "по Алматинской области" and "Almaty Region (oblast)" each have a name, a kind and
words that carry neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from geodata.names.rules import Phrase, Rules

# So many little words tell the language of a text.
LEAST_WORDS = 2
MOST_REMEMBERED = 100_000
# What parts words, the signs without width among it.
GAP = r"[\s\u200b\ufeff]"
_NUMBERING = re.compile(
    rf"^{GAP}*(?:(?:№|#){GAP}*\d{{1,3}}(?:{GAP}*[.)])?|\d{{1,3}}{GAP}*[.)]){GAP}*(?=[^\s\d])"
)
_FIGURE = re.compile(
    r"[\s–—:=-]*(?:\d+[.,]\d+\s*(?:%|٪|процент\w*|пайыз\w*|per ?cent)?"
    r"|\d+\s*(?:%|٪|процент\w*|пайыз\w*|per ?cent))\W*$",
    re.IGNORECASE,
)
_NOTE = re.compile(rf"(?<=[^\W\d]){GAP}+\d{{1,2}}\){GAP}*$")
_BRACKETS = re.compile(r"[(\[{（](.*?)(?:[)\]}）]|$)")
_PARTS = re.compile(r"[,;/|\\\n،؛]+")
DASHES = re.compile(r"\s+[-–—]+\s+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of a label: the words of its name, how they sound as one, the kinds it may be of.

    ``key`` is what must be equal, ``plain`` the same before the sides of the world became one word.

    ``kinds`` None: not said. Empty: two kinds that exclude each other are said. ``typed`` is
    whether a word of its own says the kind (an adjective's ending says it too, more softly).
    ``language`` is that of a preposition or the like, "" where there is none.
    """

    words: tuple[str, ...]
    key: str
    plain: str
    kinds: frozenset[str] | None
    typed: bool
    language: str = ""

    @property
    def written(self) -> str:
        """The name as written, in lower case."""
        return "".join(self.words).replace(".", "")

    def allows(self, kind: str) -> bool:
        """Whether a unit of this kind can be meant."""
        return self.kinds is None or kind in self.kinds


class Reader:
    """Reads labels by the rules of one country."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._types = _by_first_letter(rules.types)
        self._noise = _by_first_letter(rules.noise)
        self._readings: dict[tuple[tuple[str, ...], bool], Reading] = {}

    def parts(self, label: str, dashes: bool = False) -> list[tuple[str, ...]]:
        """The words of each part of a label that commas, slashes or brackets set apart.

        With ``dashes``, a dash between spaces sets apart too. Numbering before the label, a
        figure or the number of a note after it and the digits inside brackets are left out.
        """
        text = _NOTE.sub("", _FIGURE.sub("", _NUMBERING.sub("", label)))
        inside = [_undated(found) for found in _BRACKETS.findall(text)]
        outside = _PARTS.split(_BRACKETS.sub(" ", text))
        if dashes:
            outside = [piece for part in outside for piece in DASHES.split(part)]
        words = self.rules.spelling.words
        inner = [words(piece) for part in inside for piece in _PARTS.split(part)]
        return [part for part in [*map(words, outside), *inner] if part]

    def read(self, words: tuple[str, ...], of_person: bool = False) -> Reading:
        """The name and the kind in a row of words; readings are remembered.

        ``of_person``: a single letter with a dot begins a person's name, "Г. Мусрепова", and is
        no type word.
        """
        known = self._readings.get((words, of_person))
        if known is None:
            if len(self._readings) > MOST_REMEMBERED:
                self._readings.clear()
            known = self._readings[words, of_person] = self._read(words, of_person)
        return known

    def _read(self, words: tuple[str, ...], of_person: bool) -> Reading:
        sounds = tuple(map(self.rules.spelling.sound, words))
        kinds: frozenset[str] | None = None
        languages: set[str] = set()
        left: list[int] = []
        at = 0
        while at < len(sounds):
            is_letter = words[at].endswith(".")
            phrase = None if of_person and is_letter else _found(self._types, sounds, at)
            if phrase:
                kinds = phrase.kinds if kinds is None else kinds & phrase.kinds
            elif not is_letter:
                phrase = _found(self._noise, sounds, at)
            if phrase:
                languages.add(phrase.language)
            else:
                left.append(at)
            at += len(phrase.words) if phrase else 1
        reading = self._named([words[n] for n in left], [sounds[n] for n in left], kinds)
        spoken = languages - {""}
        return replace(reading, language=spoken.pop()) if len(spoken) == 1 else reading

    def language_of(self, text: str) -> str:
        """The language whose little words a text has; "" where it has few, or of several."""
        sounds = map(self.rules.spelling.sound, self.rules.spelling.words(text))
        little = (_found(self._noise, (sound,), 0) for sound in sounds)
        counted = Counter(phrase.language for phrase in little if phrase).most_common(2)
        first, second = (*counted, ("", 0), ("", 0))[:2]
        return first[0] if first[1] >= LEAST_WORDS and first[1] > 9 * second[1] else ""

    def key(self, words: tuple[str, ...]) -> str:
        """How the words of a name sound as one, none of which is a type word."""
        sounds = map(self.rules.spelling.sound, words)
        return self._compound("".join(self._stem(sound)[0] for sound in sounds))

    def is_type(self, word: str) -> bool:
        """Whether a word says by itself what kind of unit is meant."""
        return _found(self._types, (self.rules.spelling.sound(word),), 0) is not None

    def is_adjective(self, word: str) -> bool:
        """Whether a word has the ending of an adjective."""
        return self._stem(self.rules.spelling.sound(word))[1] is not None

    def _named(self, words: list[str], sounds: list[str], kinds: frozenset[str] | None) -> Reading:
        typed = kinds is not None
        stems = [self._stem(sound) for sound in sounds]
        if stems and kinds is None:
            kinds = stems[-1][1]
        plain = "".join(stem for stem, _ in stems)
        return Reading(tuple(words), self._compound(plain), plain, kinds, typed)

    def _stem(self, sound: str) -> tuple[str, frozenset[str] | None]:
        for adjective in self.rules.adjectives:
            if sound.endswith(adjective.ending) and len(sound) > len(adjective.ending) + 1:
                return sound.removesuffix(adjective.ending) + adjective.stem, adjective.kinds
        return sound, None

    def _compound(self, key: str) -> str:
        for head in self.rules.heads:
            if key.endswith(head):
                side = self.rules.before.get(key.removesuffix(head))
                return f"{side} {min(self.rules.heads)}" if side else key
        return key


def _undated(text: str) -> str:
    """The words in brackets without dates and the little words beside them."""
    if not _DIGITS.search(text):
        return text
    return " ".join(word for word in re.split(r"[\s\d.:-]+", text) if len(word) > 2)


def _by_first_letter(phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
    groups: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        groups.setdefault(phrase.words[0][:1], []).append(phrase)
    return groups


def _found(groups: dict[str, list[Phrase]], sounds: tuple[str, ...], at: int) -> Phrase | None:
    candidates: Iterator[Phrase] = iter(groups.get(sounds[at][:1], ()))
    return next((phrase for phrase in candidates if phrase.begins(sounds, at)), None)
