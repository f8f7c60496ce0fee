"""Degrees as people write them: 43.25, "43,25", 43°15′00″ N, 43 15 00, "43 град. 15 мин. с.ш."."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# Letters after or before the figures that say the side of the equator or of Greenwich.
_SIDES = (
    (re.compile(r"s\.?$|^s|ю\.?\s*ш|о\.?\s*е", re.I), "lat", -1),
    (re.compile(r"n\.?$|^n|с\.?\s*ш|с\.?\s*е", re.I), "lat", 1),
    (re.compile(r"w\.?$|^w|з\.?\s*д|б\.?\s*б", re.I), "lon", -1),
    (re.compile(r"e\.?$|^e|в\.?\s*д|ш\.?\s*б", re.I), "lon", 1),
)
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Written:
    """A written coordinate: degrees, whether minutes were written, and the axis if it is said."""

    degrees: float
    has_minutes: bool
    axis: str = ""


def read_degrees(text: str) -> Written | None:
    """The coordinate a text means; None when it means none."""
    trimmed = text.strip()
    if not trimmed or len(trimmed) > LONGEST:
        return None
    numbers = [float(found.replace(",", ".")) for found in _NUMBER.findall(trimmed)]
    if not 1 <= len(numbers) <= 3 or any(number >= 60 for number in numbers[1:]):
        return None
    if any(not number.is_integer() for number in numbers[:-1]):
        return None
    axis, sign = _side(trimmed)
    if trimmed.startswith(("-", "−", "–")):
        sign = -sign
    degrees = sum(number / 60**place for place, number in enumerate(numbers))
    return Written(sign * degrees, len(numbers) > 1, axis)


def _side(text: str) -> tuple[str, int]:
    for pattern, axis, sign in _SIDES:
        if pattern.search(text):
            return axis, sign
    return "", 1
