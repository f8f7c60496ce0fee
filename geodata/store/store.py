"""The store: what teams and commissions sent, kept for certain from the moment we say so.

Events are only ever added. Any number of readers read while one writes; a reader that notes the
last position it saw misses nothing when it goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import OperationalError

from geodata.store.append_only import guards
from geodata.store.engines import (
    UnusableStore,
    keep_file,
    open_engine,
    wait_for_makers,
    wait_for_writers,
    writing,
)
from geodata.store.events import Event, Kind, Stored, Taken
from geodata.store.faulty_events import refuse_faulty
from geodata.store.pages import READ_AT_ONCE, page_of
from geodata.store.statements import into, last_message, last_positions, under_names
from geodata.store.tables import FORMAT, Tables, as_event, as_row, moment_of, tables
from geodata.store.together import Together

_LOOKED_UP_AT_ONCE = 500
# Name of an event → the digests of what came under it.
Digests = dict[tuple[str, int], set[str]]


class Store:
    """One store, live or test for ever. Safe to share between threads."""

    def __init__(self, engine: Engine, is_test: bool) -> None:
        """A store over an engine of ``open_engine``; made if it is not there."""
        self.engine = engine
        self.is_test = is_test
        self._tables = tables(is_test)
        self._writer = writing(engine)
        self._together = Together(self._append_at_once)
        self._make_or_check()

    @classmethod
    def open(cls, url: str, is_test: bool) -> Self:
        """The store at ``sqlite:///path`` or ``postgresql://…``; made if it is not there.

        Raises UnusableStore if the store there is of the other sort or of another format.
        """
        engine = open_engine(url)
        try:
            return cls(engine, is_test)
        except OperationalError as error:
            engine.dispose()
            raise UnusableStore(f"the store cannot be opened: {error.orig}") from None
        except BaseException:
            engine.dispose()
            raise

    def append(self, events: Sequence[Event]) -> list[Taken]:
        """Take a batch in, all of it or nothing; when this returns it is on the disk.

        What became of each event, in their order. Raises FaultyEvents before anything is written.
        """
        refuse_faulty(events, self.is_test)
        return self._together.append(events) if events else []

    def append_within(self, connection: Connection, events: Sequence[Event]) -> list[Taken]:
        """Take sound events in as a part of a transaction of ``writing(engine)``."""
        wait_for_writers(connection)
        here = self._tables
        known = _digests(connection, here.event, events)
        taken = [_compare(event, known) for event in events]
        disputed = [
            event for event, what in zip(events, taken, strict=True) if what is Taken.CONFLICT
        ]
        apart = _digests(connection, here.conflict, disputed)
        position = self.position_within(connection)
        rows: dict[str, list[dict[str, Any]]] = {"event": [], "conflict": []}
        for event, what in zip(events, taken, strict=True):
            if what is Taken.NEW or (what is Taken.CONFLICT and _add(event, apart)):
                position += 1
                rows["event" if what is Taken.NEW else "conflict"].append(as_row(position, event))
        for table in (here.event, here.conflict):
            if rows[table.name]:
                connection.execute(into(table), rows[table.name])
        return taken

    def events(self, until: datetime | None = None, after: int = 0) -> Iterator[Stored]:
        """The events, in the order they were kept: received up to a moment, after a position.

        What was kept when the reading began is read, in pages, so no writer ever waits for it.
        """
        return self._read((self._tables.event,), until, after)

    def conflicts(self, until: datetime | None = None, after: int = 0) -> Iterator[Stored]:
        """Other bytes under a name that was taken, in the order they were kept."""
        return self._read((self._tables.conflict,), until, after)

    def messages(
        self, until: datetime | None = None, after: int = 0, kinds: Sequence[Kind] = ()
    ) -> Iterator[Stored]:
        """Events and conflicts together, in the order they were kept: what the fold takes."""
        return self._read((self._tables.event, self._tables.conflict), until, after, kinds)

    def position(self) -> int:
        """The position of the last message, 0 where there is none."""
        with self.engine.connect() as connection:
            return self.position_within(connection)

    def last_received(self) -> datetime | None:
        """The moment of receipt of the last message, None where there is none."""
        with self.engine.connect() as connection:
            found = connection.execute(last_message(self._tables)).first()
        return None if found is None else moment_of(found.received_at)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _append_at_once(self, events: Sequence[Event]) -> list[Taken]:
        with self._writer.begin() as connection:
            return self.append_within(connection, events)

    def _make_or_check(self) -> None:
        with writing(self.engine).begin() as connection:
            wait_for_makers(connection)
            found = inspect(connection).has_table("store")
            if not found:
                self._make(connection)
            check(connection, self._tables, self.is_test)
        if not found:
            keep_file(self.engine)

    def _make(self, connection: Connection) -> None:
        self._tables.metadata.create_all(connection, checkfirst=False)
        for statement in guards(connection.dialect.name):
            connection.execute(text(statement))
        connection.execute(insert(self._tables.store), {"format": FORMAT, "is_test": self.is_test})

    def position_within(self, connection: Connection) -> int:
        return max(found or 0 for found in connection.execute(last_positions(self._tables)).one())

    def _read(
        self,
        logs: Sequence[Table],
        until: datetime | None,
        after: int,
        kinds: Sequence[Kind] = (),
    ) -> Iterator[Stored]:
        last = self.position()
        while after < last:
            with self.engine.connect() as connection:
                page = connection.execute(page_of(logs, until, (after, last), kinds)).all()
            for row in page:
                yield Stored(row[0], as_event(row[:-1]), bool(row[-1]))
            if len(page) < READ_AT_ONCE:
                return
            after = page[-1][0]


def check(connection: Connection, here: Tables, is_test: bool) -> None:
    """Raise UnusableStore where the store is of another format or of the other sort."""
    written, found = connection.execute(select(here.store)).one()
    if written != FORMAT:
        raise UnusableStore(f"the store is of format {written}: expected {FORMAT}")
    if bool(found) != is_test:
        sorts = {True: "a test store", False: "a live store"}
        raise UnusableStore(f"this is {sorts[bool(found)]}: expected {sorts[is_test]}")


def _compare(event: Event, known: Digests) -> Taken:
    """What becomes of an event; a new one is known from now on."""
    if event.key not in known:
        known[event.key] = {event.sha256}
        return Taken.NEW
    return Taken.SAME if event.sha256 in known[event.key] else Taken.CONFLICT


def _add(event: Event, apart: Digests) -> bool:
    """Whether these bytes are not kept apart yet; from now on they are."""
    digests = apart.setdefault(event.key, set())
    is_new = event.sha256 not in digests
    digests.add(event.sha256)
    return is_new


def _digests(connection: Connection, table: Table, events: Sequence[Event]) -> Digests:
    """What the log holds under the names of these events."""
    instances = sorted({event.instance for event in events})
    found: Digests = {}
    for start in range(0, len(instances), _LOOKED_UP_AT_ONCE):
        some = instances[start : start + _LOOKED_UP_AT_ONCE]
        rows = connection.execute(under_names(table), {"instances": some})
        for instance, version, sha256 in rows:
            found.setdefault((instance, version), set()).add(sha256)
    return found
