"""Arrow keys: which unit lies to the left, right, above or below another.

Every unit can be reached from every other by arrow keys alone, cities inside regions too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from geodata.boundaries.sheet import DIRECTIONS

Point = tuple[float, float]
Keys = dict[str, dict[str, str]]
# A unit that shares no border counts as this much farther away than it is.
NOT_ADJACENT = 2.5
_STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def neighbours(
    points: Mapping[str, Point], adjacent: Iterable[tuple[str, str]]
) -> Mapping[str, Mapping[str, str]]:
    """Unit id → direction → unit id, from label points (y downwards) and pairs that touch."""
    pairs = {frozenset(pair) for pair in adjacent}
    keys: Keys = {unit: _nearest(unit, points, pairs) for unit in points}
    _connect(keys, points)
    return keys


def reachable(keys: Mapping[str, Mapping[str, str]], start: str) -> set[str]:
    """Every unit that arrow keys lead to from one unit, itself included."""
    seen, waiting = {start}, [start]
    while waiting:
        for unit in keys[waiting.pop()].values():
            if unit not in seen:
                seen.add(unit)
                waiting.append(unit)
    return seen


def _nearest(unit: str, points: Mapping[str, Point], pairs: set[frozenset[str]]) -> dict[str, str]:
    found: dict[str, tuple[float, str]] = {}
    for other in points:
        if other != unit:
            direction = _direction(points[unit], points[other])
            far = _effort(points[unit], points[other])
            far *= 1 if frozenset((unit, other)) in pairs else NOT_ADJACENT
            found[direction] = min(found.get(direction, (math.inf, "")), (far, other))
    return {direction: found[direction][1] for direction in DIRECTIONS if direction in found}


def _direction(here: Point, there: Point) -> str:
    across, down = there[0] - here[0], there[1] - here[1]
    return max(DIRECTIONS, key=lambda name: across * _STEPS[name][0] + down * _STEPS[name][1])


def _effort(here: Point, there: Point) -> float:
    """Distance, longer the farther the way is off the straight direction."""
    across, down = abs(there[0] - here[0]), abs(there[1] - here[1])
    return math.hypot(across, down) + min(across, down)


def _connect(keys: Keys, points: Mapping[str, Point]) -> None:
    """Turn keys towards units that none leads to, until all form one whole."""
    start = next(iter(points), "")
    while start and (left_out := set(points) - _whole(keys, start)):
        before = len(left_out)
        for one, other in _links(left_out, points):
            if _turn(keys, points, (one, other), start, before):
                break
        else:
            return


def _whole(keys: Keys, start: str) -> set[str]:
    backwards: Keys = {unit: {} for unit in keys}
    for unit, ways in keys.items():
        for other in ways.values():
            backwards[other][unit] = unit
    return reachable(keys, start) & reachable(backwards, start)


def _links(left_out: set[str], points: Mapping[str, Point]) -> list[tuple[str, str]]:
    links = [(one, other) for one in sorted(left_out) for other in points if other not in left_out]
    return sorted(links, key=lambda link: _effort(points[link[0]], points[link[1]]))


def _turn(
    keys: Keys, points: Mapping[str, Point], link: tuple[str, str], start: str, before: int
) -> bool:
    """Turn a key of each unit to the other where that leaves fewer left out."""
    kept = {unit: dict(keys[unit]) for unit in link}
    for unit, other in (link, link[::-1]):
        if other not in keys[unit].values():
            keys[unit][_free_or_straight(keys[unit], points[unit], points[other])] = other
    if len(points) - len(_whole(keys, start)) < before:
        return True
    keys.update(kept)
    return False


def _free_or_straight(ways: Mapping[str, str], here: Point, there: Point) -> str:
    straight = _direction(here, there)
    free = [name for name in DIRECTIONS if name not in ways]
    return straight if straight in free or not free else free[0]
