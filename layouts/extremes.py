"""Extremes: which units have the highest and the lowest figure, as far as that is certain.

A unit known by bounds is the highest only where no other can be above it. Where bounds leave
either end open, only the units with exact figures are compared, and the reader is told so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geodata.figures import Figure, Qualifier
from layouts.ranking import Ends, certain_ends


@dataclass(frozen=True, slots=True)
class Extremes:
    """The units with the highest and with the lowest figure, in the order they were given.

    ``compared`` is how many units were; ``only_exact`` says that those known by bounds were not
    among them.
    """

    highest: tuple[str, ...]
    lowest: tuple[str, ...]
    compared: int
    only_exact: bool = False

    @property
    def are_same(self) -> bool:
        """Whether all that were compared have one figure."""
        return len(self.highest) == self.compared


def extremes(figures: Mapping[str, Figure], only_exact: bool = False) -> Extremes | None:
    """The extremes of at least two figures, or None where nothing certain can be said."""
    if not only_exact:
        found = _extremes({unit: certain_ends(one) for unit, one in figures.items()})
        if found:
            return found
    sharp = {unit: certain_ends(one) for unit, one in figures.items() if is_exact(one)}
    found = _extremes(sharp)
    if found is None:
        return None
    return Extremes(found.highest, found.lowest, len(sharp), len(sharp) < len(figures))


def is_exact(figure: Figure) -> bool:
    """Whether a figure is one value and not more, less or about it."""
    return figure.value is not None and figure.qualifier is Qualifier.EXACT


def _extremes(ends: Mapping[str, Ends]) -> Extremes | None:
    if len(ends) < 2:
        return None
    highest = tuple(_above_all(ends))
    lowest = tuple(_above_all({unit: (-high, -low) for unit, (low, high) in ends.items()}))
    return Extremes(highest, lowest, len(ends)) if highest and lowest else None


def _above_all(ends: Mapping[str, Ends]) -> Sequence[str]:
    """The units that no other can be above."""
    by_high = sorted(ends, key=lambda unit: ends[unit][1], reverse=True)
    first, second = by_high[0], by_high[1]
    return [
        unit
        for unit, (low, _) in ends.items()
        if low >= ends[second if unit == first else first][1]
    ]
