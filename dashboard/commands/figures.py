"""What a mission knows, printed: the figures its screens show, at any moment, or the export."""

from __future__ import annotations

import argparse
import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.desk.missions import mission_folder
from dashboard.plain_text import content_lines, table_lines
from dashboard.settings import Settings
from geodata.country import Country
from geodata.coverage.cross_tabs import Table
from geodata.coverage.export import write_export
from geodata.coverage.following import Following
from geodata.coverage.scope import Scope
from geodata.coverage.situation import Situation
from geodata.coverage.situation_tables import TABLES, near_table
from geodata.errors import DataError
from geodata.missions.checklist import LANGUAGES
from geodata.missions.mission import Mission
from geodata.missions.read_mission import read_mission
from geodata.read_country import read_country
from geodata.simulated import marked_in_all
from geodata.store.store import Store
from layouts.desk.address import NOW, DeskAddress, moment_words
from layouts.desk.near import near_table as near_lines
from layouts.desk.screens import CONTENTS, has_measure
from layouts.desk.subject import DeskSubject
from layouts.words import words as read_words

HELP = "Print the figures of a mission as they are now, or were at any moment."
EXPORT = "export"
# What one asks for → the screen that shows it.
SCREENS = {
    "coverage": "day",
    "gaps": "gaps",
    "silence": "silence",
    "findings": "findings",
    "turnout": "turnout",
    "incidents": "incidents",
}
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    parser.add_argument("mission", metavar="MISSION")
    parser.add_argument(
        "what", nargs="?", choices=(*SCREENS, EXPORT), help="everything in short if not said"
    )
    parser.add_argument("--level", choices=("region", "district"), default="region")
    parser.add_argument("--measure", metavar="MEASURE", help="as the address of the screen has it")
    parser.add_argument("--unit", metavar="ID", help="with gaps: the teams near this one")
    parser.add_argument(
        "--at", metavar="MOMENT", help="02:00 of the day of the vote, or a moment with its offset"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="codes and numbers, for programs")
    form.add_argument("--to", type=Path, metavar="FOLDER", help="where an export is written")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print, or write, what was asked for."""
    country = read_country(settings.country)
    mission = read_mission(mission_folder(settings, arguments.mission), country)
    moment = _moment(arguments.at, mission, country)
    with Store.open(settings.store_address(mission.is_test), mission.is_test) as store:
        following = Following(store, mission, country)
        now = following.now(datetime.now(UTC))
        if moment is not None and moment > now:
            raise DataError(f"--at {arguments.at}: expected a moment that is not still to come")
        if arguments.what == EXPORT:
            return _export(arguments, following.at(moment or now), settings)
        told = following.present(now) if moment is None else following.at(moment)
        if arguments.json:
            print(json.dumps(_as_json(told, arguments), ensure_ascii=False, indent=1))
        else:
            _print(told, arguments, now)
    return 0


def _moment(text: str | None, mission: Mission, country: Country) -> datetime | None:
    if text is None:
        return None
    vote = country.elections[mission.election]
    zone = ZoneInfo(vote.zone)
    if _HOUR.fullmatch(text):
        return datetime.combine(vote.day, time.fromisoformat(text), zone).astimezone(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.utcoffset() is None:
        example = datetime.combine(vote.day, time(14), zone).isoformat(timespec="minutes")
        raise DataError(f"--at {text!r}: expected an hour such as 14:00, or {example}")
    return found.astimezone(UTC)


def _export(arguments: argparse.Namespace, told: Situation, settings: Settings) -> int:
    zone = ZoneInfo(told.country.elections[told.mission.election].zone)
    name = f"{told.mission.id}-{moment_words(told.as_at, zone)}"
    for path in write_export(told.day, told.as_at, arguments.to or settings.var / "exports" / name):
        print(path)
    return 0


def _as_json(told: Situation, arguments: argparse.Namespace) -> dict[str, object]:
    chosen = [arguments.what] if arguments.what else list(TABLES)
    tables = [table for what in chosen for table in TABLES[what](told)]
    if arguments.unit:
        tables.append(near_table(told, _unit(told, arguments.unit)))
    return {
        "mission": told.mission.id,
        "election": told.mission.election,
        "is_test": told.mission.is_test,
        "simulated": marked_in_all(told.mission.is_test),
        "as_at": told.as_at.isoformat(),
        "position": told.position,
        "basis": told.findings.basis,
        "tables": [_table(table) for table in tables],
    }


def _table(table: Table) -> dict[str, object]:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"name": table.name, "rows": rows}


def _unit(told: Situation, unit: str) -> str:
    if unit not in told.coverage.territory.unit_number:
        raise DataError(f"--unit {unit!r}: expected the id of a unit of the day of the vote")
    return unit


def _print(told: Situation, arguments: argparse.Namespace, now: datetime) -> None:
    if told.mission.is_test:
        print(marked_in_all(is_test=True))
    for what in [arguments.what] if arguments.what else SCREENS:
        subject = _subject(told, arguments, SCREENS[what], now)
        if not has_measure(subject):
            raise DataError(f"--measure {subject.address.measure!r}: the mission does not have it")
        content = CONTENTS[SCREENS[what]](subject)
        if arguments.what is None:
            name = subject.words(f"desk.screen.{SCREENS[what]}")
            print(f"{name}: {content.headline}. {content.detail}")
            continue
        print(f"{told.mission.id}, {subject.clock(told.as_at)}")
        print("\n".join(content_lines(content)))
        if arguments.unit:
            table, notes = near_lines(subject, _unit(told, arguments.unit))
            print("\n".join(("", *table_lines(table), *notes)))


def _subject(
    told: Situation, arguments: argparse.Namespace, screen: str, now: datetime
) -> DeskSubject:
    zone = ZoneInfo(told.country.elections[told.mission.election].zone)
    moment = moment_words(told.as_at, zone) if told.is_past else NOW
    measure = {"measure": arguments.measure} if arguments.measure else {}
    address = DeskAddress(
        arguments.language, told.mission.id, "gaps", level=arguments.level, moment=moment
    ).to(screen, **measure)
    return DeskSubject(address, Scope(told), read_words(told.country, arguments.language), {}, now)
