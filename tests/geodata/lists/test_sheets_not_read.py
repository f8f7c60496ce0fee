"""A workbook of several sheets: one is read, and the others are named, not passed over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from geodata.__main__ import main

SHEETS: dict[str, Sequence[Sequence[object]]] = {
    "14 00": [["Регион", "Явка"], ["г. Алматы", 20.5], ["Абай", 61.5]],
    "18 00": [["Регион", "Явка"], ["г. Алматы", 30.5], ["Абай", 71.5]],
    "Старое": [["x"]],
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook of two hours, each a sheet, and one that its author has hidden."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["Старое"].sheet_state = "hidden"
    path = tmp_path / "turnout.xlsx"
    book.save(path)
    return path


JOIN = ("--on", "2023-03-19", "--level", "region", "--label", "Регион")


def test_the_join_names_the_sheets_it_did_not_read(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["join", str(workbook), *JOIN, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["sheets_not_read"]) == (2, ["18 00"])
    page = tmp_path / "join.html"
    main(["join", str(workbook), *JOIN, "--sheet", "18 00", "--html", str(page)])
    assert "sheets not read: 14 00" in capsys.readouterr().out
    assert "Sheets of the workbook that were not read: 14 00." in page.read_text("utf-8")


def test_the_check_of_turnout_names_them_too(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["check", "--turnout", str(workbook), "--on", "2023-03-19", "--time", "14:00"]
    main([*asked, "--json"])
    assert json.loads(capsys.readouterr().out)["sheets_not_read"] == ["18 00"]
    main(asked)
    assert "sheet not read: 18 00" in capsys.readouterr().out
