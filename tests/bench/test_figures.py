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


def test_turnout_made_by_chance_is_the_same_every_time_and_only_grows() -> None:
    units, hours = ["one", "two", "three"], ["10:00", "14:00", "20:00"]
    rows = list(turnout(units, hours))
    assert rows == list(turnout(units, hours))
    by_unit: dict[str, list[float]] = defaultdict(list)
    for unit, _, percent in rows:
        by_unit[unit].append(percent)
    assert list(by_unit) == units
    assert all(one == sorted(one) and one[-1] <= 100 for one in by_unit.values())
