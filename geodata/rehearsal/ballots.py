"""Ballots issued at every made-up station by the hour: together, the turnout that was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from random import Random

from geodata.missions.mission import Station
from geodata.rehearsal.chance import chance
from geodata.rehearsal.places import Places

Key = tuple[str, str]
_HALVINGS = 60


def ballots(places: Places, seed: int) -> Mapping[Key, tuple[int, ...]]:
    """Unit and id of a station → voters who had received a ballot by each hour.

    Never fewer than at the hour before, never more than are listed; stations whose number of
    voters is not known have none. The hours are those of ``places.turnouts``.
    """
    by_region: dict[str, list[Station]] = {}
    for one in places.stations:
        if one.registered is not None:
            by_region.setdefault(places.region_of[one.unit], []).append(one)
    found: dict[Key, tuple[int, ...]] = {}
    for region, stations in by_region.items():
        listed = [one.registered or 0 for one in stations]
        shares = places.turnouts.of(region)
        hours = _hours(listed, shares, chance(seed, f"ballots of {region}"))
        for at, one in enumerate(stations):
            found[one.unit, one.id] = tuple(hour[at] for hour in hours)
    return found


def _hours(listed: Sequence[int], percent: Sequence[float], draw: Random) -> list[list[int]]:
    """For each hour the ballots of every station; their sum is the hour's share of the lists."""
    # How much more, or less, eager the voters of each station are than those of the region.
    eagerness = [exp(draw.gauss(0, 0.25)) for _ in listed]
    before = [0] * len(listed)
    found = []
    for share in percent:
        total = max(round(sum(listed) * share / 100), sum(before))
        wanted = _spread(listed, eagerness, total)
        before = _whole(wanted, before, listed, total)
        found.append(before)
    return found


def _spread(listed: Sequence[int], eagerness: Sequence[float], total: int) -> list[float]:
    """Ballots by station that add up to the total, more where voters are more eager.

    The share of a station is 1 - (1 - t) ** eagerness: between none and all for every t, and
    growing with it, so no station falls back from hour to hour.
    """
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _sum(listed, eagerness, middle) < total:
            low = middle
        else:
            high = middle
    return [
        count * (1 - (1 - high) ** eager) for count, eager in zip(listed, eagerness, strict=True)
    ]


def _sum(listed: Sequence[int], eagerness: Sequence[float], share: float) -> float:
    pairs = zip(listed, eagerness, strict=True)
    return sum(count * (1 - float((1 - share) ** eager)) for count, eager in pairs)


def _whole(
    wanted: Sequence[float], least: Sequence[int], most: Sequence[int], total: int
) -> list[int]:
    """Whole numbers near those wanted, within their bounds, that add up to the total."""
    found = [
        min(upper, max(lower, int(one)))
        for one, lower, upper in zip(wanted, least, most, strict=True)
    ]
    left = total - sum(found)
    step = 1 if left > 0 else -1
    order = sorted(range(len(found)), key=lambda at: (step * (found[at] - wanted[at]), at))
    while left:
        moved = 0
        for at in order:
            if left and least[at] <= found[at] + step <= most[at]:
                found[at] += step
                left -= step
                moved += 1
        if not moved:
            raise ValueError(f"{total} ballots do not fit {sum(most)} voters")
    return found
