"""Listed tables, in words ready to read: what pages, pictures and downloads draw them from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# Stands in a wide table where nothing was published; said in words under it.
DASH = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a listed table; ``value`` is what it sorts by, None for words and nothing."""

    words: str
    value: Decimal | None = None
    marks: tuple[str, ...] = ()
    hint: str = ""

    @property
    def is_void(self) -> bool:
        """Whether it only fills its column."""
        return self.words in ("", DASH)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of published figures: a caption, the words over its columns, and its rows.

    The first cell of a row is its head; ``numeric`` says which columns are figures. ``depth``
    gives how far each row's head is set in, for parts under their whole.
    """

    caption: str
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]
    depth: tuple[int, ...]

    @property
    def has_dashes(self) -> bool:
        """Whether a dash stands in for figures that were not published."""
        return any(cell.words == DASH for row in self.rows for cell in row)

    @property
    def stacks(self) -> bool:
        """Whether a telephone has no room for its columns, and shows each row as lines instead."""
        return len(self.columns) > 3 and (self.has_words or not all(self.numeric[1:]))

    @property
    def has_words(self) -> bool:
        """Whether a dash or words stand where a column has figures."""
        return any(
            cell.value is None and cell.words and is_figure
            for row in self.rows
            for cell, is_figure in zip(row, self.numeric, strict=True)
        )
