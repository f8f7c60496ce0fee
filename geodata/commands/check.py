"""``check``: everything that is wrong with a country folder, or with one table of turnout, at once.

Faults are cells that cannot be used; findings are figures that cannot all be true, each with the
code of its release check.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from geodata.checks import Finding, read_accepted, release_checks, turnout_checks
from geodata.checks.accepted import FILE_NAME
from geodata.checks.finding import SEVERAL_UNITS, finding
from geodata.checks.report import as_json, as_lines
from geodata.commands.country_folder import add_country_argument, country_folder
from geodata.country import Country
from geodata.errors import DataError, Fault, FaultyData
from geodata.imports.entries import NO_ROW, SAME_AGAIN, TOTAL
from geodata.imports.entries import SEVERAL_UNITS as AMBIGUOUS
from geodata.imports.turnout_columns import is_turnout, read_cut_off
from geodata.imports.turnout_table import Asked, TurnoutTable, read_turnout
from geodata.lists.read import read_list
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import faults, read_country, read_languages
from geodata.said import said

HELP = "Name every fault of a country folder or of a table of turnout: place, value, expectation."
# Rows that are no error and give no figures: totals of parts, remarks, a row that stood before.
_LEFT_OUT = (TOTAL, NO_ROW, SAME_AGAIN)
Found = tuple[date, tuple[Finding, ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be given."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="a country's folder")
    what.add_argument("--turnout", type=Path, metavar="FILE", help="a tidy table of turnout")
    parser.add_argument("--election", default="", help="the election a table belongs to")
    parser.add_argument("--on", type=date.fromisoformat, help="the day of the vote of a table")
    parser.add_argument("--time", default="", help="the hour of a table without hours: 14:00")
    parser.add_argument("--language", default="en", help="of what is said to a person")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    add_country_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print faults and findings, one a line; 1 if there is a fault or an error nobody accepted."""
    return _check_turnout(arguments) if arguments.turnout else _check_folder(arguments)


def _check_folder(arguments: argparse.Namespace) -> int:
    folder = arguments.folder
    if not folder.is_dir():
        raise DataError(f"{folder}: expected the folder of a country; it is not there")
    found = sorted({*faults(folder), *_decisions(folder)})
    country, findings = _findings(folder, found)
    if arguments.json:
        listed = [asdict(fault) for fault in found]
        print(json.dumps(listed + _as_list(findings, country), ensure_ascii=False, indent=1))
    else:
        _print(found, findings, _findings_lines(findings, country, arguments.language), arguments)
    return 1 if found or _has_errors(findings) else 0


def _findings(folder: Path, found: Iterable[Fault]) -> tuple[Country | None, list[Found]]:
    """What the release checks say of every election; nothing where the folder cannot be read."""
    if any(fault.file.endswith(FILE_NAME) for fault in found):
        return None, []
    try:
        country = read_country(folder)
    except FaultyData:
        return None, []
    return country, [
        (
            election.day,
            release_checks(
                country,
                election,
                read_accepted(folder / "elections" / election.id, country.languages),
            ),
        )
        for election in country.elections.values()
    ]


def _check_turnout(arguments: argparse.Namespace) -> int:
    folder = country_folder(arguments)
    country, rules = read_country(folder), read_rules(folder)
    resolver = Resolver(country.gazetteer, country.boundary_sets, rules)
    letters = rules.spelling.letters.keys()
    listed = read_list(arguments.turnout, rules.encodings, letters, is_header=is_turnout)
    asked = Asked(_day(arguments, country), _hour(arguments.time))
    table = read_turnout(listed, country, resolver, asked)
    by_day = table.by_day
    days = sorted({*by_day, *(row.day for row in table.rows if row.reason == AMBIGUOUS)})
    findings = [
        (day, (*_several(table, day), *turnout_checks(country, day, by_day.get(day, ()))))
        for day in days
    ]
    if arguments.json:
        found = _as_dict(table, findings, country, listed.other_sheets)
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        lines = _findings_lines(findings, country, arguments.language)
        sheets = [f"sheet not read: {name}" for name in listed.other_sheets]
        _print(list(table.faults), findings, [*lines, *_left_out(table), *sheets], arguments)
    return 1 if table.faults or _has_errors(findings) else 0


def _day(arguments: argparse.Namespace, country: Country) -> date | None:
    if arguments.election and arguments.election not in country.elections:
        expected = ", ".join(country.elections)
        raise DataError(f"--election {arguments.election!r}: expected one of {expected}")
    if arguments.election:
        return country.elections[arguments.election].day
    return arguments.on if isinstance(arguments.on, date) else None


def _hour(text: str) -> str:
    hour = read_cut_off(text)
    if text and not hour:
        raise DataError(f"--time {text!r}: expected an hour such as 14:00, or final")
    return hour


def _several(table: TurnoutTable, day: date) -> Iterator[Finding]:
    for row in table.rows:
        if row.day == day and row.reason == AMBIGUOUS and row.records:
            first = row.records[0]
            yield finding(SEVERAL_UNITS, first.key, (first,), units=row.candidates)


def _left_out(table: TurnoutTable) -> Iterator[str]:
    """Lines that are no rows of units, for a person: no error, but nothing is passed over."""
    for note, count in table.notes.items():
        yield f"{note}: {count}"
    for row in table.rows:
        if row.reason in _LEFT_OUT:
            yield f"line {row.line} {row.label!r}: {row.reason}"


def _as_dict(
    table: TurnoutTable, findings: list[Found], country: Country, sheets: Iterable[str]
) -> Mapping[str, object]:
    return {
        "rows": len(table.rows),
        "figures": sum(len(records) for records in table.by_day.values()),
        "not_published": table.blank,
        "set_aside": [asdict(fault) for fault in table.faults],
        "left_out": [
            {"line": row.line, "label": row.label, "reason": row.reason}
            for row in table.rows
            if row.reason in _LEFT_OUT
        ],
        "columns_not_read": list(table.columns_dropped),
        "sheets_not_read": list(sheets),
        "notes": dict(table.notes),
        "findings": _as_list(findings, country),
    }


def _as_list(findings: list[Found], country: Country | None) -> list[dict[str, object]]:
    if country is None:
        return []
    return [
        {"on": day.isoformat(), **as_json(finding, country, day)}
        for day, found in findings
        for finding in found
    ]


def _has_errors(findings: list[Found]) -> bool:
    return any(finding.is_error for _, found in findings for finding in found)


def _findings_lines(findings: list[Found], country: Country | None, language: str) -> Iterator[str]:
    if country is None:
        return
    for day, found in findings:
        for line in as_lines(found, country, day, language):
            yield f"{day.isoformat()} {line}"


def _print(
    found: list[Fault], findings: list[Found], lines: Iterable[str], arguments: argparse.Namespace
) -> None:
    for line in (*lines, *(one.in_language(arguments.language) for one in found)):
        print(line)
    every = [finding for _, several in findings for finding in several]
    errors = sum(finding.is_error for finding in every)
    accepted = sum(finding.accepted is not None for finding in every)
    if every:
        warnings = len(every) - errors - accepted
        print(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}, {accepted} accepted")
    files = len({fault.file for fault in found})
    print(f"{_count(len(found), 'fault')} in {_count(files, 'file')}" if found else "no faults")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _decisions(folder: Path) -> Iterator[Fault]:
    languages = read_languages(folder)
    for path in sorted((folder / "elections").glob(f"*/{FILE_NAME}")):
        try:
            read_accepted(path.parent, languages)
        except FaultyData as error:
            name = path.relative_to(folder).as_posix()
            yield from (replace(fault, file=name) for fault in error.faults)
        except UnicodeDecodeError:
            name = path.relative_to(folder).as_posix()
            yield Fault(name, 0, "", "", said("a text file in UTF-8"), stops_file=True)
