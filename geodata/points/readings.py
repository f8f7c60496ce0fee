"""Other ways to read a pair of coordinates: what goes wrong when people copy them.

Latitude and longitude change places, a minus is added or lost, minutes are written as if they were
decimals. Each reading is only a question; the outline of the stated unit answers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geodata.points.degrees import Written

Note = Literal["swapped", "signs", "swapped signs", "minutes", "swapped minutes"]


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees, east and north positive."""

    lon: float
    lat: float

    @property
    def is_on_earth(self) -> bool:
        """Whether there is such a longitude and latitude."""
        return abs(self.lon) <= 180 and abs(self.lat) <= 90


def as_written(lat: Written, lon: Written) -> Point:
    """The point as the columns say it."""
    return Point(lon.degrees, lat.degrees)


def other_readings(lat: Written, lon: Written) -> Iterator[tuple[Note, list[Point]]]:
    """Notes, each with its readings, the plainest mistake first."""
    plain = as_written(lat, lon)
    swapped = Point(plain.lat, plain.lon)
    yield "swapped", [swapped]
    yield "signs", _flipped(plain)
    yield "swapped signs", _flipped(swapped)
    minutes = _with_minutes(lat), _with_minutes(lon)
    if minutes[0] is not None and minutes[1] is not None:
        yield "minutes", [Point(minutes[1], minutes[0])]
        yield "swapped minutes", [Point(minutes[0], minutes[1])]


def _flipped(point: Point) -> list[Point]:
    sides = ((-1, 1), (1, -1), (-1, -1))
    return [Point(point.lon * east, point.lat * north) for east, north in sides]


def _with_minutes(written: Written) -> float | None:
    """43.1530 or 4315.5 read as degrees and minutes (and seconds); None where it cannot be."""
    if written.has_minutes:
        return written.degrees
    size, sign = abs(written.degrees), -1 if written.degrees < 0 else 1
    # A receiver writes 4315.5 for 43 degrees and 15.5 minutes, and 431530 with seconds.
    if size > 10_000:
        size = size / 10_000
    elif size > 180:
        degrees, minutes = divmod(size, 100)
        return sign * (degrees + minutes / 60) if minutes < 60 else None
    degrees, rest = divmod(size, 1)
    minutes, seconds = divmod(round(rest * 100, 6), 1)
    if minutes >= 60 or seconds >= 0.6:
        return None
    return sign * (degrees + minutes / 60 + seconds * 100 / 3600)
