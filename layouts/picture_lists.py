"""What a preview without a map shows: the day as columns, or the head of a table in large type."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.picture_style import Face, text
from layouts.tables import DASH, Cell, Table
from layouts.text_width import shortened, text_width
from layouts.views import TimeStep

NAME, VALUE, OF = 26.0, 28.0, 19.0
ROW = 47.0
HOUR, PRINTED = 20.0, 21.0
WIDEST_COLUMN = 92.0


def day_columns(steps: Sequence[TimeStep], width: float, height: float) -> str:
    """A column for each bulletin, its height the country's figure, the chosen one in the accent."""
    room = width / len(steps)
    broad = min(WIDEST_COLUMN, room * 0.6)
    tall = height - 84
    drawn = []
    for at, step in enumerate(steps):
        middle = (at + 0.5) * room
        high = max((step.share or 0.0) * tall, 2.0)
        kind = "chosen-column" if step.chosen else "column"
        face = "strong" if step.chosen else "second"
        top = 38 + tall - high
        drawn += [
            f'<rect class="{kind}" x="{middle - broad / 2:.1f}" y="{top:.1f}" '
            f'width="{broad:.1f}" height="{high:.1f}"/>',
            text(
                shortened(step.printed, PRINTED, room - 6),
                middle, top - 12, Face(PRINTED, face, "middle"),
            ),
            text(step.words, middle, 38 + tall + 30, Face(HOUR, face, "middle")),
        ]  # fmt: skip
    return "".join(drawn)


def listed(table: Table, width: float, height: float) -> str:
    """The first wholes of a table, each with one figure: its share, else the last one known."""
    rows = [
        (row[0].words, *found)
        for row, depth in zip(table.rows, table.depth, strict=True)
        if depth == 0 and (found := _figure(table, row))
    ]
    shown, said, drawn = rows[: max(1, int(height / ROW))], "", ""
    for at, (name, word, figure) in enumerate(shown):
        # One column of figures needs no words, and words once said need not be said again.
        of = word if word != said and sum(table.numeric) > 1 else ""
        drawn, said = drawn + _row(at * ROW, width, name, of, figure), word
    return drawn


def _figure(table: Table, row: tuple[Cell, ...]) -> tuple[str, str] | None:
    """A row's most telling figure, and the words over its column."""
    known = [
        (word, cell.words)
        for word, is_number, cell in zip(table.columns, table.numeric, row, strict=True)
        if is_number and cell.words not in ("", DASH)
    ]
    shares = [one for one in known if "%" in one[0]]
    return next(iter([*shares, *known[-1:]]), None)


def _row(y: float, width: float, name: str, word: str, figure: str) -> str:
    end = width - text_width(figure, VALUE) - 16
    room = end - text_width(word, OF) - 24
    return "".join(
        [
            f'<path class="hair" d="M0 {y + ROW - 5:.1f}h{width:g}"/>',
            text(shortened(name, NAME, room), 0, y + 30, Face(NAME)),
            text(word, end, y + 30, Face(OF, "second", "end")),
            text(figure, width, y + 30, Face(VALUE, "strong", "end")),
        ]
    )
