"""Questions inside a repeat: what its rows say of irregularities belongs to the report they are of.

The rows themselves are not counted again. Of a repeat only those columns are read in which a form
map has an irregularity, and only where the form itself has no such column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from geodata.imports.form_map import FormMap
from geodata.imports.questions import Questions
from geodata.lists.table import ListRow, ListTable

# Stands between the answers of several rows of a repeat in one cell.
BETWEEN_ROWS = "\x1e"
# The key of the report a row belongs to, and the row.
Child = tuple[str, ListRow]


def with_repeats(
    form: ListTable,
    keys: Sequence[int],
    repeats: Sequence[tuple[ListTable, Sequence[Child]]],
    form_map: FormMap,
) -> ListTable:
    """The form with a column more for each question that stands in a repeat.

    ``keys`` are the columns of the form by which a row of a repeat names its report.
    """
    for table, children in repeats:
        for place in _asked(form, table, form_map):
            said = _by_report(children, place)
            rows = tuple(_with(row, len(form.columns), _said(row, keys, said)) for row in form.rows)
            form = replace(form, columns=(*form.columns, table.columns[place]), rows=rows)
    return form


def _asked(form: ListTable, table: ListTable, form_map: FormMap) -> Iterator[int]:
    """The columns of a repeat that hold an irregularity the form itself does not have."""
    here, there = Questions(form.columns), Questions(table.columns)
    for one in form_map.irregularities:
        if not here.has(one.question) and not (one.several and here.options(one.question)):
            place = there.column(one.question)
            if place is not None:
                yield place


def _by_report(children: Sequence[Child], place: int) -> Mapping[str, list[str]]:
    said: dict[str, list[str]] = {}
    for key, row in children:
        if row.cell(place):
            said.setdefault(key, []).append(row.cell(place))
    return said


def _said(row: ListRow, keys: Sequence[int], said: Mapping[str, list[str]]) -> str:
    names = dict.fromkeys(row.cell(key) for key in keys)
    return BETWEEN_ROWS.join(answer for name in names if name for answer in said.get(name, ()))


def _with(row: ListRow, width: int, cell: str) -> ListRow:
    if len(row.cells) > width:
        return row
    return replace(row, cells=(*row.cells, *([""] * (width - len(row.cells))), cell))


def filled(form: ListTable, key: int, inside: Sequence[ListRow], form_map: FormMap) -> ListTable:
    """A form whose repeats are rows of the same table, with what those rows alone say.

    ``inside`` are those rows, ``key`` is the column by which they name their report.
    """
    questions = Questions(form.columns)
    places = {questions.column(one.question) for one in form_map.irregularities} - {None}
    children = [(row.cell(key), row) for row in inside]
    said = {place: _by_report(children, place) for place in places if place is not None}
    rows = tuple(_filled(row, row.cell(key), said) for row in form.rows)
    return replace(form, rows=rows)


def _filled(row: ListRow, key: str, said: Mapping[int, Mapping[str, list[str]]]) -> ListRow:
    cells = list(row.cells)
    for place, by_report in said.items():
        if place < len(cells) and not cells[place].strip():
            cells[place] = BETWEEN_ROWS.join(by_report.get(key, ()))
    return replace(row, cells=tuple(cells))
