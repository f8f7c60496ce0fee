"""What is said of data, in the language of whoever reads: an English sentence that remembers how it
was made, so that it can be said in another language too.

The English is the sentence itself: logs, commands and comparisons take it as the text it is.
``text/<language>.toml`` has the other languages, keyed by the English pattern.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import LiteralString, TypeAlias

TEXT = Path(__file__).parent / "text"
LANGUAGES = tuple(sorted(path.stem for path in TEXT.glob("*.toml")))
# A list of words is told with commas between them.
Fact: TypeAlias = "str | tuple[Fact, ...]"


class Said(str):
    """A sentence in English. ``pattern`` has named places, and ``facts`` are what fills them: names
    and numbers as they are, and other sentences, which are translated as well."""

    __slots__ = ("facts", "pattern")

    pattern: str
    facts: Mapping[str, Fact]

    def __new__(cls, pattern: str, facts: Mapping[str, Fact]) -> Said:
        """Fill the pattern in; ``said`` is how to write one."""
        one = super().__new__(cls, pattern.format_map({k: _plain(v) for k, v in facts.items()}))
        one.pattern, one.facts = pattern, facts
        return one

    def __reduce__(self) -> tuple[type[Said], tuple[str, Mapping[str, Fact]]]:
        return Said, (self.pattern, self.facts)

    def in_language(self, language: str) -> str:
        """The sentence in a language; in English where there are no others in it."""
        pattern = _patterns(language).get(self.pattern, self.pattern)
        return pattern.format_map({name: told(one, language) for name, one in self.facts.items()})


def said(pattern: LiteralString, **facts: object) -> Said:
    """A sentence that can be said in every language; ``pattern`` is written out where it is used,
    so that the suite finds it among the translations."""
    return Said(pattern, {name: _fact(one) for name, one in facts.items()})


def told(fact: Fact, language: str) -> str:
    """A fact in a language: a sentence translated, any other word as it is."""
    if isinstance(fact, Said):
        return fact.in_language(language)
    if isinstance(fact, tuple):
        return ", ".join(told(one, language) for one in fact)
    return fact


def either(words: Sequence[str]) -> str:
    """Words of which one will do."""
    if len(words) < 2:
        return "".join(words)
    return said("{others} or {last}", others=words[:-1], last=words[-1])


def with_hint(sentence: Said, hint: Said | None) -> Said:
    """A sentence, and what may help, where something does."""
    return sentence if hint is None else said("{sentence}; {hint}", sentence=sentence, hint=hint)


def because(sentence: Said, cause: object) -> Said:
    """A sentence, and in brackets why: often the words of another library, which have no other
    language, and may repeat what stands in a file."""
    return said("{sentence} ({cause})", sentence=sentence, cause=cause)


def without_cause(sentence: Said) -> Said:
    """The sentence that ``because`` was given."""
    inner = sentence.facts.get("sentence")
    return inner if "cause" in sentence.facts and isinstance(inner, Said) else sentence


def _fact(value: object) -> Fact:
    if isinstance(value, str):
        return value
    return tuple(map(_fact, value)) if isinstance(value, (tuple, list)) else str(value)


def _plain(fact: Fact) -> str:
    return ", ".join(map(_plain, fact)) if isinstance(fact, tuple) else fact


@cache
def _patterns(language: str) -> Mapping[str, str]:
    """English pattern → the same in a language."""
    if language not in LANGUAGES:
        return {}
    rooms = tomllib.loads((TEXT / f"{language}.toml").read_text(encoding="utf-8"))
    return {english: own for room in rooms.values() for english, own in room.items()}
