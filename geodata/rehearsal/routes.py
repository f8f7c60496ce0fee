"""Where every team of a rehearsal is to be, and when: about ten stations near each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, hypot, radians
from random import Random

from geodata.missions.mission import Station, Stop, Team
from geodata.rehearsal.chance import apportion
from geodata.rehearsal.contingents import MOBILE, Pair
from geodata.rehearsal.scene import Scene

KM_A_DEGREE, KM_AN_HOUR = 111.0, 50.0
# Minutes after midnight on the day of the vote.
OPENING, LAST_VISIT, CLOSING, COUNTED, TABULATED = 6 * 60 + 30, 19 * 60, 19 * 60 + 30, 1430, 1590
_VISIT, _UNKNOWN_WAY = 35, 25


@dataclass(frozen=True, slots=True)
class Leg:
    """One planned stay of a team: the stage it is to observe, where (at a commission where the
    stage is tabulation, else at a station), and from when to when."""

    stage: str
    place: Station
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Route:
    """A team and its day as it was planned."""

    team: Team
    legs: tuple[Leg, ...]

    def stops(self) -> list[Stop]:
        """Its lines of the deployment plan; closing and counting are one stay."""
        found: list[Stop] = []
        for leg in self.legs:
            unit, name, starts = leg.place.unit, leg.place.id, leg.starts
            if found and (found[-1].unit, found[-1].station) == (unit, name):
                starts = found.pop().starts
            found.append(Stop(self.team.id, unit, name, starts, leg.ends))
        return found


def routes(scene: Scene, pairs: Sequence[Pair], each: int) -> tuple[Route, ...]:
    """A route for every team; mobile ones visit about ``each`` stations."""
    planner = _Planner(scene, each)
    regions = list(planner.stations)
    mobile = [one for one in pairs if one.role in MOBILE]
    sizes = [len(planner.stations[region]) for region in regions]
    bases = [
        region
        for region, count in zip(regions, apportion(len(mobile), sizes), strict=True)
        for _ in range(count)
    ]
    scene.chance("bases").shuffle(bases)
    region_of = dict(zip((one.id for one in mobile), bases, strict=True))
    areas = _areas([one for one in pairs if one.role == "long-term"], regions)
    capital = next((one for one in regions if scene.ground.units[one].kind == "city"), regions[0])
    found = []
    for pair in pairs:
        draw = scene.chance(f"route of {pair.id}")
        if pair.role in MOBILE:
            found.append(planner.mobile(pair, region_of[pair.id], draw))
        else:
            units = areas.get(pair.id, [scene.ground.country])
            seats = [capital] if pair.role == "core-team" else units
            found.append(planner.area(pair, units, seats, draw))
    return tuple(found)


def _areas(pairs: Sequence[Pair], regions: Sequence[str]) -> dict[str, list[str]]:
    """Every region has a long-term team; where there are few, one has several regions."""
    found: dict[str, list[str]] = {one.id: [] for one in pairs}
    for at, region in enumerate(regions):
        if pairs:
            found[pairs[at % len(pairs)].id].append(region)
    for at, one in enumerate(pairs):
        found[one.id] = found[one.id] or [regions[at % len(regions)]]
    return found


class _Planner:
    def __init__(self, scene: Scene, each: int) -> None:
        self.scene, self.each = scene, each
        places = scene.places
        self.stations: dict[str, list[Station]] = {one: [] for one in places.turnouts.regions}
        self.commissions: dict[str, list[Station]] = {one: [] for one in self.stations}
        for kind, listed in (("stations", places.stations), ("commissions", places.commissions)):
            for one in listed:
                region = places.region_of[one.unit]
                if region in self.stations:
                    getattr(self, kind)[region].append(one)
        self.stations = {region: ones for region, ones in self.stations.items() if ones}

    def mobile(self, pair: Pair, region: str, draw: Random) -> Route:
        here = self.stations[region]
        base = draw.choice(here)
        wanted = max(2, self.each + draw.randint(-2, 2))
        near = sorted(here, key=lambda one: (_km(base, one), draw.random()))[:wanted]
        visited = _in_order(near)
        legs = [self._leg("opening", visited[0], OPENING, OPENING + 50)]
        legs += self._voting(visited[1:])
        last = visited[-1]
        legs.append(self._leg("closing", last, CLOSING, CLOSING + 60))
        legs.append(self._leg("counting", last, CLOSING + 60, COUNTED))
        if draw.random() < 0.4:
            commission = min(self.commissions[region], key=lambda one: (_km(last, one), one.id))
            legs.append(self._leg("tabulation", commission, COUNTED + 20, TABULATED))
        keys = tuple(dict.fromkeys((one.unit, one.id) for one in visited))
        return Route(Team(pair.id, pair.organisation, pair.role, (), keys), tuple(legs))

    def area(self, pair: Pair, units: Sequence[str], seats: Sequence[str], draw: Random) -> Route:
        """A team with an area of responsibility: a few stations of its choice, no list of them."""
        legs = []
        hours = range(9 * 60, LAST_VISIT, 150)
        for at, minute in enumerate(hours):
            station = draw.choice(self.stations[seats[at % len(seats)]])
            legs.append(self._leg("voting", station, minute, minute + 60))
        commission = self.commissions[seats[0]][0]
        legs.append(self._leg("tabulation", commission, COUNTED - 120, TABULATED))
        return Route(Team(pair.id, pair.organisation, pair.role, tuple(units)), tuple(legs))

    def _voting(self, visited: Sequence[Station]) -> list[Leg]:
        legs, minute, before = [], OPENING + 50, visited[0]
        slack = (LAST_VISIT - minute) / max(1, len(visited))
        for one in visited:
            way = _km(before, one) / KM_AN_HOUR * 60 if one.latitude is not None else _UNKNOWN_WAY
            starts = minute + max(10, round(way))
            if starts + _VISIT > LAST_VISIT + 20:
                break
            legs.append(self._leg("voting", one, starts, starts + _VISIT))
            minute, before = max(starts + _VISIT, minute + round(slack)), one
        return legs

    def _leg(self, stage: str, place: Station, starts: int, ends: int) -> Leg:
        at = self.scene.at
        return Leg(stage, place, at(place.unit, starts), at(place.unit, ends))


def _in_order(stations: Sequence[Station]) -> list[Station]:
    """The way from each to the nearest that is left."""
    left, found = list(stations[1:]), [stations[0]]
    while left:
        nearest = min(left, key=lambda one: (_km(found[-1], one), left.index(one)))
        left.remove(nearest)
        found.append(nearest)
    return found


def _km(one: Station, other: Station) -> float:
    """About how far two stations are from each other, 0 where it is not known."""
    if one.latitude is None or other.latitude is None:
        return 0.0
    if one.longitude is None or other.longitude is None:
        return 0.0
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return KM_A_DEGREE * hypot(east, one.latitude - other.latitude)
