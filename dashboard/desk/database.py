"""The desk's own database: who may sign in, who is signed in, and the record of what was done.

Each room declares its tables on ``METADATA`` in its own module. What came in on election day lies
elsewhere, in the store.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, text
from sqlalchemy.exc import OperationalError

from dashboard.settings import Settings
from geodata.store.engines import (
    UnusableStore,
    keep_file,
    open_engine,
    wait_for_makers,
    writing,
)

METADATA = MetaData()
# What only one at a time may do, among all processes: any numbers no other lock here has.
RECORD_TURN, TRIES_TURN, PEOPLE_TURN, ALLOWANCE_TURN = range(201_603_210, 201_603_214)
_ONLY_ITS_OWNER = 0o600


def open_desk_database(settings: Settings) -> Engine:
    """The engine, with every table that the loaded rooms declare. Raises UnusableStore.

    A connection must not be taken across a fork: open it in the process that uses it.
    """
    engine = open_engine(settings.desk_database)
    try:
        make_tables(engine)
    except OperationalError as error:
        engine.dispose()
        raise UnusableStore(f"the desk's database cannot be opened: {error.orig}") from None
    except BaseException:
        engine.dispose()
        raise
    return engine


def make_tables(engine: Engine) -> None:
    """Make those that are not there yet; several processes may do so at once."""
    if engine.dialect.name == "sqlite":
        # Digests of passwords are nobody else's business; SQLite's own files take after this one.
        Path(str(engine.url.database)).touch(_ONLY_ITS_OWNER)
    with writing(engine).begin() as connection:
        wait_for_makers(connection)
        METADATA.create_all(connection)
    keep_file(engine)


def wait_for_turn(connection: Connection, turn: int) -> None:
    """Do what follows in this writing transaction alone. SQLite has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": turn})
