"""A mission: its stations and commissions, its teams, their plan, and the rules it works by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from geodata.country import Named
from geodata.imports.form_map import FormMap

ROLES = ("core-team", "long-term", "short-term", "parliamentarians", "citizen")
STAGES = ("opening", "voting", "closing", "counting", "tabulation")
SMALLEST_N = 10
SILENCE_MINUTES = 120


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station, or a commission that tabulates.

    ``unit`` is the smallest unit known; an id is unique within its unit. ``registered`` counts the
    voters on the list, None where it is not known. Degrees are EPSG:4326, None where not known.
    """

    id: str
    unit: str
    registered: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team: the organisation that sent it, its role, and where it is meant to go.

    ``units`` is its area of responsibility; ``stations`` are pairs of unit and station id. A team
    has either, both, or none yet.
    """

    id: str
    organisation: str
    role: str
    units: tuple[str, ...] = ()
    stations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the deployment plan: a team, where, from when to when ("" for no one station)."""

    team: str
    unit: str
    station: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Mission:
    """A mission as its folder describes it.

    A team without any sign for ``silence_minutes`` is silent. Shares of fewer than ``smallest_n``
    stations or visits are held back. ``random_sample`` is the mission's own declaration that its
    teams' planned stations were drawn at random; without it no interval is ever shown.
    ``is_test`` missions read test events only. A test mission with an ``own_clock`` (a rehearsal
    of a day gone by) lives at the time of receipt of its last message, which its sender may name.
    ``organisations`` are the country's and its own. Nothing the mission found is public before
    ``statement_at``; a group of citizen observers may have ``coverage_during_day``: its coverage
    by region is public at once.
    """

    id: str
    election: str
    is_test: bool
    own_clock: bool = False
    silence_minutes: int = SILENCE_MINUTES
    smallest_n: int = SMALLEST_N
    random_sample: bool = False
    form_map: FormMap | None = None
    statement_at: datetime | None = None
    coverage_during_day: bool = False
    stations: tuple[Station, ...] = ()
    commissions: tuple[Station, ...] = ()
    teams: tuple[Team, ...] = ()
    plan: tuple[Stop, ...] = ()
    organisations: Mapping[str, Named] = field(default_factory=dict)

    @cached_property
    def team(self) -> Mapping[str, Team]:
        """Team id → team."""
        return {one.id: one for one in self.teams}

    @cached_property
    def stops(self) -> Mapping[str, tuple[Stop, ...]]:
        """Team id → its lines of the plan, by time."""
        found: dict[str, list[Stop]] = {one.id: [] for one in self.teams}
        for stop in sorted(self.plan, key=lambda one: (one.starts, one.ends, one.station)):
            found[stop.team].append(stop)
        return {team: tuple(stops) for team, stops in found.items()}

    @cached_property
    def severities(self) -> Mapping[str, str]:
        """The irregularities that are an incident at once, by the form map, with their severity."""
        asked = self.form_map.irregularities if self.form_map else ()
        return {one.id: one.severity for one in asked if one.severity}
