"""A million points against the districts: our way beside the best plain way, in the same run."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.boundaries.index import read_index
from geodata.boundaries.outlines import read_full
from geodata.points.outlines import OUTSIDE, Degrees, Outlines, Places

SEED = 20160320
POINTS, RUNS = 1_000_000, 5


def plain(outlines: Sequence[BaseGeometry], lons: Degrees, lats: Degrees) -> Places:
    """Bounding boxes, then contains_xy on prepared polygons."""
    found = np.full(lons.size, OUTSIDE, dtype=np.intp)
    for place, outline in enumerate(outlines):
        west, south, east, north = outline.bounds
        box = (lons >= west) & (lons <= east) & (lats >= south) & (lats <= north)
        near = np.flatnonzero(box & (found == OUTSIDE))
        found[near[shapely.contains_xy(outline, lons[near], lats[near])]] = place
    return found


def timed(work: Callable[[], Places]) -> tuple[float, Places]:
    """Seconds of wall clock, and what came out."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def main() -> None:
    """Compare with what is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--var", type=Path, default=Path("var"), help="where boundaries are built")
    parser.add_argument("--points", type=int, default=POINTS)
    parser.add_argument("--runs", type=int, default=RUNS)
    chosen = parser.parse_args()
    compare(chosen.var, chosen.points, chosen.runs)


def compare(var: Path, points: int = POINTS, runs: int = RUNS) -> None:
    """Print both medians, their ratio, and how many points the two ways place differently."""
    built = read_index(var).values()
    if not built:
        print(f"no boundaries are built in {var}; install districts and build them first")
        return
    largest = max(built, key=lambda one: len(one.read_sheet().units))
    ours = Outlines.read(largest.full.path)
    theirs = list(read_full(largest.full.path).values())
    shapely.prepare(theirs)
    west, south, east, north = shapely.total_bounds(theirs)
    random = np.random.default_rng(SEED)
    lons = random.uniform(west, east, points)
    lats = random.uniform(south, north, points)
    seconds: dict[str, list[float]] = {"ours": [], "plain": []}
    differing = 0
    for run in range(runs + 1):
        one, first = timed(lambda: ours.places(lons, lats))
        other, second = timed(lambda: plain(theirs, lons, lats))
        differing = int(np.count_nonzero(first != second))
        if run:  # the first run warms both up
            seconds["ours"].append(one)
            seconds["plain"].append(other)
    medians = {way: statistics.median(times) for way, times in seconds.items()}
    print(f"{points} points, {len(ours.units)} units of {largest.id}, median of {runs} runs")
    print(f"ours {medians['ours']:.3f} s, plain {medians['plain']:.3f} s", end=", ")
    print(f"ratio {medians['ours'] / medians['plain']:.2f}, placed differently {differing}")


if __name__ == "__main__":
    main()
