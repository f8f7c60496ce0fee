"""Silence: which teams have not been heard of for longer than the mission allows.

Any sign counts as contact, a report among them. When a report came in and when its observers say
they were there are told apart: forms come in batches where there was no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from geodata.coverage.day import START, Contact, Day
from geodata.missions.mission import Stop


class Standing(StrEnum):
    """How it stands with a team."""

    NOT_DUE = "not-due"
    IN_CONTACT = "in-contact"
    SILENT = "silent"
    NEVER_HEARD = "never-heard"
    STOOD_DOWN = "stood-down"


@dataclass(frozen=True, slots=True)
class TeamContact:
    """When a team was last heard of; None where it never was.

    ``contact`` and ``report`` are when the last sign and the last report were received,
    ``observed`` the last moment of observation that a report with a plausible clock names.
    ``quiet`` runs from the last sign, or, where there was none, from when the first was due.
    ``due`` is the last stop of the plan that should have ended by now and has had no report since
    it began; None where there is none.
    """

    team: str
    standing: Standing
    contact: datetime | None
    report: datetime | None
    observed: datetime | None
    quiet: timedelta | None
    due: Stop | None


def silence(day: Day, now: datetime) -> tuple[TeamContact, ...]:
    """Every team of the mission, the longest quiet first among the silent, then the others."""
    found = [_team(day, one.id, now) for one in day.mission.teams]
    order = [
        Standing.NEVER_HEARD, Standing.SILENT, Standing.IN_CONTACT, Standing.NOT_DUE,
        Standing.STOOD_DOWN,
    ]  # fmt: skip
    return tuple(
        sorted(found, key=lambda one: (order.index(one.standing), -(one.quiet or timedelta())))
    )


def _team(day: Day, team: str, now: datetime) -> TeamContact:
    contact = day.contacts.get(team, Contact())
    since = _due_since(day, team)
    heard = contact.any_sign != START
    begins = contact.any_sign if heard else since
    quiet = now - begins if begins is not None and begins <= now else None
    return TeamContact(
        team,
        _standing(day, team, heard, quiet),
        _known(contact.any_sign),
        _known(contact.report),
        _known(contact.observed),
        quiet,
        _missed_stop(day, team, contact, now),
    )


def _standing(day: Day, team: str, heard: bool, quiet: timedelta | None) -> Standing:
    word = day.deployments.get(team)
    if word and word.payload.get("state") == "stood-down":
        return Standing.STOOD_DOWN
    if quiet is None:
        return Standing.NOT_DUE
    if quiet <= timedelta(minutes=day.mission.silence_minutes):
        return Standing.IN_CONTACT if heard else Standing.NOT_DUE
    return Standing.SILENT if heard else Standing.NEVER_HEARD


def _due_since(day: Day, team: str) -> datetime | None:
    """When a first sign was due: when the plan begins, or the team was said to be deployed."""
    word = day.deployments.get(team)
    begins = [stop.starts for stop in day.mission.stops[team][:1]]
    begins += [word.received_at] if word else []
    return min(begins, default=None)


def _missed_stop(day: Day, team: str, contact: Contact, now: datetime) -> Stop | None:
    ended = [stop for stop in day.mission.stops[team] if stop.ends <= now]
    return next((stop for stop in reversed(ended) if contact.observed < stop.starts), None)


def _known(moment: datetime) -> datetime | None:
    return None if moment == START else moment
