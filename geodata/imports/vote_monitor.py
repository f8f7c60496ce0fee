"""Vote Monitor: submissions, quick reports and polling stations; all levels and the number are
the key of a station, since numbers repeat from one place to the next.

A question that offers options has an empty column of its own and then a column for each option;
its notes and attachments end it. An option that the mission flagged ends in ``~$red$~``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geodata.imports.envelope import Envelope
from geodata.lists.table import ListRow, ListTable

LEVELS = tuple((f"Level{number}",) for number in range(1, 6))
# Options are texts, in which any usual mark may stand.
BETWEEN = "\x1f"
SUBMISSIONS = Envelope(
    "votemonitor",
    "report",
    key=(("SubmissionId",),),
    submitted_at=("TimeSubmitted",),
    zone="UTC",
    labels=LEVELS,
    station=("Number",),
    between=BETWEEN,
)
QUICK_REPORTS = Envelope(
    "votemonitor",
    "incident",
    key=(("QuickReportId",),),
    submitted_at=("TimeSubmitted",),
    zone="UTC",
    labels=LEVELS,
    station=("Number",),
    category=("IncidentCategory",),
)
STATIONS = Envelope(
    "votemonitor",
    "station",
    key=(*LEVELS, ("Number",)),
    labels=LEVELS,
    station=("Number",),
    latitude=("Latitude",),
    longitude=("Longitude",),
)
_QUESTION = re.compile(r"\S+ - \S")
_END = "Notes"
_TYPED = "-UserInput"
_CHOSEN = ("true", "1")


def envelope(columns: Sequence[str]) -> Envelope | None:
    """The kind of list the columns are of; None where they are not Vote Monitor's."""
    there = set(columns)
    if {"SubmissionId", "Level1"} <= there:
        return SUBMISSIONS
    if {"QuickReportId", "IncidentCategory"} <= there:
        return QUICK_REPORTS
    if {"Level1", "Number", "DisplayOrder"} <= there:
        return STATIONS
    return None


def folded(table: ListTable) -> ListTable:
    """The table with the chosen options of each question in the question's own column."""
    options = _options(table.columns)
    inside = {place for places in options.values() for place in places}
    if not inside:
        return table
    kept = [place for place in range(len(table.columns)) if place not in inside]
    rows = tuple(
        replace(row, cells=tuple(_cell(row, place, options, table.columns) for place in kept))
        if len(row.cells) <= len(table.columns)
        else row
        for row in table.rows
    )
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _options(columns: Sequence[str]) -> dict[int, list[int]]:
    """Where a question stands → where its options do; what was typed beside one is none."""
    found: dict[int, list[int]] = {}
    question: int | None = None
    for place, name in enumerate(columns):
        if name == _END:
            question = None
        elif question is None and _QUESTION.match(name):
            question = place
            found[question] = []
        elif question is not None and not name.endswith(_TYPED):
            found[question].append(place)
    return found


def _cell(row: ListRow, place: int, options: dict[int, list[int]], columns: Sequence[str]) -> str:
    chosen = [one for one in options.get(place, ()) if row.cell(one).casefold() in _CHOSEN]
    return BETWEEN.join(columns[one] for one in chosen) or row.cell(place)
