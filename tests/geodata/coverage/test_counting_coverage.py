"""Coverage counts what came in: stations once, visits each, teams anew at each level."""

from __future__ import annotations

import pytest

from geodata.coverage.counts import Coverage, coverage
from geodata.coverage.day import Day
from geodata.errors import DataError
from geodata.figures import Nothing
from geodata.store.events import Event, Kind
from tests.geodata.coverage.little_mission import TESTLAND, at, event, mission, visit


def counted(*messages: Event, until: float | None = None) -> Coverage:
    day = Day(mission(), TESTLAND, None if until is None else at(until))
    day.take(messages)
    return coverage(day)


def of(counts: Coverage, unit: str, name: str) -> int:
    return int(getattr(counts, name)[counts.territory.unit_number[unit]])


def teams(counts: Coverage, unit: str, group: str = "") -> tuple[int, int, int]:
    found = counts.organisations.get(group) or counts.roles[group] if group else counts.teams
    at_unit = counts.territory.unit_number[unit]
    return tuple(int(one[at_unit]) for one in (found.planned, found.deployed, found.reporting))  # type: ignore[return-value]


def test_stations_add_up_from_district_to_country() -> None:
    counts = counted()
    assert [of(counts, unit, "stations") for unit in ("s1", "south", "abroad", "testland")] == [
        10,
        30,
        5,
        65,
    ]


def test_a_station_visited_twice_is_one_station_and_two_visits() -> None:
    counts = counted(visit("a", "t1", "s1", "1", 60), visit("b", "t2", "s1", "1", 90))
    assert (of(counts, "s1", "observed"), of(counts, "s1", "visits")) == (1, 2)
    assert (of(counts, "testland", "observed"), of(counts, "testland", "visits")) == (1, 2)


def test_a_team_in_two_districts_is_one_team_in_their_region() -> None:
    counts = counted(visit("a", "t2", "s1", "1", 60), visit("b", "t2", "s2", "1", 90))
    assert [teams(counts, unit)[2] for unit in ("s1", "s2", "south", "testland")] == [1, 1, 1, 1]


def test_planned_deployed_and_reporting_teams_are_three_counts() -> None:
    word = {"team": "t3", "state": "deployed", "units": ["n1"]}
    counts = counted(event("d", Kind.DEPLOYMENT, word, 0), visit("a", "t1", "s1", "1", 60))
    assert teams(counts, "testland") == (4, 2, 1)
    assert teams(counts, "south") == (2, 1, 1)
    assert teams(counts, "n1") == (1, 1, 0)
    assert teams(counts, "n2") == (1, 0, 0)


def test_a_team_that_stood_down_is_deployed_no_more() -> None:
    away = {"team": "t3", "state": "stood-down"}
    there = {"team": "t3", "state": "deployed", "units": ["n1"]}
    both = [event("d1", Kind.DEPLOYMENT, there, 0), event("d2", Kind.DEPLOYMENT, away, 30)]
    assert teams(counted(*reversed(both)), "n1") == (1, 0, 0)
    assert teams(counted(*both, until=10), "n1") == (1, 1, 0)


def test_an_organisation_counts_its_parts() -> None:
    counts = counted(visit("a", "t1", "s1", "1", 60), visit("b", "t2", "s1", "2", 60))
    assert teams(counts, "s1", "league") == (2, 2, 2)
    assert teams(counts, "s1", "league-house") == (1, 1, 1)
    assert teams(counts, "s1", "parliamentarians") == (1, 1, 1)
    number = counts.territory.unit_number["south"]
    assert counts.organisations["league"].observed[number] == 2
    assert counts.roles["short-term"].observed[number] == 1


def test_every_unit_without_a_station_observed_says_why() -> None:
    there = {"team": "t3", "state": "deployed", "units": ["n1"]}
    counts = counted(
        event("d", Kind.DEPLOYMENT, there, 0),
        visit("a", "t1", "s1", "1", 60),
        visit("b", "t2", "s2", "77", 60),
    )
    named = {unit: counts.nothing(unit) for unit in ("s1", "s2", "s3", "n1", "n2", "north")}
    assert named == {
        "s1": None,
        "s2": Nothing.REPORTED_ZERO,
        "s3": Nothing.NOT_DEPLOYED,
        "n1": Nothing.DEPLOYED_NO_REPORT,
        "n2": Nothing.NOT_DEPLOYED,
        "north": Nothing.DEPLOYED_NO_REPORT,
    }
    assert of(counts, "south", "unlisted") == 1


def test_visits_are_told_by_stage_and_local_hour() -> None:
    counts = counted(
        visit("a", "t1", "s1", "1", 65, stage="opening"),  # observed at 08:00
        visit("b", "t1", "s1", "2", 70, seen_at=500),  # the clock runs ahead
        visit("c", "t1", "s1", "2", 17 * 60 + 40, stage="counting"),  # after midnight
    )
    unit = counts.territory.unit_number["testland"]
    table = counts.by_stage_and_hour[unit]
    assert (table[0, 8], table[1, 48], table[3, 24], table.sum()) == (1, 1, 1, 3)


def test_reports_without_a_place_or_from_strangers_are_counted_apart() -> None:
    nowhere = event("a", Kind.REPORT, {"team": "t1", "stage": "voting"}, 10)
    counts = counted(nowhere, visit("b", "t9", "s1", "1", 20))
    assert (counts.unplaced, counts.strangers) == (1, 1)
    assert (of(counts, "s1", "visits"), teams(counts, "s1")[2]) == (1, 0)


def test_a_commission_is_no_station() -> None:
    payload = {"team": "t1", "commission": "south", "stage": "tabulation"}
    counts = counted(event("a", Kind.REPORT, payload, 900))
    names = ("observed", "commissions_observed", "commissions", "visits")
    assert [of(counts, "south", name) for name in names] == [0, 1, 1, 1]


def test_a_correction_moves_a_visit_and_the_past_stays_as_it_was() -> None:
    first, second = visit("a", "t1", "s1", "1", 60), visit("a", "t1", "s2", "1", 90, version=2)
    now, then = counted(second, first), counted(second, first, until=75)
    assert [of(now, unit, "observed") for unit in ("s1", "s2")] == [0, 1]
    assert [of(then, unit, "observed") for unit in ("s1", "s2")] == [1, 0]


def test_test_and_live_never_mix() -> None:
    day = Day(mission(is_test=True), TESTLAND)
    with pytest.raises(DataError, match="test messages only"):
        day.take([visit("a", "t1", "s1", "1", 60)])
