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

    ``weight`` says what the ranking goes by: "registered" only where every station that could be
    in it has its number of voters; else "stations", and ``without_register`` counts those that
    lack it. ``apart`` has the units abroad where the mission never meant to observe: nobody is
    missing there, so they are no gaps, and what is not known of them does not change the ranking.
    """

    weight: Weight
    without_register: int
    gaps: tuple[Gap, ...]
    apart: tuple[Gap, ...] = ()


def gaps(counts: Coverage, level: Level) -> Gaps:
    """The gaps of a level; units that the mission lists no stations for are not among them."""
    territory = counts.territory
    units = territory.at(level)
    left_out = {unit for unit in units if _is_not_meant(counts, unit)}
    asked = [unit for unit in units if unit not in left_out]
    unknown = int(territory.unregistered_per_unit[asked].sum())
    missed = (
        counts.stations - counts.observed if unknown else counts.registered - counts.registered_seen
    )
    found = {
        unit: Gap(
            territory.units[unit],
            int(counts.stations[unit]),
            int(counts.observed[unit]),
            int(missed[unit]),
            counts.nothing(territory.units[unit]),
        )
        for unit in units
        if counts.stations[unit] > counts.observed[unit]
    }
    ranked = sorted(
        (gap for unit, gap in found.items() if unit not in left_out),
        key=lambda one: (one.observed > 0, -one.missed),
    )
    apart = tuple(gap for unit, gap in found.items() if unit in left_out)
    return Gaps("stations" if unknown else "registered", unknown, tuple(ranked), apart)


def _is_not_meant(counts: Coverage, unit: int) -> bool:
    """Whether a unit is abroad, nobody is planned or deployed there, and nobody has been there."""
    territory, teams = counts.territory, counts.teams
    return (
        territory.ground.units[territory.units[unit]].kind == "abroad"
        and not teams.planned[unit]
        and not teams.deployed[unit]
        and not counts.visits[unit]
    )
