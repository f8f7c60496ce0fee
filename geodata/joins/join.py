"""Join a list to the units of a day: each row matched, ambiguous or unmatched, none left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from geodata.joins.accepted import Accepted
from geodata.joins.complete_lists import completed, expected_units
from geodata.joins.obeying import obeyed
from geodata.lists.table import ListRow, ListTable
from geodata.names.answers import Ambiguous, Answer, Match, Unmatched
from geodata.names.resolve import LevelResolver


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a row says its unit: places of columns; None where the list does not say it."""

    label: int
    parent: int | None = None
    code: int | None = None


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """What became of one row: its number and line, what it said, and the answer."""

    row: int
    line: int
    label: str
    parent: str
    code: str
    answer: Answer


@dataclass(frozen=True)
class Join:
    """A whole list joined. ``units_without_rows`` are the units that no row was matched to,
    ``above`` the lines above the header, which are no rows; ``other_sheets`` those of a workbook
    that were not read."""

    boundary_set: str
    rows: tuple[JoinedRow, ...]
    units_without_rows: tuple[str, ...]
    above: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()

    @property
    def matched(self) -> Iterator[tuple[JoinedRow, Match]]:
        """Rows that mean one unit."""
        return ((row, row.answer) for row in self.rows if isinstance(row.answer, Match))

    @property
    def ambiguous(self) -> Iterator[tuple[JoinedRow, Ambiguous]]:
        """Rows that may mean several."""
        return ((row, row.answer) for row in self.rows if isinstance(row.answer, Ambiguous))

    @property
    def unmatched(self) -> Iterator[tuple[JoinedRow, Unmatched]]:
        """Rows that mean no unit of the day and level."""
        return ((row, row.answer) for row in self.rows if isinstance(row.answer, Unmatched))

    @property
    def is_complete(self) -> bool:
        """Whether every row was matched."""
        return all(isinstance(row.answer, Match) for row in self.rows)

    @cached_property
    def rows_of(self) -> Mapping[str, int]:
        """Unit id → how many rows were matched to it."""
        return Counter(answer.unit for _, answer in self.matched)


def join_list(
    table: ListTable,
    columns: Columns,
    resolver: LevelResolver,
    accepted: Accepted | None = None,
    scheme: str = "",
) -> Join:
    """Join every row of a list; what a person accepted earlier stands before the names."""
    rows = tuple(_joined(row, columns, resolver, accepted, scheme) for row in table.rows)
    if columns.parent is None and columns.code is None:
        rows = _completed(rows, resolver)
    reached = {row.answer.unit for row in rows if isinstance(row.answer, Match)}
    without = tuple(unit for unit in expected_units(resolver) if unit not in reached)
    return Join(resolver.boundary_set.id, rows, without, table.above, table.other_sheets)


def _completed(rows: tuple[JoinedRow, ...], resolver: LevelResolver) -> tuple[JoinedRow, ...]:
    answers = {row.label: row.answer for row in rows}
    left = completed(answers, resolver)
    return tuple(replace(row, answer=left[row.label]) if row.label in left else row for row in rows)


def _joined(
    row: ListRow,
    columns: Columns,
    resolver: LevelResolver,
    accepted: Accepted | None,
    scheme: str,
) -> JoinedRow:
    label, parent, code = (
        row.cell(column) for column in (columns.label, columns.parent, columns.code)
    )
    answer = resolver.resolve(label, parent, code, scheme)
    if accepted:
        answer = obeyed(answer, label, parent, accepted, resolver)
    return JoinedRow(row.number, row.line, label, parent, code, answer)


def as_json(join: Join) -> Mapping[str, object]:
    """The join in the form that ``python -m geodata join --json`` prints."""
    return {
        "rows": len(join.rows),
        "matched": [
            {"row": row.row, "label": row.label, "unit": answer.unit, "how": answer.how}
            for row, answer in join.matched
        ],
        "ambiguous": [
            {"row": row.row, "label": row.label, "candidates": list(answer.candidates)}
            for row, answer in join.ambiguous
        ],
        "unmatched": [
            {"row": row.row, "label": row.label, "suggestions": list(answer.suggestions)}
            for row, answer in join.unmatched
        ],
        "units_without_rows": list(join.units_without_rows),
    }
