"""Findings have their n, keep silent on few stations, and claim exactness only for a sample."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.coverage.counts import coverage
from geodata.coverage.day import Day
from geodata.coverage.findings import Assessment, Findings, Share, findings
from geodata.coverage.intervals import wilson
from geodata.coverage.small_numbers import held_back
from geodata.coverage.territory import Territory
from geodata.figures import Nothing
from geodata.missions.ground import ground_of
from geodata.missions.mission import Mission
from geodata.store.events import Event
from tests.geodata.coverage.little_mission import DISTRICTS, TESTLAND, mission, visit

SEAL = "ballot-box-not-sealed"


def found(*messages: Event, of: Mission | None = None) -> Findings:
    day = Day(of or mission(), TESTLAND)
    day.take(messages)
    return findings(day, coverage(day))


def rated(number: int, unit: str, overall: str) -> Event:
    return visit(f"{unit}-{number}", "t1", unit, str(number), 60, overall=overall)


def seals(number: int, unit: str, seen: bool) -> Event:
    return visit(f"{unit}-{number}", "t1", unit, str(number), 60, irregularities={SEAL: seen})


def test_assessments_are_shares_of_visits_in_the_scales_order() -> None:
    result = found(rated(1, "s1", "bad"), rated(2, "s1", "very-good"), rated(3, "s1", "bad"))
    one = result.assessment("s1", "voting")
    assert isinstance(one, Assessment)
    assert (one.visits, one.stations) == (3, 3)
    assert list(one.words) == ["very-good", "good", "bad", "very-bad"]
    assert [share.part for share in one.words.values()] == [1, 0, 2, 0]
    assert result.basis == "where-we-could-go"
    assert all(share.interval is None for share in one.words.values())


def test_an_irregularity_is_a_share_of_the_stations_where_it_was_asked() -> None:
    again = visit("again", "t2", "s1", "1", 90, irregularities={SEAL: False})
    result = found(seals(1, "s1", True), again, seals(2, "s1", False), rated(3, "s1", "good"))
    one = result.irregularity("s1", SEAL)
    assert one == Share(1, 2)
    assert isinstance(one, Share) and one.percent == 50


def test_few_stations_are_held_back_and_units_without_any_say_why() -> None:
    result = found(seals(1, "s1", True), rated(1, "n1", "good"), of=mission(smallest_n=10))
    assert result.irregularity("s1", SEAL) is Nothing.HELD_BACK
    assert result.irregularity("n1", SEAL) is Nothing.NOT_YET_REPORTED
    assert result.irregularity("s3", SEAL) is Nothing.NOT_DEPLOYED
    assert result.assessment("n1", "voting") is Nothing.HELD_BACK


def test_many_visits_to_few_stations_are_few_stations() -> None:
    visits = [visit(f"v{one}", "t1", "s1", "1", one, overall="good") for one in range(12)]
    assert found(*visits).assessment("s1", "voting") is Nothing.HELD_BACK


def test_what_is_held_back_cannot_be_worked_out_from_the_rest() -> None:
    visits = [seals(one, "s1", False) for one in range(1, 6)]
    visits += [seals(one, "s2", False) for one in range(1, 4)]
    result = found(*visits, seals(1, "s3", True))
    # South less s1 and s2 would be s3 alone.
    assert [result.irregularity(unit, SEAL) for unit in ("south", "s1", "s2", "s3")] == [
        Share(1, 9),
        Share(0, 5),
        Nothing.HELD_BACK,
        Nothing.HELD_BACK,
    ]


def test_only_a_declared_random_sample_has_intervals_and_only_its_stations_count() -> None:
    visits = [seals(1, "s1", True), seals(2, "s1", False), seals(3, "s1", False)]
    result = found(*visits, of=mission(random_sample=True))
    assert (result.basis, result.outside_sample) == ("random-sample", 1)
    assert result.irregularity("s1", SEAL) == Share(1, 2, wilson(1, 2))


def test_a_station_judged_twice_has_no_interval() -> None:
    visits = [rated(1, "s1", "good"), rated(2, "s1", "bad")]
    twice = visit("again", "t2", "s1", "1", 90, overall="bad")
    drawn = mission(random_sample=True)
    once = found(*visits, of=drawn).assessment("s1", "voting")
    assert isinstance(once, Assessment) and once.words["good"].interval == wilson(1, 2)
    more = found(*visits, twice, of=drawn).assessment("s1", "voting")
    assert isinstance(more, Assessment) and more.words["good"].interval is None


def test_the_interval_is_wilsons() -> None:
    # 10 of 50: worked out by hand from the formula, z = 1.96.
    assert (wilson(10, 50).low, wilson(10, 50).high) == pytest.approx((11.24, 33.04), abs=0.01)
    assert (wilson(0, 10).low, wilson(10, 10).high) == (0, 100)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_stays_within_percent(pair: tuple[int, int]) -> None:
    part, whole = pair
    interval = wilson(part, whole)
    assert 0 <= interval.low <= 100 * part / whole <= interval.high <= 100


TERRITORY = Territory(mission(), ground_of(TESTLAND, TESTLAND.elections[mission().election].day))


@given(st.lists(st.integers(0, 12), min_size=len(DISTRICTS), max_size=len(DISTRICTS)))
def test_no_sum_of_what_is_shown_leaves_a_small_rest(counts: list[int]) -> None:
    import numpy as np

    own = np.zeros(len(TERRITORY.units), np.int64)
    for unit, count in zip(DISTRICTS, counts, strict=True):
        own[TERRITORY.unit_number[unit]] = count
    total = TERRITORY.summed(own)
    hidden = held_back(total, TERRITORY, 5)
    for whole in ("testland", "south", "north"):
        number = TERRITORY.unit_number[whole]
        parts = [one for one, parent in enumerate(TERRITORY.parent) if parent == number]
        rest = total[number] - sum(int(total[one]) for one in parts if not hidden[one])
        assert hidden[number] or rest == 0 or rest >= 5
        if hidden[number]:
            assert all(hidden[one] for one in parts if total[one])


def test_the_mission_decides_what_is_too_few() -> None:
    visits = [seals(one, "s1", False) for one in range(1, 4)]
    assert found(*visits, of=replace(mission(), smallest_n=3)).irregularity("s1", SEAL) == Share(
        0, 3
    )
