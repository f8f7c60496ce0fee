"""Templates: the empty files a new mission fills in, as CSV or as workbooks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from geodata.country import Country
from geodata.errors import Fault, FaultyData
from geodata.missions.ground import Ground
from geodata.missions.mission import Mission
from geodata.missions.read_mission import SETTINGS
from geodata.missions.read_places import COMMISSION_COLUMNS, STATION_COLUMNS
from geodata.missions.read_teams import PLAN_COLUMNS, TEAM_COLUMNS
from geodata.said import said

TABLES = {
    "stations": STATION_COLUMNS,
    "commissions": COMMISSION_COLUMNS,
    "teams": TEAM_COLUMNS,
    "deployment": PLAN_COLUMNS,
}
UNITS = "units"
_SETTINGS = """\
id = "{id}"
election = "{election}"
is_test = {is_test}             # true: reads test events only, marked SIMULATED everywhere
own_clock = {own_clock}           # true: a rehearsal that lives at the time its messages name
silence_minutes = {silence}       # a team without a sign for so long is silent
smallest_n = {smallest}             # shares of fewer stations or visits are held back
random_sample = {sample}       # true only where planned stations were drawn at random
# statement_at = 2016-03-21T15:00:00+06:00  # nothing the mission found is public before it
coverage_during_day = false  # true: citizen observers show coverage by region at once
# form_map = "form_map.toml"   # the questionnaire's form map, a file in this folder
"""


def write_templates(folder: Path, mission: Mission, ending: str = ".csv") -> None:
    """Write the files of a new mission, of which only the rules are known yet.

    Raises FaultyData where the folder has a mission already.
    """
    if (folder / SETTINGS).exists():
        expected = said("a new folder; a mission lies here already, and nothing of it was changed")
        raise FaultyData([Fault(str(folder), 0, "", "", expected)])
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in TABLES.items():
        _write_table(folder / f"{name}{ending}", columns)
    text = _SETTINGS.format(
        id=mission.id,
        election=mission.election,
        is_test=str(mission.is_test).lower(),
        own_clock=str(mission.own_clock).lower(),
        silence=mission.silence_minutes,
        smallest=mission.smallest_n,
        sample=str(mission.random_sample).lower(),
    )
    (folder / SETTINGS).write_text(text, encoding="utf-8")


def write_units(folder: Path, country: Country, ground: Ground, ending: str = ".csv") -> None:
    """Write the list of units beside the templates; nothing reads the file."""
    columns, *rows = units_rows(country, ground)
    _write_table(folder / f"{UNITS}{ending}", columns, rows)


def units_rows(country: Country, ground: Ground) -> list[tuple[str, ...]]:
    """The units of the day of the vote under a header: the ids that the templates ask for."""
    name = country.gazetteer.name
    rows = [
        (one.id, one.level, one.parent, *(name(one.id, of, ground.day) for of in country.languages))
        for one in ground.units.values()
    ]
    return [("unit", "level", "part_of", *country.languages), *rows]


def _write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]] = ()) -> None:
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            bold = book.add_format({"bold": True})
            sheet = book.add_worksheet(path.stem)
            sheet.write_row(0, 0, columns, bold)
            sheet.freeze_panes(1, 0)
            # Numbers such as 007 stay what was typed.
            sheet.set_column(0, len(columns) - 1, 18, book.add_format({"num_format": "@"}))
            for line, row in enumerate(rows, start=1):
                for at, value in enumerate(row):
                    sheet.write_string(line, at, value)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([columns, *rows])
