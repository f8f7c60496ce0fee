"""The day so far: what a mission was sent, folded, in the form that figures are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

import numpy as np

from geodata.country import Country
from geodata.coverage.acts import UNANSWERED
from geodata.coverage.reports import CLOCK_TOLERANCE, Reports
from geodata.coverage.sums import Sums
from geodata.coverage.territory import NONE, Flags, Ints, Territory
from geodata.errors import DataError
from geodata.missions.mission import Mission
from geodata.missions.read_mission import ground_of_mission
from geodata.store.events import Event, Kind
from geodata.store.fold import Fold

SIGNS = (Kind.REPORT, Kind.INCIDENT, Kind.CONTACT)
START = datetime.min.replace(tzinfo=UTC)


@dataclass
class Contact:
    """When a team was last heard of, in UTC: any sign, its last report, and the last moment that
    one of its reports says it was observing; ``START`` where never."""

    any_sign: datetime = START
    report: datetime = START
    observed: datetime = START


class Day:
    """What a mission knows at one moment. More messages may follow, in any order and any number
    of times; the figures are the same. For a past moment, make a new one ``until`` it."""

    def __init__(self, mission: Mission, country: Country, until: datetime | None = None) -> None:
        territory = Territory(mission, ground_of_mission(mission, country))
        self._begin(territory, ZoneInfo(country.elections[mission.election].zone), until)

    @classmethod
    def on(cls, territory: Territory, zone: ZoneInfo, until: datetime | None = None) -> Self:
        """A day on a territory that is known already: it need not be numbered again."""
        day = cls.__new__(cls)
        day._begin(territory, zone, until)
        return day

    def _begin(self, territory: Territory, zone: ZoneInfo, until: datetime | None) -> None:
        self.mission, self.until, self.territory = territory.mission, until, territory
        self.reports = Reports(territory, zone)
        self.sums = Sums(self.reports, territory)
        self.contacts: dict[str, Contact] = {}
        # Every version and wording of what has a history, by instance.
        self.bulletins: dict[str, dict[tuple[int, str], Event]] = {}
        self.incidents: dict[str, dict[tuple[int, str], Event]] = {}
        # Reports that tell of what the form map calls an incident, with which.
        self.grave: dict[str, tuple[Event, tuple[str, ...]]] = {}
        self._severe = frozenset(territory.mission.severities)
        self._others: dict[str, Event] = {}
        self._fold = Fold()

    def take(self, messages: Iterable[Event]) -> None:
        """Go on with more messages; those received after ``until`` are not looked at.

        Raises DataError for a message of the other sort (test or live).
        """
        wanted = [one for one in messages if self.until is None or one.received_at <= self.until]
        if any(one.is_test != self.mission.is_test for one in wanted):
            sort = "test" if self.mission.is_test else "live"
            raise DataError(f"a {sort} mission reads {sort} messages only")
        for one in wanted:
            if one.kind in SIGNS:
                self._heard(one)
            if one.kind in (Kind.BULLETIN, Kind.INCIDENT):
                kept = self.bulletins if one.kind is Kind.BULLETIN else self.incidents
                kept.setdefault(one.instance, {})[one.version, one.sha256] = one
        changed = self._fold.take(wanted)
        present = self._fold.present
        self.__dict__.pop("reporting", None)
        self.sums.take(self.reports.read([present[instance] for instance in changed]))
        for instance in changed:
            self._note(present[instance])

    def _note(self, event: Event) -> None:
        """Keep what is no report by its kind; there is little of it, and much of reports."""
        if event.kind is not Kind.REPORT or event.instance in self._others:
            before = self._others.get(event.instance, event)
            self._others[event.instance] = event
            if Kind.DEPLOYMENT in (event.kind, before.kind):
                self.__dict__.pop("deployments", None)
                self.__dict__.pop("deployed_pairs", None)
        if self._severe:
            seen = event.payload.get("irregularities") or {} if event.kind is Kind.REPORT else {}
            if grave := tuple(name for name in seen if seen[name] and name in self._severe):
                self.grave[event.instance] = event, grave
            else:
                self.grave.pop(event.instance, None)

    def current(self, instance: str) -> Event | None:
        """The version and wording of an instance that counts."""
        return self._fold.present.get(instance)

    def _heard(self, event: Event) -> None:
        # That nobody answered, or what the desk did about an incident, is no word of the team.
        if event.payload.get("note") == UNANSWERED or "follow_up" in event.payload:
            return
        contact = self.contacts.setdefault(str(event.payload.get("team", "")), Contact())
        contact.any_sign = max(contact.any_sign, event.received_at)
        if event.kind is Kind.REPORT:
            contact.report = max(contact.report, event.received_at)
            observed = event.observed_at
            if observed is not None and observed <= event.received_at + CLOCK_TOLERANCE:
                contact.observed = max(contact.observed, observed)

    def present(self, kind: Kind) -> list[Event]:
        """The messages of a kind that count; reports are in ``reports``."""
        return [one for one in self.acts() if one.kind is kind]

    def acts(self) -> list[Event]:
        """The messages that count and are no reports."""
        return [one for one in self._others.values() if one.kind is not Kind.REPORT]

    def wordings(self) -> dict[str, tuple[Event, ...]]:
        """Instances that came in several wordings and wait for a person, with each wording."""
        return self._fold.undecided()

    @cached_property
    def deployments(self) -> dict[str, Event]:
        """Team → the last word on its deployment, by time received."""
        found: dict[str, Event] = {}
        for one in sorted(
            self.present(Kind.DEPLOYMENT), key=lambda each: (each.received_at, each.sha256)
        ):
            found[str(one.payload.get("team", ""))] = one
        return found

    @cached_property
    def planned_pairs(self) -> Ints:
        """Pairs of team and unit (team × units + unit) that are planned, at every level."""
        return self._pairs(dict(enumerate(self.territory.planned)))

    @cached_property
    def deployed_pairs(self) -> Ints:
        """Pairs of team and unit that someone said a team is deployed to, at every level."""
        reached: dict[int, set[int]] = {}
        territory = self.territory
        for team, event in self.deployments.items():
            number = territory.team_number.get(team)
            if number is None or event.payload.get("state") != "deployed":
                continue
            named = [
                territory.unit_number[unit]
                for unit in event.payload.get("units") or ()
                if unit in territory.unit_number
            ]
            reached[number] = territory.covered(named) if named else territory.planned[number]
        return self._pairs(reached)

    def deployed_and_reporting(self) -> Ints:
        """Of ``deployed_pairs`` those with a report that counts."""
        team, unit = np.divmod(self.deployed_pairs, len(self.territory.units))
        return self.deployed_pairs[self.reporting[unit, team]]

    @cached_property
    def reporting(self) -> Flags:
        """For each unit, at every level, which teams have a report that counts from there."""
        territory, rows = self.territory, self.reports.counted()
        flags = np.zeros((len(territory.units), len(self.mission.teams)), dtype=bool)
        known = (rows["unit"] != NONE) & (rows["team"] != NONE)
        if known.all():
            flags[rows["unit"], rows["team"]] = True
        else:
            flags[rows["unit"][known], rows["team"][known]] = True
        return territory.spread(flags)

    def _pairs(self, reached: dict[int, set[int]]) -> Ints:
        size = len(self.territory.units)
        pairs = [team * size + unit for team, units in reached.items() for unit in units]
        return np.array(sorted(pairs), dtype=np.int64)
