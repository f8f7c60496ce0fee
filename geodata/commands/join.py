"""``join``: join a list of any origin to the units of a day, and say what could not be joined."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geodata.boundaries.files import write_whole
from geodata.boundaries.index import BuiltSet, read_index
from geodata.commands.country_folder import add_country_argument, country_folder
from geodata.country import Country
from geodata.errors import DataError, Fault, FaultyData, NoBoundaries
from geodata.joins.accepted import accepted_for, remember
from geodata.joins.choices import Typing
from geodata.joins.join import Columns, Join, as_json, join_list
from geodata.lists.read import read_list
from geodata.lists.table import ListTable, has_columns
from geodata.names.answers import Match
from geodata.names.resolve import LevelResolver, Resolver
from geodata.names.rules import read_rules
from geodata.points.check import InPlace, PointAnswer, Repaired, SetAside, Stated, check_points
from geodata.read_country import read_country

HELP = "Join every row of a list to one unit, or say which rows could not be joined and why."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words after ``python -m geodata join``."""
    parser.add_argument("file", type=Path, help="CSV, XLSX or JSON lines")
    parser.add_argument("--on", type=_day, required=True, help="day, 2023-03-19")
    parser.add_argument("--level", choices=("region", "district"), required=True)
    parser.add_argument("--label", required=True, help="column with the unit's name")
    parser.add_argument("--parent", default="", help="column with the name of the unit above")
    parser.add_argument("--code", default="", help="column with a code")
    parser.add_argument("--scheme", default="", help="what the code is: kato, iso_3166_2, id, …")
    parser.add_argument("--lat", default="", help="column with the latitude, to check points")
    parser.add_argument("--lon", default="", help="column with the longitude")
    parser.add_argument("--sheet", default="", help="sheet of a workbook; the first if not given")
    add_country_argument(parser)
    parser.add_argument("--var", type=Path, default=Path("var"), help="where boundaries are built")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--html", type=Path, help="write the result as a page")
    parser.add_argument("--language", default="en", help="language of the page")
    parser.add_argument(
        "--accept", action="append", default=[], metavar="LABEL=UNIT", help="remember a decision"
    )
    parser.add_argument(
        "--within", metavar="PARENT", help="with --accept: the unit above, as the rows write it"
    )
    parser.add_argument("--who", default="", help="who decides, needed with --accept")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write 2023-03-19") from error


@dataclass(frozen=True)
class _Work:
    """What one run works with."""

    arguments: argparse.Namespace
    country: Country
    table: ListTable
    columns: Columns
    resolver: LevelResolver


def run(arguments: argparse.Namespace) -> int:
    """Exit code: 0 only when every row was matched."""
    work = _prepared(arguments)
    _remember(work)
    accepted = accepted_for(arguments.file, work.resolver.boundary_set, work.resolver.units)
    joined = join_list(work.table, work.columns, work.resolver, accepted, arguments.scheme)
    points = _points(work, joined)
    if arguments.html:
        _write_page(work, joined, points)
    text = _printed(work, joined, points)
    shown = sys.stdout.encoding or "ascii"
    print(text.encode(shown, "replace").decode(shown))
    return 0 if joined.is_complete else 1


def _prepared(arguments: argparse.Namespace) -> _Work:
    folder = country_folder(arguments)
    country, rules = read_country(folder), read_rules(folder)
    letters, asked = rules.spelling.letters.keys(), (arguments.label, arguments.code)
    table = read_list(arguments.file, rules.encodings, letters, arguments.sheet, has_columns(asked))
    columns = _columns(table, arguments)
    resolver = Resolver(country.gazetteer, country.boundary_sets, rules)
    return _Work(arguments, country, table, columns, resolver.at(arguments.level, arguments.on))


def _columns(table: ListTable, arguments: argparse.Namespace) -> Columns:
    """The columns that are asked for; raises FaultyData that names each one that is not there."""
    found: dict[str, int | None] = {"label": None, "parent": None, "code": None}
    faults: list[Fault] = []
    for name in ("label", "parent", "code", "lat", "lon"):
        wanted = getattr(arguments, name)
        try:
            if wanted or name == "label":
                found[name] = table.column(wanted, f"--{name}")
        except FaultyData as error:
            faults += error.faults
    if faults or found["label"] is None:
        raise FaultyData(faults)
    return Columns(found["label"], found["parent"], found["code"])


def _remember(work: _Work) -> None:
    arguments = work.arguments
    typed = Typing(work.table, work.columns, work.resolver, arguments.within)
    choices, who = typed.choices(arguments.accept), arguments.who.strip()
    if choices and not who:
        raise DataError("--who: say who decides, with every --accept")
    if choices:
        remember(arguments.file, choices, work.resolver.boundary_set, who)


def _points(work: _Work, joined: Join) -> Sequence[PointAnswer] | None:
    lat, lon = work.arguments.lat, work.arguments.lon
    if bool(lat) != bool(lon):
        raise DataError("--lat and --lon: give both or neither")
    if not lat:
        return None
    from geodata.points.outlines import Outlines

    built = _built(work)
    if built is None:
        raise NoBoundaries(
            f"--lat, --lon: the boundaries of {joined.boundary_set} are not built in "
            f"{work.arguments.var}, so points cannot be checked"
        )
    places = work.table.column(lat, "--lat"), work.table.column(lon, "--lon")
    stated = [
        Stated(
            row.row,
            row.answer.unit if isinstance(row.answer, Match) else "",
            *(one.cell(place) for place in places),
        )
        for row, one in zip(joined.rows, work.table.rows, strict=True)
    ]
    return check_points(stated, Outlines.read(built.full.path))


def _built(work: _Work) -> BuiltSet | None:
    built = read_index(work.arguments.var).get(work.resolver.boundary_set.id)
    return built if built and built.is_there else None


def _write_page(work: _Work, joined: Join, points: Sequence[PointAnswer] | None) -> None:
    from geodata.joins.report import LANGUAGES, Report, write_report

    arguments = work.arguments
    if arguments.language not in LANGUAGES:
        raise DataError(f"--language: expected one of {', '.join(LANGUAGES)}")
    built = _built(work)
    page = write_report(
        Report(
            file=arguments.file.name,
            day=arguments.on,
            level=arguments.level,
            language=arguments.language,
            gazetteer=work.country.gazetteer,
            join=joined,
            sheet=built.read_sheet() if built else None,
            credit=work.resolver.boundary_set.credit,
            points=points,
        )
    )
    try:
        write_whole(arguments.html, page.encode("utf-8", "replace"))
    except OSError as error:
        raise DataError(f"--html {arguments.html}: cannot be written ({error})") from error


def _printed(work: _Work, joined: Join, points: Sequence[PointAnswer] | None) -> str:
    content = dict(as_json(joined))
    if points is not None:
        content["points"] = _points_json(points)
    if joined.other_sheets:
        content["sheets_not_read"] = list(joined.other_sheets)
    if work.arguments.json:
        plain = (sys.stdout.encoding or "ascii").casefold().replace("-", "") != "utf8"
        return json.dumps(content, ensure_ascii=plain)
    lines = [f"{len(joined.rows)} rows, units of {joined.boundary_set}"]
    lines += [f"matched: {sum(1 for _ in joined.matched)}"]
    lines += [
        f"row {row.row}, ambiguous: {row.label!r} fits {', '.join(answer.candidates)}"
        for row, answer in joined.ambiguous
    ]
    lines += [
        f"row {row.row}, unmatched: {row.label!r}, "
        f"looks like {', '.join(answer.suggestions) or 'none'}"
        for row, answer in joined.unmatched
    ]
    lines += [f"without rows: {', '.join(joined.units_without_rows) or 'none'}"]
    if joined.other_sheets:
        lines += [f"sheets not read: {', '.join(joined.other_sheets)} (--sheet names one)"]
    if points is not None:
        lines += [f"points: {json.dumps(content['points'], ensure_ascii=False)}"]
    return "\n".join(lines)


def _points_json(points: Sequence[PointAnswer]) -> Mapping[str, object]:
    return {
        "in_place": sum(1 for one in points if isinstance(one, InPlace)),
        "repaired": [
            {"row": one.row, "lat": one.point.lat, "lon": one.point.lon, "note": one.note}
            for one in points
            if isinstance(one, Repaired)
        ],
        "set_aside": [
            {"row": one.row, "reason": one.reason, "found_in": one.found_in}
            for one in points
            if isinstance(one, SetAside)
        ],
    }
