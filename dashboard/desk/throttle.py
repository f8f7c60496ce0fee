"""The brake on guessing passwords: so many tries a minute, counted for all workers together.

Tries are counted for a name from one address, and for an address; from a browser that has signed
in under that name before, apart from all others. So a stranger's guessing shuts nobody out who
comes from elsewhere, or has been here before, and a minute later everyone may try again.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from ipaddress import ip_address, ip_network

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Float,
    Integer,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
)

from dashboard.desk.database import METADATA, TRIES_TURN, wait_for_turn
from geodata.store.engines import writing

SECONDS = 60
TRIES_FOR_A_NAME = 10
TRIES_FROM_AN_ADDRESS = 60

TRIES = Table(
    "desk_try",
    METADATA,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("at", Float, nullable=False),
)


class Throttle:
    """Counts tries in the desk's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def may_try(self, limits: Mapping[str, int]) -> bool:
        """Count a try under each of these keys, unless one has had its fill of the last minute.

        Looking and counting are one step, so a hundred tries at once are not a hundred tries.
        """
        digests = {_digest(key): most for key, most in limits.items()}
        now = time.time()
        recent = (
            select(TRIES.c.sha256, func.count().label("tries"))
            .where(TRIES.c.sha256.in_(digests), TRIES.c.at > now - SECONDS)
            .group_by(TRIES.c.sha256)
        )
        with writing(self._engine).begin() as connection:
            wait_for_turn(connection, TRIES_TURN)
            connection.execute(delete(TRIES).where(TRIES.c.at <= now - SECONDS))
            counted = {row.sha256: row.tries for row in connection.execute(recent)}
            if any(counted.get(one, 0) >= most for one, most in digests.items()):
                return False
            rows = [{"sha256": one, "at": now} for one in digests]
            connection.execute(insert(TRIES), rows)
        return True

    def forget(self, *keys: str) -> None:
        """Whoever signed in was not guessing."""
        with writing(self._engine).begin() as connection:
            digests = [_digest(key) for key in keys]
            connection.execute(delete(TRIES).where(TRIES.c.sha256.in_(digests)))


def network_of(address: str) -> str:
    """Who an address stands for: IPv6 gives one household a whole network of them."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return address if found.version == 4 else str(ip_network(f"{address}/64", strict=False))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
