"""Read the tables of a country folder: rows with the line an editor shows, and what is wrong.

A table is a CSV file in UTF-8 with a header and commas. A file that cannot be read as that, or
lacks a column, is not used at all; a row that is damaged leaves a fault and is passed over.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import Fault
from geodata.said import Said, because, said

# Longer than any true title of a source; what is longer is a pasted page.
LONGEST_CELL = 1500
_BYTE_ORDER_MARKS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"PK": said("a workbook or zip archive"),
}
# Spaces that keep numbers and signs together are wanted in our languages.
_WANTED = str.maketrans("", "", "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the file (as seen from the country folder), the line it starts on, its cells."""

    file: str
    line: int
    cells: Mapping[str, str]

    def fault(self, column: str, expected: Said) -> Fault:
        """A fault of one cell of this row."""
        return Fault(self.file, self.line, column, self.cells.get(column, "")[:80], expected)


def read_text(path: Path, folder: Path, faults: list[Fault]) -> str | None:
    """The text of a file in UTF-8, with or without byte order mark; None leaves a fault."""
    name = path.relative_to(folder).as_posix()
    try:
        content = path.read_bytes()
    except OSError:
        expected = said("a readable file; it is not there")
        faults.append(Fault(name, 0, "", "", expected, stops_file=True))
        return None
    for mark, found in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            expected = said("a text file in UTF-8")
            faults.append(Fault(name, 0, "", found, expected, stops_file=True))
            return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = said("byte {byte}", byte=f"0x{content[error.start]:02x}")
        expected = said("UTF-8; the file is in another encoding, perhaps Windows-1251")
        faults.append(Fault(name, line, "", byte, expected, stops_file=True))
        return None


def read_table(
    path: Path, folder: Path, columns: Sequence[str], faults: list[Fault]
) -> tuple[Row, ...]:
    """The sound rows of a table; what is wrong with the others, or the file, goes to ``faults``."""
    text = read_text(path, folder, faults)
    if text is None:
        return ()
    name = path.relative_to(folder).as_posix()
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        wrong = wrong_header(name, header, columns)
        faults += wrong
        return () if wrong else tuple(_rows(name, header, lines, faults))
    except csv.Error as error:
        expected = because(said("a CSV table with commas and closed quotes"), error)
        faults.append(Fault(name, lines.line_num, "", "", expected, stops_file=True))
        return ()


def wrong_header(name: str, header: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    """What is wrong with the header of a table that has exactly these columns, in any order."""
    missing = [column for column in columns if column not in header]
    extra = [column for column in header if column not in columns]
    twice = sorted({column for column in header if header.count(column) > 1})
    return [
        Fault(name, 1, column, "", expected, stops_file=True)
        for expected, found in (
            (said("missing; expected the columns {columns}", columns=columns), missing),
            (said("unknown column; expected the columns {columns}", columns=columns), extra),
            (said("twice; expected the columns {columns}", columns=columns), twice),
        )
        for column in found
    ]


def _rows(
    name: str, header: Sequence[str], lines: Iterator[list[str]], faults: list[Fault]
) -> Iterator[Row]:
    # The reader counts the line a row ends on; a quoted line break makes a row several lines long.
    last_line = 1
    seen: dict[tuple[str, ...], int] = {}
    for values in lines:
        line, last_line = last_line + 1, lines.line_num  # type: ignore[attr-defined]
        if not values:
            continue
        row = Row(name, line, dict(zip(header, (cell.strip() for cell in values), strict=False)))
        if len(values) != len(header):
            faults.append(wrong_width(name, line, len(values), len(header)))
        elif (first := seen.setdefault(tuple(values), line)) != line:
            expected = said("each row once; it stands in line {line}", line=first)
            faults.append(Fault(name, line, "", "", expected))
        elif damaged := _damaged(row):
            faults += damaged
        else:
            yield row


def wrong_width(name: str, line: int, cells: int, columns: int) -> Fault:
    """A row has more or fewer cells than the header."""
    expected = said("{count} cells, as in the header", count=columns)
    return Fault(name, line, "", said("{count} cells", count=cells), expected)


def _damaged(row: Row) -> list[Fault]:
    if len("".join(row.cells.values())) <= LONGEST_CELL and is_clean("".join(row.cells.values())):
        return []
    return [
        row.fault(column, expected)
        for column, cell in row.cells.items()
        if (expected := wrong_text(cell))
    ]


def is_clean(text: str) -> bool:
    """Whether a text holds only what prints: no control signs, none that turn writing around."""
    return text.isprintable() or text.translate(_WANTED).isprintable()


def wrong_text(text: str) -> Said | None:
    """What is wrong with a text that shall be printed, None when nothing is."""
    if len(text) > LONGEST_CELL:
        most = LONGEST_CELL
        return said("at most {most} characters; it has {found}", most=most, found=len(text))
    if not is_clean(text):
        signs = sorted(
            {f"U+{ord(sign):04X}" for sign in text.translate(_WANTED) if not sign.isprintable()}
        )
        return said("only signs that print; it has {signs}", signs=signs)
    return None
