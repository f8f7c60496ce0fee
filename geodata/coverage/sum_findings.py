"""Sums of what observers judged and saw: visits by word, stations by irregularity."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geodata.coverage.reports import NO_STAGE
from geodata.coverage.sum_places import Columns, Seen
from geodata.coverage.territory import NONE, Ints, Territory


def finding_sums(
    rows: Columns,
    seen: Seen,
    territory: Territory,
    sizes: tuple[int, int],
    sample: npt.NDArray[np.bool_] | None,
) -> dict[str, Ints]:
    """Sums by unit (its own); ``sizes`` are the numbers of words and of irregularities.

    ``sample`` says of each station, and last of no station, whether it counts; None: all do.
    """
    every = np.ones(len(rows["unit"]), dtype=bool)
    inside = every if sample is None else sample[rows["station"]]
    known = inside & (rows["overall"] != NONE) & (rows["stage"] != NO_STAGE)
    judged = known & (rows["unit"] != NONE)
    shape = (len(territory.units), NO_STAGE, sizes[0])
    cells = (rows["unit"] * NO_STAGE + rows["stage"]) * sizes[0] + rows["overall"]
    at_station = np.flatnonzero(known[seen.row])
    stage = rows["stage"][seen.row[at_station]]
    by_stage = seen.flags(at_station, stage, NO_STAGE)
    counts = np.bincount(cells[judged], minlength=int(np.prod(shape)))
    return {
        "judged": counts.reshape(shape),
        "judged_stations": np.stack([seen.per_unit(one) for one in by_stage], axis=1),
        "asked": _stations_with(rows["asked"], seen, inside, sizes[1]),
        "seen": _stations_with(rows["seen"], seen, inside, sizes[1]),
        "outside": np.array(np.count_nonzero(~inside)),
    }


def _stations_with(bits: Ints, seen: Seen, inside: npt.NDArray[np.bool_], count: int) -> Ints:
    """For each unit and irregularity, the stations where a row has its bit."""
    of_station = np.zeros(len(seen.stations), dtype=np.int64)
    np.bitwise_or.at(of_station, seen.of_row, np.where(inside, bits, 0)[seen.row])
    found = [seen.per_unit((of_station >> bit) & 1 == 1) for bit in range(count)]
    return np.stack(found, axis=1) if found else np.zeros((seen.size, 0), np.int64)
