"""Workbooks of turnout: a sheet for each hour, hours and shares as a workbook keeps them."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import xlsxwriter

from geodata.imports.run import run_import
from tests.geodata.imports.test_sent_files import of_2023


def test_a_workbook_with_a_sheet_for_each_hour(tmp_path: Path) -> None:
    path = tmp_path / "turnout.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for hour, share in (("10:00", 0.1012), ("на 12.00", 0.2024)):
            sheet = book.add_worksheet(hour.replace(":", "-"))
            sheet.write_row(0, 0, ["Регион", "Явка"])
            for line, unit in enumerate(("Акмолинская область", "Абай облысы", "Шымкент"), 1):
                sheet.write_row(line, 0, [unit, share])
    outcome = run_import([path], "auto", of_2023())
    found = {
        (row.key.unit, row.key.time): f"{row.figure.value:f}"
        for rows in outcome.records.values()
        for row in rows
    }
    assert found["akmola", "10:00"] == "10.12"
    assert found["shymkent", "12:00"] == "20.24"
    assert len(found) == 6


def test_hours_and_shares_of_a_workbook_as_it_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "turnout.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        clock = book.add_format({"num_format": "hh:mm"})
        share = book.add_format({"num_format": "0.00%"})
        sheet.merge_range(0, 0, 0, 2, "Явка по регионам")
        sheet.write(1, 0, "Регион")
        sheet.write_datetime(1, 1, time(10), clock)
        sheet.write_datetime(1, 2, time(12), clock)
        for line, unit in enumerate(("Акмолинская область", "Абай облысы", "Шымкент"), 2):
            sheet.write(line, 0, unit)
            sheet.write_number(line, 1, 0.1012, share)
            sheet.write_formula(line, 2, "=B3*2", share, 0.2024)
    outcome = run_import([path], "auto", of_2023())
    (rows,) = outcome.records.values()
    values = {(row.key.time, f"{row.figure.value:f}") for row in rows}
    assert values == {("10:00", "10.12"), ("12:00", "20.24")}
    assert outcome.files[0].notes["lines-above-header"] == 1
