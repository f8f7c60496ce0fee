"""The tables of a mission, as CSV or as a workbook: rows with their line, faults gathered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from geodata.errors import Fault, FaultyData
from geodata.lists.read import read_list
from geodata.lists.table import ListTable
from geodata.said import said
from geodata.tables import Row, wrong_header, wrong_text, wrong_width

ENDINGS = (".csv", ".xlsx")


def read_rows(
    folder: Path, name: str, columns: Sequence[str], faults: list[Fault]
) -> Iterator[Row]:
    """The sound rows of ``<name>.csv`` or ``<name>.xlsx``; none where neither is there.

    Both at once are a fault: nobody could say which of the two counts.
    """
    there = [path for ending in ENDINGS if (path := folder / f"{name}{ending}").is_file()]
    if len(there) > 1:
        expected = said("one of the two, {name}.csv or {name}.xlsx", name=name)
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
    wrong = wrong_header(path.name, table.columns, columns)
    faults += wrong
    if not wrong:
        yield from _sound(path.name, table, faults)


def _sound(name: str, table: ListTable, faults: list[Fault]) -> Iterator[Row]:
    for one in table.rows:
        cells = [cell.strip() for cell in one.cells]
        if len(cells) > len(table.columns) and any(cells[len(table.columns) :]):
            faults.append(wrong_width(name, one.line, len(cells), len(table.columns)))
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
