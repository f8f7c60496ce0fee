"""A list as it was found: its columns and every row of it, in order, nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from geodata.errors import Fault, FaultyData
from geodata.said import Said, said

IsHeader = Callable[[Sequence[str]], bool]
MOST_TITLES = 20
# As many as a sheet of a workbook can have.
MOST_COLUMNS = 16_384
MOST_CELLS = 20_000_000


class EmptyList(FaultyData):
    """A file or sheet that holds nothing."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file's name and what it holds; the file itself need not lie anywhere."""

    path: Path
    content: bytes


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: ``number`` counts rows of data from 1, ``line`` is where it begins in the file
    (of a workbook: the row of the sheet). ``cells`` stand in the order of the columns, "" for an
    empty one; a row may have more cells than there are columns."""

    number: int
    line: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The cell of a column, trimmed; "" where the row is shorter or no column is asked for."""
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column].strip()


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list with its file, its columns as written and its rows.

    ``above`` are the lines above the header, a title for example, which are not read. ``sheet`` is
    the sheet of a workbook that has several, ``other_sheets`` those beside it that are not hidden
    and were not read.
    """

    path: Path
    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    above: tuple[int, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()

    def column(self, name: str, option: str) -> int:
        """The place of a column, by its name in any case; ``option`` is what asked for it.

        Raises FaultyData that lists the columns there are.
        """
        wanted = _plain(name)
        exact = [place for place, one in enumerate(self.columns) if one == name]
        places = exact or [n for n, one in enumerate(self.columns) if _plain(one) == wanted]
        if len(places) == 1:
            return places[0]
        there = [repr(one) for one in self.columns] or [said("none")]
        expected = (
            said(
                "{option}: this column occurs more than once; the columns are: {columns}",
                option=option,
                columns=there,
            )
            if places
            else said(
                "{option}: this column is not there; the columns are: {columns}",
                option=option,
                columns=there,
            )
        )
        raise FaultyData([Fault(str(self.path), 1, "", name, expected, stops_file=True)])


def made_table(
    path: Path, records: Iterable[tuple[int, Sequence[str]]], is_header: IsHeader | None = None
) -> ListTable:
    """The table of numbered lines; raises FaultyData if there are none.

    The first line is the header, unless only a later one of the first twenty is one by
    ``is_header``: then those above it are a title.
    """
    first = list(islice(lines := iter(records), MOST_TITLES))
    if not first:
        raise EmptyList(unreadable(path, said("a header and rows; the file is empty")).faults)
    title = header_place([cells for _, cells in first], is_header) or 0
    check_width(path, len(first[title][1]))
    header, below = first[title], chain(first[title + 1 :], lines)
    rows = tuple(
        ListRow(number, line, tuple(cells)) for number, (line, cells) in enumerate(below, start=1)
    )
    above = tuple(line for line, cells in first[:title] if any(cell.strip() for cell in cells))
    return ListTable(path, tuple(cell.strip() for cell in header[1]), rows, above)


def check_width(path: Path, columns: int) -> None:
    """Raises FaultyData where no list has so many columns."""
    if columns > MOST_COLUMNS:
        raise unreadable(path, said("at most {most} columns", most=MOST_COLUMNS))


def header_place(lines: Sequence[Sequence[str]], is_header: IsHeader | None) -> int | None:
    """Which of the lines is the header; None where nothing tells.

    A title has one cell, or fewer than the header below it; a row of data that looks like a header
    has not.
    """
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in lines]
    found = (
        place
        for place, cells in enumerate(lines)
        # Names are looked for last, that takes longest, and never in what no list is as wide as.
        if is_header
        and len(cells) <= MOST_COLUMNS
        and max(filled[:place], default=0) < max(2, filled[place])
        and is_header(cells)
    )
    return next(found, None)


def has_columns(names: Iterable[str]) -> IsHeader:
    """Whether a line has all of these columns, in any case; empty names are not asked for."""
    wanted = {_plain(name) for name in names if name}
    return lambda cells: wanted <= {_plain(cell) for cell in cells}


def unreadable(path: Path, expected: Said, line: int = 0, value: str = "") -> FaultyData:
    """The error of a file that cannot be read as a list."""
    return FaultyData([Fault(str(path), line, "", value[:80], expected, stops_file=True)])


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
