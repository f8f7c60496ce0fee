"""Choices as a person types them, LABEL=UNIT, told apart by the parents that the rows name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geodata.errors import DataError
from geodata.joins.accepted import Choice, plain
from geodata.joins.join import Columns
from geodata.lists.table import ListTable
from geodata.names.resolve import LevelResolver


@dataclass(frozen=True)
class Typing:
    """The list that choices are made for. ``within`` is the parent they are meant in, as rows
    write it; None leaves that to the unit chosen."""

    table: ListTable
    columns: Columns
    resolver: LevelResolver
    within: str | None = None

    def choices(self, texts: Sequence[str]) -> list[Choice]:
        """The choices that the texts mean; raises DataError for one that fits no row."""
        return [choice for text in texts for choice in self._choices(text)]

    def _choices(self, text: str) -> Iterator[Choice]:
        label, sign, unit = (part.strip() for part in text.rpartition("="))
        if not sign or unit not in self.resolver.units:
            there = ", ".join(self.resolver.units)
            raise DataError(f"--accept {text!r}: expected LABEL=UNIT, UNIT one of: {there}")
        parents = self._parents(label)
        if not parents:
            raise DataError(f"--accept {text!r}: no row has the label {label!r}")
        chosen = self._named(parents) if self.within is not None else self._fitting(parents, unit)
        if not chosen or not all(self._may_lie_in(unit, parent) for parent in chosen):
            asked = "--within" if self.within is not None else "the list"
            named = ", ".join(repr(parent) for parent in parents.values())
            raise DataError(
                f"--accept {text!r}: {unit} lies in no unit that {asked} names beside {label!r}; "
                f"its rows name: {named}"
            )
        if len(chosen) > 1 and not all(self.resolver.parents_of(parent) for parent in chosen):
            named = ", ".join(map(repr, chosen))
            raise DataError(f"--accept {text!r}: say --within which of these it is meant: {named}")
        yield from (Choice(label, unit, parent) for parent in chosen)

    def _parents(self, label: str) -> Mapping[str, str]:
        """The parents that rows of a label name, each as first written."""
        found: dict[str, str] = {}
        for row in self.table.rows:
            if plain(row.cell(self.columns.label)) == plain(label):
                parent = row.cell(self.columns.parent)
                found.setdefault(plain(parent), parent)
        return found

    def _named(self, parents: Mapping[str, str]) -> list[str]:
        wanted = plain(self.within or "")
        return [parents[wanted]] if wanted in parents else []

    def _fitting(self, parents: Mapping[str, str], unit: str) -> list[str]:
        """The parents that the unit lies in; else no parent, else those that nobody knows."""
        lies_in = self.resolver.units[unit].parent
        inside = {parent: self.resolver.parents_of(parent) for parent in parents.values()}
        return (
            [parent for parent, above in inside.items() if above and lies_in in above]
            or [parent for parent, above in inside.items() if above is None]
            or [parent for parent, above in inside.items() if not above]
        )

    def _may_lie_in(self, unit: str, parent: str) -> bool:
        above = self.resolver.parents_of(parent)
        return not above or self.resolver.units[unit].parent in above
