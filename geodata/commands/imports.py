"""``import``: read what a mission has, in whatever system's form, without a person's data."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from geodata.boundaries.files import write_whole
from geodata.commands.country_folder import add_country_argument, country_folder
from geodata.errors import DataError
from geodata.imports.entries import NO_FAULT, Imported
from geodata.imports.form_map import FormMap, read_form_map
from geodata.imports.formats import FORMATS
from geodata.imports.report import as_json, stored
from geodata.imports.run import Outcome, Setting, run_import
from geodata.imports.setting import make_setting
from geodata.imports.tidy import tidy_csv
from geodata.imports.turnout_columns import read_cut_off
from geodata.imports.wording import LANGUAGES, told, words_of
from geodata.read_country import read_country

HELP = "Import exports of ODK, Kobo, Apollo, Vote Monitor and NEMO, tables and announcements."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after ``python -m geodata import``."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--as", dest="system", choices=("auto", *FORMATS), default="auto")
    parser.add_argument("--election", required=True, help="the election's id")
    parser.add_argument("--map", type=Path, help="the form map of the questionnaire or table")
    parser.add_argument(
        "--time", default="", help="the hour of turnout, where it is not said: 14:00"
    )
    parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of what is said to a person"
    )
    parser.add_argument("--var", type=Path, default=Path("var"), help="where files are kept")
    add_country_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when nobody has to look at a row and no check found an error."""
    setting = _setting(arguments)
    outcome = run_import(arguments.files, arguments.system, setting)
    written = [] if arguments.dry_run else _write(outcome, setting, arguments.var)
    if arguments.json:
        report = as_json(outcome, setting.country, setting.election)
        report["written"] = [path.as_posix() for path in written]
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _print(outcome, setting, arguments)
        _print_written(written, arguments)
    errors = any(finding.is_error for finding in outcome.findings)
    return 1 if errors or any(map(_is_to_look_at, outcome.files)) else 0


def _is_to_look_at(one: Imported) -> bool:
    aside = any(row.reason not in NO_FAULT for row in one.set_aside)
    return bool(aside or one.cells_set_aside or one.unknown_questions)


def _setting(arguments: argparse.Namespace) -> Setting:
    folder = country_folder(arguments)
    country = read_country(folder)
    election = country.elections.get(arguments.election)
    if election is None:
        expected = ", ".join(country.elections)
        raise DataError(f"--election {arguments.election!r}: expected one of {expected}")
    form_map = read_form_map(arguments.map) if arguments.map else FormMap()
    setting = make_setting(country, folder, election, form_map, arguments.var)
    hour = read_cut_off(arguments.time)
    if arguments.time and not hour:
        raise DataError(f"--time {arguments.time!r}: expected an hour such as 14:00, or final")
    return replace(setting, hour=hour)


def _write(outcome: Outcome, setting: Setting, var: Path) -> list[Path]:
    folder = var / "imports" / setting.election.id
    written = []
    for one in outcome.files:
        if one.taken:
            lines = (stored(entry, one, setting.form_map.version) for entry in one.taken)
            path = folder / f"{one.file}.jsonl"
            written.append(_write_lines(path, lines))
        if outcome.records.get(one.file):
            path = folder / f"{one.file}.turnout.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, tidy_csv(outcome.records[one.file]).encode())
            written.append(path)
    return written


def _write_lines(path: Path, lines: Iterable[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())
    return path


def _print(outcome: Outcome, setting: Setting, arguments: argparse.Namespace) -> None:
    language = arguments.language
    for line in told(outcome, setting.country, setting.day, language):
        print(line)


def _print_written(written: list[Path], arguments: argparse.Namespace) -> None:
    lines = words_of(arguments.language)["lines"]
    if arguments.dry_run:
        print(lines["nothing_written"])
    elif not written:
        print(lines["nothing_taken"])
    for path in written:
        print(lines["written"].format(path=path.as_posix()))
