"""Tables of the desk: what stands in them, in words ready to read."""

from __future__ import annotations

from dataclasses import dataclass, field

from layouts.bars import BarPart
from layouts.desk.forms import Form


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; ``spare`` columns are left out where the page is narrow."""

    words: str
    is_figure: bool = True
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words, and whether they are late or wrong, or stand for nothing.

    ``span`` is how many columns it takes.
    """

    words: str
    is_late: bool = False
    is_nothing: bool = False
    hint: str = ""
    bar: tuple[BarPart, ...] = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it is of (``key`` marks it on the map and in the list), and its cells.

    ``form`` is what can be done with it at once, ``note`` what must be said beside its figures.
    """

    key: str
    name: str
    cells: tuple[Cell, ...]
    link: str = ""
    detail: str = ""
    hint: str = ""
    is_late: bool = False
    form: Form | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeskTable:
    """A table with its caption; ``whole`` stands above the rows. ``id`` names it on its page."""

    id: str
    caption: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    whole: tuple[Line, ...] = ()
    scale: str = ""
    empty: str = ""
    # Rows keep their places while somebody is at work on them.
    waits: bool = False
    # Many rows that nobody has to act on: opened by whoever wants them.
    folds: bool = False
    notes: tuple[str, ...] = field(default=())
