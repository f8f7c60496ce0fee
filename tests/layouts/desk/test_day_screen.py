"""The day's screen: figures as coverage counts them, hours that lead to the past, two clocks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.figures import Nothing
from geodata.store.events import Kind
from layouts.desk.subject import Sight
from tests.geodata.coverage.little_mission import at, event, mission, visit
from tests.layouts.desk.little_desk import card_at, keys, known, line, plain, said, shown

EVENTS = (
    visit("v1", "t1", "s1", "1", 20),
    visit("v2", "t2", "s1", "1", 25, stage="opening"),
    visit("v3", "t2", "s2", "4", 30),
    visit("v4", "t3", "n1", "nowhere", 35),
    event("d1", Kind.DEPLOYMENT, {"team": "core", "state": "deployed", "units": ["n2"]}, 5),
)
SIX = known(*EVENTS)


def test_the_finding_says_how_far_the_mission_has_got() -> None:
    content = shown("day/observed/region/now", SIX).content
    assert plain(content.headline) == "2 of 65 stations observed: 3.1 %"
    assert content.detail.startswith("4 visits. 3 of 4 deployed teams have reported.")
    assert "1 visit was to a place that is not in the lists." in content.detail


def test_a_row_has_what_coverage_counts_for_its_unit() -> None:
    table = shown("day/observed/district/now", SIX).content.list
    assert said(line(table, "s1")) == ["10.0", "1 / 10", "2", "2 / 2 / 2", "0"]


def test_every_kind_of_nothing_is_told_apart_on_the_map_and_in_the_table() -> None:
    content = shown("day/observed/district/now", SIX).content
    assert content.map.states["n1"] == f"n-{Nothing.REPORTED_ZERO}"
    assert content.map.states["n2"] == f"n-{Nothing.DEPLOYED_NO_REPORT}"
    assert content.map.states["s3"] == f"n-{Nothing.NOT_DEPLOYED}"
    words = {unit: said(line(content.list, unit))[0] for unit in ("n1", "n2", "s3")}
    assert len(set(words.values())) == 3
    named = [one.state for one in content.map.legend.nothing]
    assert set(named) == {content.map.states[unit] for unit in ("n1", "n2", "s3")}


def test_a_unit_without_an_outline_stands_in_the_table() -> None:
    content = shown("day/observed/region/now", SIX).content
    assert "abroad" in keys(content.list.lines)
    assert "abroad" not in content.map.states


def test_a_role_has_its_own_counts() -> None:
    content = shown("day/visits.role.parliamentarians/region/now", SIX).content
    assert said(line(content.list, "south"))[0] == "2"
    assert content.map.states["north"] == f"n-{Nothing.NOT_DEPLOYED}"


def test_roles_and_organisations_stand_under_the_map() -> None:
    roles, organisations, stages = shown("day/observed/region/now", SIX).content.under
    assert sum(int(said(one)[1]) for one in roles.lines) == 4
    assert [one.name for one in organisations.lines] == ["League", "House"]
    assert said(line(stages, "stage-0"))[0] == "1"
    assert said(line(stages, "stage-1"))[0] == "3"


def test_the_five_figures_each_lead_to_where_one_can_act() -> None:
    figures = {one.key: one for one in shown("day/observed/region/now", SIX).frame.figures}
    assert list(figures) == ["observed", "reporting", "silent", "gaps", "conflicts"]
    assert [one.value for one in figures.values()] == ["2", "3", "0", "1", "0"]
    assert figures["silent"].path == "/en/league/silence/region/now/"
    assert figures["gaps"].path == "/en/league/gaps/region/now/"
    assert figures["conflicts"].path == "/en/league/work/"


def test_a_country_with_two_clocks_shows_both_and_who_keeps_them() -> None:
    clocks = shown("day/observed/region/now", SIX).frame.clocks
    assert [(one.hour, one.offset) for one in clocks] == [("08:00", "UTC+5")]


def test_before_the_clocks_were_made_one_there_were_two() -> None:
    earlier = at(0).replace(year=2016)
    clocks = shown("day/observed/region/now", replace(SIX, as_at=earlier)).frame.clocks
    assert [(one.hour, one.offset) for one in clocks] == [("08:00", "UTC+6"), ("07:00", "UTC+5")]
    assert clocks[1].kept_by == "North"


def test_each_hour_that_has_gone_leads_to_that_moment() -> None:
    hours = shown("day/observed/region/now", SIX).hours
    steps = {one.words: one for one in hours.steps}
    assert steps["08"].path == "/en/league/day/observed/region/2024-06-02T08-00/"
    assert steps["08"].share == 1.0
    assert steps["09"].path == ""
    assert hours.previous == steps["08"].path
    assert hours.now.chosen


def test_a_past_moment_says_so_and_shows_the_way_back() -> None:
    past = known(*EVENTS, until=at(22))
    frame = shown("day/observed/region/2024-06-02T07-22", past).frame
    assert frame.past == "As it was at 07:22."
    assert frame.present == "/en/league/day/observed/region/now/"
    assert frame.figures[0].value == "1"


def test_a_long_term_team_sees_its_own_units_and_nothing_of_others() -> None:
    sight = Sight(frozenset({"s1", "s2"}))
    found = shown("day/observed/region/now", SIX, sight)
    assert keys(found.content.list.lines) == ["s1", "s2"]
    assert set(found.content.map.states) == {"s1", "s2"}
    assert plain(found.content.headline) == "2 of 20 stations observed: 10.0 %"
    assert found.frame.figures[1].value == "2"
    assert "not in the lists" not in found.content.detail
    assert card_at("/en/league/unit/n1/now/", SIX, sight) is None
    assert card_at("/en/league/unit/s1/now/", SIX, sight) is not None


@pytest.mark.parametrize("screen", ["day/observed/region/now", "silence/region/now"])
def test_an_empty_mission_says_what_it_lacks(screen: str) -> None:
    empty = known(of=mission(stations=(), teams=(), plan=(), commissions=()))
    headline = shown(screen, empty).content.headline
    assert headline in {"The mission has no list of stations yet", "The mission has no teams yet"}
