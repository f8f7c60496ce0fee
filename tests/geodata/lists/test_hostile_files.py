"""Files made to harm whoever opens them: refused in words, before they cost anything."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from geodata.errors import FaultyData
from geodata.lists.archive import unpacked
from geodata.lists.read import read_held
from geodata.lists.table import MOST_COLUMNS, ListFile
from geodata.lists.workbook import sheet_names

HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
HEAD += b'2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
LAST_ROW = 1_048_576


def workbook(**parts: bytes) -> bytes:
    """A workbook of one sheet with a header and a row, some of its parts exchanged."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["region", "voted"])
    sheet.write_row(1, 0, ["Aqmola", 5])
    book.close()
    return changed(made.getvalue(), parts)


def changed(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            name = Path(part.filename).stem
            new.writestr(part.filename, parts.get(name) or old.read(part))
    return made.getvalue()


def archive(*names: str, change: Callable[[zipfile.ZipInfo], None] = lambda _: None) -> ListFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            part = zipfile.ZipInfo(name)
            change(part)
            packed.writestr(part, "a,b\n1,2\n")
    return ListFile(Path("sent.zip"), made.getvalue())


def sheet(*rows: bytes) -> bytes:
    return HEAD + b"".join(rows) + TAIL


FAR_CORNERS = {
    "single quotes": sheet(
        b"<row r='1'><c r='A1'><v>1</v></c></row>",
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    ),
    "spaces": sheet(
        b'<row r="1"><c r = "A1"><v>1</v></c></row>',
        b'<row r="1048576"><c r = "XFD1048576"><v>1</v></c></row>',
    ),
    "cells without names": sheet(
        b'<row r="1"><c><v>1</v></c></row>',
        b'<row r="1048576">' + b"<c><v>1</v></c>" * 16_000 + b"</row>",
    ),
    "small letters": sheet(
        b'<row r="1"><c r="A1"><v>1</v></c></row>',
        b'<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    ),
}


@pytest.mark.parametrize("contents", FAR_CORNERS.values(), ids=FAR_CORNERS.keys())
def test_a_sheet_that_asks_for_all_memory_ends_its_reader_and_nothing_else(
    contents: bytes,
) -> None:
    file = ListFile(Path("list.xlsx"), workbook(sheet1=contents))
    with pytest.raises(FaultyData, match="memory and time"):
        read_held(file)


def test_a_long_text_in_every_cell_does_not_fill_the_memory() -> None:
    text = b"<sst><si><t>" + b"x" * 1_000_000 + b"</t></si></sst>"
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 20_001)
    )
    book = workbook(sheet1=sheet(cells), sharedStrings=text)
    assert len(book) < 200_000
    with pytest.raises(FaultyData, match="memory and time"):
        read_held(ListFile(Path("list.xlsx"), book))


def test_entities_of_a_workbook_are_not_filled_in() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    book = workbook(sheet1=bomb + sheet(text))
    with pytest.raises(FaultyData, match="can be read"):
        read_held(ListFile(Path("list.xlsx"), book))


def test_a_sound_workbook_is_read_with_its_lines_and_sheets() -> None:
    file = ListFile(Path("list.xlsx"), workbook())
    table = read_held(file)
    assert table.columns == ("region", "voted")
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("Aqmola", "5"))]
    assert sheet_names(file) == ["Sheet1"]


@pytest.mark.parametrize("more", [-1000, 1000])
def test_an_archive_that_lies_about_its_sizes_is_refused(more: int) -> None:
    packed = bytearray(
        changed(workbook(), {"sharedStrings": b"<sst>" + b"x" * 100_000 + b"</sst>"})
    )
    where = packed.rfind(b"xl/sharedStrings.xml") - 46
    (size,) = struct.unpack_from("<I", packed, where + 24)
    struct.pack_into("<I", packed, where + 24, size + more)
    with pytest.raises(FaultyData, match=r"can be unpacked|how large"):
        read_held(ListFile(Path("list.xlsx"), bytes(packed)))


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/etc/evil.csv", "..\\evil.csv", "C:\\evil.csv", "a/../../evil.csv"]
)
def test_a_file_that_would_leave_its_archive_is_refused(name: str) -> None:
    with pytest.raises(FaultyData, match="stay inside"):
        unpacked(archive(name), lambda _: True)


def test_links_and_passwords_are_refused() -> None:
    def link(part: zipfile.ZipInfo) -> None:
        part.external_attr = (stat.S_IFLNK | 0o777) << 16

    with pytest.raises(FaultyData, match="without links"):
        unpacked(archive("evil.csv", change=link), lambda _: True)
    locked = bytearray(archive("a.csv").content)
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FaultyData, match="password"):
        unpacked(ListFile(Path("sent.zip"), bytes(locked)), lambda _: True)


def test_an_archive_of_thousands_of_files_is_refused() -> None:
    with pytest.raises(FaultyData, match="at most 2000 files"):
        unpacked(archive(*(f"{number}.csv" for number in range(2_001))), lambda _: True)


def test_what_is_wanted_of_an_archive_is_unpacked_and_the_rest_is_named() -> None:
    found, left = unpacked(
        archive("visit.csv", "media/1.csv"), lambda name: not name.startswith("media/")
    )
    assert [(file.path.name, file.content) for file in found] == [("visit.csv", b"a,b\n1,2\n")]
    assert left == ["media/1.csv"]


@pytest.mark.parametrize(
    "content",
    [
        b"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource>",
        b"<kml></kml>",
        b"\xef\xbb\xbf  <gml/>",
    ],
)
def test_xml_under_any_name_is_no_list(content: bytes) -> None:
    with pytest.raises(FaultyData, match="XML"):
        read_held(ListFile(Path("list.csv"), content))


def test_objects_that_share_no_name_do_not_make_an_endless_table() -> None:
    lines = "\n".join(json.dumps({f"name{number}": 1}) for number in range(20_000))
    with pytest.raises(FaultyData, match="at most 16384 columns"):
        read_held(ListFile(Path("list.jsonl"), lines.encode()))
    lines = "\n".join(json.dumps({f"name{number}": 1}) for number in range(15_000))
    with pytest.raises(FaultyData, match="cells"):
        read_held(ListFile(Path("list.jsonl"), lines.encode()))


def test_a_line_of_a_million_cells_is_no_header() -> None:
    with pytest.raises(FaultyData, match="columns"):
        read_held(ListFile(Path("list.csv"), b"," * 1_000_000))


def test_lines_wider_than_any_list_are_not_looked_through_for_a_header() -> None:
    asked: list[int] = []

    def is_header(cells: Sequence[str]) -> bool:
        asked.append(len(cells))
        return False

    content = (b"a," * 20_000 + b"\n") * 5
    with pytest.raises(FaultyData, match="at most 16384 columns"):
        read_held(ListFile(Path("list.csv"), content), is_header=is_header)
    assert max(asked, default=0) <= MOST_COLUMNS


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_json_has_no_number_for_is_no_label(number: str) -> None:
    content = f'{{"station": {number}}}\n'.encode()
    with pytest.raises(FaultyData, match="is no number"):
        read_held(ListFile(Path("list.jsonl"), content))


def test_rows_below_a_header_are_not_looked_through_for_another() -> None:
    asked: list[int] = []

    def is_header(cells: Sequence[str]) -> bool:
        asked.append(len(cells))
        return False

    content = "\n".join([",".join(f"c{number}" for number in range(2_000))] * 25)
    table = read_held(ListFile(Path("list.csv"), content.encode()), is_header=is_header)
    assert len(table.columns) == 2_000
    # Once where the delimiter is told, once where the table is made; a line of one cell is cheap.
    assert len([width for width in asked if width > 1]) == 2
