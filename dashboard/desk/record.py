"""The record: who did what that matters, and when. Lines are only added, each chained to the last.

A line holds the digest of the one before it, so a line that is changed, taken out or put in between
breaks the chain from there on. Whoever notes the last digest somewhere else (``record verify``
prints it) sees also when the end was cut off. No password, session or token is ever written here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    Table,
    Text,
    event,
    func,
    insert,
    select,
    text,
)

from dashboard.desk.database import METADATA, RECORD_TURN, wait_for_turn
from geodata.store.append_only import guards
from geodata.store.engines import writing

_FIRST = "0" * 64
_READ_AT_ONCE = 1_000

RECORD = Table(
    "desk_record",
    METADATA,
    Column(
        "position",
        BigInteger().with_variant(Integer(), "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    # ISO 8601 in UTC.
    Column("at", Text, nullable=False),
    Column("what", Text, nullable=False),
    # The name somebody signs in under, "" for a stranger, "terminal" for a command.
    Column("who", Text, nullable=False),
    # JSON, its names in order.
    Column("about", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("sha256", Text, nullable=False),
)


class What(StrEnum):
    """What a line of the record tells of; its words are ``record.what.<value>``."""

    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGN_INS_HELD = "sign-ins-held"
    SIGNED_OUT = "signed-out"
    SIGNED_OUT_EVERYWHERE = "signed-out-everywhere"
    PROVED = "proved"
    REFUSED = "refused"
    PERSON_ADDED = "person-added"
    PERSON_CHANGED = "person-changed"
    PASSWORD_RESET = "password-reset"
    PASSWORD_CHANGED = "password-changed"
    EXPORTED = "exported"
    UPLOADED = "uploaded"
    TAKEN = "taken"
    DISCARDED = "discarded"
    DECIDED = "decided"
    ACTED = "acted"
    MISSION_CHANGED = "mission-changed"
    GATE = "gate"
    RELEASED = "released"
    TOKEN_MADE = "token-made"
    TOKEN_ENDED = "token-ended"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record."""

    position: int
    at: str
    what: str
    who: str
    # JSON as it was written: the digest is over these very letters.
    about: str
    previous: str
    sha256: str

    @property
    def told(self) -> dict[str, Any]:
        """What the line says beside who and when; empty where someone made it unreadable."""
        try:
            return dict(json.loads(self.about))
        except ValueError:
            return {}


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain breaks, and how."""

    position: int
    reason: str


def _guard(_: Table, connection: Connection, **__: object) -> None:
    for statement in guards(connection.dialect.name, {RECORD.name: "position = NEW.position"}):
        connection.execute(text(statement))


event.listen(RECORD, "after_create", _guard)


class Record:
    """The record in the desk's database. Safe to share between threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, what: What, who: str, about: Mapping[str, Any] | None = None) -> None:
        """Add a line; when this returns it is on the disk."""
        with writing(self._engine).begin() as connection:
            note_within(connection, what, who, about)

    def lines(self, before: int | None = None, most: int = _READ_AT_ONCE) -> list[Line]:
        """The latest lines, latest first; those before a position, to read on."""
        wanted = select(RECORD).order_by(RECORD.c.position.desc()).limit(most)
        if before is not None:
            wanted = wanted.where(RECORD.c.position < before)
        with self._engine.connect() as connection:
            return [Line(*row) for row in connection.execute(wanted)]

    def count(self) -> int:
        """How many lines there are."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(RECORD)).scalar_one()

    def all_lines(self) -> Iterator[Line]:
        """Every line in order, read in pages."""
        after = 0
        while True:
            page = select(RECORD).where(RECORD.c.position > after).order_by(RECORD.c.position)
            with self._engine.connect() as connection:
                rows = connection.execute(page.limit(_READ_AT_ONCE)).all()
            yield from (Line(*row) for row in rows)
            if not rows:
                return
            after = rows[-1][0]

    def verify(self) -> Broken | None:
        """The first line that does not follow from the one before it; None where all do."""
        expected, previous = 1, _FIRST
        for line in self.all_lines():
            if line.position != expected:
                return Broken(expected, "missing")
            if line.previous != previous or line.sha256 != _digest(line):
                return Broken(line.position, "changed")
            expected, previous = expected + 1, line.sha256
        return None


def note_within(
    connection: Connection, what: What, who: str, about: Mapping[str, Any] | None = None
) -> None:
    """Add a line as a part of a transaction of ``writing(engine)``: both happen or neither."""
    wait_for_turn(connection, RECORD_TURN)
    last = connection.execute(
        select(RECORD.c.position, RECORD.c.sha256).order_by(RECORD.c.position.desc()).limit(1)
    ).first()
    position, previous = (last[0] + 1, last[1]) if last else (1, _FIRST)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = Line(position, at, str(what), who, _json(about or {}), previous, "")
    connection.execute(insert(RECORD), asdict(line) | {"sha256": _digest(line)})


def _digest(line: Line) -> str:
    parts = [line.position, line.at, line.what, line.who, line.about, line.previous]
    return hashlib.sha256(_json(parts).encode()).hexdigest()


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
