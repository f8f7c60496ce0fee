"""A list as it was found: its columns and every row of it, in order, nothing left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import Fault, FaultyData


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
    """A list with its file, its columns as written and its rows."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]

    def column(self, name: str, option: str) -> int:
        """The place of a column, by its name in any case; ``option`` is what asked for it.

        Raises FaultyData that lists the columns there are.
        """
        wanted = _plain(name)
        exact = [place for place, one in enumerate(self.columns) if one == name]
        places = exact or [n for n, one in enumerate(self.columns) if _plain(one) == wanted]
        if len(places) == 1:
            return places[0]
        there = ", ".join(repr(one) for one in self.columns) or "none"
        found = "occurs more than once" if places else "is not there"
        expected = f"{option}: this column {found}; the columns are: {there}"
        raise FaultyData([Fault(str(self.path), 1, "", name, expected, stops_file=True)])


def made_table(path: Path, records: Iterable[tuple[int, Sequence[str]]]) -> ListTable:
    """The table of numbered lines, the first of which is the header; raises FaultyData if empty."""
    lines = iter(records)
    header = next(lines, None)
    if header is None:
        raise unreadable(path, "a header and rows; the file is empty")
    rows = tuple(
        ListRow(number, line, tuple(cells)) for number, (line, cells) in enumerate(lines, start=1)
    )
    return ListTable(path, tuple(cell.strip() for cell in header[1]), rows)


def unreadable(path: Path, expected: str, line: int = 0, value: str = "") -> FaultyData:
    """The error of a file that cannot be read as a list."""
    return FaultyData([Fault(str(path), line, "", value[:80], expected, stops_file=True)])


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
