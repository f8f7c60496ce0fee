"""Apollo: submissions of observers, the master copy whose cells are shifted, and locations.

The master export writes the time of each group before the group's values without a column for
it; the times are found by their form and taken out again. Lists of locations have the columns of
latitude and longitude exchanged.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from geodata.imports.entries import CELLS, SetAside
from geodata.imports.envelope import Envelope, Names
from geodata.imports.read_rows import Reading
from geodata.lists.table import ListTable

_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_LOCALE = re.compile(r"(?P<type>.+)_N_(?P<locale>[A-Z]{2})")
PEOPLE = ("Password", "Phone #1", "Full Name", "First Name")
# How the states of review are called in the languages of its pages.
PASSED = frozenset({"none", "нет", "aucun", "aucune", "ninguno", "ninguna"})
REJECTED = frozenset(
    {"rejected", "отклоненные", "отклонённые", "отклонено", "rejeté", "rejetés", "rechazado",
     "rechazados"}
)  # fmt: skip


@cache
def _names() -> Mapping[str, str]:
    """A column's name in another language → Apollo's own."""
    path = Path(__file__).with_name("apollo_headers.toml")
    table: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name.casefold(): own for own, names in table.items() for name in names}


def own_names(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns of a header in another language under Apollo's own names."""
    own = tuple(_names().get(name.strip().casefold(), name) for name in columns)
    return own if is_submissions(own) or is_people(own) else tuple(columns)


def is_aggregated(columns: Sequence[str]) -> bool:
    """Whether the columns are sums of reports by unit and not reports."""
    counted = any(" | " in name or name.endswith(("(Count)", "(Nulls)")) for name in columns)
    return {"Level", "Total"} <= set(columns) and counted


def is_submissions(columns: Sequence[str]) -> bool:
    """Whether the columns are those of submissions or incidents."""
    return {"DB Phone", "Recent Phone", "Location", "Location Code", "Timestamp"} <= set(columns)


def is_people(columns: Sequence[str]) -> bool:
    """Whether the list is one of participants: it is not read at all."""
    return "Participant ID" in columns and any(name in columns for name in PEOPLE)


def is_locations(columns: Sequence[str]) -> bool:
    """Whether the columns are those of a list of locations: name and id for each type."""
    return bool(_types(columns))


def submissions(columns: Sequence[str]) -> Envelope:
    """The envelope of submissions; location types stand between the phones and the location."""
    after, location = columns.index("Recent Phone") + 1, columns.index("Location")
    is_incident = "Description" in columns and "Comment" not in columns
    serial: tuple[Names, ...] = (("Serial",),) if "Serial" in columns else ()
    moment: tuple[Names, ...] = (("Timestamp",),) if is_incident else ()
    return Envelope(
        "apollo",
        "incident" if is_incident else "report",
        key=(*serial, ("Location Code",), *moment),
        # Who observed tells two reports of one place apart; it is kept as a digest only.
        hidden_key=(("Participant ID",),),
        submitted_at=("Timestamp",),
        review=("Status",) if is_incident else ("Quarantine Status",),
        passed=frozenset() if is_incident else PASSED,
        refused=REJECTED,
        labels=tuple((name,) for name in columns[after:location]),
        station=("Location Code",),
        latitude=("Latitude",),
        longitude=("Longitude",),
        registered=("Registered Voters",),
        between=",",
        needs_entry=("Timestamp",),
    )


def realigned(table: ListTable, done: Reading) -> ListTable:
    """The table with the nameless times of a master export taken out of its rows.

    A group that nobody answered has no time, only an empty cell; the rows in which it was
    answered show where it stands.
    """
    places = _time_places(table)
    rows = []
    for row in table.rows:
        extra = len(row.cells) - len(table.columns)
        if extra <= 0 or not any(row.cells[len(table.columns) :]):
            rows.append(row)
        elif extra == len(places):
            done.notes["shifted-cells"] += 1
            rows.append(
                replace(row, cells=tuple(c for n, c in enumerate(row.cells) if n not in places))
            )
        else:
            done.set_aside.append(SetAside(row.line, CELLS))
    return replace(table, rows=tuple(rows))


def _time_places(table: ListTable) -> frozenset[int]:
    """Where times without a column stand, among the values of the shifted rows."""
    last = "Registered Voters" if "Registered Voters" in table.columns else "Location Code"
    start, end = table.columns.index(last) + 1, table.columns.index("Timestamp")
    named = {
        n for n, column in enumerate(table.columns) if start <= n < end and "updated" in column
    }
    if named:
        return frozenset()
    return frozenset(
        place
        for row in table.rows
        if (extra := len(row.cells) - len(table.columns)) > 0
        for place in range(start, end + extra)
        if _TIME.fullmatch(row.cell(place))
    )


def _types(columns: Sequence[str]) -> dict[str, str]:
    """Location type → the column of its name, English before others, largest type first."""
    found: dict[str, str] = {}
    for column in columns:
        match = _LOCALE.fullmatch(column)
        if match and f"{match['type']}_ID" in columns:
            found.setdefault(match["type"], column)
            if match["locale"] == "EN":
                found[match["type"]] = column
        # Lists of the years before locales: "Province Name", "Province ID".
        kind = column.removesuffix(" Name")
        if kind != column and f"{kind} ID" in columns:
            found[kind] = column
    return found


def locations(columns: Sequence[str]) -> Envelope:
    """The envelope of a list of locations: the last type is the station."""
    types = _types(columns)
    last = next(reversed(types))
    return Envelope(
        "apollo",
        "station",
        key=((f"{last}_ID", f"{last} ID"),),
        labels=tuple((column,) for column in list(types.values())[:-1]),
        station=(f"{last}_ID", f"{last} ID"),
        # The columns are named the wrong way round by the program that writes them.
        latitude=(f"{last} LON",),
        longitude=(f"{last} LAT",),
        registered=(f"{last}_RV", "Registered Voters"),
    )
