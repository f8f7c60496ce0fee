"""Gaps: where nobody has been, the largest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geodata.coverage.counts import Coverage
from geodata.figures import Nothing
from geodata.units import Level

Weight = Literal["registered", "stations"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit with stations that nobody has visited.

    ``missed`` is what the ranking goes by: voters registered at those stations, or the stations.
    ``nothing`` says why no station was observed, None where some were.
    """

    unit: str
    stations: int
    observed: int
    missed: int
    nothing: Nothing | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps in order: units without any station observed first, then by what was missed.

    ``weight`` says what the ranking goes by: "registered" only where every station of the level
    has its number of voters; else "stations", and ``without_register`` counts those that lack it.
    """

    weight: Weight
    without_register: int
    gaps: tuple[Gap, ...]


def gaps(counts: Coverage, level: Level) -> Gaps:
    """The gaps of a level; units that the mission lists no stations for are not among them."""
    territory = counts.territory
    units = territory.at(level)
    unknown = int(territory.unregistered_per_unit[units].sum())
    missed = (
        counts.stations - counts.observed if unknown else counts.registered - counts.registered_seen
    )
    found = [
        Gap(
            territory.units[unit],
            int(counts.stations[unit]),
            int(counts.observed[unit]),
            int(missed[unit]),
            counts.nothing(territory.units[unit]),
        )
        for unit in units
        if counts.stations[unit] > counts.observed[unit]
    ]
    ranked = sorted(found, key=lambda one: (one.observed > 0, -one.missed))
    return Gaps("stations" if unknown else "registered", unknown, tuple(ranked))
