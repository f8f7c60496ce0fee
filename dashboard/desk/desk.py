"""What every room of the desk has at hand: settings, the database, sessions, the record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import g
from sqlalchemy import Engine

from dashboard.desk.people import Person
from dashboard.desk.record import Record
from dashboard.desk.sessions import Session, Sessions
from dashboard.settings import Settings
from geodata.country import Country
from geodata.read_country import read_country


@dataclass(frozen=True)
class Desk:
    """One desk; its rooms share it. Safe to share between threads."""

    settings: Settings
    engine: Engine

    @cached_property
    def record(self) -> Record:
        """The record of what was done."""
        return Record(self.engine)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        settings = self.settings
        return Sessions(self.engine, settings.desk_idle_minutes, settings.desk_hours)

    @cached_property
    def country(self) -> Country:
        """The country's folder as it was when the desk started. Raises DataError."""
        return read_country(self.settings.country)


def session() -> Session:
    """The session of the present request; only behind a door for those who are signed in."""
    found: Session = g.session
    return found


def person() -> Person:
    """Who asks; only behind a door for those who are signed in."""
    return session().person
