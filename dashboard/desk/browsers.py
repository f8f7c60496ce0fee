"""Browsers that somebody has signed in with before, so that a stranger's guesses do not stop them.

Such a browser keeps a random word of its own. It opens nothing: the password is asked all the same.
"""

from __future__ import annotations

import hashlib
import secrets
import time

from sqlalchemy import Column, Engine, Float, Table, Text, delete, insert, select

from dashboard.desk.database import METADATA
from geodata.store.engines import writing

SECONDS_KNOWN = 180 * 86_400

BROWSERS = Table(
    "desk_browser",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("since", Float, nullable=False),
)


class Browsers:
    """The browsers that are known, each for one name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def knows(self, word: str, name: str) -> bool:
        """Whether somebody of that name signed in with the browser that has this word."""
        wanted = select(BROWSERS.c.since).where(BROWSERS.c.sha256 == _digest(word, name))
        with self._engine.connect() as connection:
            since = connection.execute(wanted).scalar()
        return since is not None and time.time() - since < SECONDS_KNOWN

    def remember(self, name: str) -> str:
        """A new word for a browser that somebody has signed in with."""
        word = secrets.token_urlsafe(32)
        now = time.time()
        with writing(self._engine).begin() as connection:
            connection.execute(delete(BROWSERS).where(BROWSERS.c.since < now - SECONDS_KNOWN))
            row = {"sha256": _digest(word, name), "since": now}
            connection.execute(insert(BROWSERS), row)
        return word


def _digest(word: str, name: str) -> str:
    return hashlib.sha256(f"{word} {name}".encode()).hexdigest()
