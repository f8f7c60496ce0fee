"""The scene of a rehearsal: the election, its made-up stations, and what truly happens at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from geodata.country import Country
from geodata.elections import Election
from geodata.imports.form_map import FormMap
from geodata.missions.ground import Ground, ground_of
from geodata.rehearsal.ballots import ballots
from geodata.rehearsal.chance import chance
from geodata.rehearsal.places import Places, places
from geodata.rehearsal.scatter import outlines_of


@dataclass(frozen=True)
class Scene:
    """Where and when a rehearsal is set; everything follows from these and the boundaries built."""

    country: Country
    election: Election
    form_map: FormMap
    ground: Ground
    places: Places
    seed: int

    @cached_property
    def voted(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """Unit and id of a station → voters who had received a ballot by each hour."""
        return ballots(self.places, self.seed)

    def chance(self, topic: str) -> Random:
        """The stream of one topic."""
        return chance(self.seed, topic)

    def zone(self, unit: str) -> ZoneInfo:
        """The clock that people keep in a unit."""
        region = self.places.region_of.get(unit, unit)
        return ZoneInfo(self.country.zones.get(region, self.election.zone))

    def at(self, unit: str, minute: float) -> datetime:
        """So many minutes after midnight on the day of the vote, by the clock of a unit."""
        midnight = datetime.combine(self.election.day, time(), self.zone(unit))
        return midnight + timedelta(minutes=round(minute * 60) / 60)

    def hours_until(self, moment: datetime) -> list[str]:
        """The nominal hours of turnout that have struck by a moment."""
        capital = ZoneInfo(self.election.zone)
        midnight = datetime.combine(self.election.day, time(), capital)
        return [
            hour
            for hour in self.places.turnouts.hours
            if ":" in hour
            and midnight + timedelta(hours=int(hour[:2]), minutes=int(hour[3:])) <= moment
        ]

    def voted_at(self, station: tuple[str, str], hour: str) -> int | None:
        """Voters who had received a ballot at a station by a nominal hour."""
        found = self.voted.get(station)
        return None if found is None else found[self.places.turnouts.hours.index(hour)]


def scene(country: Country, election: str, form_map: FormMap, var: Path, seed: int) -> Scene:
    """The scene of an election; in districts where their outlines are built under ``var``."""
    vote = country.elections[election]
    ground = ground_of(country, vote.day)
    outlines = outlines_of(var, country, ground)
    return Scene(country, vote, form_map, ground, places(ground, vote, outlines, seed), seed)
