"""Scope: whoever may see some units sees their figures, each team once, and nothing of others."""

from __future__ import annotations

from geodata.coverage.day import Day
from geodata.coverage.scope import Scope
from geodata.coverage.situation import situation
from geodata.store.events import Event, Kind
from tests.geodata.coverage.little_mission import TESTLAND, at, event, mission, visit

EVENTS = (
    visit("v1", "t1", "s1", "1", 20),
    visit("v2", "t2", "s1", "1", 25),
    visit("v3", "t2", "s2", "4", 30),
    visit("v4", "t3", "n1", "7", 30),
    event("d1", Kind.DEPLOYMENT, {"team": "core", "state": "deployed", "units": ["n1"]}, 5),
)


def scope(*units: str, events: tuple[Event, ...] = EVENTS) -> Scope:
    day = Day(mission(), TESTLAND)
    day.take(events)
    allowed = frozenset(units) if units else None
    return Scope(situation(day, TESTLAND, at(60), len(events)), allowed)


def test_without_a_list_one_sees_the_country_as_it_is_counted() -> None:
    whole = scope()
    counts, country = whole.situation.coverage, 0
    totals = whole.totals()
    assert whole.roots == ("testland",)
    assert (totals.stations, totals.observed, totals.visits) == (65, 3, 4)
    assert totals.planned == counts.teams.planned[country]
    assert totals.deployed == counts.teams.deployed[country]
    assert totals.reporting == counts.teams.reporting[country] == 3


def test_the_sums_of_units_count_a_team_once() -> None:
    two = scope("s1", "s2")
    assert (two.totals().stations, two.totals().visits, two.totals().reporting) == (20, 3, 2)


def test_a_region_brings_its_districts_and_swallows_those_that_are_listed_too() -> None:
    south = scope("south", "s1")
    assert south.roots == ("south",)
    assert south.units("district") == ("s1", "s2", "s3")
    assert south.levels == ("region", "district")
    assert scope("s1").levels == ("district",)


def test_every_unit_has_the_teams_that_coverage_counts_there() -> None:
    counts = scope().situation.coverage
    for number, unit in enumerate(counts.territory.units):
        own = scope(unit).totals()
        found = (own.planned, own.deployed, own.reporting)
        assert found == tuple(
            int(one[number])
            for one in (counts.teams.planned, counts.teams.deployed, counts.teams.reporting)
        ), unit


def test_roles_and_organisations_are_those_of_the_scope() -> None:
    roles = dict(scope("s1").roles())
    assert (roles["short-term"].reporting, roles["long-term"].reporting) == (1, 0)
    assert dict(scope("s1").organisations())["league"].visits == 2


def test_teams_of_other_units_are_not_seen() -> None:
    assert scope("n1").teams == {"core", "t3"}
    assert {one.team for one in scope("n1").contacts} == {"core", "t3"}


def test_what_names_no_place_goes_by_its_team() -> None:
    act = event("i1", Kind.INCIDENT, {"team": "t1"}, 10)
    elsewhere = event("i2", Kind.INCIDENT, {"team": "t1", "unit": "n1"}, 10)
    nowhere = event("i3", Kind.INCIDENT, {"unit": "nobody knows"}, 10)
    assert scope("s1").shows(act)
    assert not scope("s1").shows(elsewhere)
    assert not scope("s1").shows(nowhere)
    assert scope().shows(nowhere)
