"""Every figure, at ten moments of any day, in any order of arrival, is the one pandas works out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from geodata.coverage.counts import coverage
from geodata.coverage.day import Day
from geodata.coverage.following import Following
from geodata.coverage.situation import Situation, situation
from geodata.coverage.turnout import turnout
from geodata.store.decisions import decide
from geodata.store.events import Event
from geodata.store.store import Store
from tests.geodata.coverage.any_messages import DAY_LONG, MOMENTS, messages
from tests.geodata.coverage.comparing import compare
from tests.geodata.coverage.little_mission import TESTLAND, at, mission, visit
from tests.geodata.coverage.oracle import Oracle, land_of

MISSION = mission(smallest_n=1)
LAND = land_of(MISSION, TESTLAND)


def told(sent: Iterable[Event], until: datetime) -> Situation:
    day = Day(MISSION, TESTLAND, until)
    day.take(sent)
    return situation(day, TESTLAND, until, 0)


def hold(one: Situation, sent: list[Event]) -> None:
    compare(one, Oracle(MISSION, LAND, sent, one.as_at))


@settings(max_examples=5, deadline=None)
@given(st.lists(messages, max_size=60), st.randoms(use_true_random=False))
def test_every_figure_is_the_oracles_in_any_order(sent: list[Event], chance: Random) -> None:
    again = sent + chance.sample(sent, len(sent) // 3)
    chance.shuffle(again)
    for until in MOMENTS:
        day = Day(MISSION, TESTLAND, until)
        for start in range(0, len(again), 7):
            day.take(again[start : start + 7])
        hold(situation(day, TESTLAND, until, 0), sent)


BY_HOUR = {"voted", "registered", "stations", "falls"}


def sums_by_name(day: Day) -> dict[tuple[str, str], list[object]]:
    """The sums of a day; those of turnout under the hours that still have a figure.

    A wording that no longer counts may have been the only one to name an hour.
    """
    totals, hours = day.sums.totals, day.reports.turnout_hours.sorted()
    used = [at for at in range(len(hours)) if totals["stations"][:, at].any()]
    return {
        (name, hours[at] if at >= 0 else ""): (sums[:, at] if at >= 0 else sums).tolist()
        for name, sums in totals.items()
        if name != "carried_from"
        for at in (used if name.removeprefix("carried_") in BY_HOUR else [-1])
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(messages, min_size=1, max_size=60), st.integers(0, 60))
def test_going_on_from_what_was_known_gives_what_beginning_anew_gives(
    sent: list[Event], cut: int
) -> None:
    grown, anew = Day(mission(), TESTLAND), Day(mission(), TESTLAND)
    grown.take(sent[:cut])
    for one in sent[cut:]:
        assert grown.sums.totals
        grown.take([one])
    anew.take(sent)
    assert sums_by_name(grown) == sums_by_name(anew)
    assert (coverage(grown).teams.deployed == coverage(anew).teams.deployed).all()
    beside = [turnout(one, coverage(one)) for one in (grown, anew)]
    assert beside[0].hours == beside[1].hours
    assert (beside[0].sums["oldest"] == beside[1].sums["oldest"]).all()


class FollowedDay(RuleBasedStateMachine):
    """A mission followed through its store while messages come in, and the oracle beside it."""

    make_url: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.store = Store.open(type(self).make_url(), is_test=False)
        self.following = Following(self.store, MISSION, TESTLAND)
        self.sent: list[Event] = []

    @rule(some=st.lists(messages, max_size=12))
    def come_in(self, some: list[Event]) -> None:
        self.store.append(some)
        self.sent += some

    @rule(data=st.data())
    def come_in_again(self, data: st.DataObject) -> None:
        if self.sent:
            again = data.draw(st.lists(st.sampled_from(self.sent), max_size=4))
            self.store.append(again)

    @rule(data=st.data(), minutes=st.integers(0, DAY_LONG))
    def be_decided(self, data: st.DataObject, minutes: int) -> None:
        if self.sent:
            taken = data.draw(st.sampled_from(self.sent))
            decision = decide(taken, "lead", at(minutes))
            self.store.append([decision])
            self.sent.append(decision)

    @rule()
    def look_now(self) -> None:
        hold(self.following.present(at(DAY_LONG)), self.sent)

    @rule(until=st.sampled_from(MOMENTS))
    def look_back(self, until: datetime) -> None:
        hold(self.following.at(until), self.sent)

    def teardown(self) -> None:
        self.store.close()


def test_a_mission_followed_through_its_store_has_the_oracles_figures(
    fresh_url: Callable[[], str],
) -> None:
    machine = type("OnThisEngine", (FollowedDay,), {"make_url": staticmethod(fresh_url)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_oracle_can_tell_a_wrong_figure() -> None:
    right = [visit("a", "t1", "s1", "1", 60)]
    wrong = [visit("a", "t1", "s1", "2", 60), visit("b", "t1", "s1", "3", 60)]
    with pytest.raises(AssertionError):
        hold(told(wrong, datetime(2024, 6, 3, tzinfo=UTC)), right)
