"""What can be wrong with the data, said so that the person who typed it finds the place at once.

A fault names file, line, column, value and what was expected. Readers gather every fault of a
file before they speak, so that one run of a check is enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, and where.

    ``line`` is the line in the file as an editor counts it (the header is line 1), 0 when the
    fault concerns the file as a whole. ``stops_file`` marks a fault after which nothing of the
    file may be used (a missing column, an unreadable encoding); any other fault sets aside its
    own row only.
    """

    file: str
    line: int
    column: str
    value: str
    expected: str
    stops_file: bool = False

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        column = f", column {self.column}" if self.column else ""
        value = f" {self.value!r}:" if self.value else ""
        return f"{place}{column}:{value} {self.expected}"


class DataError(Exception):
    """The base of every error about data; its message can be shown to a reader as it is."""


class FaultyData(DataError):
    """A file or folder cannot be used; carries every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class NoBoundaries(DataError):
    """No boundary set is in force, or installed, for a day and a level."""


class UnknownUnit(DataError):
    """A unit id that no boundary set of the country knows."""
