"""Cities in circles: each drawn again outside the land, all at one scale, with a leader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.boundaries.coverage import Coverage, Outline, transform
from geodata.boundaries.labels import label_point
from geodata.boundaries.paths import path_of
from geodata.boundaries.sheet import Box, Inset, InsetLabel
from geodata.boundaries.sources import InsetPlan
from geodata.errors import DataError
from geodata.projection import Albers, Floats

# Room for a city's name and figure beside its circle, in sheet units.
LABEL_WIDTH = 104.0
LABEL_GAP = 8.0
# The drawing stays this far inside its circle, as a share of the radius.
FILLED = 0.84
LEAST_MARK = 4.0
# The mark on the map goes round the city's body, not round its farthest exclave.
MARK_SHARE = 0.6
LINE_ROOM = 3.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A planned circle in the projection's kilometres (y to the north) and what is drawn in it."""

    plan: InsetPlan
    x: float
    y: float
    members: Coverage

    @property
    def disc(self) -> shapely.Polygon:
        """The circle as an area."""
        return shapely.Point(self.x, self.y).buffer(self.plan.radius_km, quad_segs=32)


def circles(
    plans: Sequence[InsetPlan], parents: Mapping[str, str], fine_km: Coverage, albers: Albers
) -> tuple[Circle, ...]:
    """The circles a boundary set has: those whose city, or whose city's districts, it draws.

    Raises DataError when a circle covers land or another circle.
    """
    found = []
    for plan in plans:
        members = {
            unit: outline
            for unit, outline in fine_km.items()
            if plan.unit in (unit, parents.get(unit))
        }
        if members:
            x, y = albers.forward(plan.lon, plan.lat)
            found.append(Circle(plan, float(x), float(y), members))
    _check_free(found, fine_km)
    return tuple(found)


def label_box(circle: Circle, units_per_km: float) -> Box:
    """West, south, east, north in kilometres of a circle together with its label."""
    west, south, east, north = circle.disc.bounds
    room = (LABEL_GAP + LABEL_WIDTH) / units_per_km
    if circle.plan.label == "left":
        return west - room, south, east, north
    return west, south, east + room, north


def magnification(drawn: Sequence[Circle]) -> float:
    """How much larger than the map the circles draw: as much as the tightest allows."""
    return min((FILLED * one.plan.radius_km / _reach(one) for one in drawn), default=1.0)


def inset(
    circle: Circle, times: float, units_per_km: float, left_km: float, top_km: float
) -> Inset:
    """The circle in sheet units."""
    centre = _middle(circle)
    factor = times * units_per_km
    drawn = transform(
        circle.members, lambda points: (points - centre) * np.array([factor, -factor])
    )
    x, y = (circle.x - left_km) * units_per_km, (top_km - circle.y) * units_per_km
    mark_x, mark_y = (centre[0] - left_km) * units_per_km, (top_km - centre[1]) * units_per_km
    mark_radius = max(LEAST_MARK, _reach(circle) * units_per_km * MARK_SHARE)
    radius = circle.plan.radius_km * units_per_km
    mark = (mark_x, mark_y, mark_radius)
    return Inset(
        unit=circle.plan.unit,
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        magnification=round(times, 4),
        middle_km=(round(float(centre[0]), 3), round(float(centre[1]), 3)),
        paths={unit: path_of(one) for unit, one in drawn.items()},
        labels={unit: _label(one) for unit, one in drawn.items()},
        mark=(*_tenth(np.array(mark)), round(mark_radius, 1)),
        leader=_leader((x, y, radius), mark),
        label=_beside(circle.plan.label, x, y, radius),
    )


def lines_of(insets: Sequence[Inset]) -> shapely.Geometry:
    """Leaders and marks with a little room beside them: where no label should stand."""
    lines = [shapely.LineString([one.leader[:2], one.leader[2:]]) for one in insets]
    marks = [shapely.Point(one.mark[:2]).buffer(one.mark[2]) for one in insets]
    return shapely.union_all([line.buffer(LINE_ROOM) for line in lines] + marks)


def _label(outline: Outline) -> tuple[float, float]:
    x, y, _, _ = label_point(outline)
    return round(x, 1), round(y, 1)


def _beside(side: str, x: float, y: float, radius: float) -> InsetLabel:
    away = radius + LABEL_GAP
    if side == "left":
        return InsetLabel(round(x - away, 1), round(y, 1), "end", LABEL_WIDTH)
    return InsetLabel(round(x + away, 1), round(y, 1), "start", LABEL_WIDTH)


def _leader(circle: tuple[float, float, float], mark: tuple[float, float, float]) -> Box:
    start, end = np.array(circle[:2]), np.array(mark[:2])
    way = (end - start) / np.hypot(*(end - start))
    first, last = start + way * circle[2], end - way * mark[2]
    (x1, y1), (x2, y2) = _tenth(first), _tenth(last)
    return x1, y1, x2, y2


def _middle(circle: Circle) -> Floats:
    centre = shapely.centroid(_enclosing(circle))
    return np.array([centre.x, centre.y])


def _reach(circle: Circle) -> float:
    """Radius in kilometres of the smallest circle round everything that is drawn."""
    west, _, east, _ = shapely.bounds(_enclosing(circle))
    return float(east - west) / 2


def _enclosing(circle: Circle) -> shapely.Geometry:
    return shapely.minimum_bounding_circle(shapely.union_all(list(circle.members.values())))


def _check_free(found: Sequence[Circle], land: Coverage) -> None:
    discs = [circle.disc for circle in found]
    taken = [*land.values(), *discs]
    for number, (circle, disc) in enumerate(zip(found, discs, strict=True)):
        others = taken[: len(land) + number]
        if bool(np.any(shapely.intersects(disc, others))):
            raise DataError(
                f"inset {circle.plan.unit}: the circle at {circle.plan.lon}, {circle.plan.lat} "
                "covers land or another circle; give it another centre in country.toml"
            )


def _tenth(point: Floats) -> tuple[float, float]:
    return round(float(point[0]), 1), round(float(point[1]), 1)
