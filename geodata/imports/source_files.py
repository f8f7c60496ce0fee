"""Open the files of an import. What is wrong with one is said without repeating its contents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from geodata.errors import Fault, FaultyData
from geodata.imports.form_map import FormMap
from geodata.imports.kobo import is_repeat
from geodata.imports.turnout_columns import is_turnout
from geodata.lists.encodings import decoded
from geodata.lists.read import LARGEST_FILE, read_list
from geodata.lists.table import ListRow, ListTable
from geodata.names.rules import Rules


def read_source(path: Path, rules: Rules, form_map: FormMap) -> list[ListTable]:
    """The tables of a file, their columns under the system's own names; a workbook may have
    several.

    Raises FaultyData; the values of cells never stand in it, they may name people.
    """
    try:
        tables = _tables(path, rules)
    except FaultyData as error:
        raise FaultyData(
            replace(fault, file=path.name, value="", expected=fault.expected.split(" (")[0])
            for fault in error.faults
        ) from None
    return [
        replace(table, columns=tuple(form_map.header.get(one, one) for one in table.columns))
        for table in tables
    ]


def _tables(path: Path, rules: Rules) -> list[ListTable]:
    letters = rules.spelling.letters.keys()
    answers = _answers_of_kobo(path)
    first = answers or read_list(path, rules.encodings, letters, is_header=is_turnout)
    others = [] if answers else _other_sheets(path)
    named = ((sheet, read_list(path, rules.encodings, letters, sheet)) for sheet in others)
    repeats = [
        replace(table, path=path.with_name(f"{path.name} [{sheet}]"))
        for sheet, table in named
        if is_repeat(table.columns)
    ]
    return [first, *repeats]


def _other_sheets(path: Path) -> list[str]:
    """The names of a workbook's sheets after the first; none for any other file."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return []
    with CalamineWorkbook.from_path(path) as book:
        return book.sheet_names[1:]


def read_text(path: Path, rules: Rules) -> str:
    """The text of a file; raises FaultyData where it holds none."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b"\x00"
    except OSError as error:
        expected = f"a file that can be read ({error.strerror})"
        raise FaultyData([Fault(path.name, 0, "", "", expected, True)]) from error
    text = decoded(content, rules.encodings, rules.spelling.letters.keys())
    if text is None or "\x00" in text:
        raise FaultyData([Fault(path.name, 0, "", "", "a text in a known encoding", True)])
    return text


def _answers_of_kobo(path: Path) -> ListTable | None:
    """The rows of Kobo's interface: one object whose ``results`` are the submissions."""
    try:
        with path.open("rb") as file:
            if file.read(200).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
                return None
        if path.stat().st_size > LARGEST_FILE:
            return None
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    results = content.get("results") if isinstance(content, dict) else None
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        return None
    flat = [dict(_flat(one)) for one in results]
    columns = tuple(dict.fromkeys(name for one in flat for name in one))
    rows = tuple(
        ListRow(number, number, tuple(one.get(name, "") for name in columns))
        for number, one in enumerate(flat, start=1)
    )
    return ListTable(path, columns, rows)


def _flat(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in answer.items():
        if name == "_geolocation" and isinstance(value, list) and len(value) == 2:
            # Latitude first here, unlike in GeoJSON.
            yield "_geolocation_latitude", _text(value[0])
            yield "_geolocation_longitude", _text(value[1])
        elif name == "_validation_status" and isinstance(value, dict):
            yield name, _text(value.get("uid"))
        else:
            # Repeats and attachments are not read, but their columns are listed as dropped.
            yield name, "" if isinstance(value, (list, dict)) else _text(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)
