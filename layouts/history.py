"""What stands around the figures: the election's calendar and the documents of its observers."""

from __future__ import annotations

from geodata.elections import CalendarEvent
from layouts.numbers import long_date
from layouts.subject import Subject
from layouts.views import DocumentLink, Event


def events(subject: Subject) -> tuple[Event, ...]:
    """The dated steps of the election, in order."""
    ordered = sorted(subject.election.calendar, key=lambda one: one.starts_on)
    return tuple(
        Event(
            _when(one, subject),
            subject.words(one.event),
            one.source,
            one.starts_on == subject.election.day,
        )
        for one in ordered
    )


def _when(event: CalendarEvent, subject: Subject) -> str:
    first = long_date(event.starts_on, subject.language)
    if event.ends_on is None or event.ends_on == event.starts_on:
        return first
    return f"{first} – {long_date(event.ends_on, subject.language)}"


def documents(subject: Subject) -> tuple[DocumentLink, ...]:
    """The documents of observation missions, oldest first, undated ones last."""
    language, organisations = subject.language, subject.country.organisations
    ordered = sorted(
        subject.election.documents,
        key=lambda one: (one.published_on is None, str(one.published_on)),
    )
    return tuple(
        DocumentLink(
            subject.words(one.document),
            organisations[one.organisation].names[language],
            long_date(one.published_on, language) if one.published_on else "",
            one.address,
        )
        for one in ordered
    )
