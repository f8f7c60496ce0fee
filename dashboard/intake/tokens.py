"""Tokens: who may send, to which mission. Each is shown once; the database keeps its digest.

A source may have several at a time, so that a new one can be given out before the old one ends.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from sqlalchemy import Column, Engine, Table, Text, insert, select, update

from dashboard.desk.database import METADATA
from dashboard.desk.record import What, note_within
from geodata.errors import DataError
from geodata.store.engines import writing

TOKENS = Table(
    "intake_token",
    METADATA,
    # What a token is called wherever it may be read: in lists and in the record.
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("mission", Text, nullable=False),
    # ISO 8601 in UTC.
    Column("made_at", Text, nullable=False),
    Column("ended_at", Text),
)
_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
# Acts of people are kept under this name; no machine may send as one of them.
_RESERVED = ("desk", "decision", "incident")
# A token that has ended is refused so long after at most.
SECONDS_KNOWN = 1.0
_MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it may be shown. ``ended_at`` is "" while it is good."""

    id: str
    source: str
    mission: str
    made_at: str
    ended_at: str = ""


def make_token(engine: Engine, source: str, mission: str, who: str) -> tuple[Token, str]:
    """A new token, and the secret that is shown now and never again. Raises DataError."""
    check_source(source)
    secret = secrets.token_urlsafe(32)
    token = Token(secrets.token_hex(4), source, mission, _now())
    row = {
        "id": token.id,
        "sha256": _digest(secret),
        "source": source,
        "mission": mission,
        "made_at": token.made_at,
    }
    with writing(engine).begin() as connection:
        connection.execute(insert(TOKENS), row)
        about = {"token": token.id, "source": source, "mission": mission}
        note_within(connection, What.TOKEN_MADE, who, about)
    return token, secret


def check_source(source: str) -> None:
    """Raise DataError for what cannot be the name of a source."""
    if not _SOURCE.fullmatch(source) or source in _RESERVED:
        taken = ", ".join(_RESERVED)
        expected = "small Latin letters, digits and hyphens, at most 40; not one of"
        raise DataError(f"{source!r}: expected {expected} {taken}")


def end_token(engine: Engine, name: str, who: str) -> Token:
    """End a token at once, in every process within a second. Raises DataError."""
    with writing(engine).begin() as connection:
        row = connection.execute(select(TOKENS).where(TOKENS.c.id == name)).mappings().first()
        if row is None:
            raise DataError(f"{name!r}: expected the id of a token, as the list of tokens has it")
        ended_at = row["ended_at"] or _now()
        connection.execute(update(TOKENS).where(TOKENS.c.id == name).values(ended_at=ended_at))
        about = {"token": name, "source": row["source"], "mission": row["mission"]}
        note_within(connection, What.TOKEN_ENDED, who, about)
    return Token(name, row["source"], row["mission"], row["made_at"], ended_at)


def all_tokens(engine: Engine) -> list[Token]:
    """Every token there was, in the order they were made."""
    wanted = select(TOKENS).order_by(TOKENS.c.made_at, TOKENS.c.id)
    with engine.connect() as connection:
        rows = connection.execute(wanted).mappings()
        return [
            Token(row["id"], row["source"], row["mission"], row["made_at"], row["ended_at"] or "")
            for row in rows
        ]


class Tokens:
    """The good tokens, known by their secrets. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, tuple[float, Token]] = {}
        self._lock = Lock()

    def find(self, secret: str) -> Token | None:
        """The token of a secret; None where there is none, or it has ended.

        A good one is looked up anew after a second, an unknown one every time.
        """
        digest, now = _digest(secret), time.monotonic()
        until, token = self._known.get(digest, (0.0, None))
        if token is not None and now < until:
            return token
        found = self._look_up(digest)
        with self._lock:
            if found is None:
                self._known.pop(digest, None)
            else:
                if len(self._known) >= _MOST_KNOWN:
                    self._known.clear()
                self._known[digest] = now + SECONDS_KNOWN, found
        return found

    def _look_up(self, digest: str) -> Token | None:
        # By digest, so the time it takes tells nothing about a secret.
        wanted = select(TOKENS).where(TOKENS.c.sha256 == digest, TOKENS.c.ended_at.is_(None))
        with self._engine.connect() as connection:
            row = connection.execute(wanted).mappings().first()
        return Token(row["id"], row["source"], row["mission"], row["made_at"]) if row else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
