"""The outlines of one boundary set in full, read from its source or dissolved from another set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.boundaries import coverage as cover
from geodata.boundaries.areas import areas_km2
from geodata.boundaries.coverage import Coverage
from geodata.boundaries.read_source import read_outlines
from geodata.boundaries.sources import SourceFile
from geodata.country import Country
from geodata.errors import DataError, Fault, FaultyData
from geodata.said import said

# The published area of the country and the drawn one may differ by this share.
AREA_TOLERANCE = 0.002
# Units smaller than this would lose their shape at the tolerance of the land.
FINE_BELOW_KM2 = 400.0
# Seven decimals of a degree are a centimetre on the ground.
FULL_DECIMALS = 7


@dataclass(frozen=True)
class SetOutlines:
    """A boundary set in degrees (EPSG:4326), cleaned and checked.

    ``parents`` maps every unit of the set, with or without an outline, to the unit one level up.
    ``fine`` are the units drawn more exactly than the rest: cities and their districts, and
    whatever is small.
    """

    boundary_set: str
    full: Coverage
    areas_km2: Mapping[str, float]
    parents: Mapping[str, str]
    fine: frozenset[str]

    @property
    def without_outline(self) -> tuple[str, ...]:
        """Units that stand in tables and totals only."""
        return tuple(unit for unit in self.parents if unit not in self.full)


def from_source(
    source: SourceFile, path: Path, country: Country, corrections: Mapping[str, str]
) -> SetOutlines:
    """Read and clean a set that has a file of its own; raises DataError where it is unfit."""
    cleaned = cover.clean(read_outlines(source, path, country, corrections))
    return _checked(source.boundary_set, cover.rounded(cleaned, FULL_DECIMALS), country)


def dissolved(boundary_set: str, drawn_from: SetOutlines, country: Country) -> SetOutlines:
    """A set whose units are unions of another set's; raises FaultyData for parts it lacks."""
    made_of = {
        unit.id: unit.made_of or (unit.id,)
        for unit in country.gazetteer.by_set.get(boundary_set, {}).values()
        if unit.made_of or unit.id in drawn_from.full
    }
    used = [part for parts in made_of.values() for part in parts]
    faults = [
        Fault(
            "units.csv",
            0,
            "made_of",
            part,
            said("one unit of {set} for it, found {count}", set=boundary_set, count=count),
        )
        for part in {*used, *drawn_from.full}
        if (count := used.count(part)) != 1 or part not in drawn_from.full
    ]
    if faults:
        raise FaultyData(faults)
    return _checked(boundary_set, cover.dissolve(drawn_from.full, made_of), country)


def _checked(boundary_set: str, full: Coverage, country: Country) -> SetOutlines:
    cover.check(full, boundary_set)
    areas = areas_km2(full)
    drawn, official = sum(areas.values()), country.official_area_km2
    if abs(drawn / official - 1) > AREA_TOLERANCE:
        raise DataError(
            f"{boundary_set}: the outlines cover {drawn:,.0f} km², the official area is "
            f"{official:,.0f} km²; they may differ by {AREA_TOLERANCE:.1%}"
        )
    units = country.gazetteer.by_set[boundary_set]
    kinds = {unit.id: unit.kind for unit in country.gazetteer.units}
    small = {unit for unit in full if areas[unit] < FINE_BELOW_KM2}
    # A city of its own standing, or a district of one.
    urban = {unit for unit in full if "city" in (kinds[unit], kinds.get(units[unit].parent))}
    parents = {unit.id: unit.parent for unit in units.values()}
    return SetOutlines(boundary_set, full, areas, parents, frozenset(small | urban))
