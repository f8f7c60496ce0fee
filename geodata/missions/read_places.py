"""Read the stations and commissions of a mission: where each lies, and how many voters it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from geodata.errors import Fault
from geodata.missions.ground import Ground
from geodata.missions.mission import Station
from geodata.missions.tables import read_rows
from geodata.missions.unsure import Unsure
from geodata.read_cells import Cells
from geodata.said import Said, said, with_hint
from geodata.tables import Row

STATION_COLUMNS = ("station", "unit", "registered", "latitude", "longitude")
COMMISSION_COLUMNS = ("commission", "unit", "latitude", "longitude")
_COLUMNS = {"station": STATION_COLUMNS, "commission": COMMISSION_COLUMNS}
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,15})?", re.ASCII)
_MOST_DEGREES = {"latitude": 90, "longitude": 180}


def read_stations(
    folder: Path, ground: Ground, faults: list[Fault], unsure: Unsure
) -> tuple[Station, ...]:
    """The stations, in the order of the file; ``unsure`` learns of those that cannot be used."""
    return _read(folder, "station", ground, faults, unsure)


def read_commissions(
    folder: Path, ground: Ground, faults: list[Fault], unsure: Unsure
) -> tuple[Station, ...]:
    """The commissions at which tabulation is observed."""
    return _read(folder, "commission", ground, faults, unsure)


def _read(
    folder: Path, key: str, ground: Ground, faults: list[Fault], unsure: Unsure
) -> tuple[Station, ...]:
    wrong: list[Fault] = []
    rows = read_rows(folder, f"{key}s", _COLUMNS[key], wrong)
    places = _places(rows, key, ground, wrong, unsure)
    unsure.heed(wrong)
    faults += wrong
    return places


def _places(
    rows: Iterable[Row], key: str, ground: Ground, faults: list[Fault], unsure: Unsure
) -> tuple[Station, ...]:
    found: dict[tuple[str, str], Station] = {}
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        cells = Cells(row)
        one = _place(cells, key, ground)
        if (first := lines.setdefault((one.unit, one.id), row.line)) != row.line:
            cells.wrong(key, _once(key, first))
        faults += cells.faults
        if cells.faults:
            unsure.add(one.id)
        else:
            found[one.unit, one.id] = one
    return tuple(found.values())


def _once(key: str, first: int) -> Said:
    if key == "station":
        return said("each station once in its unit; it stands in line {line}", line=first)
    return said("each commission once in its unit; it stands in line {line}", line=first)


def _place(cells: Cells, key: str, ground: Ground) -> Station:
    name = cells.required(key)
    if " " in name or "@" in name:
        cells.wrong(key, said("a number or an id without spaces and @"))
    unit = read_unit(cells, ground)
    latitude, longitude = _degrees(cells, "latitude"), _degrees(cells, "longitude")
    if (cells["latitude"] == "") != (cells["longitude"] == ""):
        cells.wrong("longitude", said("both coordinates, or none"))
    registered = _voters(cells) if "registered" in cells.row.cells else None
    return Station(name, unit, registered, latitude, longitude)


def read_unit(cells: Cells, ground: Ground) -> str:
    """The unit of a row; where it is none, the fault names those that may be meant."""
    unit = cells["unit"]
    if unit not in ground.units:
        expected = said("the id of a unit in force on the day of the vote")
        cells.wrong("unit", with_hint(expected, ground.likely.hint(unit)))
    return unit


def _voters(cells: Cells) -> int | None:
    value = cells["registered"]
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        expected = said("a whole number of voters, or nothing where it is not known")
        cells.wrong("registered", expected)
        return None
    return int(value)


def _degrees(cells: Cells, column: str) -> float | None:
    most = _MOST_DEGREES[column]
    if not cells[column]:
        return None
    if not _DEGREES.fullmatch(cells[column]) or abs(float(cells[column])) > most:
        expected = said("decimal degrees from -{most} to {most}, such as 51.128", most=most)
        cells.wrong(column, expected)
        return None
    return float(cells[column])
