"""District figures for measuring: made by chance from a fixed seed, never shown to anybody.

No commission announces turnout by district, so a page with 224 units can only be measured on
figures that are made up. They live in a temporary copy of the country's folder and each says so.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from geodata.elections import Election
from geodata.measures import level_units
from geodata.read_country import read_country

SEED = 20230319
SOURCE = "Test data made by chance: nobody published this figure"
# So many points below its region's lowest figure, and above its highest, districts lie.
_SPREAD = 4.0
_LEAST, _MOST = 0.5, 99.0
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
    set_id = content.boundary_set("district", vote.day).id
    regions = {unit: content.gazetteer.by_set[set_id][unit].parent for unit in units}
    place = copy / "elections" / election / "turnout-test-data.csv"
    with place.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, _COLUMNS, restval="")
        rows.writeheader()
        rows.writerows(_row(vote, *one) for one in turnout(_announced(vote), regions, hours))
    return copy


Range = tuple[float, float]


def _announced(vote: Election) -> dict[tuple[str, str], Range]:
    """Region and hour → the lowest and the highest turnout that was announced of it."""
    found: dict[tuple[str, str], list[float]] = {}
    for key, versions in vote.versions.items():
        if key.measure == "turnout":
            values = [float(one.value) for one in versions if one.value is not None]
            found.setdefault((key.unit, key.time), []).extend(values)
    return {key: (min(values), max(values)) for key, values in found.items() if values}


def turnout(
    announced: Mapping[tuple[str, str], Range], regions: Mapping[str, str], hours: Sequence[str]
) -> Iterator[tuple[str, str, float]]:
    """Unit, hour and percent, which only ever grows, as a release wants it.

    ``regions`` maps district → its region. A region's districts lie on both sides of whatever was
    announced of it at that hour, so no part contradicts its whole.
    """
    places = _places(regions)
    for at, hour in enumerate(hours):
        for unit, region in regions.items():
            known = {one: announced[region, one] for one in hours if (region, one) in announced}
            # What is still to come bounds the lowest, what has been bounds the highest.
            later = [known[one][0] for one in hours[at:] if one in known]
            before = [known[one][1] for one in hours[: at + 1] if one in known]
            low = min(later, default=max(before, default=_LEAST)) - _SPREAD
            high = max(before, default=min(later, default=_LEAST)) + _SPREAD
            percent = low + (high - low) * places[unit]
            yield unit, hour, round(min(max(percent, _LEAST), _MOST), 2)


def _places(regions: Mapping[str, str]) -> dict[str, float]:
    """District → where it lies among those of its region, by chance, from 0 to 1."""
    chance = random.Random(SEED)
    places: dict[str, float] = {}
    for region in dict.fromkeys(regions.values()):
        units = [unit for unit, one in regions.items() if one == region]
        chance.shuffle(units)
        last = len(units) - 1
        places |= {unit: at / last if last else 0.5 for at, unit in enumerate(units)}
    return places


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
