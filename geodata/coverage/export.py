"""The analyst's export of one moment: cross-tabs, an anonymous table and its codebook."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from geodata.coverage.anonymous import anonymous_table, codebook
from geodata.coverage.counts import coverage
from geodata.coverage.cross_tabs import (
    Table,
    Value,
    assessment_table,
    coverage_table,
    irregularity_table,
    turnout_table,
    visits_table,
)
from geodata.coverage.day import Day
from geodata.coverage.findings import findings
from geodata.coverage.turnout import turnout
from geodata.joins.safe_cells import guarded
from geodata.missions.checklist import LANGUAGES
from geodata.simulated import FILE_PREFIX, marked_in_all

_TEXTS = Path(__file__).with_name("text")
# A workbook that says when it was written would differ each time; the figures have their moment.
_NO_MOMENT = datetime(2000, 1, 1)


def words(key: str, language: str) -> str:
    """The words that stand beside a figure of coverage, in one language."""
    texts = tomllib.loads((_TEXTS / f"{language}.toml").read_text("utf-8"))
    return str(texts[key])


def export_tables(day: Day, as_at: datetime) -> list[Table]:
    """Every table of the export; ``as_at`` is the moment the day was folded up to."""
    counts = coverage(day)
    found, ballots = findings(day, counts), turnout(day, counts)
    visits = anonymous_table(day)
    book = [
        (column, values, *(words(key, language) for language in LANGUAGES))
        for column, key, values in codebook(visits, dict.fromkeys(found.scale, 0))
    ]
    about: list[tuple[Value, ...]] = [
        ("mission", day.mission.id),
        ("election", day.mission.election),
        ("as_at", as_at.isoformat()),
        ("simulated", marked_in_all(day.mission.is_test)),
        ("smallest_n", day.mission.smallest_n),
        *((f"basis_{language}", words(found.basis, language)) for language in LANGUAGES),
        ("visits_outside_sample", found.outside_sample),
        ("visits_left_out_of_table", visits.left_out),
        ("reports_without_unit", counts.unplaced),
        ("reports_of_unknown_teams", counts.strangers),
        ("messages_undecided", len(day.wordings())),
        *((f"turnout_{reason}", number) for reason, number in ballots.set_aside.items()),
    ]
    return [
        Table("about", ("what", "value"), about),
        coverage_table(counts),
        visits_table(counts),
        assessment_table(found),
        irregularity_table(found),
        turnout_table(ballots),
        Table("observations", visits.columns, visits.rows),
        Table("codebook", ("column", "values", *LANGUAGES), book),
    ]


def write_export(day: Day, as_at: datetime, folder: Path) -> tuple[Path, ...]:
    """Write a CSV file for each table, and one workbook of all; the files that were written.

    Of a test mission every file says SIMULATED in its name, and every row in a column.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables, is_test = export_tables(day, as_at), day.mission.is_test
    prefix = f"{FILE_PREFIX if is_test else ''}{day.mission.id}-"
    marked = [_marked(table) if is_test else table for table in tables]
    paths = [_write_csv(folder / f"{prefix}{one.name}.csv", one) for one in marked]
    return (*paths, _write_workbook(folder / f"{prefix}export.xlsx", marked))


def _marked(table: Table) -> Table:
    mark = marked_in_all(is_test=True)
    return Table(table.name, (*table.columns, "simulated"), [(*row, mark) for row in table.rows])


def _write_csv(path: Path, table: Table) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([_text(value) for value in row] for row in table.rows)
    return path


def _text(value: Value) -> str:
    if isinstance(value, str):
        return guarded(value)
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)


def _write_workbook(path: Path, tables: Sequence[Table]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": _NO_MOMENT})
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.write_row(0, 0, table.columns, bold)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(table.rows, start=1):
                for at, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(line, at, guarded(value))
                    elif value is not None:
                        sheet.write_number(line, at, value)
    return path
