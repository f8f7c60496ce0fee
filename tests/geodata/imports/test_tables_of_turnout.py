"""Tables of turnout as people keep them: titles, totals, remarks, two-line headers, fractions."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from geodata.errors import FaultyData
from geodata.imports.form_map import FormMap
from geodata.imports.rows import rows_of
from geodata.imports.run import Outcome, Setting, run_import
from geodata.imports.source_files import SourceFile
from geodata.imports.turnout_columns import read_cut_off
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country

KZ = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
TERMS = {"region": ("Кто",), "turnout_pct": ("Сколько",), "turnout_at": ("Когда",)}


@cache
def setting() -> Setting:
    country, rules = read_country(KZ), read_rules(KZ)
    resolver = Resolver(country.gazetteer, country.boundary_sets, rules)
    return Setting(country, country.elections["2023-03-19-mazhilis"], rules, resolver, FormMap())


def read(text: str, hour: str = "", form_map: FormMap | None = None) -> Outcome:
    given = replace(setting(), hour=hour, form_map=form_map or FormMap())
    return run_import([SourceFile("t.csv", text.encode())], "auto", given)


def figures(outcome: Outcome) -> dict[tuple[str, str, str], str]:
    return {
        (row.key.measure, row.key.unit, row.key.time): f"{row.figure.value:f}"
        for row in outcome.records["t.csv"]
        if row.figure.value is not None
    }


def shares(outcome: Outcome) -> dict[tuple[str, str], str]:
    return {(unit, time): value for (_, unit, time), value in figures(outcome).items()}


def aside(outcome: Outcome) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in outcome.files[0].set_aside]


def test_rows_are_counted_and_not_figures() -> None:
    outcome = read("Регион;10:00;12:00;14:00\nАкмолинская область;10,1;20,2;x\nАтлантида;1;2;3\n")
    (file,) = outcome.files
    assert (file.rows, len(file.set_aside)) == (2, 1)
    assert len(outcome.records["t.csv"]) == 2
    assert [(row.line, row.became, row.unit) for row in rows_of(outcome)] == [
        (2, "taken", "akmola"), (3, "set-aside", ""),
    ]  # fmt: skip


def test_a_cell_that_is_no_number_does_not_cost_the_row() -> None:
    outcome = read("Регион;10:00;12:00\nАкмолинская область;10,1;двадцать\nАбай облысы;?;!\n")
    (file,) = outcome.files
    assert [(one.line, one.column, one.reason) for one in file.cells_set_aside] == [
        (2, "12:00", "number-not-readable")
    ]
    assert aside(outcome) == [(3, "number-not-readable")]


def test_each_fault_has_its_own_name() -> None:
    outcome = read(
        "Регион;Дата;Время;Явка\nАкмолинская область;вчера;10:00;1,5\n"
        "Абай облысы;2023-03-19;утром;1,5\nАлматы;2023-03-19;10:00;1,5\n"
        "Ұлытау облысы;19.03.2023;10:00;1,5\nПавлодар облысы;19 марта 2023;10 часов;много\n"
    )
    assert aside(outcome) == [
        (2, "day-not-readable"), (3, "time-not-readable"), (4, "several-units"),
        (6, "number-not-readable"),
    ]  # fmt: skip
    assert shares(outcome) == {("ulytau", "10:00"): "1.5"}


def test_a_title_empty_lines_and_remarks_are_no_rows_and_are_listed() -> None:
    outcome = read(
        "Явка избирателей;;\n19 марта 2023 года;;\n;;\nРегион;10:00;12:00\n"
        "Акмолинская область;10,1;20,2\n;;\nРегион;10:00;12:00\nАбай облысы;11;21\n"
        "Источник: ЦИК;;\n"
    )
    (file,) = outcome.files
    assert file.notes["lines-above-header"] == 2
    assert file.notes["empty-lines"] == 1
    assert aside(outcome) == [(7, "not-a-row"), (9, "not-a-row")]
    assert len(shares(outcome)) == 4


def test_the_total_of_some_regions_is_not_the_countrys() -> None:
    outcome = read("Регион;10:00\nАкмолинская область;10,1\nАбай облысы;11\nИтого;10,5\n")
    assert aside(outcome) == [(4, "total-of-part")]
    assert outcome.files[0].set_aside[0].candidates == ("kz",)
    assert not [finding for finding in outcome.findings if finding.is_error]


def test_the_total_of_all_regions_is_the_countrys() -> None:
    names = [
        unit.id
        for unit in setting().country.units("region", setting().day).values()
        if unit.kind not in ("country", "abroad")
    ]
    rows = "".join(f"{unit};{number},5\n" for number, unit in enumerate(names, start=10))
    outcome = read(f"Регион;10:00\n{rows}Итого;20,5\n")
    assert shares(outcome)["kz", "10:00"] == "20.5"
    assert not outcome.files[0].set_aside


def test_a_header_of_two_lines() -> None:
    outcome = read("№;Регион;Явка, %;;\n;;10:00;12:00\n1;Акмолинская область;10,1;20,2\n")
    assert shares(outcome) == {("akmola", "10:00"): "10.1", ("akmola", "12:00"): "20.2"}
    assert outcome.files[0].columns_dropped == ("№", "")


def test_regions_in_a_column_that_nobody_named() -> None:
    outcome = read(";10:00;12:00\nАкмолинская область;10,1;20,2\nАбай облысы;11;21\n")
    assert len(shares(outcome)) == 4


def test_parts_of_one_are_read_in_percent_and_noted() -> None:
    outcome = read("Регион;18:00\nАкмолинская область;0,7516\nАбай облысы;0,6\nШымкент;0,3\n")
    assert shares(outcome) == {
        ("akmola", "18:00"): "75.16", ("abai", "18:00"): "60", ("shymkent", "18:00"): "30",
    }  # fmt: skip
    assert outcome.files[0].notes["shares-as-fractions"] == 3


@pytest.mark.parametrize("cells", [("0,5", "0,2", "0,1"), ("0,5%", "0,8%", "0,75%"), ("0,9",)])
def test_small_shares_are_left_as_they_are(cells: tuple[str, ...]) -> None:
    units = ("Акмолинская область", "Абай облысы", "Шымкент")
    rows = "".join(f"{unit};{cell}\n" for unit, cell in zip(units, cells, strict=False))
    values = list(shares(read(f"Регион;07:00\n{rows}Костанайская область;1,2\n")).values())
    assert values[: len(cells)] == [cell.strip("%").replace(",", ".") for cell in cells]


def test_what_a_spreadsheet_has_worked_out_is_rounded_and_noted() -> None:
    outcome = read("Регион;18:00\nАкмолинская область;57,0212345678901\n")
    assert shares(outcome) == {("akmola", "18:00"): "57.02"}
    assert outcome.files[0].notes["shares-rounded"] == 1


def test_counts_beside_shares_are_read_and_checked() -> None:
    outcome = read(
        "№;Область;Всего избирателей;Проголосовало;Явка (%);Телефон\n"
        "1;Акмолинская область;1 000 000;570 200;57,02;CANARY\n"
        "2;область Абай;1.000.000;500,000;58,43;CANARY\n",
        hour="14:00",
    )
    assert figures(outcome)["registered", "abai", "14:00"] == "1000000"
    assert figures(outcome)["votes_cast", "akmola", "14:00"] == "570200"
    assert [(one.code, one.key.unit) for one in outcome.findings if one.is_error] == [
        ("F104", "abai")
    ]
    assert outcome.files[0].columns_dropped == ("№", "Телефон")


def test_a_table_without_hours_has_to_be_told_its_hour() -> None:
    table = "Регион;Явка\nАкмолинская область;57,02\n"
    with pytest.raises(FaultyData, match="--time"):
        read(table)
    assert shares(read(table, hour="final")) == {("akmola", "final"): "57.02"}


def test_two_columns_of_one_hour_are_not_chosen_from() -> None:
    with pytest.raises(FaultyData, match="10:00 has several"):
        read("Регион;10:00;на 10.00\nАкмолинская область;1;2\n")


def test_a_dash_or_no_data_is_no_figure_and_no_fault() -> None:
    outcome = read("Регион;10:00;12:00\nАкмолинская область;-;н/д\nАбай облысы;—;нет данных\n")
    assert outcome.files[0].notes["not-published"] == 4
    assert not outcome.files[0].set_aside


def test_a_share_that_a_spreadsheet_made_a_date_of_says_so() -> None:
    outcome = read("Регион;10:00\nАкмолинская область;2023-05-12T00:00:00\nАбай облысы;9\n")
    assert aside(outcome) == [(2, "number-not-readable")]


def test_districts_are_looked_for_inside_their_region() -> None:
    outcome = read(
        "Область;Район;10:00\nКарагандинская область;Абайский район;12,1\n"
        "область Абай;Абайский район;12,2\nПавлодарская область;г. Павлодар;9\n"
        "Павлодарская область;Павлодарский район;9,5\nПавлодарская область;;10\n"
    )
    assert {unit for unit, _ in shares(outcome)} == {
        "353200000", "103200000", "551000000", "556000000", "pavlodar",
    }  # fmt: skip


def test_a_map_says_which_column_of_a_table_is_what() -> None:
    form_map = FormMap("turnout", "1", terms=TERMS)
    outcome = read("Кто;Когда;Сколько;Кем\nАкмолинская область;10:00;12,5;CANARY\n", "", form_map)
    assert shares(outcome) == {("akmola", "10:00"): "12.5"}
    assert outcome.files[0].columns_dropped == ("Кем",)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("10:00", "10:00"), ("turnout_12", "12:00"), ("на 10.00", "10:00"), ("10 ч.", "10:00"),
        ("Turnout as of 10am", "10:00"),
        ("Turnout by 2 p.m.", "14:00"),
        ("14ч00", "14:00"),
        ("19.03.2023 14:00", "14:00"),
        ("Явка на 10:00, %", "10:00"), ("сағат 10:00", "10:00"), ("10:00-де", "10:00"),
        ("2 p.m.", "14:00"), ("12 a.m.", "00:00"), ("2023-03-19T10:00:00", "10:00"),
        ("10:00:00", "10:00"), ("Итог", "final"), ("5", ""), ("2023", ""), ("", ""), ("утром", ""),
    ],
)  # fmt: skip
def test_hours_as_they_are_written(written: str, hour: str) -> None:
    assert read_cut_off(written) == hour
