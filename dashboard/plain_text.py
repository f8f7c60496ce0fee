"""Screens of the desk in plain text, for a terminal: the same words and the same figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layouts.desk.content import Content
from layouts.desk.tables import DeskTable, Line


def content_lines(content: Content) -> Iterator[str]:
    """A screen without its map: its finding, its tables, and what they can say."""
    yield content.headline
    if content.detail:
        yield content.detail
    for table in (content.list, *content.under):
        yield ""
        yield from table_lines(table)
    if content.said:
        yield ""
        yield from content.said


def table_lines(table: DeskTable) -> Iterator[str]:
    """A table with its caption, names to the left and figures to the right of their columns."""
    yield table.caption
    lines = (*table.whole, *table.lines)
    if not lines:
        yield f"  {table.empty}"
        return
    rows = [[head.words for head in table.heads], *(_cells(line) for line in lines)]
    widths = [max(len(row[at]) for row in rows if at < len(row)) for at in range(len(rows[0]))]
    figures = [head.is_figure for head in table.heads]
    for row, line in zip(rows, (None, *lines), strict=True):
        yield f"  {_row(row, widths, figures)}".rstrip()
        beside = (line.detail, line.note) if line is not None else ()
        yield from (f"      {one}" for one in beside if one)
    yield from (f"  {note}" for note in table.notes)


def _cells(line: Line) -> list[str]:
    return [line.name, *(cell.words for cell in line.cells)]


def _row(row: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> str:
    return "  ".join(
        cell.rjust(width) if is_figure else cell.ljust(width)
        for cell, width, is_figure in zip(row, widths, figures, strict=False)
    )
