"""Sessions: who is signed in, known to the desk alone; the browser holds only a random word.

The database keeps the word's digest, so whoever reads the database cannot take a session over.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from dashboard.desk.database import METADATA
from dashboard.desk.people import PEOPLE, Person, Role, as_person
from geodata.store.engines import writing

SESSIONS = Table(
    "desk_session",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, ForeignKey(PEOPLE.c.name), nullable=False, index=True),
    # Seconds since 1970.
    Column("began_at", Float, nullable=False),
    Column("used_at", Float, nullable=False),
    Column("proved_at", Float, nullable=False),
)
# Noting every touch would be a write for every page.
_SECONDS_BETWEEN_NOTES = 60
# No session that still lasts has been left alone for so long, the wall's included.
_FORGOTTEN = 400 * 86_400
SECONDS_A_PROOF_HOLDS = 300


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's session; ``proved_at`` is when they last gave their password."""

    id: str
    person: Person
    began_at: float
    used_at: float
    proved_at: float

    @property
    def is_proved(self) -> bool:
        """Whether the password was given a moment ago."""
        return time.time() - self.proved_at < SECONDS_A_PROOF_HOLDS


class Sessions:
    """All sessions of the desk."""

    def __init__(self, engine: Engine, idle_minutes: int, hours: int) -> None:
        self._engine = engine
        self._idle = idle_minutes * 60
        self._longest = hours * 3600

    def begin(self, name: str) -> str:
        """Begin a session; the word for the browser, which is told nobody else."""
        word = secrets.token_urlsafe(32)
        now = time.time()
        row = {"name": name, "began_at": now, "used_at": now, "proved_at": now}
        with writing(self._engine).begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.used_at < now - _FORGOTTEN))
            connection.execute(insert(SESSIONS), row | {"sha256": _digest(word)})
        return word

    def find(self, word: str, *, is_touch: bool) -> Session | None:
        """The session of a browser's word while it lasts; ``is_touch`` prolongs it."""
        wanted = select(SESSIONS, PEOPLE).join(PEOPLE, SESSIONS.c.name == PEOPLE.c.name)
        with self._engine.connect() as connection:
            row = (
                connection.execute(wanted.where(SESSIONS.c.sha256 == _digest(word)))
                .mappings()
                .first()
            )
        if row is None:
            return None
        person = as_person(row)
        session = Session(row["sha256"], person, row["began_at"], row["used_at"], row["proved_at"])
        if person.is_out or not self._lasts(session):
            return None
        if is_touch and time.time() - session.used_at > _SECONDS_BETWEEN_NOTES:
            self._set(session.id, used_at=time.time())
        return session

    def prove(self, session: Session) -> None:
        """Note that the password was given again."""
        self._set(session.id, proved_at=time.time())

    def end(self, session: Session) -> None:
        """End one session."""
        with writing(self._engine).begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.sha256 == session.id))

    def end_all(self, name: str) -> None:
        """End every session of somebody."""
        with writing(self._engine).begin() as connection:
            end_sessions(connection, name)

    def _lasts(self, session: Session) -> bool:
        # The wall hangs there unattended: it sees, and can do nothing.
        if session.person.role is Role.WALL:
            return True
        now = time.time()
        return now - session.used_at < self._idle and now - session.began_at < self._longest

    def _set(self, session: str, **values: float) -> None:
        with writing(self._engine).begin() as connection:
            connection.execute(
                update(SESSIONS).where(SESSIONS.c.sha256 == session).values(**values)
            )


def end_sessions(connection: Connection, name: str, but: str = "") -> None:
    """End every session of somebody, but for the one with this id, in a writing transaction."""
    mine = (SESSIONS.c.name == name) & (SESSIONS.c.sha256 != but)
    connection.execute(delete(SESSIONS).where(mine))


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
