"""The store as the publisher reads it: it can only read, and the database itself holds it to that.

SQLite's file is opened for reading; on PostgreSQL every transaction is read-only, and the role need
not have more than the right to SELECT.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

import psycopg
from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.exc import OperationalError

from geodata.store.engines import SECONDS_TO_WAIT, UnusableStore, address_of
from geodata.store.events import Event
from geodata.store.store import Store, check
from geodata.store.tables import tables


class ReadOnlyStore(Store):
    """A store that is there already, for one who may only read it."""

    def __init__(self, engine: Engine, is_test: bool) -> None:
        """Raises UnusableStore if the store is of the other sort or of another format."""
        self.engine = engine
        self.is_test = is_test
        self._tables = tables(is_test)
        with engine.connect() as connection:
            check(connection, self._tables, is_test)

    def append(self, events: Sequence[Event]) -> NoReturn:
        """Refused: who asked for this store may only read it."""
        raise UnusableStore(
            f"a store opened to be read takes no messages in: {len(events)} refused"
        )


def open_read_only(url: str, is_test: bool) -> ReadOnlyStore | None:
    """The store at an address; None where none has been made yet. Raises UnusableStore."""
    address = address_of(url)
    is_file = address.get_backend_name() == "sqlite"
    if is_file and not Path(str(address.database)).is_file():
        return None
    engine = _sqlite(Path(str(address.database))) if is_file else _postgresql(url)
    try:
        if inspect(engine).has_table("store"):
            return ReadOnlyStore(engine, is_test)
    except OperationalError as error:
        engine.dispose()
        raise UnusableStore(f"the store cannot be read: {error.orig}") from None
    except BaseException:
        engine.dispose()
        raise
    engine.dispose()
    return None


def _sqlite(file: Path) -> Engine:
    where = f"file:{quote(str(file.absolute()))}?mode=ro"

    def connect() -> sqlite3.Connection:
        found = sqlite3.connect(where, uri=True, check_same_thread=False)
        found.isolation_level = None
        found.execute(f"PRAGMA busy_timeout={SECONDS_TO_WAIT * 1000}")
        found.execute("PRAGMA query_only=ON")
        return found

    engine = create_engine(f"sqlite:///{file}", creator=connect)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _postgresql(url: str) -> Engine:
    engine = create_engine(address_of(url), pool_pre_ping=True)
    event.listen(engine, "connect", _only_read)
    return engine


def _only_read(connection: psycopg.Connection[Any], _: object) -> None:
    connection.execute("SET default_transaction_read_only = on")
    connection.commit()
