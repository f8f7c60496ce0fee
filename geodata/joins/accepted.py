"""What a person has decided: labels the rules could not join, and the unit each means.

Decisions lie beside the data in ``<file>.accepted.csv``, with who decided, when, for which
boundary set and, where the rows name a unit above, for which of them. They are obeyed on the next
run and are never carried over to another set.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from geodata.boundaries.files import write_whole
from geodata.boundary_sets import BoundarySet
from geodata.errors import Fault, FaultyData
from geodata.joins.safe_cells import guarded, unguarded
from geodata.said import because, said
from geodata.units import Unit

COLUMNS = ("label", "parent", "level", "boundary_set", "unit", "who", "when")
# Files written before parents were kept lack the column; their decisions name none.
_MAY_LACK = frozenset({"parent"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person says: the label means the unit, in rows that name this parent ("": none)."""

    label: str
    unit: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice as it is kept: for which level and boundary set, by whom and when."""

    label: str
    parent: str
    level: str
    boundary_set: str
    unit: str
    who: str
    when: str


ParentsOf = Callable[[str], Collection[str] | None]


@dataclass(frozen=True, slots=True)
class _Held:
    """A decision that holds: the parent as it was named, the unit and the unit it lies in."""

    parent: str
    unit: str
    lies_in: str | None


@dataclass(frozen=True)
class Accepted:
    """The decisions that hold for one boundary set, by label in any case and spacing."""

    by_label: Mapping[str, Sequence[_Held]] = field(default_factory=dict)

    def unit_of(self, label: str, parent: str, parents_of: ParentsOf) -> str | None:
        """The unit a person has said the label means, None where nobody has.

        ``parents_of`` gives the units that a parent's label can mean, None for no label. What was
        decided for the row's parent comes before what was decided without one, and nothing
        counts outside a parent that is known.
        """
        held, inside = self.by_label.get(plain(label), ()), parents_of(parent)
        if inside is None:
            return _last(one for one in held if not one.parent)
        in_so_many_words = [one for one in held if one.parent == plain(parent)]
        fitting = [one for one in held if one.lies_in in inside]
        same_parent = [one for one in fitting if one.lies_in in (parents_of(one.parent) or ())]
        return (
            _last(one for one in in_so_many_words if not inside or one in fitting)
            or _only(same_parent)
            or _only([one for one in fitting if not one.parent])
        )


def _last(held: Iterable[_Held]) -> str | None:
    return next((one.unit for one in reversed(list(held))), None)


def _only(held: Sequence[_Held]) -> str | None:
    """The unit decided last, where the parent's label leaves no choice between two parents."""
    return _last(held) if len({one.lies_in for one in held}) == 1 else None


def accepted_path(data: Path) -> Path:
    """Where the decisions for a data file lie."""
    return data.with_name(f"{data.name}.accepted.csv")


def plain(label: str) -> str:
    """A label without regard to case and spaces."""
    return " ".join(label.split()).casefold()


def read_decisions(data: Path) -> tuple[Decision, ...]:
    """Every decision beside a data file, of any set; raises FaultyData when unreadable."""
    path = accepted_path(data)
    if not path.is_file():
        return ()
    try:
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True)
        lines = [{key: unguarded(value or "") for key, value in row.items() if key} for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        expected = because(said("a CSV file in UTF-8"), error)
        raise FaultyData([Fault(str(path), 0, "", "", expected, stops_file=True)]) from error
    wanted = (column for column in COLUMNS if column not in _MAY_LACK)
    missing = [column for column in wanted if column not in (rows.fieldnames or ())]
    if missing:
        expected = said("the columns {columns}", columns=COLUMNS)
        raise FaultyData([Fault(str(path), 1, "", ", ".join(missing), expected, True)])
    return tuple(Decision(*(line.get(column, "") for column in COLUMNS)) for line in lines)


def accepted_for(data: Path, boundary_set: BoundarySet, units: Mapping[str, Unit]) -> Accepted:
    """The decisions of one set, in the order they were made.

    Raises FaultyData when a decision names a unit the set does not have.
    """
    faults: list[Fault] = []
    found: dict[str, list[_Held]] = {}
    for line, one in enumerate(read_decisions(data), start=2):
        if (one.boundary_set, one.level) != (boundary_set.id, boundary_set.level):
            continue
        if one.unit in units:
            held = _Held(plain(one.parent), one.unit, units[one.unit].parent)
            found.setdefault(plain(one.label), []).append(held)
        else:
            expected = said("a unit of {set}", set=boundary_set.id)
            faults.append(Fault(str(accepted_path(data)), line, "unit", one.unit, expected))
    if faults:
        raise FaultyData(faults)
    return Accepted(found)


def remember(data: Path, choices: Iterable[Choice], boundary_set: BoundarySet, who: str) -> None:
    """Add decisions beside a data file; the file appears whole or not at all."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    level, of = boundary_set.level, boundary_set.id
    new = [Decision(one.label, one.parent, level, of, one.unit, who, when) for one in choices]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in (*read_decisions(data), *new):
        writer.writerow([guarded(getattr(one, column)) for column in COLUMNS])
    write_whole(accepted_path(data), text.getvalue().encode())
