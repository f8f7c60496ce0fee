"""Lists are read by what they hold: any encoding, any delimiter, workbook or JSON lines."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from geodata.errors import FaultyData
from geodata.lists.encodings import decoded
from geodata.lists.read import read_list
from geodata.lists.table import ListTable

CODE_PAGES = ("cp1251", "kz1048")
LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
ROWS = [["Регион", "Явка"], ["Акмолинская область", "57,02"], ["Қостанай облысы", "70,1"]]


def read(path: Path, sheet: str = "") -> ListTable:
    return read_list(path, CODE_PAGES, LETTERS, sheet)


def cells(table: ListTable) -> list[list[str]]:
    return [list(table.columns), *(list(row.cells) for row in table.rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_of_text_is_read_in_any_encoding(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in ROWS).encode(encoding))
    assert cells(read(path)) == ROWS


def test_commas_and_quoted_decimal_commas(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Регион,Явка\nАкмолинская область,"57,02"\n"Абай, область",1\n')
    assert cells(read(path))[1:] == [["Акмолинская область", "57,02"], ["Абай, область", "1"]]


def test_a_decimal_comma_without_quotes_does_not_lose_the_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Регион,Явка\nАкмолинская область,57,02\nШымкент,8\n")
    assert [row.cell(0) for row in read(path).rows] == ["Акмолинская область", "Шымкент"]


def test_a_list_of_one_column_is_not_cut_at_its_commas(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Район\nАбайский район, Карагандинская область\n")
    assert read(path).rows[0].cell(0) == "Абайский район, Карагандинская область"


def test_the_code_page_is_told_by_the_letters_it_yields() -> None:
    russian = "Регион\nКызылординская область\n"
    assert decoded(russian.encode("cp1251"), CODE_PAGES, LETTERS) == russian
    kazakh = "Аймақ\nҚызылорда облысы\nӨскемен\nҮржар\n"
    assert decoded(kazakh.encode("kz1048"), CODE_PAGES, LETTERS) == kazakh


def test_a_line_that_names_the_delimiter_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sep=;\nРегион;Явка\nШымкент;1\n")
    table = read(path)
    assert table.columns == ("Регион", "Явка")
    assert table.rows[0].line == 3


def test_rows_are_numbered_and_know_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Регион;Заметка\n\nАкмола;"две\nстроки"\nШымкент;\n')
    assert [(row.number, row.line) for row in read(path).rows] == [(1, 3), (2, 5)]


def test_a_workbook_gives_whole_numbers_without_decimals(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Регион", "Код"])
    sheet.append(["Алматы", 750000000])
    sheet.append([])
    sheet.append(["Шымкент", 790000000.0])
    book.create_sheet("Другой").append(["Имя"])
    book.save(tmp_path / "list.xlsx")
    table = read(tmp_path / "list.xlsx")
    assert cells(table) == [["Регион", "Код"], ["Алматы", "750000000"], ["Шымкент", "790000000"]]
    assert [(row.number, row.line) for row in table.rows] == [(1, 2), (2, 4)]
    assert read(tmp_path / "list.xlsx", "Другой").columns == ("Имя",)
    with pytest.raises(FaultyData, match="--sheet"):
        read(tmp_path / "list.xlsx", "Третий")


def test_json_lines_take_their_columns_from_every_object(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text('{"unit": "Алматы", "n": 1}\n\n{"unit": "Абай", "parent": null, "x": [1]}\n')
    table = read(path)
    assert table.columns == ("unit", "n", "parent", "x")
    assert [row.cells for row in table.rows] == [("Алматы", "1", "", ""), ("Абай", "", "", "[1]")]
    path.write_text(json.dumps([{"unit": "Абай"}]))
    assert cells(read(path)) == [["unit"], ["Абай"]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0 old", "XLSX"),
        (b"\x1f\x8b packed", "unpack"),
        (b"a;b\x00\x01\x02\n1;2", "no text"),
        (b"a;b\n1;2\n3;\x004\n", "line 3: .*NUL"),
        (b"<html><table></table></html>", "web page"),
        (b'{"a": 1}\n{"a": ', "line 2"),
        (b'[{"a": ' * 100_000, "JSON"),
        (b'{"a": ' * 100_000, "JSON"),
        (b'a;b\n"x;y\nz;w\n', "quotes"),
        (b"PK\x03\x04 broken", "unpacked"),
    ],
)
def test_what_is_no_list_is_said_clearly(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(FaultyData, match=expected):
        read(path)


def test_a_missing_file_and_a_folder_are_said_clearly(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(FaultyData, match="can be read"):
            read(path)


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(FaultyData, match="times its size"):
        read(path)


def test_a_sheet_with_one_cell_in_its_last_corner_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Регион"
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "list.xlsx")
    with pytest.raises(FaultyData, match="cells"):
        read(tmp_path / "list.xlsx")


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(FaultyData, match="another kind of archive"):
        read(path)


def test_a_column_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Регион;Явка;Явка\n1;2;3\n")
    table = read(path)
    assert table.column("регион ", "--label") == 0
    with pytest.raises(FaultyData, match=r"--label.*'Регион', 'Явка'"):
        table.column("Область", "--label")
    with pytest.raises(FaultyData, match="more than once"):
        table.column("Явка", "--label")


words = st.text(alphabet="абвАБВәқ -.0123456789", min_size=1, max_size=12).filter(str.strip)


@given(
    st.lists(st.tuples(words, words), min_size=1, max_size=20),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    st.sampled_from([";", "\t"]),
)
@settings(deadline=None)
def test_no_row_is_lost_or_doubled_whatever_the_encoding(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    encoding: str,
    delimiter: str,
) -> None:
    path = tmp_path_factory.mktemp("lists") / "list.csv"
    lines = [("Регион", "Явка"), *rows]
    path.write_bytes("\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert [row.cells for row in read(path).rows] == rows
