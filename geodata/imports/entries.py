"""What an import makes of a file: entries in the field's terms, and every row it set aside.

An entry holds nothing that could name a person: these fields are all there is, and an importer
fills them from the columns it is allowed to read. Rows read = rows taken + rows set aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

# Reasons for which a row is set aside; docs/imports.md explains each.
REFUSED = "refused-in-review"
NO_KEY = "no-key"
SAME_AGAIN = "same-row-again"
KEY_TWICE = "key-with-other-content"
REPEAT = "repeat-of-a-row"
ORPHAN = "repeat-without-row"
BAD_TIME = "time-not-readable"
AMBIGUOUS_TIME = "time-happened-twice"
UNKNOWN_ANSWER = "unknown-answer"
NO_UNIT = "no-such-unit"
SEVERAL_UNITS = "several-units"
NO_PLACE = "no-place"
BAD_POINT = "point-not-in-unit"
BAD_NUMBER = "number-not-readable"
PEOPLE = "list-of-people"
CELLS = "cells-do-not-fit-header"
NOT_ENTERED = "nothing-entered"
BAD_DAY = "day-not-readable"
TOTAL = "total-of-part"
NO_ROW = "not-a-row"
SUMS = "sums-of-reports"
# Reasons for which a row rightly gives nothing: nobody has to look at it.
NO_FAULT = (REFUSED, SAME_AGAIN, REPEAT, NOT_ENTERED, NO_ROW, TOTAL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report or station is: labels from the largest unit down, and codes.

    ``unit`` is the id of the smallest unit the labels were joined to, "" before joining.
    Coordinates are degrees (EPSG:4326), latitude north and longitude east positive.
    """

    labels: tuple[str, ...] = ()
    unit: str = ""
    station: str = ""
    commission: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row in the field's terms.

    ``kind`` is "report", "incident" or "station". ``irregularities`` maps each irregularity that
    was asked about and answered to whether it was seen. ``overall`` is a word of the form map's
    scale. Times have their offset. ``voted`` and ``registered`` are counts of voters. ``version``
    is what the system says of edits (docs/intake.md). ``team`` is an id, never a name.
    """

    kind: str
    line: int
    instance: str
    place: Place
    version: str = ""
    form: str = ""
    stage: str = ""
    overall: str = ""
    category: str = ""
    irregularities: Mapping[str, bool] = field(default_factory=dict)
    observed_at: datetime | None = None
    submitted_at: datetime | None = None
    turnout_at: str = ""
    voted: int | None = None
    registered: int | None = None
    turnout_pct: Decimal | None = None
    team: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """One row that was not taken: its line, the reason, and what a person needs to find it.

    ``about`` holds a place's label, a column or a short answer, never anything else of the row;
    ``within`` is the label of the place it lies in, where the row names one.
    A row that was refused in review has its ``instance``, ``version`` and time, since the same
    report may have been taken before.
    """

    line: int
    reason: str
    about: str = ""
    candidates: tuple[str, ...] = ()
    within: str = ""
    instance: str = ""
    version: str = ""
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CellAside:
    """One cell that could not be read in a row that was taken otherwise."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnknownAnswer:
    """An answer that the form map does not know, and in how many rows it stands."""

    question: str
    answer: str
    rows: int


@dataclass(frozen=True, slots=True)
class OpenDistrict:
    """A district's label that means no district of its region; its rows are taken by region.

    ``candidates`` are the districts of the region, those that are called alike first.
    """

    label: str
    region: str
    rows: int
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Imported:
    """A file read: entries, rows set aside, columns not read, and what was repaired or noted.

    ``notes`` maps a note (docs/imports.md) to the number of rows it concerns.
    """

    file: str
    format: str
    rows: int
    taken: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...]
    columns_taken: tuple[str, ...]
    columns_dropped: tuple[str, ...]
    notes: Mapping[str, int] = field(default_factory=dict)
    unknown_questions: tuple[str, ...] = ()
    unknown_answers: tuple[UnknownAnswer, ...] = ()
    cells_set_aside: tuple[CellAside, ...] = ()
    open_districts: tuple[OpenDistrict, ...] = ()
