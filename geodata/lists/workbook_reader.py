"""The process that opens a workbook: it has little memory and time, and whatever a workbook does to
its reader, it does to this process alone.

It is run by itself: a workbook goes in, its rows come out, a line of JSON each.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum


def main(megabytes: str, seconds: str, sheet: str) -> None:
    """Write the names of the sheets and the chosen one, its rows with their numbers, the end."""
    _limit(int(megabytes), int(seconds))
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            shown = [
                one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
            ]
            name = sheet or next(iter(shown), "")
            _write({"names": book.sheet_names, "shown": shown, "sheet": name})
            if name in book.sheet_names:
                for line, texts in _rows(book.get_sheet_by_name(name)):
                    _write([line, texts])
                _write({"end": True})
    except CalamineError as error:
        _write({"fault": str(error)})
    sys.stdout.flush()


def _limit(megabytes: int, seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    # Columns before the first filled one are columns, too.
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for line, values in enumerate(sheet.iter_rows(), start=1):
        texts = [*left, *(_text(value) for value in values)]
        if any(text.strip() for text in texts):
            yield line, texts


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)


def _write(content: object) -> None:
    sys.stdout.write(f"{json.dumps(content)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
