"""Stations and commissions of a rehearsal: as many as were published, all made up and marked so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random

from shapely.geometry.base import BaseGeometry

from geodata.elections import Election, Key
from geodata.missions.ground import Ground
from geodata.missions.mission import Station
from geodata.rehearsal.chance import apportion, chance
from geodata.rehearsal.scatter import Point, scatter
from geodata.rehearsal.shares import Turnouts, turnouts

# Every made-up place says so by its name.
MARK = "SIM"
_STATIONS_A_UNIT, _VOTERS_A_STATION, _VOTERS_ABROAD = 10, 1000, 120


@dataclass(frozen=True)
class Places:
    """Made-up stations and commissions, and the turnout of the regions they lie in."""

    stations: tuple[Station, ...]
    commissions: tuple[Station, ...]
    turnouts: Turnouts
    region_of: Mapping[str, str]


def places(
    ground: Ground, election: Election, outlines: Mapping[str, BaseGeometry], seed: int
) -> Places:
    """The places of an election; in districts where their outlines are there, else in regions."""
    return _Making(ground, election, outlines, seed).places()


@dataclass(frozen=True)
class _Making:
    ground: Ground
    election: Election
    outlines: Mapping[str, BaseGeometry]
    seed: int

    def places(self) -> Places:
        inland = self._regions(abroad=False)
        leaves = {region: self._leaves(region) for region in self.ground.at("region")}
        outside = self._outside({one: leaves[one] for one in leaves if one not in inland})
        total = self._published("stations", self.ground.country)
        if total is None:
            inside = _STATIONS_A_UNIT * sum(len(leaves[one]) for one in inland)
        else:
            inside = total - sum(outside.values())
        voters = self._published("registered", self.ground.country)
        if voters is None:
            voters = _VOTERS_A_STATION * (inside + sum(outside.values()))
        inland_voters = voters - _VOTERS_ABROAD * sum(outside.values())
        shares = turnouts(self.election, self.ground.country, inland, inland_voters)
        listed = dict(zip(shares.regions, shares.voters, strict=True))
        counts = {**self._counts(listed, leaves, inside), **outside}
        stations: list[Station] = []
        for region, units in leaves.items():
            of_units = {unit: counts[unit] for unit in units}
            own = listed.get(region, voters - sum(shares.voters))
            stations += self._stations(region, of_units, own)
        return Places(
            tuple(stations),
            tuple(self._commissions({one: leaves[one] for one in inland})),
            shares,
            {unit: region for region, units in leaves.items() for unit in (region, *units)},
        )

    def _regions(self, abroad: bool) -> list[str]:
        units = self.ground.units
        return [one for one in self.ground.at("region") if (units[one].kind == "abroad") == abroad]

    def _leaves(self, region: str) -> list[str]:
        """The units that the stations of a region lie in."""
        with_districts = any(one in self.outlines for one in self.ground.at("district"))
        if not with_districts:
            return [region]
        parts = [one for one in self.ground.at("district")
                 if self.ground.units[one].parent == region
                 and (one in self.outlines or self.ground.units[one].kind == "abroad")]  # fmt: skip
        return parts or [region]

    def _published(self, measure: str, unit: str) -> int | None:
        found = self.election.figures.get(Key(measure, unit, "-"))
        return None if found is None or found.value is None else int(found.value)

    def _outside(self, abroad: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Stations abroad by unit, as published; none where nothing was."""
        found: dict[str, int] = {}
        for region, units in abroad.items():
            own = [self._published("stations", unit) or 0 for unit in units]
            whole = self._published("stations", region) or sum(own)
            known = own if sum(own) == whole else apportion(whole, [1.0] * len(own))
            found |= dict(zip(units, known, strict=True))
        return found

    def _counts(
        self, voters: Mapping[str, int], leaves: Mapping[str, Sequence[str]], total: int
    ) -> dict[str, int]:
        """Stations of each unit: as published, else by its made-up size."""
        draw = chance(self.seed, "stations")
        sizes = {
            unit: draw.lognormvariate(0, 0.3) * sqrt(own / len(leaves[region]))
            for region, own in voters.items()
            for unit in leaves[region]
        }
        own = [self._published("stations", unit) for unit in sizes]
        known = [one for one in own if one is not None]
        counts = known if len(known) == len(own) else apportion(total, list(sizes.values()))
        return dict(zip(sizes, counts, strict=True))

    def _stations(self, region: str, counts: Mapping[str, int], voters: int) -> list[Station]:
        draw = chance(self.seed, f"stations of {region}")
        drawn = (draw.lognormvariate(0, 0.5) for _ in range(sum(counts.values())))
        weights = [min(2.2, max(0.4, one)) for one in drawn]
        registers: Sequence[int | None] = (
            apportion(voters, weights) if voters > 0 and weights else [None] * len(weights)
        )
        points = [
            point for unit, count in counts.items() for point in self._points(unit, count, draw)
        ]
        units = [unit for unit, count in counts.items() for _ in range(count)]
        return [
            Station(f"{MARK}-{number}", unit, registered, *_degrees(point))
            for number, (unit, registered, point) in enumerate(
                zip(units, registers, points, strict=True), start=1
            )
        ]

    def _points(self, unit: str, count: int, draw: Random) -> list[Point | None]:
        outline = self.outlines.get(unit)
        return [None] * count if outline is None else list(scatter(outline, count, draw))

    def _commissions(self, leaves: Mapping[str, Sequence[str]]) -> list[Station]:
        """One in each region, and one in each of its districts."""
        draw = chance(self.seed, "commissions")
        found = []
        for region, units in leaves.items():
            for number, unit in enumerate(dict.fromkeys((region, *units))):
                (point,) = self._points(unit, 1, draw)
                found.append(Station(f"{MARK}-C{number}", unit, None, *_degrees(point)))
        return found


def _degrees(point: Point | None) -> tuple[float | None, float | None]:
    return (None, None) if point is None else (point[1], point[0])
