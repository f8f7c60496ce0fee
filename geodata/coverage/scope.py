"""Scope: the part of a mission that one person may see, and the sums of that part.

A long-term team sees the units of its own list and what lies in them. Stations and visits of
several units are added up; a team that works in several of them is one team.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from geodata.coverage.counts import Group
from geodata.coverage.incidents import Incident
from geodata.coverage.silence import Standing, TeamContact
from geodata.coverage.situation import Situation
from geodata.coverage.territory import Flags, Ints
from geodata.coverage.workplaces import Workplaces
from geodata.store.events import Event
from geodata.units import Level

SILENT = (Standing.SILENT, Standing.NEVER_HEARD)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over a scope; teams are counted once, however many of its units they work in."""

    stations: int
    observed: int
    visits: int
    planned: int
    deployed: int
    reporting: int


@dataclass(frozen=True)
class Scope:
    """A situation as far as one may see it; ``allowed`` is None for the whole country."""

    situation: Situation
    allowed: frozenset[str] | None = None

    @property
    def _places(self) -> Workplaces:
        return self.situation.workplaces

    def sees(self, unit: str) -> bool:
        """Whether figures of a unit may be shown. Units that are not known are the country's."""
        if self.allowed is None:
            return True
        territory = self.situation.day.territory
        number = territory.unit_number.get(unit)
        return number is not None and any(
            territory.units[one] in self.allowed for one in territory.chain(number)
        )

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The largest units one sees: none of them lies in another."""
        territory = self.situation.day.territory
        if self.allowed is None:
            return (territory.ground.country,)
        return tuple(
            unit
            for number, unit in enumerate(territory.units)
            if unit in self.allowed
            and not any(territory.units[up] in self.allowed for up in territory.chain(number)[1:])
        )

    def units(self, level: Level) -> tuple[str, ...]:
        """The units of a level that one sees."""
        return tuple(one for one in self.situation.day.territory.ground.at(level) if self.sees(one))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels below the country at which one sees anything, the larger units first.

        Districts only where the mission lists stations by district.
        """
        counts = self.situation.coverage
        number = counts.territory.unit_number
        return tuple(
            level
            for level in counts.territory.levels[1:]
            if (seen := self.units(level))
            and (level == "region" or counts.stations[[number[one] for one in seen]].any())
        )

    def sum(self, counts: Ints) -> int:
        """Counts of things that lie in one unit each, over the scope."""
        number = self.situation.day.territory.unit_number
        return int(sum(counts[number[unit]] for unit in self.roots))

    def totals(self, group: Group | None = None, teams: frozenset[int] | None = None) -> Totals:
        """The sums over the scope, of everyone or of one group whose teams are given."""
        counts, places = self.situation.coverage, self._places
        own = group or counts.teams

        def number(flags: Flags) -> int:
            found = places.teams(flags, self.roots)
            return len(found if teams is None else found & teams)

        return Totals(
            self.sum(counts.stations),
            self.sum(own.observed),
            self.sum(own.visits),
            number(places.planned),
            number(places.deployed),
            number(places.reporting),
        )

    def organisations(self) -> Iterator[tuple[str, Totals]]:
        """Each organisation with its parts."""
        groups = self.situation.day.sums.groups
        kinds = dict(zip(groups.organisations, groups.organisations.values(), strict=True))
        for name, group in self.situation.coverage.organisations.items():
            yield name, self.totals(group, self._of_kinds(kinds[name]))

    def roles(self) -> Iterator[tuple[str, Totals]]:
        """Each role."""
        groups = self.situation.day.sums.groups
        for name, group in self.situation.coverage.roles.items():
            yield name, self.totals(group, self._of_kinds(groups.roles[name]))

    def _of_kinds(self, wanted: list[bool]) -> frozenset[int]:
        kind_of_team = self.situation.day.sums.groups.kind_of_team[:-1].tolist()
        return frozenset(team for team, kind in enumerate(kind_of_team) if wanted[kind])

    @cached_property
    def teams(self) -> frozenset[str]:
        """The teams one sees: all, or those planned, deployed or reporting in the scope."""
        mission, places = self.situation.mission, self._places
        if self.allowed is None:
            return frozenset(mission.team)
        seen = places.teams(places.planned, self.roots) | places.teams(places.deployed, self.roots)
        return frozenset(mission.teams[one].id for one in seen)

    @cached_property
    def contacts(self) -> tuple[TeamContact, ...]:
        """How it stands with each team one sees, in the order of silence."""
        return tuple(one for one in self.situation.silence if one.team in self.teams)

    @cached_property
    def silent(self) -> tuple[TeamContact, ...]:
        """The teams that are silent or were never heard."""
        return tuple(one for one in self.contacts if one.standing in SILENT)

    def sees_incident(self, incident: Incident) -> bool:
        """Whether an incident may be shown: by its place, else by the team that told of it."""
        if self.allowed is None:
            return True
        return self.sees(incident.unit) if incident.unit else incident.team in self.teams

    def shows(self, act: Event) -> bool:
        """Whether a message may be shown: by its place, and where it names none, by its team."""
        if self.allowed is None:
            return True
        unit = str(act.payload.get("unit") or "")
        return self.sees(unit) if unit else str(act.payload.get("team", "")) in self.teams
