"""A file of the public site as it is laid somewhere: its bytes in each form, and what a web server
has to say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.content_types import is_lasting

A_YEAR = "public, max-age=31536000, immutable"
# A reader whose server or CDN has lost what stands behind it goes on seeing the last good page.
A_MOMENT = "public, max-age=5, stale-while-revalidate=30, stale-if-error=604800"


@dataclass(frozen=True)
class LaidFile:
    """One file; ``forms`` gives the bytes of each encoding there is ("" for plain).

    ``mark`` changes when the content does. ``disposition`` is how a browser is told to keep a
    download, "" for what is shown.
    """

    path: str
    mark: str
    content_type: str
    forms: Mapping[str, Callable[[], bytes]] = field(compare=False)
    disposition: str = ""

    @property
    def cache_control(self) -> str:
        """For how long it may be kept."""
        return A_YEAR if is_lasting(self.path) else A_MOMENT


class Place(Protocol):
    """Where a site is laid: a folder, or a bucket. Raises OSError where it cannot be written."""

    def put(self, file: LaidFile) -> None:
        """Lay a file in the place of what was there, in one step for whoever reads."""

    def remove(self, path: str) -> None:
        """Take a file away; nothing where it is not there."""

    def settle(self) -> None:
        """Wait until all that was put is there for certain."""

    def recall(self) -> bytes | None:
        """What was remembered last, None at the first time."""

    def remember(self, content: bytes) -> None:
        """Remember what lies there, for the next time."""
