"""The tables of the store: the log of events, what is kept apart, and which sort of store it is.

One counter runs over both logs, so one number tells how far somebody has read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from geodata.store.events import Event, Kind

# A store of another format is not opened.
FORMAT = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# A million look-ups here take a tenth of the time of asking the enumeration itself.
_KINDS = {kind.value: kind for kind in Kind}
# SQLite counts rows by a column of exactly this type, and finds them fastest by it.
_Position = BigInteger().with_variant(Integer(), "sqlite")


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one sort of store, live or test; the database itself refuses the other."""

    metadata: MetaData
    store: Table
    event: Table
    conflict: Table


@cache
def tables(is_test: bool) -> Tables:
    """The tables of a store of this sort."""
    metadata = MetaData()
    return Tables(
        metadata,
        store=Table(
            "store",
            metadata,
            Column("format", Integer, primary_key=True, autoincrement=False),
            Column("is_test", Boolean, nullable=False),
        ),
        event=_log("event", metadata, is_test, UniqueConstraint("instance", "version")),
        conflict=_log(
            "conflict", metadata, is_test, UniqueConstraint("instance", "version", "sha256")
        ),
    )


def _log(name: str, metadata: MetaData, is_test: bool, unique: UniqueConstraint) -> Table:
    sort = Column("is_test", Boolean, nullable=False)
    return Table(
        name,
        metadata,
        Column("position", _Position, primary_key=True, autoincrement=False),
        Column("instance", Text, nullable=False),
        Column("version", BigInteger, nullable=False),
        Column("kind", Text, nullable=False),
        Column("payload", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("source", Text, nullable=False),
        # Microseconds since 1970 in UTC.
        Column("received_at", BigInteger, nullable=False),
        # As the sender's clock said it, offset and all; it need not be a time one can reckon with.
        Column("observed_at", Text),
        sort,
        unique,
        CheckConstraint(sort.is_(true() if is_test else false())),
    )


def as_row(position: int, event: Event) -> dict[str, Any]:
    """An event as a row of either log."""
    return {
        "position": position,
        "instance": event.instance,
        "version": event.version,
        "kind": event.kind.value,
        "payload": event.content,
        "sha256": event.sha256,
        "source": event.source,
        "received_at": microseconds(event.received_at),
        "observed_at": event.observed_at.isoformat() if event.observed_at else None,
        "is_test": event.is_test,
    }


def as_event(row: Sequence[Any]) -> Event:
    """A row of either log as the event it was, the digest taken over as it was stored."""
    _, instance, version, kind, payload, sha256, source, received_at, observed_at, is_test = row
    event = Event(
        instance,
        version,
        _KINDS[kind],
        json.loads(payload),
        source,
        moment_of(received_at),
        datetime.fromisoformat(observed_at) if observed_at else None,
        bool(is_test),
    )
    event.__dict__.update(content=payload, sha256=sha256)
    return event


def microseconds(moment: datetime) -> int:
    """A moment as the logs count it. Raises TypeError for a time without its offset."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(count: int) -> datetime:
    """What ``microseconds`` counted, in UTC."""
    return _EPOCH + count * _MICROSECOND
