"""Sums of teams that reported, counted anew at each level, for every group."""

from __future__ import annotations

import numpy as np

from geodata.coverage.groups import Groups
from geodata.coverage.sum_places import Columns
from geodata.coverage.territory import NONE, Ints, Territory


def team_sums(rows: Columns, territory: Territory, groups: Groups) -> dict[str, Ints]:
    """Teams with a report by unit and group; they add up over rows of different teams."""
    size = len(territory.units)
    known = (rows["unit"] != NONE) & (rows["team"] != NONE)
    pairs = rows["team"] * size + rows["unit"]
    leaves = np.unique(pairs if known.all() else pairs[known])
    team, unit = np.divmod(leaves, size)
    levels = []
    for above in territory.aboves.values():
        upper = above[unit]
        levels.append(np.unique((team * size + upper)[upper != NONE]))
    every = np.concatenate(levels)
    return {"reporting": pairs_by_group(every, territory, groups)}


def pairs_by_group(pairs: Ints, territory: Territory, groups: Groups) -> Ints:
    """How many pairs (team × units + unit) each unit and group has."""
    size, kinds = len(territory.units), len(groups.kinds) + 1
    team, unit = np.divmod(pairs, size)
    cells = unit * kinds + groups.kind_of_team[team]
    by_kind = np.bincount(cells, minlength=size * kinds).reshape(size, kinds)
    return by_kind @ groups.members.T.astype(np.int64)
