"""Find the columns of a form map's questions in an export, whatever way the export names them.

``place/station`` is found as ``place/station``, ``place-station``, or as ``station`` where groups
were left out of the names and only one column is called so.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from geodata.imports.form_map import FormMap, Names
from geodata.lists.table import ListRow

_SEPARATOR = re.compile(r"\s*[/:.]\s*|(?<=\w)-(?=\w)")
Name = TypeVar("Name", bound=Hashable)
_YES = ("1", "true", "1.0", "yes")


class Questions:
    """The columns of one table, asked for by question."""

    def __init__(self, columns: Sequence[str], empty: frozenset[str] = frozenset()) -> None:
        self.columns = tuple(columns)
        self._empty = empty
        self._paths = [_path(column) for column in columns]
        self._by_name = _places_of(self.columns)
        self._by_path = _places_of(self._paths)
        self.used: set[int] = set()
        self.unknown: list[str] = []

    def column(self, names: Names) -> int | None:
        """The place of the first of the names that the table has; None notes it as unknown."""
        for name in names:
            places = self._places(name)
            if places:
                self.used.add(places[0])
                return places[0]
        if names:
            self.unknown.append(names[0])
        return None

    def options(self, names: Names) -> Mapping[str, int]:
        """Option → place, of a question whose options have a column each; empty if none has."""
        for name in names:
            path = _path(name)
            found = {
                self.columns[place].rsplit("/", 1)[-1]: place
                for place, one in enumerate(self._paths)
                if "/" in self.columns[place] and one[-1 - len(path) : -1] == path
            }
            if found:
                self.used |= set(found.values())
                return found
        return {}

    def has(self, names: Names) -> bool:
        """Whether the table has one of the names; nothing is noted."""
        return any(self._places(name) for name in names)

    def cell(self, row: ListRow, place: int | None) -> str:
        """The answer in a row, "" for the format's words for nothing."""
        text = row.cell(place)
        return "" if text.casefold() in self._empty else text

    def chosen(self, row: ListRow, options: Mapping[str, int]) -> tuple[str, ...] | None:
        """The options chosen in a row; None where the question was not put."""
        cells = {option: self.cell(row, place) for option, place in options.items()}
        if not any(cells.values()):
            return None
        return tuple(option for option, cell in cells.items() if cell.casefold() in _YES)

    def dropped(self) -> tuple[str, ...]:
        """The columns that nothing was read from."""
        return tuple(column for place, column in enumerate(self.columns) if place not in self.used)

    def taken(self) -> tuple[str, ...]:
        """The columns that were read."""
        return tuple(self.columns[place] for place in sorted(self.used))

    def _places(self, name: str) -> list[int]:
        if exact := self._by_name.get(name):
            return exact
        path = _path(name)
        if same := self._by_path.get(path):
            return same
        last = self._by_path.get(path[-1:], [])
        return last if len(last) == 1 else []


def _places_of(names: Sequence[Name]) -> dict[Name, list[int]]:
    """Name → its places: an export may have thousands of columns, and each name is asked for."""
    found: dict[Name, list[int]] = {}
    for place, name in enumerate(names):
        found.setdefault(name, []).append(place)
    return found


def _path(name: str) -> tuple[str, ...]:
    plain = " ".join(name.split()).casefold()
    return tuple(part for part in _SEPARATOR.split(plain) if part)


def all_questions(form_map: FormMap) -> list[Names]:
    """Every question a map names, each with its other names."""
    choices = [choice.question for choice in (form_map.stage, form_map.overall) if choice]
    irregularities = [one.question for one in form_map.irregularities]
    return [*form_map.terms.values(), *choices, *irregularities]
