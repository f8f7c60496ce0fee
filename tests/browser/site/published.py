"""What was published, read straight from the files of the country folder, without the program.

The tests compare what is drawn and written on a page with these figures, so that a fault anywhere
between the file and the screen is seen.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
CITIES = ("almaty", "astana")


@dataclass(frozen=True)
class Published:
    """One line of a file: its value, or its bounds."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest; twice the value where that is known."""
        known = [one for one in (self.value, self.low, self.high) if one is not None]
        return min(known), max(known)


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def turnout(election: str, time: str) -> Mapping[str, Published]:
    """Unit → what was announced at an hour ("18:00", "final"); of two versions the first."""
    lines = _lines(FOLDER / "elections" / election / "turnout.csv")
    # Read from the end, so that what stands first in the file stays.
    return {line["unit"]: _published(line) for line in reversed(lines) if line["time"] == time}


def _published(line: Mapping[str, str]) -> Published:
    value, low, high = (
        Decimal(line[name]) if line[name] else None for name in ("value", "low", "high")
    )
    return Published(value, low, high)


@cache
def regions(boundary_set: str) -> frozenset[str]:
    """The units with an outline in a set of regions."""
    return frozenset(
        line["unit"]
        for line in _lines(FOLDER / "units" / "units.csv")
        if line["boundary_set"] == boundary_set
        and line["level"] == "region"
        and line["kind"] != "abroad"
    )
