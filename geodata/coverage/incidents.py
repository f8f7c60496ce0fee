"""Incidents: what must not wait for the evening, entered at the desk or taken from a report.

A form map names the irregularities that are an incident as soon as one is reported. What is done
about it is told by new versions of the incident; none is ever taken away.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from geodata.coverage.acts import CLOSED, OPEN, STATUSES
from geodata.coverage.day import Day
from geodata.imports.form_map import SEVERITIES
from geodata.store.events import Event, Kind


@dataclass(frozen=True)
class Incident:
    """An incident and its history, the first word first.

    ``report`` is the report it was taken from, None where it was entered; then ``category`` is the
    irregularity, and ``stated`` its severity by the form map. ``versions`` are what the desk, or a
    sender, said of it.
    """

    instance: str
    versions: tuple[Event, ...]
    report: Event | None = None
    irregularity: str = ""
    stated: str = ""

    def _last(self, name: str) -> str:
        said = [one.payload.get(name) for one in reversed(self.versions)]
        if self.report is not None:
            said.append(self.report.payload.get(name))
        return next((str(one) for one in said if one), "")

    @property
    def severity(self) -> str:
        """The last word on how grave it is."""
        return self._last("severity") or self.stated

    @property
    def status(self) -> str:
        """Where it stands; a new one is open."""
        return self._last("status") or OPEN

    @property
    def category(self) -> str:
        """What sort of incident it is."""
        return self._last("category") or self.irregularity

    @property
    def stage(self) -> str:
        """The stage of the vote."""
        return self._last("stage")

    @property
    def unit(self) -> str:
        """The smallest unit known."""
        return self._last("unit")

    @property
    def station(self) -> str:
        """The station, "" where it was at no one station."""
        return self._last("station")

    @property
    def team(self) -> str:
        """The team that told of it."""
        return self._last("team")

    @property
    def opened(self) -> datetime:
        """When the first word of it came in."""
        return self._moments[0]

    @property
    def changed(self) -> datetime:
        """When the last word of it came in."""
        return self._moments[-1]

    @property
    def _moments(self) -> list[datetime]:
        first = [self.report.received_at] if self.report else []
        return [*first, *(one.received_at for one in self.versions)]


def incidents(day: Day) -> tuple[Incident, ...]:
    """Every incident: those that are not closed first, the gravest first, the latest first."""
    severities = day.mission.severities
    found = {
        incident_name(report.instance, name): (report, name)
        for report, names in day.grave.values()
        for name in names
    }
    told = dict.fromkeys([*found, *day.incidents])
    every = []
    for instance in told:
        counts = day.current(instance)
        if counts is not None and counts.kind is Kind.WITHDRAWAL:
            # Whoever sent it has taken it back.
            continue
        report, name = found.get(instance, (None, ""))
        stated = severities.get(name, "")
        every.append(Incident(instance, _versions(day, instance), report, name, stated))
    return tuple(sorted((one for one in every if one.versions or one.report), key=_order))


def incident_name(report: str, irregularity: str) -> str:
    """The instance under which the desk follows up what a report told."""
    digest = hashlib.sha256(f"{report}\n{irregularity}".encode()).hexdigest()
    return f"incident/{digest[:32]}"


def _versions(day: Day, instance: str) -> tuple[Event, ...]:
    """One wording a version, the one received first, unless a person decided otherwise."""
    counts = day.current(instance)
    found: dict[int, Event] = {}
    words = day.incidents.get(instance, {}).values()
    for one in sorted(words, key=lambda each: (each.received_at, each.sha256)):
        found.setdefault(one.version, one)
    if counts is not None and counts.version in found:
        found[counts.version] = counts
    return tuple(found[version] for version in sorted(found))


def _order(one: Incident) -> tuple[bool, int, int, float, str]:
    return (
        one.status == CLOSED,
        _place(one.severity, SEVERITIES),
        _place(one.status, STATUSES),
        -one.changed.timestamp(),
        one.instance,
    )


def _place(word: str, words: tuple[str, ...]) -> int:
    return words.index(word) if word in words else len(words)
