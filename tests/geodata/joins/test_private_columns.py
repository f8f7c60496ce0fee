"""A list may hold names and telephone numbers of people: a join reads the columns it was told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geodata.__main__ import main

ROWS = [
    ["Область", "Район", "Наблюдатель", "Телефон", "E-mail"],
    ["Акмолинская область", "", "CANARY-1", "CANARY +7 701 000 00 00", "canary@example.org"],
    ["Атлантида", "", "CANARY-2", "CANARY +7 701 000 00 01", "canary@example.org"],
    ["Алматы", "", "CANARY-3", "=CANARY()", "canary@example.org"],
    ["Абай", "", "CANARY-4", "", "", "CANARY beyond the header"],
]


@pytest.mark.parametrize("words", [("--json",), (), ("--json", "--accept", "Алматы=almaty")])
def test_no_other_column_reaches_the_answer_the_page_or_the_decisions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    listed, page = tmp_path / "list.csv", tmp_path / "join.html"
    with listed.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)
    who = ("--who", "an analyst") if "--accept" in words else ()
    asked = ("--on", "2023-03-19", "--level", "region", "--label", "Область")
    main(["join", str(listed), *asked, "--html", str(page), *words, *who])
    said = "".join(capsys.readouterr())
    written = [path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert sum("CANARY" in one for one in written) == 1  # the list itself
    assert "canary" not in said.casefold()
    assert "Атлантида" in said and "Атлантида" in page.read_text("utf-8")


def test_a_wrong_word_of_the_command_names_columns_and_no_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("\n".join(",".join(row) for row in ROWS), "utf-8")
    asked = ("--on", "2023-03-19", "--level", "region", "--label", "Регион")
    assert main(["join", str(listed), *asked]) != 0
    said = capsys.readouterr().err
    assert "'Телефон'" in said
    assert "canary" not in said.casefold()


def test_the_check_of_a_table_of_turnout_tells_of_people_no_more_than_their_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "turnout.csv"
    table.write_text(
        "unit,hour,percent,source,Наблюдатель,phone\n"
        "kostanay,20:00,77.28,https://el.kz,CANARY-1,CANARY\n"
        "kostanay,22:00,72.28,https://el.kz,CANARY-2,CANARY\n"
        "atlantis,22:00,x,https://el.kz,CANARY-3,CANARY\n",
        "utf-8",
    )
    for words in ((), ("--json",)):
        assert main(["check", "--turnout", str(table), "--on", "2022-06-05", *words]) == 1
        said = "".join(capsys.readouterr())
        assert "72.28" in said and "atlantis" in said
        assert "canary" not in said.casefold()
