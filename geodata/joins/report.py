"""The join as a page for a person: what was joined and how, what was not, where no row fell.

The page is one file without scripts. Everything a list says is escaped, whatever it says, and
guarded, so that a table copied into a spreadsheet runs nothing.
"""

from __future__ import annotations

import shlex
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from babel.dates import format_date

from geodata.boundaries.sheet import Inset, Sheet, SheetUnit
from geodata.errors import UnknownUnit
from geodata.joins.join import Join, JoinedRow
from geodata.joins.safe_cells import guarded
from geodata.names.answers import How
from geodata.points.check import InPlace, PointAnswer, Repaired, SetAside
from geodata.units import Gazetteer, Level

FOLDER = Path(__file__).parent
# Rows joined by these rules are shown first: a person may want to look at them.
NOTABLE: tuple[How, ...] = ("accepted", "old code", "old name", "only one left")
# A longer list of joined rows stays folded until it is asked for.
MOST_SHOWN = 60
LETTER_WIDTH = 8.2
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
    join = report.join
    counts = {
        "matched": sum(1 for _ in join.matched),
        "ambiguous": sum(1 for _ in join.ambiguous),
        "unmatched": sum(1 for _ in join.unmatched),
    }
    about = words["about"].format(
        day=format_date(report.day, "long", locale=report.language),
        set=join.boundary_set,
        level=words["level_names"][report.level],
    )
    return environment.get_template("report.html").render(
        language=report.language,
        words=words,
        title=words["title"].format(file=report.file),
        lead=words["lead"].format(
            rows=len(join.rows),
            matched=counts["matched"],
            open=counts["ambiguous"] + counts["unmatched"],
        ),
        about=about,
        above=_above(report, words),
        sheets=_sheets(report, words),
        complete=join.is_complete,
        rows=len(join.rows),
        counts=list(counts.items()),
        shown=MOST_SHOWN,
        has_parent=any(row.parent for row in join.rows),
        has_code=any(row.code for row in join.rows),
        matched=[_row(row, (answer.unit,), report, answer.how) for row, answer in join.matched],
        notable=[
            _row(row, (answer.unit,), report, answer.how)
            for row, answer in join.matched
            if answer.how in NOTABLE
        ],
        by_rule=_by_rule(join, words),
        ambiguous=[_row(row, answer.candidates, report) for row, answer in join.ambiguous],
        accept=_accept(join),
        unmatched=[_row(row, answer.suggestions, report) for row, answer in join.unmatched],
        without=[_name(unit, report) for unit in join.units_without_rows],
        map=_map(report),
        points=_points(report, words),
    )


def _sheets(report: Report, words: Mapping[str, Any]) -> str:
    names = ", ".join(report.join.other_sheets)
    return words["sheets"].format(names=names) if names else ""


def _above(report: Report, words: Mapping[str, Any]) -> str:
    lines = ", ".join(map(str, report.join.above))
    return words["above"].format(lines=lines) if lines else ""


def _by_rule(join: Join, words: Mapping[str, Any]) -> str:
    """How many rows were joined by each rule, in a line."""
    counted = Counter(answer.how for _, answer in join.matched)
    return " · ".join(f"{words['hows'][how]}: {rows}" for how, rows in counted.most_common())


def _accept(join: Join) -> str:
    """What to type to decide the first open row, safe for a shell whatever the label says."""
    for row, answer in join.ambiguous:
        decision = shlex.quote(f"{row.label}={answer.candidates[0]}")
        return f"python -m geodata join … --accept {decision} --who …"
    return ""


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """The words of the page in one language."""
    return tomllib.loads((FOLDER / "text" / f"{language}.toml").read_text("utf-8"))


def _row(
    row: JoinedRow, units: Iterable[str], report: Report, how: How | None = None
) -> Mapping[str, object]:
    said = words_of(report.language)["hows"][how] if how else ""
    names = [{"id": unit, "name": _name(unit, report)} for unit in units]
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
    return {
        "width": sheet.width,
        "height": sheet.height,
        # Cities are drawn last, over the regions they lie in.
        "units": [{**_drawn(one.id, one.path, report), **_named(one, report)} for one in by_area],
        "circles": [_circle(inset, report) for inset in sheet.insets],
        "credit": report.credit,
    }


def _drawn(unit: str, path: str, report: Report) -> dict[str, object]:
    return {
        "path": path,
        "lacks": unit in report.join.units_without_rows,
        "name": _name(unit, report),
        "rows": report.join.rows_of.get(unit, 0),
    }


def _named(unit: SheetUnit, report: Report) -> dict[str, object]:
    """Where a unit's name stands, and whether it is one without a row whose name fits there."""
    lacks = unit.id in report.join.units_without_rows and not unit.inset
    fits = len(_name(unit.id, report)) * LETTER_WIDTH <= unit.label.width
    return {"x": unit.label.x, "y": unit.label.y, "shows_name": lacks and fits}


def _circle(inset: Inset, report: Report) -> dict[str, object]:
    return {
        "x": inset.x,
        "y": inset.y,
        "radius": inset.radius,
        "mark": inset.mark,
        "leader": inset.leader,
        "label_x": inset.label.x,
        "label_y": inset.label.y,
        "anchor": inset.label.anchor,
        "name": _name(inset.unit, report),
        "lacks": inset.unit in report.join.units_without_rows,
        "units": [_drawn(unit, path, report) for unit, path in inset.paths.items()],
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
