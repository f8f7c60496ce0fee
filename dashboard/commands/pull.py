"""Fetch submissions from ODK Central: what is new, edited or taken back since the last time.

Address and account are settings (README.md); neither stands on a command line or in a log.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections import Counter

from dashboard.desk.database import open_desk_database
from dashboard.desk.missions import Missions, mission_folder
from dashboard.intake.boxes import Boxes
from dashboard.intake.central import Form, account_of
from dashboard.intake.central_http import CentralError
from dashboard.intake.pulling import Pull
from dashboard.intake.tokens import check_source
from dashboard.processes import start_log
from dashboard.settings import Settings
from geodata.errors import DataError
from geodata.missions.read_mission import read_mission
from geodata.read_country import read_country

HELP = "Fetch what is new from ODK Central, once or every so many seconds."
_log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("--mission", required=True, metavar="ID")
    parser.add_argument("--project", required=True, type=int, metavar="NUMBER")
    parser.add_argument("--form", metavar="ID", help="the form map's own, if not said")
    parser.add_argument("--source", default="odk", help="under which name it is kept")
    parser.add_argument("--every", type=float, metavar="SECONDS", help="again and again")
    parser.add_argument(
        "--anew", action="store_true", help="from the first submission on: after a new form map"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Fetch and say what came."""
    start_log(settings)
    check_source(arguments.source)
    account = account_of(settings)
    country = read_country(settings.country)
    form_map = read_mission(mission_folder(settings, arguments.mission), country).form_map
    name = arguments.form or (form_map.form if form_map else "")
    if not name:
        raise DataError("--form: expected the id of a form; the mission's form map names none")
    engine = open_desk_database(settings)
    form, missions = Form(arguments.project, name), Missions(settings, country)
    boxes = Boxes(missions, settings, country)
    pull = Pull(account, form, arguments.mission, arguments.source, engine, boxes)
    try:
        return _pull(pull, arguments.every, arguments.anew)
    except KeyboardInterrupt:
        return 0
    finally:
        missions.close()
        engine.dispose()


def _pull(pull: Pull, every: float | None, anew: bool) -> int:
    while True:
        try:
            _tell(pull, anew)
            anew = False
        except CentralError as error:
            if every is None:
                raise
            _log.error("%s", error)
        if every is None:
            return 0
        time.sleep(max(every, 1.0))


def _tell(pull: Pull, anew: bool) -> None:
    totals: dict[str, int] = {}
    reasons: Counter[str] = Counter()
    for answer in pull.once(anew=anew):
        for name, count in answer.counts.items():
            totals[name] = totals.get(name, 0) + count
        reasons.update(row.reason for row in answer.to_look_at)
    for reason, count in reasons.items():
        _log.warning("submissions set aside: %s, %d", reason, count)
    told = ", ".join(f"{name} {count}" for name, count in totals.items() if count)
    print(f"{pull.form.form}: {told or 'nothing new'}", flush=True)
