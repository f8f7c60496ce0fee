"""The table of a picture without a map: the first rows of what the page lists."""

from __future__ import annotations

from dataclasses import dataclass

from layouts.picture_style import INNER, Face, text
from layouts.tables import Cell, Table
from layouts.text_width import shortened, text_width
from layouts.views import Row, View

MOST_ROWS = 14
SIZE = 16.0
HEAD_SIZE = 13.5
ROW = 32.0
NAME_WIDTH = 440.0
HEAD_WIDTH = 170.0
BAR_WIDTH = INNER - NAME_WIDTH - 240
GAP = 28.0
INDENT = 18.0


def table(view: View) -> tuple[str, float, int]:
    """The rows, their height, and how many more the page has."""
    if view.rows:
        drawn, count = _ranking(view.rows[:MOST_ROWS]), len(view.rows)
    elif view.tables:
        drawn, count = _listed(view.tables[0]), len(view.tables[0].rows) + 1
    else:
        return "", 0.0, 0
    shown = min(count, MOST_ROWS)
    return drawn, shown * ROW + 8, count - shown


def _ranking(rows: tuple[Row, ...]) -> str:
    most = max((row.high for row in rows if row.high is not None), default=0.0)
    return "".join(_ranked(number, row, most) for number, row in enumerate(rows))


def _ranked(number: int, row: Row, most: float) -> str:
    y = number * ROW
    drawn = [
        text(str(row.rank or ""), 0, y + 21, Face(SIZE, "second")),
        text(shortened(row.called, SIZE, NAME_WIDTH), 44, y + 21, Face(SIZE)),
    ]
    if row.high is not None and row.high > 0:
        at = f'x="{NAME_WIDTH + 60}" y="{y + 9}" width="{BAR_WIDTH * row.high / most:.1f}"'
        drawn.append(f'<rect class="{row.state}" {at} height="14"/>')
    kind = "strong" if row.high is not None else "second"
    drawn.append(text(row.printed, INNER, y + 21, Face(SIZE, kind, "end")))
    return "".join([*drawn, _rule(y)])


def _listed(shown: Table) -> str:
    columns = _columns(shown)
    heads = [column.cell(column.words, 0, Face(HEAD_SIZE, "second")) for column in columns]
    rows = list(zip(shown.rows, shown.depth, strict=True))[: MOST_ROWS - 1]
    body = [_row(*row, columns, (number + 1) * ROW) for number, row in enumerate(rows)]
    return "".join([*heads, _rule(0), *body])


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's heading, its left edge, its width, and whether figures end at its right one."""

    words: str
    left: float
    width: float
    numeric: bool

    def cell(self, words: str, y: float, face: Face, indent: float = 0.0) -> str:
        """Words in this column, cut where they do not fit."""
        fitting = shortened(words, face.size, self.width - indent)
        if self.numeric:
            at_end = Face(face.size, face.kind, "end")
            return text(fitting, self.left + self.width, y + 21, at_end)
        return text(fitting, self.left + indent, y + 21, face)


def _row(cells: tuple[Cell, ...], depth: int, columns: list[_Column], y: float) -> str:
    drawn = [
        column.cell(cell.words, y, Face(SIZE), 0.0 if at else INDENT * depth)
        for at, (cell, column) in enumerate(zip(cells, columns, strict=True))
    ]
    return "".join([*drawn, _rule(y)])


def _columns(shown: Table) -> list[_Column]:
    """The columns side by side: figures whole, and words cut where there is no room for all."""
    widths = [_widest(shown, at) for at in range(len(shown.columns))]
    figures = sum(width for width, numeric in zip(widths, shown.numeric, strict=True) if numeric)
    room = INNER - GAP * (len(widths) - 1)
    share = min(1.0, (room - figures) / max(sum(widths) - figures, 1.0))
    fitting = [
        width if numeric else width * share
        for width, numeric in zip(widths, shown.numeric, strict=True)
    ]
    fitting[0] += max(0.0, room - sum(fitting))
    columns, left = [], 0.0
    for words, width, numeric in zip(shown.columns, fitting, shown.numeric, strict=True):
        columns.append(_Column(words, left, width, numeric))
        left += width + GAP
    return columns


def _widest(shown: Table, at: int) -> float:
    cells = [
        text_width(row[at].words, SIZE) + (INDENT * depth if at == 0 else 0)
        for row, depth in zip(shown.rows, shown.depth, strict=True)
    ]
    head = min(text_width(shown.columns[at], HEAD_SIZE), HEAD_WIDTH)
    widest = max([head, *cells])
    return widest if shown.numeric[at] else min(widest, NAME_WIDTH)


def _rule(y: float) -> str:
    return f'<path class="hair" d="M0 {y + ROW - 0.5:.1f}h{INNER}"/>'
