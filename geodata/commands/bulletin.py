"""``bulletin``: turn the text of a commission's announcement into rows for an election's folder."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from geodata.checks import turnout_checks
from geodata.checks.report import as_json, as_lines
from geodata.commands.country_folder import add_country_argument, country_folder
from geodata.country import Country
from geodata.errors import DataError
from geodata.figures import Source
from geodata.imports.bulletin.announcement import (
    Announcement,
    Asked,
    Origin,
    address_in,
    read_announcement,
)
from geodata.imports.bulletin.rows import SAME_AGAIN
from geodata.imports.tidy import tidy_csv
from geodata.lists.encodings import decoded
from geodata.names.resolve import Resolver
from geodata.names.rules import Rules, read_rules
from geodata.read_country import read_country

HELP = "Turn the text of a commission's announcement of turnout into rows for an election's folder."
LARGEST_TEXT = 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after ``python -m geodata bulletin``."""
    parser.add_argument("file", help="a text file, or - for what is pasted")
    parser.add_argument("--election", default="", help="the election's id, where no day is named")
    parser.add_argument("--on", type=date.fromisoformat, help="the day of the vote")
    parser.add_argument("--time", default="", help="the hour, where the text names none: 14:00")
    parser.add_argument("--zone", default="", help="the zone of the hour: Asia/Almaty")
    parser.add_argument("--source", default="", help="the title of the source")
    parser.add_argument("--address", default="", help="the address of the source, http or https")
    parser.add_argument("--published-on", type=date.fromisoformat, help="the day it was published")
    parser.add_argument("--language", default="en", help="of what is said to a person")
    parser.add_argument("--csv", action="store_true", help="print the rows as CSV (as otherwise)")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    add_country_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when every figure found its unit and no check found an error."""
    folder = country_folder(arguments)
    country, rules = read_country(folder), read_rules(folder)
    resolver = Resolver(country.gazetteer, country.boundary_sets, rules)
    text = _text(arguments.file, rules)
    asked = Asked(arguments.election, arguments.on, arguments.time, arguments.zone)
    name = "-" if arguments.file == "-" else Path(arguments.file).name
    source = _source(arguments, text, name)
    read = read_announcement(text, country, resolver, asked, Origin(source, name))
    return _print(read, country, arguments)


def _text(file: str, rules: Rules) -> str:
    try:
        content = sys.stdin.buffer.read(LARGEST_TEXT + 1) if file == "-" else _read(Path(file))
    except OSError as error:
        raise DataError(f"{file}: expected a file that can be read ({error.strerror})") from error
    if len(content) > LARGEST_TEXT:
        raise DataError(f"{file}: expected a text of at most 1 MB")
    text = decoded(content, rules.encodings, rules.spelling.letters.keys())
    if text is None:
        raise DataError(f"{file}: expected a text; the file holds none in a known encoding")
    if not text.strip("\ufeff \t\r\n"):
        raise DataError(f"{file}: expected a text; it is empty")
    return text


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_TEXT + 1)


def _source(arguments: argparse.Namespace, text: str, name: str) -> Source:
    address = arguments.address or address_in(text)
    if address and urlsplit(address).scheme not in ("http", "https"):
        raise DataError(f"--address {address!r}: expected an http or https address")
    title = arguments.source or urlsplit(address).netloc or name
    return Source(title, address, arguments.published_on)


def _print(read: Announcement, country: Country, arguments: argparse.Namespace) -> int:
    findings = turnout_checks(country, read.day, read.records)
    if arguments.json:
        content = _as_dict(read) | {
            "findings": [as_json(finding, country, read.day) for finding in findings]
        }
        print(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        print(tidy_csv(read.records), end="")
        for one in read.reading.set_aside:
            candidates = f" ({', '.join(one.candidates)})" if one.candidates else ""
            print(
                f"line {one.line}: {one.label!r} {one.printed}: {one.reason}{candidates}",
                file=sys.stderr,
            )
        for line in as_lines(findings, country, read.day, arguments.language):
            print(line, file=sys.stderr)
    lost = any(one.reason != SAME_AGAIN for one in read.reading.set_aside)
    wrong = lost or any(finding.is_error for finding in findings)
    return 1 if wrong or not read.records else 0


def _as_dict(read: Announcement) -> dict[str, object]:
    return {
        "election": read.election,
        "on": read.day.isoformat(),
        "hour": read.stamp.nominal,
        "stamp": read.stamp.printed,
        "zone": read.zone,
        "source": read.source.title,
        "address": read.source.address,
        "rows": [
            {
                "unit": line.unit,
                "hour": read.stamp.nominal,
                "percent": float(line.value),
                "printed": line.printed,
                "source": read.source.title,
                "address": read.source.address,
                "label": line.label,
                "how": line.how,
                "line": line.line,
            }
            for line in read.reading.taken
        ],
        "set_aside": [
            {
                "label": one.label,
                "printed": one.printed,
                "line": one.line,
                "reason": one.reason,
                "candidates": list(one.candidates),
            }
            for one in read.reading.set_aside
        ],
        "units_without_rows": list(read.units_without_rows),
    }
