"""Submissions as OData has them, as rows of a table with the names of ODK Central's own CSV.

So one reader and one form map serve both. What names a person (submitter, device) is left where
it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from geodata.intake.fields import as_moment
from geodata.intake.versions import micros
from geodata.lists.table import ListRow, ListTable

KEY = "KEY"
_REJECTED = "rejected"
_SYSTEM = "__system"
_MOST_LEVELS = 30


def as_table(rows: Sequence[Mapping[str, Any]], form: str) -> ListTable:
    """The submissions of a page as a table; a deleted one counts as one that was refused."""
    flat = [dict(_cells(row)) for row in rows]
    columns = tuple(dict.fromkeys(name for one in flat for name in one)) or (KEY,)
    found = tuple(
        ListRow(number, number, tuple(one.get(name, "") for name in columns))
        for number, one in enumerate(flat, start=1)
    )
    return ListTable(Path(form), columns, found)


def stamps(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Submission → when it was last touched, in microseconds: which of two readings is later."""
    found = {}
    for row in rows:
        moment = last_touched(row)
        if moment is not None:
            found[_text(row.get("__id"))] = micros(moment)
    return found


def last_touched(row: Mapping[str, Any]) -> datetime | None:
    """When a submission came, was edited, reviewed or deleted last."""
    system = _system(row)
    names = ("submissionDate", "updatedAt", "deletedAt")
    return max((moment for name in names if (moment := as_moment(system.get(name)))), default=None)


def _system(row: Mapping[str, Any]) -> Mapping[str, Any]:
    system = row.get(_SYSTEM)
    return system if isinstance(system, dict) else {}


def _cells(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    system = _system(row)
    yield KEY, _text(row.get("__id"))
    yield "SubmissionDate", _text(system.get("submissionDate"))
    yield "ReviewState", _REJECTED if system.get("deletedAt") else _text(system.get("reviewState"))
    yield "Edits", _text(system.get("edits"))
    answers = {name: value for name, value in row.items() if not name.startswith("__")}
    yield from _answers(answers, ())


def _answers(group: Mapping[str, Any], within: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name, value in group.items():
        path = (*within, name)
        column = "-".join(path)
        if _is_point(value):
            # GeoJSON has longitude first.
            longitude, latitude = value["coordinates"][:2]
            yield f"{column}-Latitude", _text(latitude)
            yield f"{column}-Longitude", _text(longitude)
        elif isinstance(value, dict) and "coordinates" not in value and len(path) < _MOST_LEVELS:
            yield from _answers(value, path)
        else:
            # Repeats, lines and areas are not read, but their columns are listed as dropped.
            yield column, "" if isinstance(value, dict | list) else _text(value)


def _is_point(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.get("type") == "Point"
        and isinstance(value.get("coordinates"), list)
        and len(value["coordinates"]) >= 2
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else ""
