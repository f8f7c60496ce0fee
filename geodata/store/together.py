"""Messages that come at the same moment go to the disk together, and each sender waits for it.

One wait for the disk then serves them all: the more senders at once, the less each one costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock

from geodata.store.events import Event, Taken


@dataclass(frozen=True, slots=True)
class _Batch:
    events: Sequence[Event]
    taken: Future[list[Taken]] = field(default_factory=Future)


class Together:
    """Joins the batches of several threads into one call of ``write``.

    ``write`` takes all or nothing; what it raises, every sender whose batch was in it gets.
    """

    def __init__(self, write: Callable[[Sequence[Event]], list[Taken]]) -> None:
        self._write = write
        self._waiting: list[_Batch] = []
        self._turn = Lock()

    @property
    def waiting(self) -> int:
        """How many senders wait for the one who writes now."""
        return len(self._waiting)

    def append(self, events: Sequence[Event]) -> list[Taken]:
        """Write these events, and all that wait with them, unless somebody just did."""
        batch = _Batch(events)
        self._waiting.append(batch)
        with self._turn:
            if not batch.taken.done():
                self._write_waiting()
        return batch.taken.result()

    def _write_waiting(self) -> None:
        # Others may add to the end meanwhile; they are left for the next turn.
        batches = self._waiting[:]
        del self._waiting[: len(batches)]
        try:
            taken = self._write([event for batch in batches for event in batch.events])
        except BaseException as error:
            for batch in batches:
                batch.taken.set_exception(error)
            return
        for batch in batches:
            batch.taken.set_result(taken[: len(batch.events)])
            taken = taken[len(batch.events) :]
