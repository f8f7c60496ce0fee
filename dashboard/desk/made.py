"""Pages and views that are made once for all who see the same, and kept until something changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import brotli

KEPT = 512
# Quick rather than small: most of it is sent to few, and made anew at the next report.
_QUALITY = 4


@dataclass
class Answer:
    """One thing to send. ``tag`` says of which state of the mission it is."""

    tag: str
    body: bytes
    kind: str
    _squeezed: bytes = b""

    def squeezed(self) -> bytes:
        """The same in brotli."""
        if not self._squeezed:
            self._squeezed = brotli.compress(self.body, quality=_QUALITY)
        return self._squeezed


@dataclass
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    answer: Answer | None = None


class Made:
    """What was made last at each place, by what is shown and to whom. Safe to share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: OrderedDict[object, _Place] = OrderedDict()
        self.count = 0

    def get(self, place: object, tag: str, make: Callable[[], Answer]) -> Answer:
        """The answer of this state; whoever comes first makes it, the others wait for it."""
        with self._lock:
            found = self._places.pop(place, None) or _Place()
            self._places[place] = found
            while len(self._places) > KEPT:
                self._places.popitem(last=False)
        with found.lock:
            if found.answer is None or found.answer.tag != tag:
                found.answer = make()
                self.count += 1
            return found.answer
