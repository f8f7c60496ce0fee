"""District figures for measuring: made by chance from a fixed seed, never shown to anybody.

No commission announces turnout by district, so a page with 224 units can only be measured on
figures that are made up. They live in a temporary copy of the country's folder and each says so.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from geodata.elections import Election
from geodata.measures import level_units
from geodata.read_country import read_country

SEED = 20230319
SOURCE = "Test data made by chance: nobody published this figure"
_LEAST, _MOST = 4.0, 22.0
_COLUMNS = (
    "measure", "subject", "part", "unit", "time", "as_of", "value", "low", "high", "qualifier",
    "counted_in", "status", "derived", "notes", "source", "address", "published_on",
)  # fmt: skip


def with_districts(country: Path, election: str, hours: Sequence[str], folder: Path) -> Path:
    """A copy of a country's folder in which one vote has a turnout for every district and hour."""
    copy = folder / country.name
    if copy.exists():
        shutil.rmtree(copy)
    shutil.copytree(country, copy)
    content = read_country(copy)
    vote = content.elections[election]
    units = level_units(content, vote, "district")
    place = copy / "elections" / election / "turnout-test-data.csv"
    with place.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, _COLUMNS, restval="")
        rows.writeheader()
        rows.writerows(_row(vote, *one) for one in turnout(units, hours))
    return copy


def turnout(units: Sequence[str], hours: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Unit, hour and percent: it only ever grows, and never passes a hundred."""
    chance = random.Random(SEED)
    reached = dict.fromkeys(units, 0.0)
    steps = len(hours)
    for hour in hours:
        for unit in units:
            grown = reached[unit] + chance.uniform(_LEAST, _MOST) * 4 / max(steps, 4)
            reached[unit] = min(round(grown, 2), 99.0)
            yield unit, hour, reached[unit]


def _row(vote: Election, unit: str, hour: str, percent: float) -> dict[str, str]:
    return {
        "measure": "turnout",
        "unit": unit,
        "time": hour,
        "value": f"{percent:.2f}",
        "qualifier": "exact",
        "counted_in": "percent",
        "status": "interim",
        "source": SOURCE,
        "published_on": vote.day.isoformat(),
    }
