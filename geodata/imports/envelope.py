"""What every export of one system has around the answers: key, review, times, place.

An envelope names the columns that may be read. Every other column is read only where a form map
asks for it by name; the rest is dropped and listed.
"""

from __future__ import annotations

from dataclasses import dataclass

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Envelope:
    """The columns of a system's export; each has its other names, () where there is none.

    ``key`` columns make up the key of a row together; ``hidden_key`` ones, which tell who sent it,
    only as a digest. ``refused`` are states of ``review`` whose rows are set aside, ``doubtful``
    those that are only counted; where ``passed`` is given, every other state is refused too.
    ``zone`` holds for times without one, "" where that is the election's. ``between`` sets chosen
    options apart in one cell. ``needs_entry`` is empty where nobody has reported yet.
    ``empty`` are the system's words for nothing.
    """

    format: str
    kind: str
    key: tuple[Names, ...]
    hidden_key: tuple[Names, ...] = ()
    version: Names = ()
    submitted_at: Names = ()
    zone: str = ""
    review: Names = ()
    refused: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    labels: tuple[Names, ...] = ()
    station: Names = ()
    latitude: Names = ()
    longitude: Names = ()
    registered: Names = ()
    category: Names = ()
    form: Names = ()
    between: str = ""
    empty: frozenset[str] = frozenset()
    needs_entry: Names = ()
