"""The resolver: from a label, a day and a level to the one unit it means.

Codes come first, then names. A label that fits two units is ambiguous, never the first of them;
a label that fits none is unmatched, and likeness only makes suggestions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from geodata.boundary_sets import BoundarySet, set_in_force
from geodata.names.answers import Ambiguous, Answer, How, Match, Unmatched
from geodata.names.codes import UNIT_ID, CodeIndex
from geodata.names.index import NameIndex, Way, best
from geodata.names.miswritten import Miswritten, cut_off
from geodata.names.reading import DASHES, Reader, Reading
from geodata.names.rules import Rules
from geodata.names.suggest import MOST, Suggestions, kin
from geodata.units import LEVELS, Gazetteer, Level

Found = dict[str, How]
Ways = dict[str, Way]
T = TypeVar("T")
MOST_REMEMBERED = 100_000
MOST_WORDS = 10
LONGEST_LABEL = 300
WHOLE = frozenset({"country"})


class Resolver:
    """Resolves labels for one country, on any day and level."""

    def __init__(
        self, gazetteer: Gazetteer, boundary_sets: Sequence[BoundarySet], rules: Rules
    ) -> None:
        self.gazetteer = gazetteer
        self._sets = tuple(boundary_sets)
        self.reader = Reader(rules)
        self.miswritten = Miswritten(self.reader)
        self._at: dict[tuple[Level, date], LevelResolver] = {}

    def resolve(
        self, label: str, day: date, level: Level, parent: str = "", code: str = ""
    ) -> Answer:
        """What a label means; raises NoBoundaries where no set is in force."""
        return self.at(level, day).resolve(label, parent, code)

    def at(self, level: Level, day: date) -> LevelResolver:
        """The resolver of one level on one day; raises NoBoundaries where no set is in force."""
        if (level, day) not in self._at:
            self._at[level, day] = self._made(level, day)
        return self._at[level, day]

    def _made(self, level: Level, day: date) -> LevelResolver:
        boundary_set = set_in_force(self._sets, level, day)
        parents = self._parents(level, day)
        return LevelResolver(self, boundary_set, day, parents)

    def _parents(self, level: Level, day: date) -> LevelResolver | None:
        for above in reversed(LEVELS[: LEVELS.index(level)]):
            if any(one.level == above and one.on(day) for one in self._sets):
                return self.at(above, day)
        return None


class LevelResolver:
    """Resolves labels at one level on one day; answers are remembered."""

    def __init__(
        self, of: Resolver, boundary_set: BoundarySet, day: date, parents: LevelResolver | None
    ) -> None:
        self.boundary_set = boundary_set
        self.units = of.gazetteer.by_set.get(boundary_set.id, {})
        self.parents = parents or self._own_parents()
        self._reader, self._miswritten = of.reader, of.miswritten
        units = self.units.values()
        names = (*of.gazetteer.names, *of.reader.rules.spellings)
        self._names = NameIndex(units, names, of.reader, day)
        self._codes = CodeIndex(units, of.gazetteer.codes, day)
        self._suggestions = Suggestions(self._names.plain_names)
        self._kin = kin(boundary_set.level, self.units, of.gazetteer, of.reader)
        self._answers: dict[tuple[str, str, str, str], Answer] = {}

    def _own_parents(self) -> LevelResolver | None:
        # A set of regions holds the country, too, whose parts they are.
        return self if any(unit.parent in self.units for unit in self.units.values()) else None

    def resolve(self, label: str, parent: str = "", code: str = "", scheme: str = "") -> Answer:
        """What a label means, inside its parent where one is given, by its code first.

        ``scheme`` names the scheme of ``code`` ("kato", "id"); without it any scheme counts. A
        code and a name that mean different units are ambiguous.
        """
        asked = (label, parent, code, scheme)
        known = self._answers.get(asked)
        if known is None:
            if len(self._answers) > MOST_REMEMBERED:
                self._answers.clear()
            known = self._answers[asked] = self._answer(*asked)
        return known

    def resolve_in(self, label: str, language: str) -> Answer:
        """What a label means in a text of a language: in Russian only the city is Алматы."""
        answer, parts = self.resolve(label), self._reader.parts(label)
        if not (language and isinstance(answer, Ambiguous) and len(parts) == 1):
            return answer
        reading = replace(self._reader.read(parts[0]), language=language)
        found = best(self._names.find(reading))
        chosen = {unit: how for unit, how in found.items() if unit in answer.candidates}
        return Match(*next(iter(chosen.items()))) if len(chosen) == 1 else answer

    def parents_of(self, parent: str) -> frozenset[str] | None:
        """The units a parent's label can mean; None when no parent is given."""
        if not parent.strip():
            return None
        return frozenset(self.parents.candidates(parent) if self.parents else ())

    def is_total(self, label: str) -> bool:
        """Whether a label names nothing but the whole: "Итого", "Total", "по республике"."""
        readings = [self._reader.read(words) for words in self._reader.parts(label)]
        return bool(readings) and all(not one.key and one.allows("country") for one in readings)

    def candidates(self, label: str) -> Found:
        """Unit id → rule for everything the label can mean by code or name."""
        return self._codes.find(label) or best(self._by_name(label))

    def _answer(self, label: str, parent: str, code: str, scheme: str) -> Answer:
        inside = self.parents_of(parent)
        if not code:
            label, code = self._codes.beside(label)
        coded = self._codes.find(code, scheme) or self._codes.find(code, scheme or UNIT_ID)
        by_code = self._inside(coded, inside)
        by_name = self._inside(self._codes.find(label), inside) or best(
            self._inside(self._by_name(label), inside)
        )
        if by_code and by_name and not by_code.keys() & by_name.keys():
            return Ambiguous(self._in_order({**by_code, **by_name}))
        found = by_code or by_name
        if by_code and len(by_code) > 1 and by_name:
            found = {unit: how for unit, how in by_code.items() if unit in by_name}
        if not found:
            return Unmatched(self._alike(label, inside))
        if len(found) > 1:
            return Ambiguous(self._in_order(found))
        ((unit, how),) = found.items()
        return Match(unit, how)

    def _by_name(self, label: str) -> Ways:
        if len(label) > LONGEST_LABEL:
            return {}
        tried: set[tuple[tuple[str, ...], ...]] = set()
        for text in self._miswritten.readings(label):
            for dashes in (False, True) if DASHES.search(text) else (False,):
                parts = tuple(self._reader.parts(text, dashes))
                found = {} if parts in tried else self._by_parts(parts)
                if found:
                    return found
                tried.add(parts)
        return self._cut_off(label)

    def _cut_off(self, label: str) -> Ways:
        """The units a name of which begins so, where its last word is cut short with a dot."""
        parts = self._reader.parts(label)
        reading = self._reader.read(parts[0]) if len(parts) == 1 else None
        if reading is None or not reading.words or reading.words[-1] not in cut_off(label):
            return {}
        begun = self._names.begun(reading)
        return {unit: way for unit, way in begun.items() if self.units[unit].kind not in WHOLE}

    def by_words(self, words: tuple[str, ...]) -> Ways:
        """Unit id → rule for what a row of words can mean, with its parent named or without."""
        return self.named(words) or self._split(words)

    def named(self, words: tuple[str, ...]) -> Ways:
        """Unit id → rule for what a row of words names by itself."""
        found = self._names.find(self._reader.read(words))
        if found or not any(word.endswith(".") for word in words):
            return found
        return self._names.find(self._reader.read(words, of_person=True))

    def _by_parts(self, parts: Sequence[tuple[str, ...]]) -> Ways:
        """The units that every part of a label agrees on: as their name, kind or parent."""
        readings = [self._reader.read(words) for words in parts]
        named = [words for words, one in zip(parts, readings, strict=True) if one.key]
        said = [one.kinds for one in readings if not one.key and one.kinds is not None]
        if len(named) > MOST_WORDS:
            return {}
        found: Ways = {} if named else self._whole(readings)
        for at, words in enumerate(named):
            agreed = self._agreed(self.by_words(words), [*named[:at], *named[at + 1 :]])
            found |= {unit: how for unit, how in agreed.items() if unit not in found}
        return {
            unit: how
            for unit, how in found.items()
            if all(self.units[unit].kind in kinds for kinds in said)
        }

    def _whole(self, readings: Sequence[Reading]) -> Ways:
        """The country, where nothing else is said: "Итого по республике"."""
        if not any(one.kinds == WHOLE for one in readings):
            return {}
        units = (unit.id for unit in self.units.values() if unit.kind in WHOLE)
        return {unit: Way.of(0, "name") for unit in units}

    def _agreed(self, found: Ways, others: Sequence[tuple[str, ...]]) -> Ways:
        for words in others:
            same = self.by_words(words) if found else {}
            both = {unit: min(way, same[unit]) for unit, way in found.items() if unit in same}
            above = self.parents.by_words(words) if self.parents and found and not both else {}
            found = both or self._inside(found, frozenset(best(above)))
        return found

    def _split(self, words: tuple[str, ...]) -> Ways:
        """A unit and its parent named in one breath: "Абайский район Карагандинской области"."""
        found: Ways = {}
        if self.parents is None or not 1 < len(words) <= MOST_WORDS:
            return found
        for at in range(1, len(words)):
            for own, above in ((words[:at], words[at:]), (words[at:], words[:at])):
                parents = self.parents.named(above)
                if parents:
                    found |= self._inside(self.named(own), frozenset(best(parents)))
        return found

    def _inside(self, found: Mapping[str, T], inside: frozenset[str] | None) -> dict[str, T]:
        if inside is None:
            return dict(found)
        return {unit: how for unit, how in found.items() if self.units[unit].parent in inside}

    def _in_order(self, found: Iterable[str]) -> tuple[str, ...]:
        wanted = set(found)
        return tuple(unit for unit in self.units if unit in wanted)

    def _alike(self, label: str, inside: frozenset[str] | None) -> tuple[str, ...]:
        within = (
            {unit.id for unit in self.units.values() if unit.parent in inside} if inside else None
        )
        parts = self._reader.parts(label[:LONGEST_LABEL])
        readings = [self._reader.read(words) for words in parts]
        related = (unit for one in readings for unit in self._kin.get(one.key, ()))
        found = [unit for one in readings for unit in self._suggestions.like(one.plain, within)]
        units = dict.fromkeys([*related, *found])
        return tuple(unit for unit in units if within is None or unit in within)[:MOST]
