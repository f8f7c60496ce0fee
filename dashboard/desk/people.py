"""The people of the desk: who may sign in, as what, and for which units.

Nobody is ever deleted, only shut out: what they did stays theirs in the record and in the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    RowMapping,
    Table,
    Text,
    insert,
    select,
    update,
)

from dashboard.desk.database import METADATA

PEOPLE = Table(
    "desk_person",
    METADATA,
    # What somebody types to sign in; events of the store name them by it (``who``).
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    # JSON list of unit ids, null for the whole country.
    Column("units", Text),
    Column("password", Text, nullable=False),
    # Somebody else knows the password: nothing can be done with it but to choose one's own.
    Column("must_change", Boolean, nullable=False),
    Column("is_out", Boolean, nullable=False),
    Column("added_at", Text, nullable=False),
)


class Role(StrEnum):
    """What somebody is on the desk; its words are ``role.<value>``."""

    ADMINISTRATOR = "administrator"
    LEADERSHIP = "leadership"
    ANALYST = "analyst"
    CO_ORDINATOR = "co-ordinator"
    LONG_TERM_TEAM = "long-term-team"
    VIEWER = "viewer"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in. ``units`` are those they may see, None for the whole country."""

    name: str
    role: Role
    units: frozenset[str] | None = None
    must_change: bool = False
    is_out: bool = False


class UnknownPerson(Exception):
    """Nobody signs in under that name."""


class NameTaken(Exception):
    """Somebody signs in under that name already."""


def find(connection: Connection, name: str) -> tuple[Person, str] | None:
    """Somebody and the digest of their password."""
    row = connection.execute(select(PEOPLE).where(PEOPLE.c.name == name)).mappings().first()
    return (as_person(row), row["password"]) if row else None


def everyone(engine: Engine) -> list[Person]:
    """All people, by name."""
    with engine.connect() as connection:
        return all_within(connection)


def all_within(connection: Connection) -> list[Person]:
    """All people, by name, as a transaction sees them."""
    rows = connection.execute(select(PEOPLE).order_by(PEOPLE.c.name)).mappings()
    return [as_person(row) for row in rows]


def add(connection: Connection, person: Person, password: str) -> None:
    """Add somebody, with the digest of their password. Raises NameTaken."""
    if find(connection, person.name):
        raise NameTaken(person.name)
    row = _row(person) | {"name": person.name, "password": password, "added_at": _now()}
    connection.execute(insert(PEOPLE), row)


def change(connection: Connection, person: Person, password: str | None = None) -> None:
    """Put down what somebody is from now on. Raises UnknownPerson."""
    row = _row(person) | ({"password": password} if password else {})
    changed = connection.execute(update(PEOPLE).where(PEOPLE.c.name == person.name).values(row))
    if not changed.rowcount:
        raise UnknownPerson(person.name)


def as_person(row: RowMapping) -> Person:
    """A row of the table."""
    units = None if row["units"] is None else frozenset(json.loads(row["units"]))
    is_out = bool(row["is_out"])
    return Person(row["name"], Role(row["role"]), units, bool(row["must_change"]), is_out)


def _row(person: Person) -> dict[str, Any]:
    return {
        "role": str(person.role),
        "units": None if person.units is None else _list(person.units),
        "must_change": person.must_change,
        "is_out": person.is_out,
    }


def _list(units: Iterable[str]) -> str:
    return json.dumps(sorted(units))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
