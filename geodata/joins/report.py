"""The join as a page for a person: what was joined and how, what was not, where no row fell.

The page is one file without scripts. Everything a list says is escaped, whatever it says, and
guarded, so that a table copied into a spreadsheet runs nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from geodata.boundaries.sheet import Sheet
from geodata.errors import UnknownUnit
from geodata.joins.join import Join, JoinedRow
from geodata.joins.safe_cells import guarded
from geodata.names.answers import How
from geodata.points.check import InPlace, PointAnswer, Repaired, SetAside
from geodata.units import Gazetteer, Level

FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in (FOLDER / "text").glob("*.toml")))


@dataclass(frozen=True)
class Report:
    """Everything the page is made from; ``sheet`` None where no boundaries are built."""

    file: str
    day: date
    level: Level
    language: str
    gazetteer: Gazetteer
    join: Join
    sheet: Sheet | None = None
    credit: str = ""
    points: Sequence[PointAnswer] | None = None


def write_report(report: Report) -> str:
    """The page as HTML."""
    words = words_of(report.language)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    rows = report.join.rows
    counts = {
        "rows": len(rows),
        "matched": sum(1 for _ in report.join.matched),
        "ambiguous": sum(1 for _ in report.join.ambiguous),
        "unmatched": sum(1 for _ in report.join.unmatched),
    }
    about = words["about"].format(
        day=report.day.isoformat(),
        set=report.join.boundary_set,
        level=words["level_names"][report.level],
    )
    return environment.get_template("report.html").render(
        language=report.language,
        words=words,
        title=words["title"].format(file=report.file),
        lead=words["lead"].format(**counts),
        about=about,
        complete=report.join.is_complete,
        has_parent=any(row.parent for row in rows),
        has_code=any(row.code for row in rows),
        matched=[
            _row(row, (answer.unit,), report, answer.how) for row, answer in report.join.matched
        ],
        ambiguous=[_row(row, answer.candidates, report) for row, answer in report.join.ambiguous],
        unmatched=[_row(row, answer.suggestions, report) for row, answer in report.join.unmatched],
        without=[_name(unit, report) for unit in report.join.units_without_rows],
        map=_map(report),
        points=_points(report, words),
    )


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """The words of the page in one language."""
    return tomllib.loads((FOLDER / "text" / f"{language}.toml").read_text("utf-8"))


def _row(
    row: JoinedRow, units: Iterable[str], report: Report, how: How | None = None
) -> Mapping[str, object]:
    said = words_of(report.language)["hows"][how] if how else ""
    names = [_name(unit, report) for unit in units]
    return {
        "row": row.row,
        "line": row.line,
        "label": guarded(row.label),
        "parent": guarded(row.parent),
        "code": guarded(row.code),
        "units": names,
        "how": said,
    }


def _name(unit: str, report: Report) -> str:
    try:
        return report.gazetteer.name(unit, report.language, report.day)
    except UnknownUnit:
        return unit


def _map(report: Report) -> Mapping[str, object] | None:
    sheet = report.sheet
    if sheet is None:
        return None
    by_area = sorted(sheet.units.values(), key=lambda one: -one.area_km2)
    circles = [
        {
            "x": inset.x,
            "y": inset.y,
            "radius": inset.radius,
            "units": [_drawn(unit, path, report) for unit, path in inset.paths.items()],
        }
        for inset in sheet.insets
    ]
    return {
        "width": sheet.width,
        "height": sheet.height,
        # Cities are drawn last, over the regions they lie in.
        "units": [_drawn(one.id, one.path, report) for one in by_area],
        "circles": circles,
        "credit": report.credit,
    }


def _drawn(unit: str, path: str, report: Report) -> Mapping[str, object]:
    return {
        "path": path,
        "lacks": unit in report.join.units_without_rows,
        "name": _name(unit, report),
        "rows": report.join.rows_of.get(unit, 0),
    }


def _points(report: Report, words: Mapping[str, Any]) -> Mapping[str, object] | None:
    if report.points is None:
        return None
    counts = {
        name: sum(1 for one in report.points if isinstance(one, kind))
        for name, kind in (("in_place", InPlace), ("repaired", Repaired), ("set_aside", SetAside))
    }
    rows = [_point(one, report, words) for one in report.points if not isinstance(one, InPlace)]
    return {"lead": words["points_lead"].format(**counts), "rows": rows}


def _point(
    one: Repaired | SetAside, report: Report, words: Mapping[str, Any]
) -> Mapping[str, object]:
    if isinstance(one, Repaired):
        place = f"{one.point.lat:.5f}, {one.point.lon:.5f}"
        return {"row": one.row, "note": words["notes"][one.note], "place": place}
    found_in = _name(one.found_in, report) if one.found_in else ""
    return {"row": one.row, "note": words["notes"][one.reason].format(unit=found_in), "place": ""}
