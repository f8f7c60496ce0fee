"""A country: its boundary sets, units, languages, organisations, parties and elections.

Everything that is particular to a country lies in its folder under ``geodata/countries``; the
code knows only the shapes of the files in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from geodata.boundary_sets import BoundarySet, set_in_force
from geodata.elections import Election
from geodata.units import Gazetteer, Level, Unit


@dataclass(frozen=True, slots=True)
class Projection:
    """An Albers equal-area conic: two standard parallels and a centre, in degrees."""

    parallels: tuple[float, float]
    centre_lon: float
    centre_lat: float


@dataclass(frozen=True, slots=True)
class Named:
    """A party or an organisation: its id, its names by language, and what it is part of.

    ``kind`` is the field's word ("party", "mission", "parliament", "organisation", "state",
    "all").
    """

    id: str
    kind: str
    part_of: str
    names: Mapping[str, str]
    short_names: Mapping[str, str]


@dataclass(frozen=True)
class Country:
    """One country as its folder describes it.

    ``texts`` maps language → key → sentence for everything country-specific that a page says
    (election names, notes, calendar events, conflict kinds). ``official_area_km2`` is the
    published area that each boundary set is checked against. ``bulletins`` are the nominal hours at
    which turnout is announced, in order, in the capital's time. ``zones`` maps a unit that does not
    keep the capital's clock → its IANA zone.
    """

    id: str
    languages: tuple[str, ...]
    default_election: str
    official_area_km2: float
    projection: Projection
    boundary_sets: tuple[BoundarySet, ...]
    gazetteer: Gazetteer
    parties: Mapping[str, Named]
    organisations: Mapping[str, Named]
    elections: Mapping[str, Election]
    texts: Mapping[str, Mapping[str, str]]
    bulletins: tuple[str, ...] = ()
    zones: Mapping[str, str] = field(default_factory=dict)

    def boundary_set(self, level: Level, day: date) -> BoundarySet:
        """The set in force; raises NoBoundaries where there is none."""
        return set_in_force(self.boundary_sets, level, day)

    def units(self, level: Level, day: date) -> Mapping[str, Unit]:
        """Unit id → unit of the set in force on a day, in the order of the country's files."""
        asked = (level, day)
        if asked not in self._asked:
            self._asked[asked] = self.gazetteer.by_set[self.boundary_set(level, day).id]
        return self._asked[asked]

    @cached_property
    def _asked(self) -> dict[tuple[Level, date], Mapping[str, Unit]]:
        """What was found so far: every figure of a page asks for the same few days."""
        return {}
