"""Read the logs page by page, so that no reader holds up a writer for long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Table, false, literal_column, select, true, union_all

from geodata.store.events import Kind
from geodata.store.tables import microseconds

READ_AT_ONCE = 5_000


def page_of(
    logs: Sequence[Table],
    until: datetime | None,
    between: tuple[int, int],
    kinds: Sequence[Kind] = (),
) -> CompoundSelect[Any]:
    """The next messages of some logs: received up to a moment, after a position and up to another,
    of some kinds (of all where none is named)."""
    after, last = between
    pages = []
    for log in logs:
        apart = true() if log.name == "conflict" else false()
        page = select(log, apart.label("apart")).where(
            log.c.position > after, log.c.position <= last
        )
        if until is not None:
            page = page.where(log.c.received_at <= microseconds(until))
        if kinds:
            page = page.where(log.c.kind.in_([kind.value for kind in kinds]))
        pages.append(page)
    return union_all(*pages).order_by(literal_column("position")).limit(READ_AT_ONCE)
