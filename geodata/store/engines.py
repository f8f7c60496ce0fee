"""The two databases a store may lie in, set up so that what they confirm is on the disk.

SQLite is one file and needs nothing else; PostgreSQL serves several machines. Every SQL statement
that only one of them understands stands here or in ``append_only``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from geodata.errors import DataError

# A writer waits this long for the others before it gives up (SQLite).
SECONDS_TO_WAIT = 60
_PRAGMAS = (
    f"PRAGMA busy_timeout={SECONDS_TO_WAIT * 1000}",
    # Each commit waits until the disk has it.
    "PRAGMA synchronous=FULL",
    # On macOS only this makes the disk write rather than promise.
    "PRAGMA fullfsync=ON",
    "PRAGMA checkpoint_fullfsync=ON",
    # Readers and the writer do not wait for each other.
    "PRAGMA journal_mode=WAL",
)
# One word for all stores: two programs that make the same store at once wait for each other.
_MAKING = 201_603_20
ONLY_ITS_OWNER = 0o600


class UnusableStore(DataError):
    """The database cannot be the store that was asked for; the message says why."""


def open_engine(url: str, connect: Callable[[], Any] | None = None) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://…``.

    Makes the folder and the file of SQLite, which nobody else may read; ``connect`` opens it by
    another driver than Python's own. Raises UnusableStore.
    """
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        _make_file(Path(str(address.database)).absolute())
        engine = create_engine(address, creator=connect) if connect else create_engine(address)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(address, pool_pre_ping=True)
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _make_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # What observers report is nobody else's business; SQLite's other files take after this one.
    # Where it cannot be made, SQLite itself says why.
    if not path.exists():
        with suppress(OSError):
            path.touch(ONLY_ITS_OWNER)


def address_of(url: str) -> URL:
    """The address of a store, with the driver that is used here. Raises UnusableStore."""
    # An address may hold a password and is never shown.
    expected = "expected sqlite:///<file> or postgresql://<user>@<host>/<database>"
    try:
        address = make_url(url)
    except ArgumentError:
        raise UnusableStore(f"the address of the store: {expected}") from None
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    in_a_file = address.drivername == "sqlite" and address.database not in (None, "", ":memory:")
    if not (in_a_file or address.drivername == "postgresql+psycopg"):
        raise UnusableStore(f"the address of the store begins {address.drivername}: {expected}")
    return address


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # The driver's own BEGIN comes too late and is of the wrong kind: transactions begin below.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    mode = cursor.fetchone()[0]
    cursor.close()
    if mode != "wal":
        raise UnusableStore(f"SQLite keeps its journal as {mode!r} here: expected a local disk")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(connection: psycopg.Connection[Any], _: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("SHOW fsync")
        durable = cursor.fetchone() == ("on",)
    connection.commit()
    if not durable:
        raise UnusableStore("PostgreSQL runs with fsync = off: expected on, or a power cut loses")


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions write: on SQLite they take the lock at once."""
    return engine.execution_options(writes=True)


def wait_for_writers(connection: Connection) -> None:
    """Let one transaction at a time write to this store, so positions follow commits."""
    if connection.dialect.name == "postgresql":
        # Not LOCK TABLE, for which a role needs the right to change rows.
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:making, CAST('event'::regclass::oid AS integer))"),
            {"making": _MAKING},
        )


def wait_for_makers(connection: Connection) -> None:
    """Let one transaction at a time look for the tables and make them."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:making)"), {"making": _MAKING})


def keep_file(engine: Engine) -> None:
    """See to it that the name of a new SQLite file survives a power cut as its contents do."""
    if engine.dialect.name == "sqlite":
        folder = os.open(Path(str(engine.url.database)).absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
