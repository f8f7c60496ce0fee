"""Read a list by what it holds, not by what it is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from geodata.errors import FaultyData
from geodata.lists.delimited import read_delimited
from geodata.lists.encodings import decoded
from geodata.lists.json_lines import read_json_lines
from geodata.lists.table import IsHeader, ListFile, ListTable, unreadable
from geodata.lists.workbook import read_workbook
from geodata.said import because, said, with_hint

PACKED = b"PK\x03\x04"
LARGEST_FILE = 100 * 1024 * 1024
EXPECTED = said("a table as CSV, XLSX or JSON lines")
_JSON = re.compile(r"\{|\[\s*[{\]]")
_OTHERS = {
    b"\xd0\xcf\x11\xe0": said("it is a workbook of the old kind (XLS); save it as XLSX"),
    b"%PDF": said("it is a PDF; copy its table into a spreadsheet"),
    b"\x1f\x8b": said("it is packed (gzip); unpack it"),
    b"\x89PNG": said("it is a picture"),
    b"\xff\xd8\xff": said("it is a picture"),
}


def read_list(
    path: Path,
    encodings: Sequence[str] = (),
    letters: Collection[str] = (),
    sheet: str = "",
    is_header: IsHeader | None = None,
) -> ListTable:
    """Read a CSV, XLSX or JSON lines file.

    ``encodings`` are the code pages tried when the text is not Unicode, ``letters`` the letters
    that tell them apart, ``is_header`` tells the header where a title stands above it.
    Raises FaultyData when the file cannot be read as a list.
    """
    file = ListFile(path, file_content(path))
    return read_held(file, encodings, letters, sheet, is_header)


def read_held(
    file: ListFile,
    encodings: Sequence[str] = (),
    letters: Collection[str] = (),
    sheet: str = "",
    is_header: IsHeader | None = None,
) -> ListTable:
    """Read what a file holds, as ``read_list`` reads one that lies on a disk."""
    path, content = file.path, file.content
    if content.startswith(PACKED):
        return read_workbook(file, sheet, is_header)
    for mark, found in _OTHERS.items():
        if content.startswith(mark):
            raise unreadable(path, with_hint(EXPECTED, found))
    text = decoded(content, encodings, letters)
    if text is None or "\x00" in text:
        raise _no_text(path, content)
    start = text.lstrip("\ufeff \t\r\n")[:15].casefold()
    if start.startswith("<"):
        raise unreadable(path, with_hint(EXPECTED, said("it is a web page or XML")))
    if _JSON.match(start):
        return read_json_lines(path, text)
    return read_delimited(path, text, is_header)


def _no_text(path: Path, content: bytes) -> FaultyData:
    """Why the bytes are no text; a file that is one but for a sign of nought is told where."""
    at = content.find(b"\x00")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        at = -1
    if at < 0 or content.count(0) > content.count(b"\n"):
        hint = said("the file holds no text in a known encoding")
        return unreadable(path, with_hint(EXPECTED, hint))
    line = content.count(b"\n", 0, at) + 1
    hint = said("a sign that is no text (NUL) stands there")
    return unreadable(path, with_hint(EXPECTED, hint), line)


def file_content(path: Path) -> bytes:
    """What a file holds; raises FaultyData where it cannot be read or is too large for a list."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST_FILE:
            most = LARGEST_FILE // 1024**2
            raise unreadable(path, said("a list of at most {most} MB", most=most))
        return path.read_bytes()
    except OSError as error:
        expected = because(said("a file that can be read"), error.strerror)
        raise unreadable(path, expected) from error
