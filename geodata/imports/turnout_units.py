"""Which unit each row of a table of turnout means, at either level, and which rows are totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geodata.errors import NoBoundaries
from geodata.joins.complete_lists import completed
from geodata.names.answers import Ambiguous, Answer, Match, Unmatched
from geodata.names.resolve import LevelResolver, Resolver
from geodata.units import Level

LEVELS: tuple[Level, ...] = ("region", "district")


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of its unit: its label, a code, and the region where the label is within.

    ``is_district`` is whether the label stands in a column of districts.
    """

    label: str
    code: str = ""
    parent: str = ""
    is_district: bool = False

    @property
    def shown(self) -> str:
        """What a person finds the row by."""
        return self.label or self.code or self.parent


class Units:
    """The units of one day, regions first."""

    def __init__(self, resolver: Resolver, day: date) -> None:
        self.levels = list(_levels(resolver, day))
        if not self.levels:
            raise NoBoundaries(f"no boundary set is in force on {day.isoformat()}")
        self.regions = self.levels[0]

    def answers(self, rows: Sequence[Said]) -> list[Answer]:
        """An answer for each row; a whole list leaves its one open name one unit."""
        answers = [self.answer(said) for said in rows]
        labels = {said.label: one for said, one in zip(rows, answers, strict=True)}
        left = (
            completed(labels, self.regions) if self.regions.boundary_set.level == "region" else {}
        )
        return [left.get(said.label, one) for said, one in zip(rows, answers, strict=True)]

    def answer(self, said: Said) -> Answer:
        """The unit of a row by itself."""
        first: Answer | None = None
        for at in reversed(self.levels) if said.is_district else self.levels:
            known = _known(said.label, at)
            parent = said.parent if at.boundary_set.level == "district" else ""
            found = known or at.resolve(said.label or said.code, parent, said.code)
            if not isinstance(found, Unmatched) and self._may_be(found, said, at):
                return found
            first = first or found
        return first or Unmatched()

    def _may_be(self, found: Answer, said: Said, at: LevelResolver) -> bool:
        """Whether a district's label can mean a region: the one that its row names, or one in the
        country that it names. "Абай" in Pavlodar is no region."""
        above = said.parent if said.is_district and at is self.regions else ""
        if not above or not isinstance(found, Match) or found.how == "code":
            return True
        named = at.candidates(above)
        return found.unit in named or at.units[found.unit].parent in named

    def is_total(self, said: Said) -> bool:
        """Whether a row names nothing but the whole."""
        return bool(said.label) and self.regions.is_total(said.label)


def _known(label: str, at: LevelResolver) -> Match | None:
    # Parts of the stations abroad are written abroad/<part>.
    is_id = label in at.units or label.split("/", maxsplit=1)[0] == "abroad"
    return Match(label, "code") if is_id else None


def _levels(resolver: Resolver, day: date) -> Iterator[LevelResolver]:
    for level in LEVELS:
        try:
            yield resolver.at(level, day)
        except NoBoundaries:
            continue


def likeliest_column(
    columns: Mapping[int, Sequence[str]], units: Units, least: float = 0.5
) -> int | None:
    """The column most of whose cells name a unit; None where no column does."""
    named = {
        place: sum(not isinstance(units.answer(Said(cell)), Unmatched) for cell in cells if cell)
        for place, cells in columns.items()
    }
    best = max(named, key=lambda place: named[place], default=None)
    if best is None or not named[best] or named[best] < least * len(columns[best]):
        return None
    return best


def candidates(answer: Answer) -> tuple[str, ...]:
    """The units an answer leaves open, or those a label is like."""
    if isinstance(answer, Ambiguous):
        return answer.candidates
    return answer.suggestions if isinstance(answer, Unmatched) else ()
