"""Silence: which teams have not been heard of for longer than the mission allows.

Any sign counts as contact, a report among them. When a report came in and when its observers say
they were there are told apart: forms come in batches where there was no network.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from geodata.coverage.day import START, Contact, Day
from geodata.missions.mission import Stop
from geodata.store.events import Event


class Standing(StrEnum):
    """How it stands with a team."""

    NOT_DUE = "not-due"
    IN_CONTACT = "in-contact"
    SILENT = "silent"
    NEVER_HEARD = "never-heard"
    STOOD_DOWN = "stood-down"


_ORDER = (
    Standing.NEVER_HEARD, Standing.SILENT, Standing.IN_CONTACT, Standing.NOT_DUE,
    Standing.STOOD_DOWN,
)  # fmt: skip
_UNHEARD = Contact()


class TeamContact(NamedTuple):
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
    interval, none = timedelta(minutes=day.mission.silence_minutes), timedelta()
    found = [_team(day, one.id, now, interval) for one in day.mission.teams]
    place = {standing: at for at, standing in enumerate(_ORDER)}
    return tuple(sorted(found, key=lambda one: (place[one.standing], -(one.quiet or none))))


def _team(day: Day, team: str, now: datetime, interval: timedelta) -> TeamContact:
    contact, word = day.contacts.get(team, _UNHEARD), day.deployments.get(team)
    stops = day.mission.stops[team]
    heard = contact.any_sign != START
    begins = contact.any_sign if heard else _due_since(stops, word)
    quiet = now - begins if begins is not None and begins <= now else None
    return TeamContact(
        team,
        _standing(word, heard, quiet, interval),
        _known(contact.any_sign),
        _known(contact.report),
        _known(contact.observed),
        quiet,
        _missed_stop(stops, contact, now) if stops else None,
    )


def _standing(
    word: Event | None, heard: bool, quiet: timedelta | None, interval: timedelta
) -> Standing:
    if word is not None and word.payload.get("state") == "stood-down":
        return Standing.STOOD_DOWN
    if quiet is None:
        return Standing.NOT_DUE
    if quiet <= interval:
        return Standing.IN_CONTACT if heard else Standing.NOT_DUE
    return Standing.SILENT if heard else Standing.NEVER_HEARD


def _due_since(stops: tuple[Stop, ...], word: Event | None) -> datetime | None:
    """When a first sign was due: when the plan begins, or the team was said to be deployed."""
    begins = [stop.starts for stop in stops[:1]]
    begins += [word.received_at] if word else []
    return min(begins, default=None)


def _missed_stop(stops: tuple[Stop, ...], contact: Contact, now: datetime) -> Stop | None:
    ended = [stop for stop in stops if stop.ends <= now]
    return next((stop for stop in reversed(ended) if contact.observed < stop.starts), None)


def _known(moment: datetime) -> datetime | None:
    return None if moment == START else moment
