"""The subject of a view: which measure of which election, at which level and time, in whose words.

Everything that writes a part of a page is given the subject and nothing else.
"""

from __future__ import annotations

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
from layouts.namesakes import Namesakes
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
        return self._with_region(unit, said or self.words("summary.where", name=self.name(unit)))

    def called(self, unit: str) -> str:
        """A unit's name, with its region where another unit is called the same."""
        return self._with_region(unit, self.name(unit))

    def listed(self, unit: str) -> str:
        """What a table calls a unit: its short name, or the full one where that alone tells it
        from another: a town from the district around it.
        """
        alike = self.namesakes
        by_full = unit in alike.in_short and unit not in alike.regions
        return self.name(unit, "full" if by_full else "short")

    def _with_region(self, unit: str, said: str) -> str:
        region = self.namesakes.regions.get(unit)
        return f"{said} ({region})" if region else said

    @property
    def namesakes(self) -> Namesakes:
        """The units of the day that share their names."""
        return self.catalogue.namesakes(self.language, self.election.day)

    def card(self, unit: str) -> str:
        """The path of a unit's card."""
        return CardAddress(self.language, self.election.id, unit).path
