"""Downloads say the same as the page: every row, nothing invented, nothing a formula."""

from __future__ import annotations

import csv as csv_reader
import io
import json
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from dashboard.download_rows import Origin, safe
from dashboard.downloads import csv, file_name, geojson
from dashboard.workbooks import xlsx
from geodata.figures import Figure, Nothing, Qualifier, Source
from layouts.tables import Cell, Table
from layouts.views import Row, View
from tests.layouts.pictures.views_of_testland import built, view, words_in


def rows_of(content: bytes) -> list[dict[str, str]]:
    lines = [line for line in content.decode().splitlines() if not line.startswith("#")]
    return list(csv_reader.DictReader(lines))


def with_reading(given: View, **changes: object) -> View:
    first, *rest = given.rows
    return replace(given, rows=(replace(first, **changes), *rest))  # type: ignore[arg-type]


def turnout() -> View:
    return view("turnout", "region", "final")


def test_files_are_named_after_their_address() -> None:
    assert file_name(view("turnout", "region", "12:00", "ru"), "csv") == (
        "baqylau-2024-06-02-assembly-turnout-region-12-00-ru.csv"
    )
    assert file_name(view("stations", "region", "-"), "png") == (
        "baqylau-2024-06-02-assembly-stations-region-en.png"
    )


def test_every_row_and_the_country_are_in_the_table() -> None:
    found = {row["unit"]: row["value"] for row in rows_of(csv(turnout(), words_in("en")))}
    assert found == {"testland": "55", "south": "60", "north": "50"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_table_names_its_sources_boundaries_licence_and_address(language: str) -> None:
    shown = view("turnout", "region", "final", language)
    head = csv(shown, words_in(language), Origin("https://e.org")).decode().split("\nunit,")[0]
    assert all(line.startswith("# ") for line in head.splitlines())
    for wanted in (shown.title, shown.notes.as_of, shown.notes.boundaries, shown.notes.licence):
        assert wanted in head
    assert "Commission of Testland, https://example.org/2024-06-02" in head
    assert f"https://e.org{shown.address.path}" in head


def test_bounds_have_columns_of_their_own_and_no_middle() -> None:
    bounds = Figure(
        None,
        "percent",
        (Source("Commission of Testland"),),
        Qualifier.BETWEEN,
        low=Decimal("80.10"),
        high=Decimal(90),
    )
    shown = with_reading(turnout(), reading=bounds, printed="80.10 to 90")
    row = rows_of(csv(shown, words_in("en")))[1]
    assert (row["value"], row["low"], row["high"]) == ("", "80.10", "90")
    assert (row["qualifier"], row["printed"]) == ("between", "80.10 to 90")


@pytest.mark.parametrize("kind", Nothing)
def test_a_kind_of_nothing_is_a_code_and_never_nought(kind: Nothing) -> None:
    shown = with_reading(turnout(), reading=kind, printed="words")
    row = rows_of(csv(shown, words_in("en")))[1]
    assert (row["value"], row["low"], row["high"]) == ("", "", "")
    assert row["nothing"] == str(kind)


def test_codes_stand_beside_the_id() -> None:
    content = csv(turnout(), words_in("en"), codes={"south": {"iso": "TL-S"}})
    assert {row["unit"]: row["code_iso"] for row in rows_of(content)} == {
        "testland": "",
        "south": "TL-S",
        "north": "",
    }


def test_a_listed_table_gives_a_number_only_where_that_was_printed() -> None:
    table = Table(
        "Observers",
        ("Organisation", "Deployed"),
        (False, True),
        (
            (Cell("League"), Cell("30", Decimal(30), hint="Herald")),
            (Cell("core team"), Cell("15 / 11", Decimal(15))),
            (Cell("others"), Cell("80 to 90", Decimal(85))),
            (Cell("none"), Cell("–", None, hint="not published")),
        ),
        (0, 1, 0, 0),
    )
    shown = replace(view("observers", "country", "-"), tables=(table,), rows=(), whole=None)
    block = csv(shown, words_in("en")).decode().split("# Observers\n")[1]
    rows = list(csv_reader.reader(block.splitlines()))[1:]
    assert [row[2:5] for row in rows] == [
        ["30", "30", "Herald"],
        ["", "15 / 11", ""],
        ["", "80 to 90", ""],
        ["", "not-published", ""],
    ]
    assert [row[0] for row in rows] == ["0", "1", "0", "0"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_never_becomes_a_formula(start: str) -> None:
    hostile = f"{start}HYPERLINK(1)"
    shown = with_reading(turnout(), name=hostile)
    assert safe(hostile) == f"'{hostile}"
    name = rows_of(csv(shown, words_in("en")))[1]["name"]
    assert name.startswith("'")
    assert name.endswith("HYPERLINK(1)")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(shown, words_in("en")))).worksheets[0]
    cell = sheet.cell(3, 2)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_numbers_stay_numbers_even_below_nought() -> None:
    fall = Figure(Decimal("-1.50"), "points", (Source("Commission of Testland"),))
    shown = with_reading(turnout(), reading=fall, printed="−1.50")
    assert rows_of(csv(shown, words_in("en")))[1]["value"] == "-1.50"
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(shown, words_in("en")))).worksheets[0]
    cell = sheet.cell(3, 3)
    assert (cell.value, cell.data_type, cell.number_format) == (-1.5, "n", "#,##0.00")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_workbook_explains_itself(language: str) -> None:
    shown = view("turnout", "region", "final", language)
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx(shown, words_in(language), Origin("https://e.org")))
    )
    about = {str(cell.value) for cell in book.worksheets[-1]["B"]}
    assert {shown.title, shown.notes.as_of, shown.notes.licence} <= about
    assert f"https://e.org{shown.address.path}" in about


def test_the_same_view_gives_the_same_workbook() -> None:
    assert xlsx(turnout(), words_in("en")) == xlsx(turnout(), words_in("en"))


def test_tables_of_one_name_get_sheets_of_their_own() -> None:
    table = Table("A/B: " + "long " * 20, ("Party",), (False,), ((Cell("Sun"),),), (0,))
    shown = replace(view("observers", "country", "-"), tables=(table, table), rows=(), whole=None)
    names = openpyxl.load_workbook(io.BytesIO(xlsx(shown, words_in("en")))).sheetnames
    assert len(names) == 3
    assert all(len(name) <= 31 for name in names)


def test_map_data_has_every_unit_with_its_outline_or_none() -> None:
    shown = view("stations", "region", "-")
    made = json.loads(geojson(shown, built()["regions"].outlines.path.read_bytes(), words_in("en")))
    shapes = {one["id"]: one["geometry"] and one["geometry"]["type"] for one in made["features"]}
    assert shapes == {"south": "Polygon", "north": "Polygon", "abroad": None}
    assert made["metadata"]["boundary_set"] == "regions"
    assert any(one["words"] == shown.notes.licence for one in made["metadata"]["facts"])


def test_map_data_leaves_out_what_there_is_not() -> None:
    shown = with_reading(turnout(), reading=Nothing.HELD_BACK, printed="held back")
    made = json.loads(geojson(shown, built()["regions"].outlines.path.read_bytes(), words_in("en")))
    first = made["features"][0]["properties"]
    assert first["nothing"] == "held-back"
    assert "value" not in first


def test_figures_are_never_laid_on_another_sets_outlines() -> None:
    with pytest.raises(ValueError, match=r"is not the map of .*: n1, n2, n3, north"):
        geojson(turnout(), built()["districts"].outlines.path.read_bytes(), words_in("en"))


def test_rows_are_those_of_the_page() -> None:
    shown: tuple[Row, ...] = view("stations", "region", "-").rows
    units = [row["unit"] for row in rows_of(csv(view("stations", "region", "-"), words_in("en")))]
    assert units[-len(shown) :] == [row.unit for row in shown]
