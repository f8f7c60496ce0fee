"""The database itself refuses to change a row or to take one out, whoever asks."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geodata.store.store import Store
from tests.geodata.store.messages import report
from tests.geodata.store.postgres import Server

SLIPS = (
    "UPDATE event SET payload = '{}'",
    "DELETE FROM event",
    "UPDATE conflict SET version = 9",
    "DELETE FROM conflict",
    "UPDATE store SET is_test = NOT is_test",
    "DELETE FROM store",
)
REPLACE = (
    "INSERT OR REPLACE INTO event SELECT position, instance, version, kind, '{}', sha256, source,"
    " received_at, observed_at, is_test FROM event"
)
LIVE_AMONG_TESTS = (
    "INSERT INTO event SELECT position + 10, 'other', version, kind, payload, sha256, source,"
    " received_at, observed_at, NOT is_test FROM event"
)


def fill(store: Store) -> None:
    store.append([report(), report(voted=1)])


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_hand_is_refused(store: Store, slip: str) -> None:
    fill(store)
    before = list(store.messages())
    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text(slip))
    assert list(store.messages()) == before


def test_a_live_row_among_tests_is_refused(store: Store) -> None:
    fill(store)
    with pytest.raises(DBAPIError, match=r"(?i)check"), store.engine.begin() as connection:
        connection.execute(text(LIVE_AMONG_TESTS))


def test_another_program_at_the_file_is_refused_too(sqlite_path: Path) -> None:
    with Store.open(f"sqlite:///{sqlite_path}", is_test=True) as store:
        fill(store)
    other = sqlite3.connect(sqlite_path)
    for slip in (*SLIPS, REPLACE):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            other.execute(slip)
    other.close()


def test_emptying_a_table_at_once_is_refused(postgresql: Server) -> None:
    with Store.open(postgresql.fresh_url(), is_test=True) as store:
        for table in ("event", "conflict", "store"):
            with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as each:
                each.execute(text(f"TRUNCATE {table}"))


def test_a_role_that_may_only_read_and_add_is_enough(postgresql: Server) -> None:
    url = postgresql.fresh_url()
    Store.open(url, is_test=True).close()
    schema = url.rpartition("%3D")[2]
    with psycopg.connect(postgresql.url, autocommit=True) as owner:
        owner.execute(
            (
                f"CREATE ROLE clerk LOGIN; GRANT USAGE ON SCHEMA {schema} TO clerk;"
                f"GRANT SELECT, INSERT ON {schema}.event, {schema}.conflict TO clerk;"
                f"GRANT SELECT ON {schema}.store TO clerk"
            ).encode()
        )
    with Store.open(url.replace("baqylau@", "clerk@"), is_test=True) as store:
        fill(store)
        assert store.position() == 2
        with pytest.raises(DBAPIError, match="permission denied"), store.engine.begin() as each:
            each.execute(text("DELETE FROM event"))
