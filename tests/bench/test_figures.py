"""The bench's own arithmetic: medians, ratios, and when an aim counts as met."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bench.figures import Aim, Samples, aims, medians, table
from bench.test_data import turnout


def of(**figures: float) -> dict[str, dict[str, float]]:
    return {page: {"bytes, cold": value} for page, value in figures.items()}


def test_a_median_is_the_middle_run_and_one_slow_run_does_not_move_it() -> None:
    one = Samples()
    for took in (40, 41, 900):
        one.add("time step", took)
    assert medians({"ours": one}) == {"ours": {"time step": 41}}


@pytest.mark.parametrize(("ours", "met"), [(450, True), (451, False)])
def test_an_aim_is_met_up_to_its_own_figure(ours: float, met: bool) -> None:
    found = of(ours=ours, naive=1000, bare=100)
    assert Aim("bytes, cold", "naive", 0.45).met(found) is met


def test_many_times_faster_is_told_as_such() -> None:
    found = of(ours=50, naive=500, bare=25)
    told = aims(found, [Aim("bytes, cold", "naive", 1 / 8)])
    assert "at least 8 x faster than naive" in told
    assert "10.0 x faster" in told
    assert told.endswith(" met")


def test_the_table_has_a_line_for_each_thing_measured_with_both_ratios() -> None:
    head, line = table(of(ours=840_000, naive=1_680_000, bare=84_000)).splitlines()
    assert head.split() == ["ours", "naive", "bare", "ours/naive", "ours/bare"]
    assert line.split() == ["bytes,", "cold,", "kB", "840", "1,680", "84", "0.50", "10.00"]


def test_turnout_made_by_chance_only_grows_and_lies_round_what_was_announced() -> None:
    hours = ["10:00", "14:00", "20:00"]
    regions = {"one": "north", "two": "north", "three": "north", "four": "south", "five": "south"}
    # The north was corrected downwards; nothing was announced of the south at 14:00.
    announced = {
        ("north", "10:00"): (20.0, 20.0), ("north", "14:00"): (50.0, 61.0),
        ("north", "20:00"): (53.0, 53.0), ("south", "10:00"): (15.0, 15.0),
        ("south", "20:00"): (70.0, 70.0),
    }  # fmt: skip
    rows = list(turnout(announced, regions, hours))
    assert rows == list(turnout(announced, regions, hours))
    by_unit: dict[str, list[float]] = defaultdict(list)
    for unit, _, percent in rows:
        by_unit[unit].append(percent)
    assert list(by_unit) == list(regions)
    assert all(one == sorted(one) and one[-1] <= 100 for one in by_unit.values())
    for (region, hour), (low, high) in announced.items():
        values = [one for unit, at, one in rows if (regions[unit], at) == (region, hour)]
        assert min(values) <= low
        assert max(values) >= high
