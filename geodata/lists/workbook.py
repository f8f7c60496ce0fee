"""Workbooks (XLSX): checked before they are unpacked, then read in a process of their own.

A workbook of a few kilobytes can ask its reader for more memory than there is. The list of its
parts is checked first; the reader itself has limits, and only it ends where they are reached.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any

from geodata.lists.archive import opened_archive, pieces
from geodata.lists.table import MOST_CELLS, IsHeader, ListFile, ListTable, made_table, unreadable
from geodata.said import because, said

MOST_MEGABYTES = 2_000
MOST_SECONDS = 120
_LARGEST_OUTPUT = 400 * 1024 * 1024
_READER = Path(__file__).with_name("workbook_reader.py")
# How many may be read at once; each may take all the memory it is allowed.
_AT_ONCE = BoundedSemaphore(2)
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def read_workbook(file: ListFile, sheet: str = "", is_header: IsHeader | None = None) -> ListTable:
    """Read a sheet (the first that is not hidden, or the named one).

    Raises FaultyData when the file is no workbook, or would unpack to more than a list can be.
    """
    with _read(file, sheet) as (head, lines):
        if sheet and sheet not in head["names"]:
            expected = said("--sheet: one of {choices}", choices=head["names"])
            raise unreadable(file.path, expected, value=sheet)
        if not head["sheet"]:
            raise unreadable(file.path, said("a sheet that is not hidden"))
        others = tuple(name for name in head["shown"] if name != head["sheet"])
        table = made_table(file.path, _records(file.path, lines), is_header)
        return replace(table, other_sheets=others)


def sheet_names(file: ListFile) -> list[str]:
    """The names of the sheets that are not hidden, in their order. Raises FaultyData."""
    with _read(file, "") as (head, _):
        return list(head["shown"])


@contextmanager
def _read(file: ListFile, sheet: str) -> Iterator[tuple[dict[str, Any], Iterator[str]]]:
    """What the reading process says of a workbook, and its lines."""
    _check(file)
    with _AT_ONCE, _process(file, sheet) as process:
        assert process.stdin is not None and process.stdout is not None
        # A reader that ends before it has read everything is told by what it did not answer.
        with suppress(BrokenPipeError):
            process.stdin.write(file.content)
            process.stdin.close()
        lines = _lines(file.path, process.stdout)
        head = json.loads(next(lines, "{}"))
        if "fault" in head:
            raise _unread(file.path, head["fault"])
        if not head:
            raise _too_much(file.path)
        yield head, lines


@contextmanager
def _process(file: ListFile, sheet: str) -> Iterator[subprocess.Popen[bytes]]:
    # A small file has no right to much memory.
    megabytes = min(MOST_MEGABYTES, 400 + 60 * (len(file.content) >> 20))
    words = [sys.executable, "-I", str(_READER), str(megabytes), str(MOST_SECONDS), sheet]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.kill()
            if process.stdin is not None:
                with suppress(BrokenPipeError):
                    process.stdin.close()


def _lines(path: Path, output: IO[bytes]) -> Iterator[str]:
    found = 0
    while line := output.readline(_LARGEST_OUTPUT):
        found += len(line)
        if found >= _LARGEST_OUTPUT or not line.endswith(b"\n"):
            raise _too_much(path)
        yield line.decode()


def _records(path: Path, lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    for line in lines:
        found = json.loads(line)
        if isinstance(found, list):
            yield found[0], found[1]
        elif "fault" in found:
            raise _unread(path, found["fault"])
        else:
            return
    # The reader was ended in the middle: what it had read by then is no table.
    raise _too_much(path)


def _check(file: ListFile) -> None:
    """Look at what the archive says of itself, and at how large its sheets are, before reading."""
    with opened_archive(file) as archive:
        if not any(part.filename == "xl/workbook.xml" for part in archive.infolist()):
            expected = said("a workbook (XLSX); this is another kind of archive")
            raise unreadable(file.path, expected)
        for part in archive.infolist():
            contents = pieces(file.path, archive, part)
            if _SHEET.fullmatch(part.filename):
                _check_extent(file.path, part.filename, contents)
            else:
                for _ in contents:
                    pass


def _check_extent(path: Path, name: str, contents: Iterator[bytes]) -> None:
    # One cell in the last corner of a sheet would make a table of seventeen thousand million.
    rows = columns = 0
    rest = b""
    for piece in contents:
        text = rest + piece
        for letters, number in _CELL.findall(text):
            rows, columns = max(rows, int(number)), max(columns, _column(letters))
        rest = text[-200:]
    if rows * columns > MOST_CELLS:
        expected = said(
            "at most {most} cells; {sheet} spans {rows} rows",
            most=MOST_CELLS,
            sheet=name,
            rows=rows,
        )
        raise unreadable(path, expected)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unread(path: Path, cause: object) -> Exception:
    return unreadable(path, because(said("a workbook that can be read"), cause))


def _too_much(path: Path) -> Exception:
    expected = said("a workbook that can be read with the memory and time a list needs")
    return unreadable(path, expected)
