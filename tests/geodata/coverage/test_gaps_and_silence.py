"""Gaps come largest first, with the teams near them; silent teams come before the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pyproj import Geod

from geodata.coverage.counts import coverage
from geodata.coverage.day import Day
from geodata.coverage.gaps import Gaps, gaps
from geodata.coverage.near import near_teams
from geodata.coverage.silence import Standing, TeamContact, silence
from geodata.figures import Nothing
from geodata.missions.mission import Mission, Team
from geodata.store.events import Event, Kind
from tests.geodata.coverage.little_mission import (
    TEAMS,
    TESTLAND,
    at,
    event,
    mission,
    stations,
    visit,
)


def day_of(*messages: Event, of: Mission | None = None) -> Day:
    day = Day(of or mission(), TESTLAND)
    day.take(messages)
    return day


def district_gaps(*messages: Event, of: Mission | None = None) -> Gaps:
    day = day_of(*messages, of=of)
    return gaps(coverage(day), "district")


def voters_in_n3() -> Mission:
    more = [replace(one, registered=50) if one.unit == "n3" else one for one in stations()]
    return mission(stations=tuple(more))


def test_units_where_nobody_was_come_first_the_most_voters_at_the_top() -> None:
    found = district_gaps(visit("a", "t3", "n3", "1", 60), of=mission())
    assert (found.weight, found.without_register) == ("registered", 0)
    assert [one.unit for one in found.gaps] == ["s1", "s2", "s3", "n1", "n2", "n3"]
    assert [one.missed for one in found.gaps] == [100, 100, 100, 100, 100, 90]
    assert district_gaps(of=voters_in_n3()).gaps[0].unit == "n3"


def test_without_a_register_stations_rank_the_gaps_and_it_is_said() -> None:
    embassy = Team("t4", "league", "short-term", ("abroad",))
    day = day_of(visit("a", "t1", "s1", "1", 60), of=mission(teams=(*TEAMS, embassy)))
    found = gaps(coverage(day), "region")
    # Five stations abroad have no number of voters.
    assert (found.weight, found.without_register) == ("stations", 5)
    assert [(one.unit, one.missed) for one in found.gaps] == [
        ("north", 30),
        ("abroad", 5),
        ("south", 29),
    ]
    assert [one.nothing for one in found.gaps] == [
        Nothing.NOT_DEPLOYED,
        Nothing.NOT_DEPLOYED,
        None,
    ]


def test_nobody_is_missing_abroad_where_no_observation_was_planned() -> None:
    found = gaps(coverage(day_of(visit("a", "t1", "s1", "1", 60))), "region")
    # The stations abroad have no number of voters; those at home are ranked by theirs.
    assert (found.weight, found.without_register) == ("registered", 0)
    assert [(one.unit, one.missed) for one in found.gaps] == [("north", 300), ("south", 290)]
    assert [(one.unit, one.stations) for one in found.apart] == [("abroad", 5)]


def test_whoever_goes_abroad_makes_it_a_gap_until_all_is_seen() -> None:
    sent = event("d", Kind.DEPLOYMENT, {"team": "t3", "state": "deployed", "units": ["abroad"]}, 0)
    for message in (sent, visit("a", "t3", "abroad", "a1", 60)):
        found = gaps(coverage(day_of(message)), "region")
        assert "abroad" in [one.unit for one in found.gaps]
        assert not found.apart


def test_a_district_seen_whole_is_no_gap() -> None:
    visits = [visit(f"v{one}", "t1", "s1", str(one), 60) for one in range(1, 11)]
    assert "s1" not in [one.unit for one in district_gaps(*visits).gaps]


def test_the_nearest_team_comes_first_with_what_it_has_left() -> None:
    day = day_of(
        visit("a", "t1", "s1", "1", 60),
        visit("b", "t2", "s2", "10", 60),
        visit("old", "t2", "s1", "5", 90, seen_at=10),  # an older visit that came in later
    )
    found = near_teams(day, "s3")
    assert [(one.team, one.last_unit, one.last_station) for one in found.teams] == [
        ("t2", "s2", "10"),
        ("t1", "s1", "1"),
    ]
    _, _, metres = Geod(ellps="WGS84").inv(11.95, 0.5, 12.05, 0.5)
    assert found.teams[0].distance_km == pytest.approx(metres / 1000)
    assert found.teams[0].to_station == "1"
    assert [stop.station for stop in found.teams[1].stops_left] == ["2"]


def test_teams_without_a_place_are_named_and_those_stood_down_left_out() -> None:
    day = day_of(
        visit("a", "t1", "s1", "1", 60),
        event("d1", Kind.DEPLOYMENT, {"team": "t1", "state": "stood-down"}, 90),
        event("d3", Kind.DEPLOYMENT, {"team": "t3", "state": "deployed"}, 0),
    )
    found = near_teams(day, "s3")
    assert (found.teams, found.without_place, found.measured) == ((), ("t3",), True)
    assert not near_teams(day, "abroad").measured


def heard(team: str, now: float, *messages: Event) -> TeamContact:
    (one,) = (one for one in silence(day_of(*messages), at(now)) if one.team == team)
    return one


def test_any_sign_is_contact_and_a_report_is_told_apart() -> None:
    one = heard(
        "t1",
        200,
        visit("a", "t1", "s1", "1", 60, seen_at=20),
        event("c", Kind.CONTACT, {"team": "t1", "means": "call"}, 150),
    )
    assert (one.contact, one.report, one.observed) == (at(150), at(60), at(20))
    assert (one.standing, one.quiet) == (Standing.IN_CONTACT, timedelta(minutes=50))
    # At station 2 from 60 to 120: no report since tells of it.
    assert one.due is not None and one.due.station == "2"


def test_a_team_is_silent_after_the_missions_interval() -> None:
    report = visit("a", "t1", "s1", "1", 60)
    assert heard("t1", 180, report).standing is Standing.IN_CONTACT
    assert heard("t1", 181, report).standing is Standing.SILENT


def test_a_team_that_was_due_and_never_heard_is_not_one_without_plan() -> None:
    assert heard("t1", 121).standing is Standing.NEVER_HEARD
    assert heard("t1", 60).standing is Standing.NOT_DUE
    assert heard("t3", 900).standing is Standing.NOT_DUE


def test_a_team_that_stood_down_may_be_quiet() -> None:
    away = event("d", Kind.DEPLOYMENT, {"team": "t1", "state": "stood-down"}, 60)
    assert heard("t1", 900, away).standing is Standing.STOOD_DOWN


def test_the_silent_come_first() -> None:
    day = day_of(visit("a", "t2", "s1", "1", 100), visit("b", "t3", "n1", "1", 5))
    assert [one.team for one in silence(day, at(150))] == ["t1", "t3", "t2", "core"]


def test_a_wrong_clock_does_not_say_when_a_team_observed() -> None:
    assert heard("t1", 100, visit("a", "t1", "s1", "1", 60, seen_at=300)).observed is None


def test_what_the_desk_does_is_no_sign_of_the_team() -> None:
    told = {"team": "t1", "unit": "s1", "severity": "minor", "status": "open"}
    incident = event("i", Kind.INCIDENT, told, 60)
    noted = event("i", Kind.INCIDENT, {**told, "status": "in-hand", "follow_up": "noted"}, 170, 2)
    unanswered = event("c", Kind.CONTACT, {"team": "t1", "means": "call", "note": "no-answer"}, 175)
    found = heard("t1", 190, incident, noted, unanswered)
    assert (found.contact, found.standing) == (at(60), Standing.SILENT)
