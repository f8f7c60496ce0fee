"""Set a mission up: write its templates, take in its lists, and check what it still lacks."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from dashboard.settings import Settings
from geodata.country import Country
from geodata.errors import DataError
from geodata.missions.import_table import import_table
from geodata.missions.mission import Mission
from geodata.missions.read_mission import read_mission
from geodata.missions.templates import TABLES, missing_parts, write_templates
from geodata.read_country import read_country

HELP = "Set a mission up: stations, commissions, teams and their plan."
LACKS = {
    "no-stations": "stations: coverage counts stations observed out of these",
    "no-teams": "teams: without them nobody is planned, deployed or silent",
    "no-form-map": "a form map (form_map in mission.toml): which question is what",
    "teams-without-place": "a place for every team: units or stations in the list of teams",
    "no-plan": "a deployment plan: silence is measured against it",
    "teams-without-plan": "lines of the plan for every team",
    "no-register": "registered voters of every station: gaps are ranked by stations until then",
    "stations-without-coordinates": "coordinates of every station: no distance can be told",
    "no-commissions": "commissions, where tabulation is observed",
    "sample-without-stations": "planned stations: a random sample is declared, none is named",
}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    what = parser.add_subparsers(dest="what", required=True)
    new = what.add_parser("new", help="write the templates of a new mission")
    new.add_argument("mission", metavar="ID")
    new.add_argument("--election", metavar="ID", help="the country's default election if not said")
    new.add_argument("--rehearsal", action="store_true", help="a mission of made-up messages")
    take = what.add_parser("import", help="take a list in, if the mission is sound with it")
    take.add_argument("mission", metavar="ID")
    take.add_argument("table", choices=tuple(TABLES))
    take.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX")
    check = what.add_parser("check", help="name every fault, and what the mission still lacks")
    check.add_argument("mission", metavar="ID")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do it and say what the mission has now."""
    if not _ID.fullmatch(arguments.mission):
        raise DataError(f"{arguments.mission!r}: expected small Latin letters, digits and hyphens")
    country = read_country(settings.country)
    folder = settings.var / "missions" / arguments.mission
    if arguments.what == "new":
        return _new(arguments, country, folder)
    if arguments.what == "import":
        mission = import_table(folder, arguments.table, arguments.file, country)
    else:
        mission = read_mission(folder, country)
    _tell(mission)
    return 0


def _new(arguments: argparse.Namespace, country: Country, folder: Path) -> int:
    election = arguments.election or country.default_election
    if election not in country.elections:
        raise DataError(f"{election!r}: expected one of {', '.join(country.elections)}")
    write_templates(folder, arguments.mission, election, arguments.rehearsal)
    print(f"Templates written to {folder}")
    _tell(read_mission(folder, country))
    return 0


def _tell(mission: Mission) -> None:
    print(
        f"{mission.id}, {mission.election}{', SIMULATED' * mission.is_test}: "
        f"{len(mission.stations)} stations, {len(mission.commissions)} commissions, "
        f"{len(mission.teams)} teams, {len(mission.plan)} lines of the plan"
    )
    for key in missing_parts(mission):
        print(f"  [ ] {LACKS[key]}")
    if not missing_parts(mission):
        print("  Nothing is lacking.")
