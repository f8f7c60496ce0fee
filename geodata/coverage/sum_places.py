"""Sums of visits: by stage and hour, by kind of team, and of distinct stations and commissions."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from geodata.coverage.groups import Groups
from geodata.coverage.reports import HOURS, NO_STAGE
from geodata.coverage.territory import NONE, Ints, Territory

Columns = Mapping[str, Ints]


class Seen:
    """The stations some rows speak of, numbered anew from 0, so that few rows need little room.

    ``row`` are the rows that have a station, ``of_row`` the new number of each one's station.
    """

    def __init__(self, rows: Columns, territory: Territory) -> None:
        self.row = np.flatnonzero(rows["station"] != NONE)
        station = rows["station"][self.row]
        flags = np.zeros(0 if not len(station) else int(station.max()) + 1, dtype=bool)
        if len(station) * 20 > len(flags):
            # Many rows: marking is quicker than sorting.
            flags[station] = True
            self.stations = np.flatnonzero(flags)
            self.of_row = (np.cumsum(flags) - 1)[station]
        else:
            self.stations, self.of_row = np.unique(station, return_inverse=True)
        self.unit = territory.station_unit[self.stations]
        self.size = len(territory.units)

    def per_unit(self, flags: npt.NDArray[np.bool_]) -> Ints:
        """How many of the flagged stations lie in each unit (not in its parts)."""
        return np.bincount(self.unit[flags], minlength=self.size)

    def flags(self, rows: Ints, apart: Ints, count: int) -> npt.NDArray[np.bool_]:
        """Stations marked by some of ``row`` (their places in it), apart by another number."""
        flags = np.zeros((count, len(self.stations)), dtype=bool)
        flags.reshape(-1)[apart * len(self.stations) + self.of_row[rows]] = True
        return flags


def place_sums(rows: Columns, seen: Seen, territory: Territory, groups: Groups) -> dict[str, Ints]:
    """Sums by unit (its own, not its parts'); they add up over rows of different places."""
    size = len(territory.units)
    placed = rows["unit"] != NONE
    whole = bool(placed.all())
    unit = rows["unit"] if whole else rows["unit"][placed]
    shape = (size, NO_STAGE + 1, HOURS + 1)
    cells = (rows["unit"] * shape[1] + rows["stage"]) * shape[2] + rows["hour"]
    kinds = len(groups.kinds) + 1
    kind = groups.kind_of_team[rows["team"]]
    of_kind = unit * kinds + (kind if whole else kind[placed])
    own_kind = seen.flags(np.arange(len(seen.row)), kind[seen.row], kinds)
    observed = [seen.per_unit(own_kind[group].any(axis=0)) for group in groups.members]
    voters = np.maximum(territory.registered[seen.stations], 0)
    return {
        "by_stage_and_hour": np.bincount(
            cells if whole else cells[placed], minlength=size * shape[1] * shape[2]
        ).reshape(shape),
        "visits_by_kind": np.bincount(of_kind, minlength=size * kinds).reshape(size, kinds),
        "observed": np.stack(observed, axis=1),
        "voters_seen": np.bincount(seen.unit, weights=voters, minlength=size).astype(np.int64),
        "commissions_observed": _commissions(rows, territory),
        "unlisted": np.bincount(rows["unit"][placed & (rows["unlisted"] > 0)], minlength=size),
        "unplaced": np.array(len(placed) - np.count_nonzero(placed)),
        "strangers": np.array(np.count_nonzero(rows["team"] == NONE)),
    }


def _commissions(rows: Columns, territory: Territory) -> Ints:
    named = rows["commission"][rows["commission"] != NONE]
    places = np.unique(named)
    return np.bincount(territory.commission_unit[places], minlength=len(territory.units))
