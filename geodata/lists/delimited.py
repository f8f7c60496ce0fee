"""Tables of text: cells set apart by commas, semicolons or tabs, whichever the file uses."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from geodata.lists.table import (
    MOST_TITLES,
    IsHeader,
    ListTable,
    header_place,
    made_table,
    unreadable,
)
from geodata.said import because, said

# Where two fit equally, the rarer in running text and in decimal numbers comes first.
DELIMITERS = "\t;|,"
# No file has this sign: a list of one column is not cut at the commas of its labels.
NO_DELIMITER = "\x1f"
LONGEST_CELL = 100_000
_SAMPLE_ROWS = 200
_NAMED = re.compile(r"sep=(.)\r?\n")


def read_delimited(path: Path, text: str, is_header: IsHeader | None = None) -> ListTable:
    """Read a table of text; raises FaultyData where a quote is not closed.

    ``is_header`` knows the header where a title stands above it.
    """
    named = _NAMED.match(text)
    first_line = 2 if named else 1
    body = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(body, is_header)
    return made_table(path, _records(path, body, delimiter, first_line), is_header)


def _records(path: Path, text: str, delimiter: str, line: int) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = line
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = line + reader.line_num
    except csv.Error as error:
        expected = because(said("cells of moderate length whose quotes are closed"), error)
        raise unreadable(path, expected, begins) from error


def _delimiter(text: str, is_header: IsHeader | None) -> str:
    best, chosen = (0.0, 1), NO_DELIMITER
    for delimiter in DELIMITERS:
        lines = _sample(text, delimiter)
        title = header_place(lines[:MOST_TITLES], is_header) or 0
        widths = [len(cells) for cells in lines[title:]]
        if widths and widths[0] > 1:
            fitting = sum(1 for width in widths if width == widths[0]) / len(widths)
            if (fitting, widths[0]) > best:
                best, chosen = (fitting, widths[0]), delimiter
    return chosen


def _sample(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [cells for cells in islice(reader, _SAMPLE_ROWS) if cells]
    except csv.Error:
        return []
