"""The situation: everything a mission knows at one moment, for screens, commands and releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from geodata.country import Country
from geodata.coverage.conflicts import Conflict, conflicts
from geodata.coverage.counts import Coverage, coverage
from geodata.coverage.day import Day
from geodata.coverage.findings import Findings, findings
from geodata.coverage.gaps import Gaps, gaps
from geodata.coverage.incidents import Incident, incidents
from geodata.coverage.near import Nearby, NearTeams
from geodata.coverage.silence import TeamContact, silence
from geodata.coverage.turnout import Turnout, turnout
from geodata.coverage.workplaces import Workplaces
from geodata.missions.mission import Mission
from geodata.store.events import Event, Kind
from geodata.units import Level


@dataclass(frozen=True)
class Situation:
    """What a mission knew ``as_at`` a moment. All of it is of that moment and never changes.

    ``position`` is that of the last message of the store that was read for it. ``is_past`` tells
    a moment that was asked for from the present. ``acts`` holds every message that counts and is
    no report, by kind, in the order received.
    """

    mission: Mission
    country: Country
    as_at: datetime
    position: int
    is_past: bool
    coverage: Coverage
    findings: Findings
    turnout: Turnout
    silence: tuple[TeamContact, ...]
    conflicts: tuple[Conflict, ...]
    acts: Mapping[Kind, tuple[Event, ...]]
    # Of the present this goes on as messages come; what is above does not.
    day: Day
    nearby: Nearby
    workplaces: Workplaces
    # Incidents with their history, those that wait for somebody first.
    incident_log: tuple[Incident, ...]

    @property
    def incidents(self) -> tuple[Event, ...]:
        """The incidents as they stand, the latest first; a follow-up is the next version."""
        return self.acts.get(Kind.INCIDENT, ())[::-1]

    def gaps(self, level: Level) -> Gaps:
        """Where nobody has been, at a level."""
        return gaps(self.coverage, level)

    def near(self, unit: str, most: int = 10) -> NearTeams:
        """The teams nearest to the stations of a unit that nobody has visited."""
        return self.nearby.to(unit, most)

    def at_minute(self, as_at: datetime) -> Situation:
        """The same messages at a later moment of the present: only silence has gone on."""
        return replace(self, as_at=as_at, silence=silence(self.day, as_at))


def situation(day: Day, country: Country, as_at: datetime, position: int) -> Situation:
    """The situation of a day; ``position`` is how far the store was read for it."""
    counts = coverage(day)
    acts: dict[Kind, list[Event]] = {}
    for one in sorted(day.acts(), key=lambda each: (each.received_at, each.sha256)):
        acts.setdefault(one.kind, []).append(one)
    return Situation(
        day.mission,
        country,
        as_at,
        position,
        day.until is not None,
        counts,
        findings(day, counts),
        turnout(day, counts),
        silence(day, as_at),
        conflicts(day),
        {kind: tuple(events) for kind, events in acts.items()},
        day,
        Nearby(day),
        Workplaces(day),
        incidents(day),
    )
