"""Every row of a list is matched, ambiguous or unmatched; nothing is dropped, nothing guessed."""

from __future__ import annotations

import pytest

from geodata.joins.join import Columns, join_list
from tests.geodata.joins.joining import DAY, REAL, REGIONS, Run, table


def test_the_json_has_exactly_the_keys_that_are_promised(run: Run) -> None:
    code, found, _ = run("Регион;Явка\nг. Алматы;1\nАлматы;2\nАтлантида;3\n", "--label", "Регион")
    assert code == 1
    assert list(found) == ["rows", "matched", "ambiguous", "unmatched", "units_without_rows"]
    assert found["rows"] == 3
    assert found["matched"] == [{"row": 1, "label": "г. Алматы", "unit": "almaty", "how": "name"}]
    assert found["ambiguous"] == [
        {"row": 2, "label": "Алматы", "candidates": ["almaty", "almaty_obl"]}
    ]
    assert [set(row) for row in found["unmatched"]] == [{"row", "label", "suggestions"}]
    assert len(found["units_without_rows"]) == 19


def test_a_whole_list_ends_with_nought(run: Run) -> None:
    names = [REAL.gazetteer.name(unit, "kk", DAY) for unit in REGIONS.units]
    code, found, _ = run("\n".join(["Аймақ", *names]), "--label", "аймақ")
    assert code == 0
    assert found["units_without_rows"] == []
    assert found["rows"] == len(names)


def test_the_country_and_stations_abroad_are_no_gap(run: Run) -> None:
    _, found, _ = run("Регион\nг. Алматы\n", "--label", "Регион")
    assert not {"kz", "abroad"} & {str(unit) for unit in found["units_without_rows"]}


def whole_list(*but: str) -> list[str]:
    """The Russian name of every region, without some."""
    return [REAL.gazetteer.name(unit, "ru", DAY) for unit in REGIONS.units if unit not in but]


def test_in_a_whole_list_the_one_open_label_means_the_one_unit_left(run: Run) -> None:
    rows = ["Регион", *whole_list("almaty"), "Алматы", "Алматы"]
    code, found, _ = run("\n".join(rows), "--label", "Регион")
    assert code == 0
    assert [(row["unit"], row["how"]) for row in found["matched"][-2:]] == [
        ("almaty", "only one left"),
        ("almaty", "only one left"),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        [*whole_list("almaty", "astana"), "Алматы"],
        [*whole_list("almaty"), "Алматы", "Almaty"],
        [*whole_list("almaty"), "Алматы", "Атлантида"],
        [*whole_list(), "Алматы"],
        [*whole_list("almaty"), "Almaty Region", "Алматы"],
        [*whole_list("astana"), "Алматы"],
    ],
)
def test_a_list_that_is_not_whole_decides_nothing(labels: list[str]) -> None:
    joined = join_list(table(labels), Columns(0), REGIONS)
    assert "Алматы" in [row.label for row, _ in joined.ambiguous]


def test_a_code_column_joins_what_the_label_cannot(run: Run) -> None:
    code, found, _ = run("n,c\nАлматы,KZ-75\nAlmaty,190000000.0\n", "--label", "n", "--code", "c")
    assert code == 0
    assert [row["unit"] for row in found["matched"]] == ["almaty", "almaty_obl"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--label", "Область"], "'Регион', 'Явка'"),
        (["--label", "Регион", "--parent", "Где"], "--parent"),
        (["--label", "Регион", "--lat", "Явка"], "--lat and --lon"),
        (["--label", "Регион", "--lat", "Явка", "--lon", "Явка"], "not built"),
        (["--label", "Регион", "--accept", "Алматы=moon", "--who", "A."], "--accept"),
        (["--label", "Регион", "--accept", "Марс=almaty", "--who", "A."], "no row"),
        (["--label", "Регион", "--accept", "Алматы=almaty"], "--who"),
        (["--label", "Регион", "--html", "page.html", "--language", "xx"], "--language"),
        (["--label", "Регион", "--country", "nowhere"], "nowhere"),
    ],
)
def test_what_was_asked_wrongly_is_answered_in_a_sentence(
    run: Run, words: list[str], expected: str
) -> None:
    code, found, error = run("Регион;Явка\nАлматы;2\n", *words)
    assert code == 1
    assert not found
    assert expected in error
    assert "Traceback" not in error


def test_columns_that_are_not_there_are_named_all_at_once(run: Run) -> None:
    words = ["--label", "Имя", "--parent", "Выше", "--code", "Код", "--lat", "Ш", "--lon", "Д"]
    code, _, err = run("Регион\nг. Алматы\n", *words)
    assert code == 1
    assert all(f"{option}: this column" in err for option in words[::2])
    assert "--label: this column" in run("Регион\nг. Алматы\n", "--label", "")[2]
