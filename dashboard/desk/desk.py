"""What every room of the desk has at hand: settings, the database, sessions, the record, words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import g, request
from sqlalchemy import Engine

from dashboard.desk.browsers import Browsers
from dashboard.desk.files import DeskFiles
from dashboard.desk.missions import Missions
from dashboard.desk.people import Person
from dashboard.desk.record import Record
from dashboard.desk.sessions import Session, Sessions
from dashboard.desk.shelf import Shelf
from dashboard.desk.throttle import Throttle
from dashboard.settings import Settings
from geodata.country import Country
from layouts.desk.access_pages import Frame
from layouts.words import Words, words


@dataclass(frozen=True)
class Desk:
    """One desk; its rooms share it. Safe to share between threads.

    ``country`` is its folder as it was when the desk started.
    """

    settings: Settings
    engine: Engine
    country: Country
    shelf: Shelf
    files: DeskFiles

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
    def throttle(self) -> Throttle:
        """The brake on guessing passwords."""
        return Throttle(self.engine)

    @cached_property
    def browsers(self) -> Browsers:
        """Browsers that somebody has signed in with."""
        return Browsers(self.engine)

    @cached_property
    def missions(self) -> Missions:
        """The missions that are served here, each followed through its day."""
        return Missions(self.settings, self.country)

    @cached_property
    def _words(self) -> dict[str, Words]:
        return {language: words(self.country, language) for language in self.country.languages}

    def words(self, language: str) -> Words | None:
        """The words of a language, None where the country does not speak it."""
        return self._words.get(language)

    def language_of(self, path: str) -> str:
        """The language an address begins with, else the one the browser likes best."""
        languages = self.country.languages
        first = path.strip("/").partition("/")[0]
        if first in languages:
            return first
        return request.accept_languages.best_match(languages) or languages[0]

    def frame(self, language: str, place: str = "") -> Frame:
        """What pages about access have around them; ``place`` is the address after the language."""
        found: Session | None = g.get("session")
        return Frame(
            words=self._words[language],
            languages=self.country.languages,
            place=place,
            style=self.files.style,
            script=self.files.script,
            theme=self.files.theme,
            icon=self.files.icon,
            name=found.person.name if found else "",
            role=str(found.person.role) if found else "",
        )


def session() -> Session:
    """The session of the present request; only behind a door for those who are signed in."""
    found: Session = g.session
    return found


def person() -> Person:
    """Who asks; only behind a door for those who are signed in."""
    return session().person
