"""Workbooks: the figures of a view as XLSX, numbers as numbers, with a sheet that explains them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.download_rows import (
    NOWHERE,
    Codes,
    Origin,
    Value,
    columns,
    facts,
    records,
    safe,
    table_columns,
    table_rows,
)
from dashboard.downloads import NO_CODES
from layouts.views import View
from layouts.words import Words

# A workbook that says when it was written would differ each time; the figures have their moment.
_NO_MOMENT = datetime(2000, 1, 1)
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDE, _NARROW = 34, 14
_WIDE_COLUMNS = {"name", "derived", "source", "source_address", "notes"}


def xlsx(
    view: View,
    words: Words,
    origin: Origin = NOWHERE,
    codes: Codes = NO_CODES,
) -> bytes:
    """A sheet of figures, one for each listed table, and one about them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": view.title, "created": _NO_MOMENT})
        book = _Book(workbook, {})
        if found := records(view, codes):
            names = columns(codes)
            rows = [[one.get(name) for name in names] for one in found]
            widths = [_WIDE if name in _WIDE_COLUMNS else _NARROW for name in names]
            headings = [_heading(name, words) for name in names]
            book.sheet(words("download.figures"), headings, rows, widths)
        for table in view.tables:
            headings = table_columns(table, words)
            rows = list(table_rows(table, view, words))
            book.sheet(table.caption, headings, rows, [_NARROW, _WIDE])
        about: list[list[Value]] = [[one.label, one.words] for one in facts(view, words, origin)]
        book.sheet(words("download.about"), [], about, [24, 120])
    return content.getvalue()


def _heading(name: str, words: Words) -> str:
    if name.startswith("code_"):
        return words("download.column.code", scheme=name.removeprefix("code_"))
    return words(f"download.column.{name}")


@dataclass
class _Book:
    """A workbook and the formats it has so far, by decimals."""

    workbook: xlsxwriter.Workbook
    formats: dict[str, Format]

    def sheet(
        self,
        name: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[Value]],
        widths: Sequence[float],
    ) -> None:
        """Add a sheet; its headings stay in sight."""
        sheet = self.workbook.add_worksheet(self._free_name(name))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        for at, heading in enumerate(headings):
            sheet.write_string(0, at, safe(heading), self._format("bold"))
        if headings:
            sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1 if headings else 0):
            for at, value in enumerate(row):
                self._write(sheet, line, at, value)

    def _write(self, sheet: Worksheet, line: int, at: int, value: Value) -> None:
        if isinstance(value, Decimal):
            sheet.write_number(line, at, float(value), self._format(_pattern(value)))
        elif value:
            sheet.write_string(line, at, safe(value))

    def _format(self, name: str) -> Format:
        if name not in self.formats:
            chosen = {"bold": True, "text_wrap": True} if name == "bold" else {"num_format": name}
            self.formats[name] = self.workbook.add_format(chosen)
        return self.formats[name]

    def _free_name(self, wanted: str) -> str:
        """A name a sheet may have, and that no other sheet of the book has."""
        name = " ".join(wanted.translate(_FORBIDDEN).split())[:_LONGEST_NAME].strip() or "-"
        taken = {sheet.get_name().casefold() for sheet in self.workbook.worksheets()}
        number = 2
        while name.casefold() in taken:
            name = f"{name[: _LONGEST_NAME - 4].rstrip()} ({number})"
            number += 1
        return name


def _pattern(value: Decimal) -> str:
    """The decimals as printed: 81.00 stays 81.00."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")
