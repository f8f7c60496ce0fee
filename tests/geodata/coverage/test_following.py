"""A mission is followed through its day: the present goes on, a past moment stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.coverage.following import PAST_MOMENTS_KEPT, Following
from geodata.coverage.situation import Situation
from geodata.store.decisions import decide
from geodata.store.events import Kind
from geodata.store.store import Store
from tests.geodata.coverage.little_mission import TESTLAND, at, event, mission, visit

INCIDENT = {"team": "t1", "unit": "s1", "severity": "high", "status": "open"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/store.sqlite", is_test=False) as opened:
        yield opened


@pytest.fixture
def following(store: Store) -> Following:
    return Following(store, mission(), TESTLAND)


def observed(one: Situation, unit: str = "testland") -> int:
    return int(one.coverage.observed[one.coverage.territory.unit_number[unit]])


def test_the_present_goes_on_as_messages_come(store: Store, following: Following) -> None:
    before = following.present(at(60))
    store.append([visit("a", "t1", "s1", "1", 61), visit("b", "t1", "s1", "2", 62)])
    after = following.present(at(63))
    assert (observed(before), observed(after)) == (0, 2)
    assert (before.position, after.position, after.is_past) == (0, 2, False)
    assert after.gaps("district").gaps[-1].unit == "s1"
    # The one that was told before is what it was.
    assert observed(before) == 0


def test_nothing_new_in_the_same_minute_is_the_same_answer(
    store: Store, following: Following
) -> None:
    store.append([visit("a", "t1", "s1", "1", 10)])
    first = following.present(at(11))
    assert following.present(at(11.5)) is first
    later = following.present(at(300))
    assert later is not first
    assert later.coverage is first.coverage
    standing = {one.team: one.standing for one in later.silence}
    assert standing["t1"] == "silent"
    assert {one.team: one.standing for one in first.silence}["t1"] == "in-contact"


def test_a_past_moment_is_as_it_was_and_takes_what_was_still_under_way(
    store: Store, following: Following
) -> None:
    store.append([visit("a", "t1", "s1", "1", 10), visit("b", "t1", "s1", "2", 70)])
    past = following.at(at(60))
    assert (observed(past), past.is_past, past.as_at, past.position) == (1, True, at(60), 1)
    store.append([visit("c", "t2", "s2", "1", 80)])
    assert following.at(at(60)) is past
    store.append([visit("d", "t2", "s2", "2", 59)])
    assert observed(following.at(at(60))) == 2


def test_only_a_few_past_moments_are_kept(store: Store, following: Following) -> None:
    store.append([visit("a", "t1", "s1", "1", 10)])
    first = following.at(at(11))
    for minute in range(12, 12 + PAST_MOMENTS_KEPT):
        following.at(at(minute))
    assert following.at(at(11)) is not first
    assert observed(following.at(at(11))) == 1


def test_incidents_stand_as_followed_up_the_latest_first(
    store: Store, following: Following
) -> None:
    store.append(
        [
            event("i1", Kind.INCIDENT, INCIDENT, 10),
            event("i2", Kind.INCIDENT, {**INCIDENT, "unit": "n1"}, 20),
            event("i1", Kind.INCIDENT, {**INCIDENT, "status": "closed"}, 30, version=2),
        ]
    )
    told = [(one.instance, one.payload["status"]) for one in following.present(at(31)).incidents]
    assert told == [("i1", "closed"), ("i2", "open")]
    then = [(one.instance, one.payload["status"]) for one in following.at(at(25)).incidents]
    assert then == [("i2", "open"), ("i1", "open")]


def test_two_wordings_of_one_report_stand_side_by_side_until_somebody_decides(
    store: Store, following: Following
) -> None:
    first = visit("a", "t1", "s1", "1", 10, voted=5, irregularities={"queue": True})
    other = visit("a", "t1", "s1", "1", 12, seen_at=5, voted=7, irregularities={"queue": True})
    store.append([first, other])
    (conflict,) = following.present(at(13)).conflicts
    assert (conflict.instance, conflict.version) == ("a", 1)
    assert conflict.wordings == (first, other)
    assert dict(conflict.fields)["voted"] == (5, 7)
    assert dict(conflict.fields)["irregularities.queue"] == (True, True)
    assert conflict.differing == {"voted"}
    store.append([decide(other, "observation-lead", at(14))])
    present = following.present(at(15))
    assert present.conflicts == ()
    assert present.day.reports["voted"].tolist() == [7]


def test_teams_near_a_gap_stay_where_they_were_in_an_earlier_answer(
    store: Store, following: Following
) -> None:
    store.append([visit("a", "t1", "s1", "1", 10)])
    before = following.present(at(11))
    store.append([visit("b", "t1", "s2", "10", 20), visit("a", "t1", "s2", "9", 21, version=2)])
    after = following.present(at(22))
    assert [one.last_station for one in before.near("s3").teams] == ["1"]
    assert [one.last_unit for one in after.near("s3").teams] == ["s2"]


def test_a_rehearsal_lives_at_the_time_of_its_last_message(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/rehearsal.sqlite", is_test=True) as store:
        following = Following(store, mission(is_test=True, own_clock=True), TESTLAND)
        years_later = at(5_000_000)
        assert following.now(years_later) == at(0)  # where its plan begins
        store.append([replace(visit("a", "t1", "s1", "1", 10), is_test=True)])
        assert following.now(years_later) == at(10)
        present = following.present(years_later)
        assert present.as_at == at(10)
        assert {one.team: one.standing for one in present.silence}["t1"] == "in-contact"


def test_many_readers_while_messages_come_see_each_message_once(
    store: Store, following: Following
) -> None:
    def send(number: int) -> None:
        store.append([visit(f"v{number}", "t1", "s1", str(number % 10 + 1), number)])

    def read(_: int) -> tuple[int, int]:
        one = following.present(at(100))
        return one.position, int(one.coverage.visits[0])

    with ThreadPoolExecutor(6) as pool:
        sent = [pool.submit(send, number) for number in range(40)]
        seen = list(pool.map(read, range(60)))
        for one in sent:
            one.result()
    assert all(position == visits for position, visits in seen)
    assert read(0) == (40, 40)
