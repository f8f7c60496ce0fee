"""Set a mission up: write its templates, take in its lists, and check what it still lacks."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard.desk.missions import mission_folder
from dashboard.settings import Settings
from geodata.country import Country
from geodata.errors import DataError
from geodata.missions.checklist import LANGUAGES, checklist, texts
from geodata.missions.import_table import TAKEN, import_table
from geodata.missions.mission import SILENCE_MINUTES, SMALLEST_N, Mission
from geodata.missions.read_mission import (
    LARGEST_N,
    LONGEST_SILENCE,
    ground_of_mission,
    read_mission,
)
from geodata.missions.templates import write_templates, write_units
from geodata.read_country import read_country
from geodata.simulated import marked_in_all

HELP = "Set a mission up: stations, commissions, teams and their plan."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    what = parser.add_subparsers(dest="what", required=True)
    new = what.add_parser("new", help="write the templates of a new mission")
    _of_mission(new)
    new.add_argument("--election", metavar="ID", help="the country's default election if not said")
    minutes, number = _up_to(LONGEST_SILENCE), _up_to(LARGEST_N)
    new.add_argument("--silence-minutes", type=minutes, default=SILENCE_MINUTES, metavar="MINUTES")
    new.add_argument("--smallest-n", type=number, default=SMALLEST_N, metavar="N")
    new.add_argument(
        "--random-sample", action="store_true", help="planned stations are drawn at random"
    )
    new.add_argument("--workbooks", action="store_true", help="XLSX files instead of CSV")
    sort = new.add_mutually_exclusive_group()
    sort.add_argument("--test", action="store_true", help="a mission of test messages")
    sort.add_argument(
        "--rehearsal", action="store_true", help="a test that lives at the time its messages name"
    )
    take = what.add_parser("import", help="take a list in, if the mission is sound with it")
    _of_mission(take)
    take.add_argument("table", choices=tuple(TAKEN))
    take.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX, or a form map's TOML")
    check = what.add_parser("check", help="name every fault, and what the mission still lacks")
    _of_mission(check)
    check.add_argument(
        "--send-test-report",
        action="store_true",
        help="send one through the running desk into the store; it counts nowhere",
    )


def _up_to(most: int) -> Callable[[str], int]:
    # Said before anything is written: a folder with a wrong rule could not be made once more.
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text!r}: a whole number from 1 to {most}")
        return int(text)

    return number


def _of_mission(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mission", metavar="ID")
    parser.add_argument("--language", choices=LANGUAGES, default="en")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Do it and say what the mission has now."""
    country = read_country(settings.country)
    folder = mission_folder(settings, arguments.mission)
    if arguments.what == "new":
        _new(arguments, country, folder)
        print(folder)
    elif arguments.what == "import":
        import_table(folder, arguments.table, arguments.file, country)
    mission = read_mission(folder, country)
    _tell(mission, arguments.language)
    if arguments.what == "check" and arguments.send_test_report:
        _send_test_report(settings, mission, arguments.language)
    return 0


def _new(arguments: argparse.Namespace, country: Country, folder: Path) -> None:
    election = arguments.election or country.default_election
    if election not in country.elections:
        raise DataError(f"{election!r}: expected one of {', '.join(country.elections)}")
    mission = Mission(
        arguments.mission,
        election,
        is_test=arguments.test or arguments.rehearsal,
        own_clock=arguments.rehearsal,
        silence_minutes=arguments.silence_minutes,
        smallest_n=arguments.smallest_n,
        random_sample=arguments.random_sample,
    )
    ending = ".xlsx" if arguments.workbooks else ".csv"
    write_templates(folder, mission, ending)
    write_units(folder, country, ground_of_mission(mission, country), ending)


def _send_test_report(settings: Settings, mission: Mission, language: str) -> None:
    from dashboard.desk.database import open_desk_database
    from dashboard.desk.people_acts import FROM_TERMINAL
    from dashboard.intake.trial import send_test_report

    engine = open_desk_database(settings)
    try:
        trial = send_test_report(settings, engine, mission, FROM_TERMINAL, language)
    finally:
        engine.dispose()
    print(
        texts(language)["about"]["test-report"].format(
            seconds=f"{trial.seconds:.2f}", position=trial.position
        )
    )


def _tell(mission: Mission, language: str) -> None:
    about = texts(language)["about"]
    mark = f", {marked_in_all(is_test=True)}" if mission.is_test else ""
    counts = about["counts"].format(
        stations=len(mission.stations),
        commissions=len(mission.commissions),
        teams=len(mission.teams),
        stops=len(mission.plan),
    )
    print(f"{mission.id}, {mission.election}{mark}: {counts}")
    print(about["rules"].format(silence=mission.silence_minutes, smallest=mission.smallest_n))
    print(about["sample" if mission.random_sample else "no-sample"])
    items = checklist(mission, language)
    for item in items:
        print(f"  [{'x' if item.is_done else ' '}] {item.words}")
    if all(item.is_done for item in items):
        print(f"  {about['complete']}")
