"""Read the cells of a row: days, numbers, addresses, words from a list; faults are gathered."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from geodata.errors import Fault
from geodata.figures import Source
from geodata.said import Said, said
from geodata.tables import Row

# Several sources of one figure stand in one cell, in the same order in both columns.
BETWEEN_SOURCES = " ; "
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]{3,}")
_ID = re.compile(r"[a-z0-9][a-z0-9._/-]*", re.ASCII)
LONGEST_LIST_SHOWN = 12


class Cells:
    """One row while it is read: every cell that cannot be used leaves a fault."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.faults: list[Fault] = []

    def __getitem__(self, column: str) -> str:
        return self.row.cells[column]

    def wrong(self, column: str, expected: Said) -> None:
        """Note that a cell cannot be used."""
        self.faults.append(self.row.fault(column, expected))

    def required(self, column: str) -> str:
        """A text that may not be empty."""
        if not self[column]:
            self.wrong(column, said("not empty"))
        return self[column]

    def id(self, column: str) -> str:
        """An id of small Latin letters, digits and hyphens."""
        if not _ID.fullmatch(self[column]):
            self.wrong(column, said("an id of small Latin letters, digits and hyphens"))
        return self[column]

    def one_of(self, column: str, choices: Collection[str], what: Said | None = None) -> str:
        """A word from a list; ``what`` names the list where it is long."""
        if self[column] not in choices:
            choices = sorted(one or said("nothing") for one in choices)
            if what is None:
                what = said("one of: {choices}", choices=choices)
            elif len(choices) <= LONGEST_LIST_SHOWN:
                what = said("{what}; one of: {choices}", what=what, choices=choices)
            self.wrong(column, what)
        return self[column]

    def number(self, column: str) -> Decimal | None:
        """A number with a decimal point and without thousands signs, None for an empty cell."""
        cell = self[column]
        if not cell:
            return None
        if not _NUMBER.fullmatch(cell):
            self.wrong(column, said("a number such as 77.12 or 9840"))
            return None
        return Decimal(cell)

    def day(self, column: str) -> date | None:
        """A day, None for an empty cell."""
        moment = self.moment(column, only_day=True)
        return moment.date() if isinstance(moment, datetime) else moment

    def moment(self, column: str, only_day: bool = False) -> datetime | date | None:
        """A moment with its offset from UTC, or a day; None for an empty cell."""
        cell = self[column]
        try:
            if _DAY.fullmatch(cell):
                return date.fromisoformat(cell)
            if _MOMENT.fullmatch(cell) and not only_day:
                return datetime.fromisoformat(cell)
        except ValueError:
            pass
        if cell:
            expected = said("a day such as 2016-03-20 or a moment such as 2016-03-20T18:00+06:00")
            self.wrong(column, said("a day such as 2016-03-20") if only_day else expected)
        return None

    def address(self, column: str) -> str:
        """A web address, "" for an empty cell; no other kind of link is let through."""
        self._check_address(column, self[column])
        return self[column]

    def sources(self) -> tuple[Source, ...]:
        """The sources of a row: titles, an address for each or for none, a day for the first."""
        titles = self.required("source").split(BETWEEN_SOURCES)
        if not all(title.strip() for title in titles) and self["source"]:
            self.wrong("source", said("a title between any two semicolons"))
        addresses = self["address"].split(BETWEEN_SOURCES) if self["address"] else []
        if addresses and len(addresses) != len(titles):
            expected = said("one address for each of {count} sources, or none", count=len(titles))
            self.wrong("address", expected)
        for address in addresses:
            self._check_address("address", address)
        published = self.day("published_on") if "published_on" in self.row.cells else None
        addresses += [""] * (len(titles) - len(addresses))
        days = (published, *(None for _ in titles[1:]))
        return tuple(Source(*of) for of in zip(titles, addresses[: len(titles)], days, strict=True))

    def _check_address(self, column: str, address: str) -> None:
        if address and not _ADDRESS.fullmatch(address):
            self.wrong(column, said("a web address that begins with http:// or https://"))
