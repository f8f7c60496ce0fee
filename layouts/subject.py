"""The subject of a view: which measure of which election, at which level and time, in whose words.

Everything that writes a part of a page is given the subject and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from geodata.boundary_sets import BoundarySet
from geodata.country import Country
from geodata.elections import Election
from geodata.errors import NoBoundaries
from geodata.figures import Reading
from geodata.measures import Measure, level_readings
from geodata.units import Level
from layouts.address import CardAddress, ViewAddress
from layouts.catalogue import Catalogue
from layouts.words import Words


@dataclass(frozen=True)
class Subject:
    """What a view is about.

    ``outlined`` maps the id of each boundary set that can be drawn here → its units that have an
    outline. ``site`` is the address under which readers reach the pages, without a slash at its
    end.
    """

    catalogue: Catalogue
    election: Election
    measure: Measure
    level: Level
    time: str
    words: Words
    outlined: Mapping[str, frozenset[str]]
    site: str

    @property
    def country(self) -> Country:
        """The country."""
        return self.catalogue.country

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.words.language

    @property
    def address(self) -> ViewAddress:
        """The address of the view."""
        return ViewAddress(self.language, self.election.id, self.measure.id, self.level, self.time)

    @cached_property
    def usual_address(self) -> ViewAddress:
        """The address at the level a reader wants to stay at.

        Who is at country level only because there is no map of this goes back to the regions.
        """
        regional = self.address.at(level="region")
        if self.level == "country" and not self.catalogue.has(regional):
            return regional
        return self.address

    @property
    def is_listed(self) -> bool:
        """Whether the view is a table of many published figures instead of one figure a unit."""
        return self.measure.family.listed and self.level == "country"

    @cached_property
    def boundary_set(self) -> BoundarySet | None:
        """The set in force on the day, or None at country level and where no set is."""
        if self.level == "country":
            return None
        try:
            return self.country.boundary_set(self.level, self.election.day)
        except NoBoundaries:
            return None

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """Unit id → reading, for the units of the level."""
        return level_readings(self.country, self.election, self.measure, self.level, self.time)

    @cached_property
    def whole(self) -> Reading:
        """The country's own reading."""
        return self.measure.family.read(
            self.country, self.election, self.measure.variant, self.country.id, self.time
        )

    def name(self, unit: str, form: str = "full") -> str:
        """A unit's name on the day of the election, in the language of the page."""
        return self.country.gazetteer.name(unit, self.language, self.election.day, form)

    def where(self, unit: str) -> str:
        """A unit as the answer to "where?": "in Akmola Region", «в Акмолинской области».

        Of several that bear one name the region is said too.
        """
        said = self.country.gazetteer.where(unit, self.language, self.election.day)
        said = said or self.words("summary.where", name=self.name(unit))
        return f"{said} ({self.name(self._parents[unit])})" if unit in self._namesakes else said

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        """Unit id → the unit above it."""
        if self.boundary_set is None:
            return {}
        units = self.country.gazetteer.by_set[self.boundary_set.id]
        return {unit: one.parent for unit, one in units.items()}

    @cached_property
    def _namesakes(self) -> frozenset[str]:
        """The units of the level whose name another one has too."""
        names = Counter(self.name(unit) for unit in self.readings)
        return frozenset(unit for unit in self.readings if names[self.name(unit)] > 1)

    def card(self, unit: str) -> str:
        """The path of a unit's card."""
        return CardAddress(self.language, self.election.id, unit).path
