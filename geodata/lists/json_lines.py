"""JSON lines: one object a line, or one list of objects; the columns are all names that occur."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geodata.lists.table import MOST_CELLS, ListTable, check_width, made_table, unreadable
from geodata.said import because, said


def read_json_lines(path: Path, text: str) -> ListTable:
    """Read a file of JSON objects; raises FaultyData naming the line that is none."""
    objects = list(_objects(path, text))
    columns = all_names(path, [one for _, one in objects])
    rows = ((line, [_text(one.get(name)) for name in columns]) for line, one in objects)
    return made_table(path, [(0, columns), *rows] if columns else [])


def all_names(path: Path, objects: Sequence[Mapping[str, Any]]) -> list[str]:
    """All names that occur, in the order they were met; raises FaultyData where they are too many.

    Each name is a column of every row, so objects that share none would make an endless table.
    """
    names: dict[str, None] = {}
    for one in objects:
        names |= dict.fromkeys(one)
        check_width(path, len(names))
    if len(names) * len(objects) > MOST_CELLS:
        raise unreadable(path, said("at most {most} cells", most=MOST_CELLS))
    return list(names)


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
            raise unreadable(path, said("a JSON object"), line, str(one))
        yield line, one


def _parsed(path: Path, text: str, line: int) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        expected = because(said("a JSON object in each line"), error)
        raise unreadable(path, expected, line, text) from error


def _no_number(name: str) -> None:
    """JSON knows no NaN and no Infinity, though programs write them; each would be a label here."""
    raise ValueError(f"{name} is no number")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # Half of a pair of code units can stand in JSON, but not in any file.
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
