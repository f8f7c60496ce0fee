"""Take in whatever is put into a folder, once or for as long as it runs.

What was taken is moved to ``taken`` in that folder, what was not to ``refused``, each with a report
beside it. A file is taken once nobody has written to it for a while.
"""

from __future__ import annotations

import argparse
import logging
import time
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from dashboard.desk.missions import Missions, mission_folder
from dashboard.intake.boxes import Boxes
from dashboard.intake.tokens import check_source
from dashboard.intake.watching import REFUSED, Watch, check_folder
from dashboard.processes import start_log
from dashboard.settings import Settings
from geodata.errors import DataError
from geodata.intake.schema import BULLETINS, REPORTS
from geodata.intake.wording import LANGUAGES
from geodata.missions.read_mission import read_mission
from geodata.read_country import read_country

_log = logging.getLogger(__name__)
HELP = "Take in the files that are put into a folder."
DOORS = {"reports": REPORTS, "bulletins": BULLETINS}
SECONDS_LEFT_ALONE = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--mission", required=True, metavar="ID")
    parser.add_argument("--source", default="folder", help="who sends, as for a token")
    parser.add_argument("--to", choices=tuple(DOORS), default="reports", help="what the files hold")
    parser.add_argument("--once", action="store_true", help="end when nothing is left to take")
    parser.add_argument(
        "--left-alone", type=float, default=SECONDS_LEFT_ALONE, metavar="SECONDS",
        help="for how long a file must not have been written to",
    )  # fmt: skip
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the reports")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Watch; with ``--once`` the exit code is 1 where a file was refused."""
    start_log(settings)
    check_folder(arguments.folder)
    check_source(arguments.source)
    country = read_country(settings.country)
    # What is wrong with the mission is told before anybody relies on this.
    read_mission(mission_folder(settings, arguments.mission), country)
    missions = Missions(settings, country)
    boxes = Boxes(missions, settings, country)
    watch = Watch(
        arguments.folder, arguments.mission, arguments.source, DOORS[arguments.to], boxes,
        max(arguments.left_alone, 0.0), arguments.language,
    )  # fmt: skip
    try:
        return _watch(watch, arguments.once)
    except KeyboardInterrupt:
        return 0
    finally:
        missions.close()


def _look(watch: Watch) -> int:
    """Take what is whole and say so; how many files were refused."""
    refused = 0
    for path, answer in watch.look():
        refused += path.parent.name == REFUSED
        counts = ", ".join(f"{name} {count}" for name, count in answer.counts.items() if count)
        print(f"{path.parent.name}: {path.name}{': ' * bool(counts)}{counts}", flush=True)
    return refused


def _watch(watch: Watch, once: bool) -> int:
    refused = 0
    while True:
        try:
            refused += _look(watch)
        except (DataError, DBAPIError) as error:
            if once:
                raise
            # The files lie where they lay: the next look takes them.
            _log.error("nothing can be kept just now: %s", type(error).__name__)
        if once and not watch.is_waiting:
            return 1 if refused else 0
        time.sleep(min(1.0, max(watch.quiet / 2, 0.05)))
