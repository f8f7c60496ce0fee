"""The sheet: everything needed to draw a boundary set and place its labels, as plain numbers.

A sheet is 1000 units wide; x grows to the right, y downwards, the origin is its upper left corner.
It needs no geometry library, so that a page, a picture and an embed can draw from the same file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from geodata.country import Projection

WIDTH = 1000.0
DIRECTIONS = ("left", "right", "up", "down")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """Where a unit's words stand: the middle of the text, in sheet units and in degrees.

    ``width`` is how wide two lines of text may be there without leaving the unit; ``radius`` is
    the distance from the point to the unit's border.
    """

    x: float
    y: float
    lon: float
    lat: float
    width: float
    radius: float


@dataclass(frozen=True, slots=True)
class SheetUnit:
    """One unit: ``path`` is the ``d`` of an SVG path, ``bounds`` are x0, y0, x1, y1.

    ``area_km2`` is measured on the ellipsoid from the full outline, not from the drawing.
    ``neighbours`` maps "left", "right", "up" and "down" to the unit an arrow key goes to; a
    direction is absent where nothing lies that way. ``inset`` is the city in whose circle the unit
    is drawn again, "" for most.
    """

    id: str
    path: str
    label: Label
    bounds: Box
    area_km2: float
    neighbours: Mapping[str, str]
    inset: str = ""


@dataclass(frozen=True, slots=True)
class InsetLabel:
    """Where the name beside a circle begins ("start") or ends ("end"), its middle at ``y``."""

    x: float
    y: float
    anchor: str
    width: float


@dataclass(frozen=True, slots=True)
class Inset:
    """A city drawn again in a circle outside the land.

    ``paths`` maps unit id (the city, or its districts) → ``d`` in coordinates whose origin is the
    circle's centre; ``middle_km`` is that place in the projection's kilometres. ``magnification``
    says how much larger than the map it is. ``mark`` is the circle (x, y, radius) round the city
    on the map; ``leader`` runs (x1, y1, x2, y2) from the edge of the circle to the edge of the
    mark.
    """

    unit: str
    x: float
    y: float
    radius: float
    magnification: float
    middle_km: tuple[float, float]
    paths: Mapping[str, str]
    labels: Mapping[str, tuple[float, float]]
    mark: tuple[float, float, float]
    leader: Box
    label: InsetLabel


@dataclass(frozen=True, slots=True)
class Frame:
    """What lays an interactive map exactly over a part of the sheet.

    ``box`` is that part (x0, y0, x1, y1). A conic equal-area map (plotly's ``geo``) filling the
    box with these ranges, this centre, the sheet's parallels, the rotation to its central meridian
    and this ``scale`` draws every place where the sheet has it.
    """

    box: Box
    lon_range: tuple[float, float]
    lat_range: tuple[float, float]
    centre_lon: float
    centre_lat: float
    scale: float


@dataclass(frozen=True)
class Sheet:
    """A boundary set, drawn.

    ``land`` is the box of the land alone. ``units_per_km`` with ``left_km`` and ``top_km`` (the
    upper left corner in the projection's kilometres) place any point; see
    ``geodata.boundaries.places``. ``without_outline`` lists units that stand in tables only.
    """

    boundary_set: str
    width: float
    height: float
    land: Box
    frame: Frame
    projection: Projection
    units_per_km: float
    left_km: float
    top_km: float
    units: Mapping[str, SheetUnit]
    insets: tuple[Inset, ...]
    without_outline: tuple[str, ...]

    @cached_property
    def inset_of(self) -> Mapping[str, Inset]:
        """City id → its circle."""
        return {inset.unit: inset for inset in self.insets}


def write_sheet(sheet: Sheet) -> bytes:
    """The sheet as compact JSON; the same sheet always gives the same bytes."""
    return json.dumps(asdict(sheet), ensure_ascii=False, separators=(",", ":")).encode()


def read_sheet(path: Path) -> Sheet:
    """Read a sheet that ``write_sheet`` wrote."""
    return sheet_of(path.read_bytes())


def sheet_of(written: bytes) -> Sheet:
    """The sheet that ``write_sheet`` wrote so."""
    content: dict[str, Any] = json.loads(written)
    frame = content["frame"]
    return Sheet(
        **{
            **content,
            "land": tuple(content["land"]),
            "frame": Frame(**{**frame, **_tuples(frame, "box", "lon_range", "lat_range")}),
            "projection": _projection(content["projection"]),
            "units": {unit: _unit(one) for unit, one in content["units"].items()},
            "insets": tuple(_inset(one) for one in content["insets"]),
            "without_outline": tuple(content["without_outline"]),
        }
    )


def _unit(one: dict[str, Any]) -> SheetUnit:
    return SheetUnit(**{**one, "label": Label(**one["label"]), **_tuples(one, "bounds")})


def _inset(one: dict[str, Any]) -> Inset:
    labels = {unit: tuple(point) for unit, point in one["labels"].items()}
    label = InsetLabel(**one["label"])
    return Inset(
        **{**one, **_tuples(one, "mark", "leader", "middle_km"), "labels": labels, "label": label}
    )


def _projection(one: dict[str, Any]) -> Projection:
    return Projection(**{**one, **_tuples(one, "parallels")})


def _tuples(values: Mapping[str, Any], *names: str) -> dict[str, tuple[float, ...]]:
    return {name: tuple(values[name]) for name in names}
