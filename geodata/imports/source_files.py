"""Open the files of an import. What is wrong with one is said without repeating its contents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geodata.errors import Fault, FaultyData
from geodata.imports.form_map import FormMap
from geodata.lists.encodings import decoded
from geodata.lists.read import LARGEST_FILE, read_list
from geodata.lists.table import ListRow, ListTable
from geodata.names.rules import Rules


def read_source(path: Path, rules: Rules, form_map: FormMap) -> ListTable:
    """The table of a file, its columns under the system's own names.

    Raises FaultyData; the values of cells never stand in it, they may name people.
    """
    try:
        table = _answers_of_kobo(path) or read_list(
            path, rules.encodings, rules.spelling.letters.keys()
        )
    except FaultyData as error:
        raise FaultyData(
            replace(fault, file=path.name, value="", expected=fault.expected.split(" (")[0])
            for fault in error.faults
        ) from None
    columns = tuple(form_map.header.get(column, column) for column in table.columns)
    return replace(table, columns=columns)


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
        elif not isinstance(value, (list, dict)):
            yield name, _text(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)
