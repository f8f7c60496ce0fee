"""What is too few to be shown, and what would give it away: a region less all its other districts.

A count below the mission's smallest n is held back. Where what is held back of one unit's parts is
still too few together, the next smallest part is held back too, and with a unit all its parts.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geodata.coverage.territory import NONE, Ints, Territory


def held_back(counts: Ints, territory: Territory, smallest: int) -> npt.NDArray[np.bool_]:
    """Which units' figures must not be shown; ``counts`` is n of each unit, larger units' summed.

    Units with n = 0 have nothing to hold back and are never among them.
    """
    hidden = (counts > 0) & (counts < smallest)
    parts: dict[int, list[int]] = {}
    for unit, parent in enumerate(territory.parent):
        if parent != NONE and counts[unit] > 0:
            parts.setdefault(parent, []).append(unit)
    for parent in sorted(parts):
        if hidden[parent]:
            hidden[parts[parent]] = True
        else:
            _hide_more(parts[parent], int(counts[parent]), counts, hidden, smallest)
    return hidden


def _hide_more(
    parts: list[int], whole: int, counts: Ints, hidden: npt.NDArray[np.bool_], smallest: int
) -> None:
    shown = sorted((one for one in parts if not hidden[one]), key=lambda one: (counts[one], one))
    # What lies in the unit but in none of its parts is not shown either.
    unseen = whole - sum(int(counts[one]) for one in shown)
    for one in shown:
        if not 0 < unseen < smallest:
            break
        hidden[one] = True
        unseen += int(counts[one])
