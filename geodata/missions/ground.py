"""The ground a mission stands on: the units of the day of the vote, and whose part each is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from geodata.country import Country
from geodata.errors import NoBoundaries
from geodata.units import Level, Unit


@dataclass(frozen=True)
class Ground:
    """The units in force on a day, larger ones first; districts only where the country has them."""

    day: date
    units: Mapping[str, Unit]
    country: str

    def at(self, level: Level) -> tuple[str, ...]:
        """The units of a level, in the order of the country's files."""
        return tuple(unit.id for unit in self.units.values() if unit.level == level)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that have units, the country first."""
        found = dict.fromkeys(unit.level for unit in self.units.values())
        return tuple(found)


def ground_of(country: Country, day: date) -> Ground:
    """The ground on a day; raises NoBoundaries where not even regions are in force."""
    regions = dict(country.units("region", day))
    whole = next(unit for unit in regions.values() if unit.level == "country")
    units = {whole.id: whole, **regions}
    with suppress(NoBoundaries):
        units |= country.units("district", day)
    return Ground(day, units, whole.id)
