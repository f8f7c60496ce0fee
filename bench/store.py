"""How fast the store keeps messages for certain: one by one, in batches, and by many at once."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.store.events import Event, Kind
from geodata.store.store import Store
from tests.geodata.store.postgres import NO_POSTGRESQL, postgres_server, programs

ALONE = 1_000
BATCHES = 100
BATCH = 100
SENDERS = 20
READ = 100_000


def lines() -> Iterator[str]:
    """What was measured, a line each; every append waited until the disk had it."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="bench-"))
        yield from _measure("SQLite", f"sqlite:///{Path(folder)}/store.sqlite")
        if programs() is None:
            yield f"store, PostgreSQL: {NO_POSTGRESQL}"
        else:
            server = stack.enter_context(postgres_server())
            yield from _measure("PostgreSQL", server.fresh_url())


def _measure(engine: str, url: str) -> Iterator[str]:
    with Store.open(url, is_test=True) as store:
        for what, number, run in (
            ("one by one", ALONE, lambda: _alone(store, "alone", ALONE)),
            (f"one by one, {SENDERS} senders at once", ALONE, lambda: _at_once(store)),
            (f"in batches of {BATCH}", BATCHES * BATCH, lambda: _batches(store, BATCHES)),
        ):
            yield f"store, {engine}, {what}: {_rate(number, run):,.0f} durable appends a second"
        _batches(store, READ // BATCH, "more")
        read = _rate(store.position(), lambda: sum(1 for _ in store.messages()))
        yield f"store, {engine}, read back: {read:,.0f} messages a second"


def _alone(store: Store, name: str, number: int) -> None:
    for each in range(number):
        store.append([_visit(f"{name} {each}")])


def _at_once(store: Store) -> None:
    with ThreadPoolExecutor(SENDERS) as senders:
        for sent in [
            senders.submit(_alone, store, f"sender {each}", ALONE // SENDERS)
            for each in range(SENDERS)
        ]:
            sent.result()


def _batches(store: Store, number: int, name: str = "batch") -> None:
    for batch in range(number):
        store.append([_visit(f"{name} {batch} {each}") for each in range(BATCH)])


def _visit(instance: str) -> Event:
    """A report of the size that a form of a short visit has."""
    return Event(
        instance,
        1,
        Kind.REPORT,
        {
            "team": "team 204",
            "station": "kz-1729",
            "unit": "karaganda",
            "stage": "voting",
            "overall": "good",
            "irregularities": {f"irregularity-{number}": False for number in range(12)},
            "voted": 412,
            "registered": 1630,
            "turnout_at": "12-00",
            "form": ["short-visit", 3],
        },
        "rehearsal",
        datetime.now(UTC),
        is_test=True,
    )


def _rate(number: int, run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return number / (time.perf_counter() - began)


if __name__ == "__main__":
    for line in lines():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
