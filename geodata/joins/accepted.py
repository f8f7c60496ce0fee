"""What a person has decided: labels the rules could not join, and the unit each means.

Decisions lie beside the data in ``<file>.accepted.csv``, with who decided, when, and for which
boundary set. They are obeyed on the next run and are never carried over to another set.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from geodata.boundaries.files import write_whole
from geodata.boundary_sets import BoundarySet
from geodata.errors import Fault, FaultyData
from geodata.joins.safe_cells import guarded, unguarded

COLUMNS = ("label", "level", "boundary_set", "unit", "who", "when")


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision that a label means a unit of a boundary set."""

    label: str
    level: str
    boundary_set: str
    unit: str
    who: str
    when: str


@dataclass(frozen=True)
class Accepted:
    """The decisions that hold for one boundary set: label, in any case and spacing → unit id."""

    units: Mapping[str, str]

    def unit_of(self, label: str) -> str | None:
        """The unit a person has said the label means, None where nobody has."""
        return self.units.get(plain(label))


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
        expected = f"a CSV file in UTF-8 ({error})"
        raise FaultyData([Fault(str(path), 0, "", "", expected, stops_file=True)]) from error
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        expected = f"the columns {', '.join(COLUMNS)}"
        raise FaultyData([Fault(str(path), 1, "", ", ".join(missing), expected, True)])
    return tuple(Decision(*(line[column] for column in COLUMNS)) for line in lines)


def accepted_for(data: Path, boundary_set: BoundarySet, units: Collection[str]) -> Accepted:
    """The decisions of one set; a later line replaces an earlier one for the same label.

    Raises FaultyData when a decision names a unit the set does not have.
    """
    faults: list[Fault] = []
    found: dict[str, str] = {}
    for line, one in enumerate(read_decisions(data), start=2):
        if (one.boundary_set, one.level) == (boundary_set.id, boundary_set.level):
            found[plain(one.label)] = one.unit
            if one.unit not in units:
                expected = f"a unit of {boundary_set.id}"
                faults.append(Fault(str(accepted_path(data)), line, "unit", one.unit, expected))
    if faults:
        raise FaultyData(faults)
    return Accepted(found)


def remember(
    data: Path, choices: Sequence[tuple[str, str]], boundary_set: BoundarySet, who: str
) -> None:
    """Add decisions (label, unit id) beside a data file; the file appears whole or not at all."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    new = [
        Decision(label, boundary_set.level, boundary_set.id, unit, who, when)
        for label, unit in choices
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in (*read_decisions(data), *new):
        writer.writerow([guarded(getattr(one, column)) for column in COLUMNS])
    write_whole(accepted_path(data), text.getvalue().encode())
