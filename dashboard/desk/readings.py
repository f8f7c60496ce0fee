"""Reading what was brought to the desk, in the background: the page says that it goes on."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from geodata.intake.files import FileReading, NotTheseFiles

# Readings are large; one that was let go of is made again when somebody asks.
_KEPT = 12
Read = FileReading | NotTheseFiles


class Readings:
    """One reading at a time, so that a large file takes nothing from those who watch the day."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="desk-reading")
        self._found: OrderedDict[str, Future[Read]] = OrderedDict()

    def look(self, name: str, read: Callable[[], FileReading]) -> Read | None:
        """What came of it; None while it is being read. Raises what reading raised."""
        with self._lock:
            if name not in self._found:
                self._found[name] = self._reader.submit(_read, read)
                while len(self._found) > _KEPT:
                    self._found.popitem(last=False)
            future = self._found[name]
        return future.result() if future.done() else None

    def wait(self, name: str, read: Callable[[], FileReading]) -> Read:
        """What came of it, however long it takes."""
        self.look(name, read)
        with self._lock:
            future = self._found[name]
        return future.result()

    def forget(self, name: str) -> None:
        """Read it again the next time."""
        with self._lock:
            self._found.pop(name, None)


def _read(read: Callable[[], FileReading]) -> Read:
    try:
        return read()
    except NotTheseFiles as error:
        return error
