"""Sums of turnout seen at stations, by nominal hour: fresh figures, and those carried on to it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geodata.coverage.sum_places import Columns
from geodata.coverage.territory import NONE, Ints, Territory

KINDS = ("", "carried_")
# Why a figure is set aside, in the order in which it is looked at.
REASONS = ("no-station", "no-hour", "no-register", "more-than-registered")


def turnout_sums(rows: Columns, territory: Territory, places: Ints, hours: int) -> dict[str, Ints]:
    """Sums by unit (its own) and hour; ``places`` gives each code of an hour its place in order."""
    usable, reasons = _usable(rows, territory)
    stations, voted, registered = _by_station_and_hour(usable, places, hours)
    return {**_sums(territory, stations, voted, registered), "turnout_aside": reasons}


def _usable(rows: Columns, territory: Territory) -> tuple[dict[str, Ints], Ints]:
    """The rows whose turnout can be used; the others are counted by the first reason."""
    told = np.flatnonzero(rows["voted"] != NONE)
    names = ("station", "turnout_hour", "voted", "registered", "received")
    used = {name: rows[name][told] for name in names}
    listed = np.append(territory.registered, NONE)[used["station"]]
    used["registered"] = np.where(used["registered"] == NONE, listed, used["registered"])
    wrong = (
        used["station"] == NONE,
        used["turnout_hour"] == NONE,
        used["registered"] == NONE,
        used["voted"] > used["registered"],
    )
    good = np.ones(len(told), dtype=bool)
    counted = []
    for one in wrong:
        counted.append(np.count_nonzero(one & good))
        good &= ~one
    if not good.all():
        used = {name: column[good] for name, column in used.items()}
    return used, np.array(counted)


def _by_station_and_hour(
    rows: dict[str, Ints], places: Ints, hours: int
) -> tuple[Ints, Ints, Ints]:
    """Stations with any figure; of each and each hour voted and registered, ``NONE`` for none."""
    stations, at = np.unique(rows["station"], return_inverse=True)
    cell = at * hours + places[rows["turnout_hour"]]
    size = len(stations) * hours
    voted, registered = np.full(size, NONE, np.int64), np.full(size, NONE, np.int64)
    # Of one station and hour the last received is written last, and stays.
    several = np.flatnonzero(np.bincount(cell, minlength=size)[cell] > 1)
    voted[cell], registered[cell] = rows["voted"], rows["registered"]
    keys = [rows[name][several] for name in ("registered", "voted", "received")]
    order = several[np.lexsort((*keys, cell[several]))]
    voted[cell[order]], registered[cell[order]] = rows["voted"][order], rows["registered"][order]
    shape = (len(stations), hours)
    return stations, voted.reshape(shape), registered.reshape(shape)


def _sums(territory: Territory, stations: Ints, voted: Ints, registered: Ints) -> dict[str, Ints]:
    """A station's last figure is carried on until it has a newer one."""
    unit, size, hours = territory.station_unit[stations], len(territory.units), voted.shape[1]
    names = [f"{kind}{name}" for kind in KINDS for name in ("voted", "registered", "stations")]
    sums = {name: np.zeros((size, hours), np.int64) for name in (*names, "falls")}
    # By hour, and by the hour that the figure is of.
    sums["carried_from"] = np.zeros((size, hours, hours), np.int64)
    last_voted, last_registered, last_at = (np.full(len(stations), NONE) for _ in "abc")
    for at in range(hours):
        fresh = voted[:, at] != NONE
        fell = fresh & (last_voted > voted[:, at])
        old = ~fresh & (last_at != NONE)
        last_voted[fresh], last_registered[fresh] = voted[fresh, at], registered[fresh, at]
        last_at[fresh] = at
        for kind, chosen in zip(KINDS, (fresh, old), strict=True):
            sums[f"{kind}voted"][:, at] = _added(unit, last_voted, chosen, size)
            sums[f"{kind}registered"][:, at] = _added(unit, last_registered, chosen, size)
            sums[f"{kind}stations"][:, at] = np.bincount(unit[chosen], minlength=size)
        sums["falls"][:, at] = np.bincount(unit[fell], minlength=size)
        cells = np.bincount(unit[old] * hours + last_at[old], minlength=size * hours)
        sums["carried_from"][:, at] = cells.reshape(size, hours)
    return sums


def _added(unit: Ints, numbers: Ints, chosen: npt.NDArray[np.bool_], size: int) -> Ints:
    # Sums of whole numbers below 2**53 are exact.
    weights = numbers[chosen]
    return np.bincount(unit[chosen], weights=weights, minlength=size).astype(np.int64)
