"""The header of a table of turnout where it has two lines, and days as cells say them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geodata.imports.bulletin.moment import days
from geodata.imports.turnout_columns import hour_columns
from geodata.lists.table import ListTable


def one_header(table: ListTable) -> ListTable:
    """The table with the hours of a second line of its header: "Turnout" over 10:00, 12:00."""
    below = table.rows[0].cells if table.rows else ()
    hours = hour_columns(below)
    is_header = len(hours) > 1 and all(
        not cell.strip() or place in {place for _, place in hours}
        for place, cell in enumerate(below)
    )
    if not is_header or hour_columns(table.columns):
        return table
    width = max(len(table.columns), len(below))
    upper = [*table.columns, *([""] * width)][:width]
    lower = [*below, *([""] * width)][:width]
    columns = tuple(low.strip() or high for low, high in zip(lower, upper, strict=True))
    above = (*table.above, table.rows[0].line)
    return replace(table, columns=columns, rows=table.rows[1:], above=above)


def read_day(text: str, languages: Sequence[str]) -> date | None:
    """The day that a cell says in digits or words; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        found = days(text, languages)
        return next(iter(found)) if len(found) == 1 else None
