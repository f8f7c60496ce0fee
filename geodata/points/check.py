"""Check that stations lie in the units they are said to lie in; repair what the map explains.

A point outside its unit is read in other ways (swapped, flipped, minutes). It is repaired, with a
note, only where exactly one reading of the plainest mistake falls into the stated unit; else it is
set aside with the reason. Nothing is moved to the nearest place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from geodata.points.degrees import Written, read_degrees
from geodata.points.outlines import OUTSIDE, Outlines
from geodata.points.readings import Note, Point, as_written, other_readings

Reason = Literal["no coordinates", "not readable", "no unit", "other unit", "no unit there"]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row says: the unit it was joined to ("" where it was not), latitude and longitude as
    written."""

    row: int
    unit: str
    lat: str
    lon: str


@dataclass(frozen=True, slots=True)
class InPlace:
    """The point lies in its unit as written in decimal degrees."""

    row: int
    point: Point


@dataclass(frozen=True, slots=True)
class Repaired:
    """The point lies in its unit when read as the note says."""

    row: int
    point: Point
    note: Note


@dataclass(frozen=True, slots=True)
class SetAside:
    """The point cannot be used; ``found_in`` is the unit it lies in, where it lies in another."""

    row: int
    reason: Reason
    found_in: str = ""


PointAnswer = InPlace | Repaired | SetAside


def check_points(rows: Sequence[Stated], outlines: Outlines) -> tuple[PointAnswer, ...]:
    """An answer for every row, in order."""
    written = [(read_degrees(row.lat), read_degrees(row.lon)) for row in rows]
    points = [as_written(lat, lon) if lat and lon else None for lat, lon in written]
    places = outlines.places(
        np.array([point.lon if point else np.nan for point in points], dtype=float),
        np.array([point.lat if point else np.nan for point in points], dtype=float),
    )
    units = ["" if place == OUTSIDE else outlines.units[place] for place in places.tolist()]
    known = set(outlines.units)
    return tuple(
        _answer(row, pair, unit, outlines, row.unit in known)
        for row, pair, unit in zip(rows, written, units, strict=True)
    )


def _answer(
    row: Stated,
    written: tuple[Written | None, Written | None],
    found_in: str,
    outlines: Outlines,
    is_drawn: bool,
) -> PointAnswer:
    lat, lon = written
    if not row.lat.strip() and not row.lon.strip():
        return SetAside(row.row, "no coordinates")
    if lat is None or lon is None:
        return SetAside(row.row, "not readable")
    if not is_drawn:
        return SetAside(row.row, "no unit", found_in)
    sides_agree = lat.axis != "lon" and lon.axis != "lat"
    if found_in == row.unit and sides_agree:
        in_minutes = lat.has_minutes or lon.has_minutes
        point = as_written(lat, lon)
        return Repaired(row.row, point, "minutes") if in_minutes else InPlace(row.row, point)
    return _repaired(row, lat, lon, outlines) or _set_aside(row, found_in)


def _set_aside(row: Stated, found_in: str) -> SetAside:
    if found_in == row.unit:
        return SetAside(row.row, "not readable")
    return SetAside(row.row, "other unit" if found_in else "no unit there", found_in)


def _repaired(row: Stated, lat: Written, lon: Written, outlines: Outlines) -> Repaired | None:
    for note, points in other_readings(lat, lon):
        hits = [
            point
            for point in dict.fromkeys(points)
            if point.is_on_earth and outlines.unit_at(point.lon, point.lat) == row.unit
        ]
        if hits:
            return Repaired(row.row, hits[0], note) if len(hits) == 1 else None
    return None
