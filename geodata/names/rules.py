"""A country's rules for names, read from ``names/rules.toml`` and ``names/spellings.csv``.

Type words ("область", "ауданы", "region"), endings, letters and spellings are data of a country;
a country without the two files is read by the letters of its names alone.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geodata.errors import Fault, FaultyData
from geodata.names.spelling import Spelling
from geodata.said import because, said
from geodata.units import UnitName

RULES = Path("names", "rules.toml")
SPELLINGS = Path("names", "spellings.csv")
SPELLING_COLUMNS = ("units", "language", "written", "valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row, each as it sounds; the last may be the start of a longer word."""

    words: tuple[str, ...]
    open_ended: bool
    kinds: frozenset[str] = frozenset()
    language: str = ""

    def begins(self, sounds: tuple[str, ...], at: int) -> bool:
        """Whether the phrase stands in the words from a place on."""
        found = sounds[at : at + len(self.words)]
        if not self.open_ended or len(found) < len(self.words):
            return found == self.words
        return found[:-1] == self.words[:-1] and found[-1].startswith(self.words[-1])


@dataclass(frozen=True, slots=True)
class Adjective:
    """An ending of an adjective, the stem it is cut back to (both as they sound), and the kinds
    of unit it speaks of."""

    ending: str
    stem: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class NounForms:
    """What stands at the end of a noun in running text: ``instead`` of ``ends``, "+" adds."""

    language: str
    ends: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a country says about how its names are written."""

    spelling: Spelling
    types: tuple[Phrase, ...]
    noise: tuple[Phrase, ...]
    adjectives: tuple[Adjective, ...]
    nouns: tuple[NounForms, ...]
    heads: frozenset[str]
    before: Mapping[str, str]
    vowels: str
    spellings: tuple[UnitName, ...]
    encodings: tuple[str, ...]


def read_rules(folder: Path) -> Rules:
    """The rules of a country folder; raises FaultyData with every fault found."""
    path = folder / RULES
    content = _toml(path) if path.is_file() else {}
    try:
        return _rules(content, _spellings(folder / SPELLINGS))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        expected = said("see docs/joins.md for the form")
        raise FaultyData([Fault(str(path), 0, "", str(error), expected, True)]) from error


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        expected = because(said("a TOML file"), error)
        raise FaultyData([Fault(str(path), 0, "", "", expected, stops_file=True)]) from error


def _rules(content: Mapping[str, Any], spellings: tuple[UnitName, ...]) -> Rules:
    spelling = _spelling(content)
    compound = content.get("compound", {})
    return Rules(
        spelling=spelling,
        types=_longest_first(
            _phrase(words, spelling, frozenset(one["kinds"]))
            for one in content.get("type", [])
            for words in one["words"]
        ),
        noise=_longest_first(
            _phrase(words, spelling, language=one["language"])
            for one in content.get("noise", [])
            for words in one["words"]
        ),
        adjectives=_adjectives(content, spelling),
        nouns=tuple(
            NounForms(one["language"], one["ends"], tuple(one["instead"]))
            for one in content.get("noun", [])
        ),
        heads=frozenset(spelling.sound(head) for head in compound.get("heads", [])),
        before={
            spelling.sound(written): one
            for one, several in compound.get("before", {}).items()
            for written in several
        },
        vowels=content.get("vowels", ""),
        spellings=spellings,
        encodings=tuple(content.get("encodings", ["cp1252"])),
    )


def _spelling(content: Mapping[str, Any]) -> Spelling:
    alike = content.get("lookalikes", {})
    return Spelling(
        letters=dict(content.get("letters", {})),
        merged=tuple((one["written"], one["as"]) for one in content.get("merged", [])),
        apostrophes=dict(content.get("apostrophes", {})),
        lookalikes=dict(zip(alike.get("latin", ""), alike.get("cyrillic", ""), strict=True)),
    )


def _phrase(
    words: str, spelling: Spelling, kinds: frozenset[str] = frozenset(), language: str = ""
) -> Phrase:
    sounds = tuple(spelling.sound(word) for word in words.removesuffix("*").split())
    return Phrase(sounds, words.endswith("*"), kinds, language)


def _longest_first(phrases: Iterator[Phrase]) -> tuple[Phrase, ...]:
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase.words), phrase.open_ended)))


def _adjectives(content: Mapping[str, Any], spelling: Spelling) -> tuple[Adjective, ...]:
    found = [
        Adjective(spelling.sound(ending), spelling.sound(one["stem"]), frozenset(one["kinds"]))
        for one in content.get("adjective", [])
        for ending in one["endings"]
    ]
    return tuple(sorted(found, key=lambda one: -len(one.ending)))


def _spellings(path: Path) -> tuple[UnitName, ...]:
    if not path.is_file():
        return ()
    faults: list[Fault] = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        missing = [one for one in SPELLING_COLUMNS if one not in (rows.fieldnames or ())]
        if missing:
            expected = said("the columns {columns}", columns=SPELLING_COLUMNS)
            raise FaultyData([Fault(str(path), 1, "", ", ".join(missing), expected, True)])
        names = tuple(name for row in rows for name in _names(row, rows.line_num, path, faults))
    if faults:
        raise FaultyData(faults)
    return names


def _names(
    row: Mapping[str, str], line: int, path: Path, faults: list[Fault]
) -> Iterator[UnitName]:
    try:
        first, last = (_day(row[column]) for column in ("valid_from", "valid_to"))
    except ValueError as error:
        expected = said("a day, 2022-06-08")
        faults.append(Fault(str(path), line, "valid_from", str(error), expected))
        return
    for unit in row["units"].split():
        yield UnitName(unit, row["language"], "alias", row["written"], first, last)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
