"""Namesakes: units of one level and day that bear one name, and what tells them apart.

Three districts are called Zhambyl: the region each lies in is said beside it. A town and the
district around it share their short name only: both are then called by their full one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from geodata.country import Country
from geodata.errors import NoBoundaries
from geodata.units import Level, Unit

_LEVELS: tuple[Level, ...] = ("region", "district")


@dataclass(frozen=True, slots=True)
class Namesakes:
    """``regions`` maps units that share their full name → the name of the region each lies in.

    ``in_short`` are the units whose short name another unit of their level has too.
    """

    regions: Mapping[str, str]
    in_short: frozenset[str]


def namesakes(country: Country, language: str, day: date) -> Namesakes:
    """The namesakes of a day, by their names in one language."""
    regions: dict[str, str] = {}
    in_short: set[str] = set()
    for level in _LEVELS:
        units = [one for one in _units(country, level, day) if one.level == level]
        names = {form: _names(country, units, language, day, form) for form in ("full", "short")}
        in_short |= _shared(names["short"])
        in_full = _shared(names["full"])
        for unit in units:
            if unit.id in in_full and unit.parent not in ("", country.id):
                regions[unit.id] = country.gazetteer.name(unit.parent, language, day)
    return Namesakes(regions, frozenset(in_short))


def _units(country: Country, level: Level, day: date) -> Iterable[Unit]:
    try:
        return country.units(level, day).values()
    except (NoBoundaries, KeyError):
        return ()


def _names(
    country: Country, units: Iterable[Unit], language: str, day: date, form: str
) -> Mapping[str, str]:
    return {one.id: country.gazetteer.name(one.id, language, day, form) for one in units}


def _shared(names: Mapping[str, str]) -> set[str]:
    bearers = Counter(names.values())
    return {unit for unit, name in names.items() if bearers[name] > 1}
