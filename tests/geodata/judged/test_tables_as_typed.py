"""Tables as people type them: titles above the header, totals below, marks and joined words.

Each is typed anew in the form of a table met in a newsroom or a commission's office.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from geodata.__main__ import main

REGIONS = {
    "abai": "обл. Абай", "akmola": "Aкмолинская обл.", "aktobe": "Актю\u00adбинская\u00a0область",
    "almaty_obl": "Алматинская область*", "atyrau": "АТЫРАУСКАЯ ОБЛАСТЬ",
    "west_kz": "Западно - Казахстанская", "zhambyl": "Жамбылская обл", "jetisu": "область Жетiсу",
    "karaganda": "Карагандинская обл.¹", "kostanay": "Костанайская  область",
    "kyzylorda": "Кызыл-Ординская область", "mangystau": "Мангыстауская",
    "pavlodar": "Павлодарская обл.**", "north_kz": "Сев.-Казахстанская",
    "turkistan": "Туркестанская область ", "ulytau": "Улытау обл",
    "east_kz": "Восточно–Казахстанская", "astana": "гАстана", "almaty": "г. Алматы",
    "shymkent": "Шымкент г.",
}  # fmt: skip
HEADER = ("№", "Регион", "Явка, %")
ROWS = [(str(n), label, f"{40 + n},5%") for n, label in enumerate(REGIONS.values())]
Answer = tuple[int, dict[str, Any], str]
Join = Callable[..., Answer]


@pytest.fixture
def join(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Join:
    def command(file: Path, *words: str) -> Answer:
        fixed = ["--on", "2023-03-19", "--label", "Регион", "--var", str(tmp_path / "var")]
        level = [] if "--level" in words else ["--level", "region"]
        code = main(["join", str(file), *fixed, *level, "--json", *words])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else {}, err

    return command


def text(delimiter: str, *below: Sequence[str], title: str = "") -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=delimiter).writerows([HEADER, *ROWS, *below])
    return title + lines.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("title", ["", "Сведения о явке избирателей\r\n\r\n", "Явка;;\r\n"])
def test_a_typists_table(
    join: Join, tmp_path: Path, encoding: str, delimiter: str, title: str
) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(text(delimiter, title=title).encode(encoding, "ignore"))
    code, answer, _ = join(path)
    assert code == 0
    assert [row["unit"] for row in answer["matched"]] == list(REGIONS)


def test_a_workbook_whose_table_begins_below_a_merged_title(join: Join, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"] = "Явка избирателей"
    sheet.merge_cells("B3:D3")
    for line, cells in enumerate([HEADER, *ROWS], start=5):
        for place, cell in enumerate(cells, start=2):
            sheet.cell(line, place, cell)
    book.save(tmp_path / "list.xlsx")
    code, answer, _ = join(tmp_path / "list.xlsx")
    assert (code, answer["rows"]) == (0, 20)


def test_a_total_under_a_whole_list_is_the_countrys(join: Join, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text(";", ("", "Итого:", "54,09"), ("", "По республике", "54,09")), "utf-8")
    code, answer, _ = join(path)
    assert code == 0
    assert [row["unit"] for row in answer["matched"][20:]] == ["kz", "kz"]


def test_a_total_of_some_regions_and_a_note_are_nobodys(join: Join, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Регион,n\nАбай облысы,1\nИтого,1\n* Источник: ЦИК,\n", "utf-8")
    code, answer, _ = join(path)
    assert code == 1
    assert [row["label"] for row in answer["unmatched"]] == ["Итого", "* Источник: ЦИК"]


def test_a_column_that_is_nowhere_is_named(join: Join, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Явка\n\nОбласть,n\nАбай облысы,1\n", "utf-8")
    code, answer, said = join(path)
    assert (code, answer) == (1, {})
    assert "'Регион'" in said


@pytest.mark.parametrize(
    ("label", "region", "unit"),
    [
        ("р-он Т. Рыскулова", "Жамбылская", "315000000"),
        ("р-н Турара Рыскулова", "Жамбылская", "315000000"),
        ("Экибастуз г.а.", "Павлодарская", "552200000"),
        ("Костанай қ.ә.", "Костанайская", "391000000"),
    ],
)
def test_a_district_as_written_in_an_office(
    join: Join, tmp_path: Path, label: str, region: str, unit: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Регион,Область\n{label},{region}\n", "utf-8")
    _, answer, _ = join(path, "--level", "district", "--parent", "Область")
    assert [row["unit"] for row in answer["matched"]] == [unit]


Check = Callable[[str], tuple[int, dict[str, Any]]]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    def command(table: str) -> tuple[int, dict[str, Any]]:
        path = tmp_path / "turnout.csv"
        path.write_text(table, "utf-8")
        code = main(["check", "--turnout", str(path), "--on", "2022-11-20", "--json"])
        return code, json.loads(capsys.readouterr().out)

    return command


def test_a_tables_title_and_late_hours(check: Check) -> None:
    code, answer = check("Явка;;\n\nРегион;16:05;18:05\nАкмолинская область;71,38;70,82\n")
    assert code == 1
    (fall,) = [one for one in answer["findings"] if one["code"] == "F102"]
    assert (fall["unit"], fall["hour"], fall["values"]) == ("akmola", "18:00", ["71.38", "70.82"])


def test_a_total_is_no_unknown_unit(check: Check) -> None:
    rows = "".join(f"{label};{50 + n},01\n" for n, label in enumerate(REGIONS.values()))
    code, answer = check(f"Регион;18:00\n{rows}Итого;60,12\n")
    assert [one for one in answer["findings"] if one["error"]] == []
    assert code == 0


def test_two_newspapers_one_of_which_lost_a_line(check: Check) -> None:
    """A portal of 2022 skipped a region's figure, so that the others moved up beneath it."""
    names = list(REGIONS.values())[9:15]
    printed, moved = (77.56, 77.2, 64.57, 77.12, 77.46, 80.25), (77.56, 64.57, 77.12, 77.46, 80.25)
    rows = [f"{name};18:05;{value};A" for name, value in zip(names, printed, strict=True)]
    rows += [f"{name};18:05;{value};B" for name, value in zip(names, moved, strict=False)]
    code, answer = check("Регион;Час;Явка;Источник\n" + "\n".join(rows))
    found = {one["code"] for one in answer["findings"] if one["error"]}
    assert (code, found) == (1, {"F108", "F109"})
