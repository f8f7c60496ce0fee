"""Tables of turnout where a row stands twice, a district is called like a region, digits are wide.

Each is typed anew in the form of a table met in a newsroom or a commission's office.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geodata.__main__ import main

ROWS = ("Акмолинская область;18,32;31,69", "Актюбинская область;19,44;33,63")
HEADER = "Регион;10:00;12:00"
WIDE = str.maketrans("0123456789,%", "０１２３４５６７８９，％")


def check(path: Path, capsys: pytest.CaptureFixture[str], *lines: str) -> dict[str, Any]:
    path.write_text("\n".join(lines), "utf-8")
    main(["check", "--turnout", str(path), "--on", "2023-03-19", "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def test_a_row_that_stands_twice_counts_once_and_is_named(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = check(table, capsys, HEADER, *ROWS, ROWS[0])
    assert (found["rows"], found["figures"]) == (3, 4)
    assert [(row["line"], row["reason"]) for row in found["left_out"]] == [(4, "same-row-again")]
    assert {finding["code"] for finding in found["findings"]} == {"W107"}


def test_a_unit_with_two_rows_that_differ_is_an_error(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = check(table, capsys, HEADER, *ROWS, "Акмолинская область;18,23;31,69")
    told = [(one["code"], one["unit"], one["hour"]) for one in found["findings"]]
    assert ("F108", "akmola", "10:00") in told
    assert found["figures"] == 6


def test_a_district_called_like_a_region_is_not_that_region(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "Область;Район;12:00",
        "область Абай;Абайский район;33,10",
        "Павлодарская область;Абай;36,20",
        "Павлодарская область;Павлодарская область;35,20",
    )
    found = check(table, capsys, *rows)
    unknown = [one for one in found["findings"] if one["code"] == "F106"]
    assert [one["unit"] for one in unknown] == ["Абай"]
    assert "abai" not in {one["unit"] for one in found["findings"]}


def test_wide_digits_are_digits(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wide = (row.translate(WIDE) for row in ROWS)
    found = check(table, capsys, HEADER, *wide)
    assert (found["figures"], found["set_aside"]) == (4, [])
