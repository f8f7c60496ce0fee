"""What can be shown of an election, and what is compared with what."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from geodata.country import Country
from geodata.differences import difference
from geodata.figures import Figure, Nothing, Qualifier, Source
from geodata.measures import FAMILIES, Measure, level_readings, listed, shown
from geodata.read_country import read_country
from geodata.readings import same_area

ROOT = Path(__file__).parents[2]
KAZAKHSTAN = ROOT / "geodata" / "countries" / "kz"
BY_ID = {family.id: family for family in FAMILIES}
# Counts of who sent observers, not of observers: they stand in no list yet.
UNLISTED = {"senders", "journalists"}


@pytest.fixture(scope="module")
def testland() -> Country:
    return read_country(ROOT / "tests" / "testland")


@pytest.fixture(scope="module")
def kazakhstan() -> Country:
    return read_country(KAZAKHSTAN)


def percent(value: str, qualifier: Qualifier = Qualifier.EXACT) -> Figure:
    return Figure(Decimal(value), "percent", (Source("Commission"),), qualifier)


def between(low: str, high: str) -> Figure:
    sources = (Source("Commission"),)
    return Figure(None, "percent", sources, Qualifier.BETWEEN, Decimal(low), Decimal(high))


def test_a_change_is_the_difference_of_two_published_figures(testland: Country) -> None:
    vote = testland.elections["2024-06-02-assembly"]
    change = BY_ID["turnout-change"].read(testland, vote, "", "south", "16:00")
    assert isinstance(change, Figure)
    assert (str(change.value), change.counted_in, change.derived) == ("20", "points", "40 - 20")


def test_a_change_from_a_bulletin_that_was_not_published_is_not_published(
    testland: Country,
) -> None:
    vote = testland.elections["2024-06-02-assembly"]
    # The bulletin before the last one, of 20:00, was not published.
    reading = BY_ID["turnout-change"].read(testland, vote, "", "south", "final")
    assert reading is Nothing.NOT_PUBLISHED


def test_bounds_give_bounds(testland: Country) -> None:
    now, then = testland.elections["2024-06-02-assembly"], "2020-06-07-assembly"
    compared = BY_ID["turnout-vs"].read(testland, now, then, "north", "final")
    assert isinstance(compared, Figure)
    assert compared.value is None
    assert (str(compared.low), str(compared.high)) == ("8", "12")


def test_a_bound_of_nought_is_printed_in_the_formula() -> None:
    found = difference(percent("5"), between("0", "0"))
    assert isinstance(found, Figure)
    assert found.derived == "5 - [0..0]"


def test_about_is_not_sharp_enough_to_compare() -> None:
    assert difference(percent("5", Qualifier.ABOUT), percent("4")) is Nothing.NOT_PUBLISHED


def test_a_region_is_compared_only_with_its_own_area(kazakhstan: Country) -> None:
    votes = kazakhstan.elections
    now, then = votes["2023-03-19-mazhilis"], votes["2016-03-20-mazhilis"]
    assert same_area(kazakhstan, "kz", now, then)
    assert same_area(kazakhstan, "akmola", now, then)
    assert not same_area(kazakhstan, "turkistan", now, then)
    assert not same_area(kazakhstan, "karaganda", now, then)


def test_districts_are_compared_inside_one_set(kazakhstan: Country) -> None:
    votes = kazakhstan.elections
    early, late = votes["2019-06-09-presidential"], votes["2021-01-10-mazhilis"]
    assert same_area(kazakhstan, "191000000", early, late)
    # The same code is another town since 2022, and no districts are known of 2012.
    assert not same_area(kazakhstan, "191000000", late, votes["2023-03-19-mazhilis"])
    assert not same_area(kazakhstan, "191000000", late, votes["2012-01-15-mazhilis"])


def test_districts_of_testland_are_compared(testland: Country) -> None:
    votes = testland.elections
    assert same_area(testland, "s1", votes["2024-06-02-assembly"], votes["2020-06-07-assembly"])


def test_every_published_figure_can_be_reached(kazakhstan: Country) -> None:
    lists = [Measure(family, "") for family in FAMILIES if family.listed]
    for vote in kazakhstan.elections.values():
        reached = {key for one in lists for key in listed(vote, one)}
        views = {(one.measure.id, one.level, one.time) for one in shown(kazakhstan, vote)}
        for key in vote.figures:
            if key.measure == "turnout":
                level = "country" if key.unit == kazakhstan.id else "region"
                assert ("turnout", level, key.time) in views, (vote.id, key)
            else:
                assert key in reached or key.measure in UNLISTED, (vote.id, key)


def test_nothing_is_shown_without_a_figure(kazakhstan: Country) -> None:
    for vote in kazakhstan.elections.values():
        for one in shown(kazakhstan, vote):
            readings = level_readings(kazakhstan, vote, one.measure, one.level, one.time)
            listing = one.level == "country" and one.measure.family.listed
            assert listing or any(isinstance(reading, Figure) for reading in readings.values())
