"""The ground a mission stands on: the units of the day of the vote, and whose part each is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from geodata.country import Country
from geodata.errors import NoBoundaries
from geodata.missions.likely import Likely
from geodata.units import Level, Unit


@dataclass(frozen=True)
class Ground:
    """The units in force on a day, larger ones first; districts only where the country has them.

    ``names`` maps a unit → what it was ever called, to tell which one a label may mean.
    """

    day: date
    units: Mapping[str, Unit]
    country: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, level: Level) -> tuple[str, ...]:
        """The units of a level, in the order of the country's files."""
        return tuple(unit.id for unit in self.units.values() if unit.level == level)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that have units, the country first."""
        found = dict.fromkeys(unit.level for unit in self.units.values())
        return tuple(found)

    @cached_property
    def likely(self) -> Likely:
        """The units that a wrong id may mean."""
        return Likely({unit: self.names.get(unit, ()) for unit in self.units})


def ground_of(country: Country, day: date) -> Ground:
    """The ground on a day; raises NoBoundaries where not even regions are in force."""
    regions = dict(country.units("region", day))
    whole = next(unit for unit in regions.values() if unit.level == "country")
    units = {whole.id: whole, **regions}
    with suppress(NoBoundaries):
        units |= country.units("district", day)
    names = {unit: country.gazetteer.all_names(unit) for unit in units}
    return Ground(day, units, whole.id, names)
