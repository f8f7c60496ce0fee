"""Write the tables of a mission as the files that a person would import."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from geodata.missions.mission import Mission, Station
from geodata.missions.templates import TABLES


def write_tables(mission: Mission, folder: Path) -> dict[str, Path]:
    """Write stations, commissions, teams and plan as CSV; table → its file."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {
        "stations": [
            [one.id, one.unit, _shown(one.registered), *_degrees(one)] for one in mission.stations
        ],
        "commissions": [[one.id, one.unit, *_degrees(one)] for one in mission.commissions],
        "teams": list(_teams(mission)),
        "deployment": [
            [one.team, one.unit, one.station, one.starts.isoformat(), one.ends.isoformat()]
            for one in mission.plan
        ],
    }
    return {table: _write(folder / f"{table}.csv", table, rows[table]) for table in TABLES}


def _write(path: Path, table: str, rows: Iterable[Iterable[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TABLES[table])
        writer.writerows(rows)
    return path


def _teams(mission: Mission) -> Iterator[list[str]]:
    several: dict[str, int] = {}
    for one in mission.stations:
        several[one.id] = several.get(one.id, 0) + 1
    for team in mission.teams:
        # A number that several units have must say which one is meant.
        named = (
            f"{name}@{unit}" if several.get(name, 0) != 1 else name for unit, name in team.stations
        )
        yield [team.id, team.organisation, team.role, " ".join(team.units), " ".join(named)]


def _degrees(one: Station) -> list[str]:
    return [_shown(one.latitude), _shown(one.longitude)]


def _shown(value: float | None) -> str:
    return "" if value is None else str(value)
