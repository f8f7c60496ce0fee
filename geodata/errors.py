"""What can be wrong with the data, said so that the person who typed it finds the place at once.

A fault names file, line, column, value and what was expected. Readers gather every fault of a
file before they speak, so that one run of a check is enough. English is what programs and logs
see; a person at the desk reads the same in the language of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geodata.said import Said, said, told


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, and where.

    ``line`` is the line in the file as an editor counts it (the header is line 1), 0 when the
    fault concerns the file as a whole. ``stops_file`` marks a fault after which nothing of the
    file may be used (a missing column, an unreadable encoding); any other fault sets aside its
    own row only. ``value`` is what stands there, or says what does ("3 cells").
    """

    file: str
    line: int
    column: str
    value: str
    expected: Said
    stops_file: bool = False

    def __str__(self) -> str:
        return str(self.said)

    @property
    def said(self) -> Said:
        """The whole as one line: the place, what stands there, what was expected."""
        place = tuple(self._place())
        if isinstance(self.value, Said):
            # Our own words about what stands there are not quoted as if they stood there.
            return said(
                "{place}: {found!r}: {expected}",
                place=place,
                found=self.value,
                expected=self.expected,
            )
        if self.value:
            return said(
                "{place}: {value!r}: {expected}",
                place=place,
                value=self.value,
                expected=self.expected,
            )
        return said("{place}: {expected}", place=place, expected=self.expected)

    def in_language(self, language: str) -> str:
        """The line in a language."""
        return self.said.in_language(language)

    def _place(self) -> Iterator[str]:
        yield self.file
        if self.line:
            yield said("line {line}", line=self.line)
        if self.column and self.file.endswith(".toml"):
            # English has one word for both; other languages would find columns in a settings file.
            yield said("column {setting}", setting=self.column)
        elif self.column:
            yield said("column {column}", column=self.column)


class DataError(Exception):
    """The base of every error about data; its message can be shown to a reader as it is."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the message says, one by one."""
        return tuple(one if isinstance(one, str) else str(one) for one in self.args)

    def in_language(self, language: str) -> str:
        """The message in a language, in English where it was only written so."""
        return "\n".join(told(one, language) for one in self.sentences)


class FaultyData(DataError):
    """A file or folder cannot be used; carries every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @property
    def sentences(self) -> tuple[Said, ...]:
        """Every fault as a line of its own."""
        return tuple(fault.said for fault in self.faults)


class NoBoundaries(DataError):
    """No boundary set is in force, or installed, for a day and a level."""


class UnknownUnit(DataError):
    """A unit id that no boundary set of the country knows."""
