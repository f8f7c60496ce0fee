"""The questions that keeping a message asks of the logs, put together once: beside a message alone
that would be half of the work."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Insert,
    Select,
    Table,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    union_all,
)

from geodata.store.tables import Tables


@cache
def under_names(log: Table) -> Select[Any]:
    """What a log holds under the names of some ``instances``."""
    names = log.c.instance.in_(bindparam("instances", expanding=True))
    return select(log.c.instance, log.c.version, log.c.sha256).where(names)


@cache
def into(log: Table) -> Insert:
    """A row more."""
    return insert(log)


@cache
def last_positions(here: Tables) -> Select[Any]:
    """The last position of either log."""
    logs = (here.event, here.conflict)
    return select(*(select(func.max(log.c.position)).scalar_subquery() for log in logs))


@cache
def last_message(here: Tables) -> CompoundSelect[Any]:
    """Position and moment of receipt of the last message of both."""
    ends = [
        select(log.c.position, log.c.received_at)
        .order_by(log.c.position.desc())
        .limit(1)
        .subquery()
        for log in (here.event, here.conflict)
    ]
    both = union_all(*(select(end) for end in ends))
    return both.order_by(literal_column("position").desc()).limit(1)
