"""Chance that is the same each time: every topic of a rehearsal draws from a stream of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def chance(seed: int, topic: str) -> Random:
    """The stream of one topic; what is drawn for another changes nothing here."""
    return Random(f"{seed}/{topic}")


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total (largest remainders)."""
    whole = sum(weights)
    exact = [total * one / whole for one in weights]
    found = [int(one) for one in exact]
    left = total - sum(found)
    order = sorted(range(len(found)), key=lambda at: (found[at] - exact[at], at))
    for at in order[:left]:
        found[at] += 1
    return found


def portions(
    things: Sequence[T],
    shares: Mapping[str, float],
    draw: Random,
    fits: Callable[[str, T], bool] = lambda _, __: True,
) -> dict[int, str]:
    """Give each name its share of the things, at least one where any fits; none has two names.

    The place of a thing → its name.
    """
    found: dict[int, str] = {}
    for name, share in shares.items():
        free = [at for at, one in enumerate(things) if at not in found and fits(name, one)]
        wanted = min(len(free), max(1, round(share * len(things))))
        found.update(dict.fromkeys(draw.sample(free, wanted), name))
    return found
