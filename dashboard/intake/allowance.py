"""How much one source may send in a minute, counted for all workers together.

It only keeps a program that has gone wild from using up everything. A worker takes a hundredth of
the minute's allowance at a time, so that counting costs next to nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Column, Engine, Integer, Table, Text, delete, insert, select

from dashboard.desk.database import ALLOWANCE_TURN, METADATA, wait_for_turn
from geodata.store.engines import writing

USED = Table(
    "intake_used",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("minute", Integer, nullable=False),
    Column("used", Integer, nullable=False),
)
SECONDS = 60
_PARTS = 100


@dataclass
class _Share:
    """What this worker has taken of a minute's allowance and not yet used."""

    minute: int = 0
    left: int = 0


class Allowance:
    """Counts requests in the desk's database. Safe to share between threads."""

    def __init__(self, engine: Engine, a_minute: int) -> None:
        self._engine, self._most = engine, a_minute
        self._part = max(1, a_minute // _PARTS)
        self._shares: dict[str, _Share] = {}
        self._lock = Lock()

    def wait(self, source: str) -> int:
        """Count a request of a source; the seconds it has to wait instead, 0 where it may come."""
        now = time.time()
        minute = int(now // SECONDS)
        with self._lock:
            share = self._shares.setdefault(source, _Share())
            if share.minute != minute:
                share.minute, share.left = minute, 0
            if not share.left:
                share.left = self._take(source, minute)
            if not share.left:
                return SECONDS - int(now % SECONDS)
            share.left -= 1
            return 0

    def _take(self, source: str, minute: int) -> int:
        """A part of what is left of this minute's allowance."""
        with writing(self._engine).begin() as connection:
            wait_for_turn(connection, ALLOWANCE_TURN)
            row = connection.execute(select(USED).where(USED.c.source == source)).first()
            used = row.used if row and row.minute == minute else 0
            part = min(self._part, self._most - used)
            if part > 0:
                connection.execute(delete(USED).where(USED.c.source == source))
                values = {"source": source, "minute": minute, "used": used + part}
                connection.execute(insert(USED), values)
        return max(part, 0)
