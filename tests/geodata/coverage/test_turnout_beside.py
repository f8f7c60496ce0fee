"""Turnout seen at stations stands beside the announced, as reported: revised, aged and flagged."""

from __future__ import annotations

from decimal import Decimal

from geodata.coverage.announced import Announced
from geodata.coverage.counts import coverage
from geodata.coverage.day import Day
from geodata.coverage.turnout import Beside, Sum, Turnout, turnout
from geodata.figures import Nothing
from geodata.store.events import Event, Kind
from tests.geodata.coverage.little_mission import TESTLAND, at, event, mission, visit


def found(*messages: Event, smallest: int = 1, until: float | None = None) -> Turnout:
    day = Day(mission(smallest_n=smallest), TESTLAND, None if until is None else at(until))
    day.take(messages)
    return turnout(day, coverage(day))


def seen(number: int, hour: str, voted: int, minutes: float = 300, unit: str = "s1") -> Event:
    name = f"{unit}-{number}-{hour}-{minutes}"
    return visit(name, "t1", unit, str(number), minutes, voted=voted, turnout_at=hour)


def said(instance: str, hour: str, percent: str, minutes: float, version: int = 1) -> Event:
    payload = {
        "unit": "south",
        "time": hour,
        "percent": percent,
        "address": "https://example.org/1",
    }
    return event(instance, Kind.BULLETIN, payload, minutes, version)


def test_observed_turnout_is_voters_of_voters_at_n_of_all_stations() -> None:
    result = found(seen(1, "12:00", 2), seen(2, "12:00", 4), seen(1, "12:00", 3, unit="s2"))
    assert result.at("s1", "12:00").observed == Sum(6, 20, 2, 10)
    south = result.at("south", "12:00").observed
    assert south == Sum(9, 30, 3, 30) and isinstance(south, Sum) and south.percent == 30


def test_a_stations_own_list_goes_before_the_register() -> None:
    own = visit("a", "t1", "s1", "1", 300, voted=2, registered=8, turnout_at="12:00")
    assert found(own).at("s1", "12:00").observed == Sum(2, 8, 1, 10)


def test_an_earlier_figure_is_carried_on_apart_with_its_age() -> None:
    result = found(seen(1, "12:00", 2), seen(1, "16:00", 5), seen(2, "12:00", 4))
    later = result.at("s1", "16:00")
    assert (later.observed, later.carried) == (Sum(5, 10, 1, 10), Sum(4, 10, 1, 10))
    assert later.oldest_minutes == 240
    assert result.at("testland", "16:00").oldest_minutes == 240


def test_a_later_hour_with_less_stands_as_reported_and_is_flagged() -> None:
    later = found(seen(1, "12:00", 5), seen(1, "16:00", 3)).at("south", "16:00")
    assert (later.observed, later.falls) == (Sum(3, 10, 1, 30), 1)


def test_of_two_figures_for_one_hour_the_last_received_counts() -> None:
    both = (seen(1, "12:00", 5, 300), seen(1, "12:00", 3, 310))
    for order in (both, both[::-1]):
        assert found(*order).at("s1", "12:00").observed == Sum(3, 10, 1, 10)
    assert found(*both, until=305).at("s1", "12:00").observed == Sum(5, 10, 1, 10)


def test_figures_that_cannot_be_are_set_aside_and_counted() -> None:
    result = found(
        seen(1, "12:00", 11),
        visit("b", "t1", "s1", "2", 300, voted=3),
        visit("c", "t1", "s1", "77", 300, voted=3, turnout_at="12:00"),
        visit("d", "t3", "abroad", "a1", 300, voted=3, turnout_at="12:00"),
    )
    assert result.set_aside == {
        "no-station": 1,
        "no-hour": 1,
        "no-register": 1,
        "more-than-registered": 1,
    }
    assert result.at("s1", "12:00").observed is Nothing.NOT_YET_REPORTED


def test_few_stations_are_held_back() -> None:
    assert found(seen(1, "12:00", 2), smallest=2).at("s1", "12:00").observed is Nothing.HELD_BACK


def of_bulletins(result: Turnout, hour: str) -> Announced:
    one = result.at("south", hour).announced
    assert isinstance(one, Announced)
    return one


def test_a_later_bulletin_for_the_hour_is_a_revision_and_shown_as_one() -> None:
    first, version = said("b", "12:00", "20.00", 310), said("b", "12:00", "21.5", 400, version=2)
    other = said("c", "12:00", "22", 500)
    one = of_bulletins(found(other, first, version), "12:00")
    assert str(one.said.percent) == "22"
    assert [str(before.percent) for before in one.before] == ["20.00", "21.5"]
    assert (
        str(of_bulletins(found(other, first, version, until=350), "12:00").said.percent) == "20.00"
    )


def test_an_announced_hour_below_an_earlier_is_flagged_not_raised() -> None:
    result = found(said("a", "12:00", "20", 310), said("b", "16:00", "19", 550))
    one = of_bulletins(result, "16:00")
    assert (one.said.percent, one.lower_than) == (Decimal(19), "12:00")


def test_without_an_announcement_it_is_said_which_nothing_it_is() -> None:
    result = found(said("a", "12:00", "20", 310))
    assert result.at("south", "16:00").announced is Nothing.NOT_YET_REPORTED
    assert result.at("s1", "12:00").announced is Nothing.NOT_PUBLISHED
    nowhere = result.at("north", "12:00")
    assert isinstance(nowhere, Beside) and nowhere.observed is Nothing.NOT_DEPLOYED
