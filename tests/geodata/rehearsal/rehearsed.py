"""Two rehearsed days that the tests share: a small one of Testland and the one of the default."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.boundaries.build import build_boundaries
from geodata.country import Country
from geodata.read_country import read_country
from geodata.rehearsal.rehearse import Rehearsal, Size, rehearse

ROOT = Path(__file__).parents[3]
NOWHERE = ROOT / "nowhere"
TESTLAND_VOTE = "2024-06-02-assembly"
SMALL = Size(observers=40, stations_each=5)


@cache
def the_testland() -> Country:
    return read_country(ROOT / "tests" / "testland")


@cache
def country() -> Country:
    return read_country(ROOT / "geodata" / "countries" / "kz")


@cache
def small_day(seed: int = 1) -> Rehearsal:
    """Twenty pairs in the regions of Testland, where no boundaries are built."""
    return rehearse(the_testland(), TESTLAND_VOTE, NOWHERE, seed, SMALL)


@cache
def small_day_in_districts() -> Rehearsal:
    """The same in its districts, whose outlines are built."""
    with TemporaryDirectory(prefix="rehearsal-") as place:
        var = Path(place)
        build_boundaries(ROOT / "tests" / "testland", the_testland(), var)
        return rehearse(the_testland(), TESTLAND_VOTE, var, 1, SMALL)


@cache
def whole_day() -> Rehearsal:
    """The day that ``make rehearsal`` plays, where no boundaries are built."""
    return rehearse(country(), country().default_election, NOWHERE)
