"""How exact a share is: Wilson's interval, only for stations that were drawn at random.

Wilson's interval keeps to 0-100 %, holds close to its 95 % on average for the few dozen stations a
mission sees in a region, and needs no table. Clopper and Pearson's is never below 95 % and for
that much wider at such numbers; a reader who wants it can work it out from the counts shown. The
sample is taken as simple and random, and the correction for a finite number of stations is left
out: the interval is then a little too wide, never too narrow on that account.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper bound in percent."""

    low: float
    high: float


def wilson(part: int, whole: int) -> Interval:
    """The interval of ``part`` out of ``whole`` drawn at random; ``whole`` is above nought."""
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    spread = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    half = spread / (1 + square / whole)
    low = 0.0 if part == 0 else 100 * (middle - half)
    high = 100.0 if part == whole else 100 * (middle + half)
    return Interval(low, high)
