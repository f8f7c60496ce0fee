"""JSON lines: one object a line, or one list of objects; the columns are all names that occur."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geodata.lists.table import ListTable, made_table, unreadable


def read_json_lines(path: Path, text: str) -> ListTable:
    """Read a file of JSON objects; raises FaultyData naming the line that is none."""
    objects = list(_objects(path, text))
    columns = list(dict.fromkeys(name for _, one in objects for name in one))
    rows = ((line, [_text(one.get(name)) for name in columns]) for line, one in objects)
    return made_table(path, [(0, columns), *rows] if columns else [])


def _objects(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if text.lstrip().startswith("["):
        whole = _parsed(path, text, 1)
        pieces = [(1, one) for one in whole] if isinstance(whole, list) else [(1, whole)]
    else:
        # Only the line feed ends a line here: a label may hold other signs that end lines.
        lines = enumerate(text.split("\n"), start=1)
        pieces = [(line, _parsed(path, piece, line)) for line, piece in lines if piece.strip()]
    for line, one in pieces:
        if not isinstance(one, dict):
            raise unreadable(path, "a JSON object", line, str(one))
        yield line, one


def _parsed(path: Path, text: str, line: int) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(path, f"a JSON object in each line ({error})", line, text) from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # Half of a pair of code units can stand in JSON, but not in any file.
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
