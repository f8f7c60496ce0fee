"""The tables of a mission, as CSV or as a workbook: rows with their line, faults gathered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from geodata.errors import Fault, FaultyData
from geodata.lists.read import read_list
from geodata.lists.table import ListTable
from geodata.tables import Row, wrong_text

ENDINGS = (".csv", ".xlsx")


def read_rows(
    folder: Path, name: str, columns: Sequence[str], faults: list[Fault]
) -> Iterator[Row]:
    """The sound rows of ``<name>.csv`` or ``<name>.xlsx``; none where neither is there.

    Both at once are a fault: nobody could say which of the two counts.
    """
    there = [path for ending in ENDINGS if (path := folder / f"{name}{ending}").is_file()]
    if len(there) > 1:
        expected = f"one of the two, {name}.csv or {name}.xlsx"
        faults.append(Fault(name, 0, "", "", expected, stops_file=True))
    elif there:
        yield from rows_of(there[0], columns, faults)


def rows_of(path: Path, columns: Sequence[str], faults: list[Fault]) -> Iterator[Row]:
    """The sound rows of one file that has exactly these columns, in any order."""
    try:
        table = read_list(path)
    except FaultyData as error:
        faults += [
            Fault(path.name, one.line, one.column, one.value, one.expected, True)
            for one in error.faults
        ]
        return
    wrong = list(_wrong_header(path.name, table.columns, columns))
    faults += wrong
    if not wrong:
        yield from _sound(path.name, table, faults)


def _wrong_header(name: str, header: Sequence[str], columns: Sequence[str]) -> Iterator[Fault]:
    listed = f"expected the columns {', '.join(columns)}"
    found = (
        ("missing", [one for one in columns if one not in header]),
        ("unknown column", [one for one in header if one not in columns]),
        ("twice", sorted({one for one in header if header.count(one) > 1})),
    )
    for what, wrong in found:
        for column in wrong:
            yield Fault(name, 1, column, "", f"{what}; {listed}", stops_file=True)


def _sound(name: str, table: ListTable, faults: list[Fault]) -> Iterator[Row]:
    for one in table.rows:
        cells = [cell.strip() for cell in one.cells]
        if len(cells) > len(table.columns) and any(cells[len(table.columns) :]):
            expected = f"{len(table.columns)} cells, as in the header"
            faults.append(Fault(name, one.line, "", f"{len(cells)} cells", expected))
            continue
        padded = [*cells, *[""] * (len(table.columns) - len(cells))]
        row = Row(name, one.line, dict(zip(table.columns, padded, strict=False)))
        wrong = [
            row.fault(column, text)
            for column, cell in row.cells.items()
            if (text := wrong_text(cell))
        ]
        faults += wrong
        if not wrong:
            yield row
