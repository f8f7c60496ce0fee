"""SVG paths: an outline as the shortest text that draws it, to a tenth of a unit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from geodata.boundaries.coverage import Floats, Outline

STEPS_PER_UNIT = 10


def path_of(outline: Outline) -> str:
    """The ``d`` of an outline in drawing units; parts and holes are separate closed rings."""
    rings = [
        ring for part in shapely.get_parts(outline) for ring in (part.exterior, *part.interiors)
    ]
    return "".join(_ring(shapely.get_coordinates(ring)) for ring in rings)


def _ring(points: Floats) -> str:
    steps = np.rint(points * STEPS_PER_UNIT).astype(int)[:-1]
    moves = np.diff(steps, axis=0)
    moves = moves[np.any(moves != 0, axis=1)]
    if len(moves) < 2:
        return ""
    start = _join(steps[0])
    return f"M{start}l{_join(moves.ravel())}z"


def _join(steps: npt.NDArray[np.int_]) -> str:
    """Numbers with a space between only where the sign or the point does not part them already."""
    text = ""
    for step in steps:
        number = _number(int(step))
        text += number if not text or number.startswith("-") else f" {number}"
    return text


def _number(step: int) -> str:
    whole, rest = divmod(abs(step), STEPS_PER_UNIT)
    sign = "-" if step < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"
