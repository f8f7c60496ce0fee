"""The index of names: every way a unit of one boundary set may be written, and by which rule.

A name a unit bears on the day outranks what lists have been seen to call another, and both outrank
names of another time: "Akmola" is the region, although the capital bore the name until 1998.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from geodata.names.answers import How
from geodata.names.reading import Reader, Reading
from geodata.names.rules import NounForms
from geodata.units import Unit, UnitName

RANK: Mapping[How, int] = {"name": 0, "abbreviation": 1, "inflected": 2, "old name": 3}
LONGEST_ABBREVIATION = 4
WORDS_INFLECTED = 3
# A place called after a person is written with an initial, too: "Т. Рыскулова".
PERSON_WORDS = 2
CONSONANT = "*"


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """How well a name means a unit: ``tier`` is 0 for a name it bears, and for what lists call
    it with a type word, 1 for what they call it without, 2 for a name of another time; within a
    tier the plainer rule comes first."""

    tier: int
    rank: int
    how: How

    @classmethod
    def of(cls, tier: int, how: How) -> Way:
        """The way of a tier and a rule."""
        return cls(tier, RANK[how], how)


def best(found: Mapping[str, Way]) -> dict[str, How]:
    """Unit id → rule, for the units of the first tier that has any."""
    first = min((way.tier for way in found.values()), default=0)
    return {unit: way.how for unit, way in found.items() if way.tier == first}


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to write a unit; ``needs_kind`` when it means the unit only with its type word
    ("Chimkent oblast"). ``language`` is that of the name."""

    unit: Unit
    way: Way
    language: str
    needs_kind: bool


class NameIndex:
    """The names of the units of one boundary set on one day."""

    def __init__(
        self, units: Iterable[Unit], names: Iterable[UnitName], reader: Reader, day: date
    ) -> None:
        self.units = {unit.id: unit for unit in units}
        self.plain_names: dict[str, list[str]] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._reader = reader
        for name in names:
            if name.unit in self.units:
                self._add(name, self.units[name.unit], name.on(day))

    def find(self, reading: Reading) -> dict[str, Way]:
        """Unit id → the best way in which the reading means it; ``best`` chooses among units."""
        entries = [
            entry
            for key in (reading.key, _exact(reading.written))
            for entry in self._entries.get(key, ())
            if reading.allows(entry.unit.kind) and (reading.kinds or not entry.needs_kind)
        ]
        spoken = [entry for entry in entries if entry.language == reading.language]
        found: dict[str, Way] = {}
        for entry in spoken or entries:
            found[entry.unit.id] = min(entry.way, found.get(entry.unit.id, entry.way))
        return found

    def begun(self, reading: Reading) -> dict[str, Way]:
        """Unit id → rule, for every unit a name of which begins as the reading does."""
        return {
            entry.unit.id: Way.of(1, "abbreviation")
            for key, entries in self._entries.items()
            if key.startswith(reading.key)
            for entry in entries
            if reading.allows(entry.unit.kind) and (reading.kinds or not entry.needs_kind)
        }

    def _add(self, name: UnitName, unit: Unit, current: bool) -> None:
        parts = self._reader.parts(name.name)
        readings = [self._reader.read(words) for words in parts]
        said = [reading.kinds for reading in readings if reading.typed]
        for reading in readings:
            if reading.key:
                needs_kind = name.form == "alias" and bool(said)
                # With its type word in it, what lists call a unit says as much as its own name.
                tier = (1 if name.form == "alias" and not said else 0) if current else 2
                for key, how in self._ways(name, reading):
                    way = Way.of(tier, how if current else "old name")
                    self._enter(key, Entry(unit, way, name.language, needs_kind))
                self.plain_names.setdefault(unit.id, []).append(reading.plain)

    def _ways(self, name: UnitName, reading: Reading) -> Iterator[tuple[str, How]]:
        if _is_abbreviation(name.name):
            yield _exact(reading.written), "abbreviation"
            return
        yield reading.key, "name"
        if len(reading.words) == PERSON_WORDS and not reading.key.count(" "):
            given, family = reading.words
            yield self._reader.key((f"{given[0]}.", family)), "abbreviation"
        if name.form != "alias" or not reading.typed:
            for words in self._inflected(reading.words, name.language):
                yield self._reader.key(words), "inflected"

    def _inflected(self, words: tuple[str, ...], language: str) -> Iterator[tuple[str, ...]]:
        forms = [one for one in self._reader.rules.nouns if one.language == language]
        if not forms or len(words) > WORDS_INFLECTED or self._reader.is_adjective(words[-1]):
            return
        *first, last = words
        vowels = self._reader.rules.vowels
        together = [one for one in forms if one.ends]
        choices = [[word, *_forms(word, together, vowels)] for word in first]
        yield from (
            several
            for several in product(*choices, [last, *_forms(last, forms, vowels)])
            if several != words
        )

    def _enter(self, key: str, entry: Entry) -> None:
        entries = self._entries.setdefault(key, [])
        if entry not in entries:
            entries.append(entry)


def _forms(word: str, forms: Iterable[NounForms], vowels: str) -> Iterator[str]:
    for one in forms:
        consonant = one.ends == CONSONANT and word[-1] not in vowels
        if consonant or word.endswith(one.ends):
            for ending in one.instead:
                added = ending.startswith("+")
                yield word + ending[1:] if added else word.removesuffix(one.ends) + ending


def _exact(written: str) -> str:
    return f"={written}"


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and name.isalpha() and 1 < len(name) <= LONGEST_ABBREVIATION
