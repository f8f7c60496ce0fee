"""Workbooks (XLSX): checked before they are unpacked, then read from their first sheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from geodata.lists.table import IsHeader, ListFile, ListTable, made_table, unreadable

LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_RATIO = 250
SMALL = 1024 * 1024
MOST_PARTS = 2000
MOST_CELLS = 20_000_000
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def read_workbook(file: ListFile, sheet: str = "", is_header: IsHeader | None = None) -> ListTable:
    """Read a sheet (the first that is not hidden, or the named one).

    Raises FaultyData when the file is no workbook, or would unpack to more than a list can be.
    """
    _check(file)
    path = file.path
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(file.content)) as book:
            name = _chosen(path, book, sheet)
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise unreadable(path, f"a workbook that can be read ({error})") from error
    return made_table(path, _records(cells), is_header)


def _records(cells: Sequence[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    for line, values in enumerate(cells, start=1):
        texts = [_text(value) for value in values]
        if any(text.strip() for text in texts):
            yield line, texts


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)


def _chosen(path: Path, book: CalamineWorkbook, sheet: str) -> str:
    shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    if sheet and sheet not in book.sheet_names:
        raise unreadable(path, f"--sheet: one of {', '.join(book.sheet_names)}", value=sheet)
    if not sheet and not shown:
        raise unreadable(path, "a sheet that is not hidden")
    return sheet or shown[0]


def _check(file: ListFile) -> None:
    """Look at what the archive says of itself, and at how large its sheets are, before reading."""
    path = file.path
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            check_parts(path, archive.infolist(), len(file.content))
            if not any(part.filename == "xl/workbook.xml" for part in archive.infolist()):
                raise unreadable(path, "a workbook (XLSX); this is another kind of archive")
            for part in archive.infolist():
                if _SHEET.fullmatch(part.filename):
                    _check_extent(path, archive, part)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise unreadable(path, f"a workbook (XLSX) that can be unpacked ({error})") from error


def check_parts(path: Path, parts: Sequence[zipfile.ZipInfo], packed: int) -> None:
    """Raises FaultyData where an archive of ``packed`` bytes would unpack to too much."""
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise unreadable(path, f"at most {LARGEST_UNPACKED // SMALL} MB when unpacked")
    if unpacked > SMALL and unpacked > LARGEST_RATIO * packed:
        raise unreadable(path, f"a file that unpacks to at most {LARGEST_RATIO} times its size")


def _check_extent(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    # One cell in the last corner of a sheet would make a table of seventeen thousand million.
    rows = columns = 0
    rest = b""
    with archive.open(part) as content:
        while piece := content.read(SMALL):
            text = rest + piece
            for letters, number in _CELL.findall(text):
                rows, columns = max(rows, int(number)), max(columns, _column(letters))
            rest = text[-200:]
    if rows * columns > MOST_CELLS:
        raise unreadable(path, f"at most {MOST_CELLS} cells; {part.filename} spans {rows} rows")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
