"""``check --turnout``: any tidy table of turnout, in any language and shape, is looked through."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from geodata.__main__ import main
from geodata.country import Country
from geodata.read_country import read_country


@cache
def country_once(folder: Path) -> Country:
    return read_country(folder)


@pytest.fixture(autouse=True)
def _read_the_country_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.commands.check.read_country", country_once)


FACTS = Path(__file__).parents[3] / "../shared/facts"


def checked(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    *words: str,
    encoding: str = "utf-8",
) -> tuple[int, dict[str, Any]]:
    path = folder / "turnout.csv"
    path.write_bytes(text.encode(encoding))
    code = main(["check", "--turnout", str(path), "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def found(content: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (one["code"], one["unit"], one["hour"])
        for one in content["findings"]
        if one["code"] != "W107"
    ]


def test_a_fall_lists_code_unit_hour_values_and_sources(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "unit,hour,percent,source\nkostanay,20:00,77.28,https://el.kz\n"
        "kostanay,22:00,72.28,https://forbes.kz\n"
    )
    code, content = checked(tmp_path, capsys, rows, "--on", "2022-06-05")
    assert code == 1
    (fall,) = [one for one in content["findings"] if one["code"] == "F102"]
    assert (fall["unit"], fall["hour"]) == ("kostanay", "22:00")
    assert fall["values"] == ["77.28", "72.28"]
    assert fall["sources"] == ["https://el.kz", "https://forbes.kz"]
    assert set(fall["message"]) == {"kk", "ru", "en"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_russian_columns_names_and_decimal_commas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    rows = "Регион;Время;Явка, %\nг. Алматы;10.05;8,42\nАкмолинская область;10.05;121,21 %\n"
    _, content = checked(tmp_path, capsys, rows, "--on", "2022-11-20", encoding=encoding)
    assert found(content) == [("F101", "akmola", "10:00")]


def test_a_column_for_each_hour(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "өңір\t10:00\t12:00\t14:00\nАқмола облысы\t20,89\t48,45\t46,97\nкз\t\t\t\n"
    code, content = checked(tmp_path, capsys, rows, "--on", "2016-03-20")
    assert found(content) == [("F102", "akmola", "14:00")]
    assert (content["rows"], content["not_published"]) == (2, 3)
    assert code == 1


def test_a_unit_nobody_knows_and_one_that_may_be_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "unit,hour,percent\nАтлантида,10:00,20\nАлматы,10:00,20\n"
    code, content = checked(tmp_path, capsys, rows, "--on", "2022-11-20")
    assert code == 1
    assert ("F106", "Атлантида", "10:00") in found(content)
    (several,) = [one for one in content["findings"] if one["code"] == "F112"]
    assert several["units"] == ["almaty", "almaty_obl"]


def test_in_a_whole_list_the_one_open_name_is_the_one_unit_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    country = country_once(Path(__file__).parents[3] / "geodata/countries/kz")
    sets = country.units("region", date(2022, 11, 20))
    names = [unit.id for unit in sets.values() if unit.level == "region" and unit.id != "abroad"]
    lines = ["Алматы" if name == "almaty" else name for name in names]
    rows = "unit,hour,percent\n" + "".join(f"{n},10:00,2{i % 10}.1\n" for i, n in enumerate(lines))
    content = checked(tmp_path, capsys, rows, "--on", "2022-11-20")[1]
    assert content["figures"] == 20
    assert "F112" not in [code for code, _, _ in found(content)]


def test_a_region_of_another_time_is_told_by_the_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "date,unit,hour,percent\n2016-03-20,south_kz,10:00,12\n2022-11-20,Улытау,10:00,27\n"
    assert checked(tmp_path, capsys, rows)[0] == 0
    rows = "date,unit,hour,percent\n2016-03-20,область Улытау,10:00,12\n"
    assert found(checked(tmp_path, capsys, rows)[1]) == [("F106", "область Улытау", "10:00")]


def test_a_cell_that_is_no_number_is_set_aside_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "unit,hour,percent\nakmola,10:00,about a fifth\nabai,10:00,25.64\n"
    code, content = checked(tmp_path, capsys, rows, "--on", "2022-11-20")
    assert code == 1
    (aside,) = content["set_aside"]
    assert (aside["line"], aside["column"], aside["value"]) == (2, "percent", "about a fifth")


def test_everything_a_table_lacks_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["check", "--turnout", str(path)]) == 1
    told = capsys.readouterr().err
    assert all(word in told for word in ("units", "figures", "hours", "--election"))


def test_the_published_tables_pass_but_for_the_one_known_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = FACTS / "turnout_other_elections.csv"
    if not path.is_file():
        pytest.skip("the published figures do not lie beside this project")
    main(["check", "--turnout", str(path), "--json"])
    content = json.loads(capsys.readouterr().out)
    errors = [(one["code"], one["unit"]) for one in content["findings"] if one["error"]]
    assert errors == [("F102", "kostanay")]


def test_the_countrys_own_elections_hold_no_error_that_nobody_has_explained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = Path(__file__).parents[3] / "geodata/countries/kz"
    code = main(["check", str(folder)])
    told = capsys.readouterr().out
    assert code == 0, told
    assert "0 errors" in told
    assert "Kostanay Region: a cumulative figure falls from 77.28 (20:00) to 72.28" in told
