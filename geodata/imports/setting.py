"""What an import works with: country, election, form map, and the outlines that have been built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from geodata.boundaries.index import read_index
from geodata.country import Country
from geodata.elections import Election
from geodata.errors import DataError, NoBoundaries
from geodata.imports.form_map import FormMap
from geodata.names.resolve import Resolver
from geodata.names.rules import Rules, read_rules
from geodata.points.outlines import Outlines
from geodata.units import Level

LEVELS: tuple[Level, ...] = ("region", "district")


@dataclass(frozen=True)
class Setting:
    """What an import works with: the country, the election, the form map, outlines by level.

    ``hour`` is the hour of an announcement whose text does not say it ("14:00"), else "".
    """

    country: Country
    election: Election
    rules: Rules
    resolver: Resolver
    form_map: FormMap
    outlines: Mapping[str, Outlines] = field(default_factory=dict)
    hour: str = ""

    @property
    def day(self) -> date:
        """The day of the vote."""
        return self.election.day


def make_setting(
    country: Country, folder: Path, election: Election, form_map: FormMap, var: Path
) -> Setting:
    """The setting of an election; ``folder`` is the country's, ``var`` where outlines are built.

    Raises DataError.
    """
    rules = read_rules(folder)
    resolver = Resolver(country.gazetteer, country.boundary_sets, rules)
    outlines = _outlines(country, election.day, var)
    return Setting(country, election, rules, resolver, form_map, outlines)


def _outlines(country: Country, day: date, var: Path) -> dict[str, Outlines]:
    """The full outlines of each level that have been built; points go unchecked without them."""
    try:
        built = read_index(var)
    except DataError:
        return {}
    found: dict[str, Outlines] = {}
    for level in LEVELS:
        try:
            one = built.get(country.boundary_set(level, day).id)
        except NoBoundaries:
            continue
        if one and one.is_there:
            found[level] = Outlines.read(one.full.path)
    return found
