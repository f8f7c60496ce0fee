"""Units: the regions, districts and cities that figures belong to, their names and codes by date.

A unit id is stable for one area. When a reform changes the area, the id changes too
(``almaty_obl_pre2022`` became ``almaty_obl`` and ``jetisu``), even if the name stayed. District
ids are KATO codes and mean one area only together with their boundary set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from geodata.errors import UnknownUnit

T = TypeVar("T", "UnitName", "UnitCode")
Level = Literal["country", "region", "district"]
LEVELS: tuple[Level, ...] = ("country", "region", "district")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit inside one boundary set.

    ``kind`` is "oblast", "city" (of republican significance), "district", "town" (a city of
    oblast significance), "country" or "abroad". ``parent`` is the unit id one level up.
    ``made_of`` lists the units of the set it is drawn from whose union it is; empty when it has
    an outline of its own there.
    """

    id: str
    boundary_set: str
    level: Level
    kind: str
    parent: str
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name a unit has, or had, in one language.

    ``form`` is "full" (Almaty Region), "short" (as it stands on a map) or "alias" (anything a
    list may call it). Dates are inclusive; None means open.
    """

    unit: str
    language: str
    form: Literal["full", "short", "alias"]
    name: str
    valid_from: date | None
    valid_to: date | None

    def on(self, day: date) -> bool:
        """Whether the name was in use on the day."""
        return in_force(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class UnitCode:
    """A code of a unit in one scheme (iso_3166_2, kato, ocha, geonames, hasc), with its dates."""

    unit: str
    scheme: str
    code: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class WherePattern:
    """How names of one language answer "where?": "*ская область" becomes "в *ской области".

    A "*" stands for the same letters in both; ``name`` without one is a single whole name.
    """

    language: str
    name: str
    where: str

    def answer(self, name: str) -> str | None:
        """Where it is, of a full name that fits the pattern; None of any other."""
        start, star, end = self.name.partition("*")
        if not star:
            return self.where if name == self.name else None
        fits = len(name) >= len(start) + len(end)
        if not fits or not name.startswith(start) or not name.endswith(end):
            return None
        return self.where.replace("*", name[len(start) : len(name) - len(end)])


@dataclass(frozen=True)
class Gazetteer:
    """Every unit of a country with its names and codes.

    ``units`` holds one entry per unit and boundary set. Of the patterns for "where?" the first
    that fits a name counts.
    """

    units: tuple[Unit, ...]
    names: tuple[UnitName, ...]
    codes: tuple[UnitCode, ...]
    where_patterns: tuple[WherePattern, ...] = ()

    @cached_property
    def by_set(self) -> Mapping[str, Mapping[str, Unit]]:
        """Boundary set id → unit id → unit, in the order of the country's files."""
        sets: dict[str, dict[str, Unit]] = {}
        for unit in self.units:
            sets.setdefault(unit.boundary_set, {})[unit.id] = unit
        return sets

    @cached_property
    def names_by_unit(self) -> Mapping[str, tuple[UnitName, ...]]:
        """Unit id → every name it has had."""
        return _grouped(self.names)

    @cached_property
    def codes_by_unit(self) -> Mapping[str, tuple[UnitCode, ...]]:
        """Unit id → every code it has had."""
        return _grouped(self.codes)

    def name(self, unit: str, language: str, day: date, form: str = "full") -> str:
        """The unit's name on a day; the full form stands in where no short one is listed.

        Raises UnknownUnit where the unit has no name in the language on that day.
        """
        for wanted in dict.fromkeys((form, "full", "short")):
            for name in self.names_by_unit.get(unit, ()):
                if name.language == language and name.form == wanted and name.on(day):
                    return name.name
        raise UnknownUnit(f"unit {unit!r} has no {language} name on {day.isoformat()}")

    def where(self, unit: str, language: str, day: date) -> str:
        """The unit as the answer to "where?" ("in Akmola Region"), "" where no pattern fits."""
        name = self.name(unit, language, day)
        answers = (one.answer(name) for one in self.where_patterns if one.language == language)
        return next((answer for answer in answers if answer is not None), "")

    def all_names(self, unit: str) -> tuple[str, ...]:
        """Every name of any date, language and form: what a search may find it by."""
        return tuple(dict.fromkeys(name.name for name in self.names_by_unit.get(unit, ())))


def in_force(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a day lies inside two inclusive dates, either of which may be open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def _grouped(rows: Iterable[T]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(row.unit, []).append(row)
    return {unit: tuple(group) for unit, group in groups.items()}
