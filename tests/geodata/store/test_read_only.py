"""Who only reads the store cannot write to it, whatever it tries, and misses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geodata.store.engines import UnusableStore
from geodata.store.events import Event, Kind
from geodata.store.read_only import open_read_only
from geodata.store.store import Store
from tests.geodata.store.messages import report
from tests.geodata.store.postgres import Server

NOON = datetime(2016, 3, 20, 6, tzinfo=UTC)


def bulletin(number: int) -> Event:
    payload = {"unit": "astana", "time": "12:00", "percent": str(number)}
    return Event(f"bulletin/{number}", 1, Kind.BULLETIN, payload, "desk", NOON, is_test=True)


def test_a_reader_sees_what_is_written_while_it_reads(store: Store, url: str) -> None:
    store.append([report()])
    reader = open_read_only(url, is_test=True)
    assert reader is not None
    with reader:
        first = list(reader.messages())
        store.append([bulletin(1), report(voted=1), bulletin(2)])
        assert list(reader.messages()) == list(store.messages())
        assert reader.position() == store.position() > len(first)


def test_a_reader_may_ask_for_some_kinds_alone(store: Store, url: str) -> None:
    store.append([report(), bulletin(1), bulletin(2)])
    reader = open_read_only(url, is_test=True)
    assert reader is not None
    with reader:
        found = reader.messages(kinds=(Kind.BULLETIN, Kind.GATE), after=1)
        assert [one.event.instance for one in found] == ["bulletin/1", "bulletin/2"]


def test_a_reader_cannot_write(store: Store, url: str) -> None:
    store.append([report()])
    reader = open_read_only(url, is_test=True)
    assert reader is not None
    with reader:
        with pytest.raises(UnusableStore, match="read"):
            reader.append([bulletin(1)])
        for slip in ("DELETE FROM event", "CREATE TABLE mine (a INTEGER)"):
            with pytest.raises(DBAPIError, match=r"(?i)read.?only"), reader.engine.begin() as one:
                one.execute(text(slip))
        assert reader.position() == 1


def test_where_no_store_is_there_none_is_made(fresh_url: Callable[[], str]) -> None:
    url = fresh_url()
    assert open_read_only(url, is_test=False) is None
    assert open_read_only(url, is_test=False) is None


def test_a_reader_of_live_messages_does_not_open_a_test_store(store: Store, url: str) -> None:
    with pytest.raises(UnusableStore, match="this is a test store"):
        open_read_only(url, is_test=False)


def test_a_role_that_may_only_select_is_enough(postgresql: Server) -> None:
    url = postgresql.fresh_url()
    with Store.open(url, is_test=True) as store:
        store.append([report(), bulletin(1)])
    schema = url.rpartition("search_path%3D")[2]
    with psycopg.connect(postgresql.url, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS publisher")
        owner.execute("CREATE ROLE publisher LOGIN")
        owner.execute(f"GRANT USAGE ON SCHEMA {schema} TO publisher".encode())
        owner.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO publisher".encode())
    reader = open_read_only(url.replace("baqylau@", "publisher@", 1), is_test=True)
    assert reader is not None
    with reader:
        assert reader.position() == 2
        with pytest.raises(DBAPIError, match=r"(?i)read.?only"), reader.engine.begin() as one:
            one.execute(text("INSERT INTO store VALUES (2, true)"))
    with psycopg.connect(postgresql.url, autocommit=True) as owner:
        owner.execute("DROP OWNED BY publisher")
        owner.execute("DROP ROLE publisher")
