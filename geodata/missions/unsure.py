"""Ids that a list has, though nothing can be made of their rows.

Whoever names one in another list is not wrong for it: without this, one bad cell in the list of
stations would be told once more by every line of the plan, and the cause would be lost among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from geodata.errors import Fault


class Unsure:
    """The ids of rows with faults; every id, where a list could not be read at all."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._is_any = False

    def __contains__(self, id: object) -> bool:
        return self._is_any or id in self._ids

    def add(self, id: str) -> None:
        """Note a row of this id that cannot be used."""
        self._ids.add(id)

    def heed(self, faults: Sequence[Fault]) -> None:
        """Note the faults of a list that was read: one may have stopped the whole of it."""
        self._is_any = self._is_any or any(one.stops_file for one in faults)
