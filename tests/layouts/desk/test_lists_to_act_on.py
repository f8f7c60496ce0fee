"""Gaps, silence and incidents: in order of urgency, what to do, who did it and when."""

from __future__ import annotations

from geodata.missions.mission import Team
from geodata.store.events import Event, Kind
from layouts.desk.address import thing_name
from layouts.desk.frame import big_figures
from layouts.desk.subject import Sight
from tests.geodata.coverage.little_mission import event, mission, visit
from tests.layouts.desk.little_desk import (
    card_at,
    keys,
    known,
    line,
    pages,
    plain,
    said,
    shown,
    subject,
)

VISITS = (
    visit("v1", "t1", "s1", "1", 20, irregularities={"ballot-box-not-sealed": True}),
    visit("v2", "t2", "s2", "4", 30),
)
CALL = {"team": "t1", "means": "call", "note": "all-well", "who": "anna"}
T1, T3 = thing_name("team", "t1"), thing_name("team", "t3")
I1 = thing_name("incident", "i1")
LOOKING = Sight(None, may_act=False)


def incident(version: int, minutes: float, **payload: str) -> Event:
    return event("i1", Kind.INCIDENT, {"who": "boris", **payload}, minutes, version)


def test_gaps_stand_in_the_order_of_the_ranking_and_say_by_what() -> None:
    what = known(*VISITS)
    content = shown("gaps/district/now", what).content
    assert keys(content.list.lines) == [one.unit for one in what.gaps("district").gaps]
    assert content.list.lines[0].is_late
    assert not line(content.list, "s1").is_late
    assert "then by stations not visited" in content.detail or "voters" in content.detail
    assert content.list.waits


def test_stations_abroad_where_nobody_was_to_go_are_told_apart_and_counted_nowhere() -> None:
    what = known(*VISITS)
    content = shown("gaps/region/now", what).content
    assert keys(content.list.lines) == ["north", "south"]
    assert content.headline == "Nobody has been to 1 region"
    assert content.detail.startswith("58 stations are not visited.")
    assert content.detail.endswith(
        "Stations abroad (5) are not counted here: no observation was planned there."
    )
    figures = {one.key: one for one in big_figures(subject("gaps/region/now", what))}
    assert plain(figures["gaps"].detail) == "58 stations not visited"


def test_a_gap_without_coordinates_says_so_and_not_that_nobody_has_reported() -> None:
    found = card_at("/en/league/unit/abroad/now/", known(*VISITS))
    assert found is not None
    near = next(one for one in found.tables if one.id == "near")
    assert near.empty == "The stations here have no coordinates, so no distance can be told."


def test_voters_missed_stand_beside_stations_where_every_station_has_its_number() -> None:
    inside = tuple(one for one in mission().stations if one.unit != "abroad")
    content = shown("gaps/region/now", known(*VISITS, of=mission(stations=inside))).content
    assert said(line(content.list, "north")) == ["30 / 30", "300"]
    assert said(line(content.list, "south")) == ["28 / 30", "280"]


def test_the_card_of_a_gap_has_near_teams_by_straight_line_and_what_they_have_left() -> None:
    found = card_at("/en/league/unit/s1/now/", known(*VISITS))
    assert found is not None
    near = next(one for one in found.tables if one.id == "near")
    assert [one.name for one in near.lines][:1] == ["t1"]
    assert near.heads[1].words == "straight line"
    assert near.lines[0].cells[0].words.endswith(" km")
    assert "Still to do: 08:00 Apple, station 2" in near.lines[0].detail


def test_the_silent_stand_first_and_the_others_are_counted_and_listed() -> None:
    content = shown("silence/region/now", known(*VISITS, now=200)).content
    assert content.headline == "2 teams are silent"
    assert [one.name for one in content.list.lines] == ["t1", "t2"]
    assert line(content.list, T1).cells[0].words == "3 h"
    assert line(content.list, T1).cells[0].is_late
    assert [one.id for one in content.under] == ["teams-not-due", "acts"]
    assert content.map.states["north"] == "c0"
    assert content.map.states["south"] == "c2"


def test_a_team_called_is_no_longer_silent_and_the_call_is_shown_with_who_and_when() -> None:
    called = known(*VISITS, event("c1", Kind.CONTACT, CALL, 190), now=200)
    content = shown("silence/region/now", called).content
    assert [one.name for one in content.list.lines] == ["t2"]
    (act,) = content.under[-1].lines
    assert [act.name, *said(act)] == ["10:10", "t1", "call: all well", "anna"]
    history = card_at(content.cards[T1], called)
    assert history is not None
    assert said(history.tables[0].lines[0]) == ["call: all well", "anna"]


def test_a_new_area_of_responsibility_is_shown_at_the_team() -> None:
    word = {"team": "t3", "state": "deployed", "units": ["s3", "n1"], "who": "anna"}
    sent = known(*VISITS, event("d1", Kind.DEPLOYMENT, word, 50))
    cards = shown("silence/region/now", sent).content.cards
    found = card_at(cards[T3], sent)
    assert found is not None
    assert dict(found.facts)["area of responsibility"] == "Cherry, Spruce"
    chosen = [one.value for one in found.forms[2].fields[0].choices if one.chosen]
    assert chosen == ["n1", "s3"]


def test_whoever_may_only_look_is_offered_nothing_to_do() -> None:
    what = known(*VISITS, now=200)
    cards = shown("silence/region/now", what).content.cards
    offered, looked = (
        card_at(cards[T1], what),
        card_at(cards[T1], what, LOOKING),
    )
    assert offered is not None
    assert looked is not None
    assert [one.act for one in offered.forms] == ["contact", "contact", "deployment", "deployment"]
    assert looked.forms == ()
    assert shown("incidents/region/now", what).content.form is not None
    assert shown("incidents/region/now", what, LOOKING).content.form is None


def test_in_the_past_nothing_can_be_done() -> None:
    past = known(*VISITS)
    cards = shown("silence/region/2024-06-02T08-00", past).content.cards
    found = card_at(cards[T1], past)
    assert found is not None
    assert found.forms == ()


def test_an_incident_from_a_report_waits_with_its_place_and_severity() -> None:
    content = shown("incidents/region/now", known(*VISITS)).content
    (one,) = content.list.lines
    assert one.name == "ballot box not sealed"
    assert one.detail == "Apple, station 1 · voting"
    assert said(one) == ["serious", "open", "07:20"]
    assert content.map.states["south"] == "c1"


def test_the_story_of_an_incident_has_every_follow_up_with_who_and_when() -> None:
    first = incident(1, 20, severity="critical", category="violence", unit="n1", station="7")
    second = incident(2, 40, status="in-hand", follow_up="authorities-told")
    what = known(first, second)
    content = shown("incidents/region/now", what).content
    assert content.headline == "1 incident is not closed, 1 of them critical"
    found = card_at(content.cards[I1], what)
    assert found is not None
    assert dict(found.facts)["place"] == "Spruce, station 7"
    assert [[one.name, *said(one)] for one in found.tables[0].lines] == [
        ["07:20", "violence, critical", "boris"],
        ["07:40", "authorities told, in hand", "boris"],
    ]
    assert dict(found.forms[0].hidden) == {"incident": I1, "version": "2"}


def test_a_closed_incident_goes_below_and_off_the_map() -> None:
    what = known(incident(1, 20, unit="n1", severity="critical", status="closed"))
    content = shown("incidents/region/now", what).content
    assert content.headline == "Every incident is closed"
    assert content.list.lines == ()
    assert [one.id for one in content.under] == ["closed"]
    assert content.map.states["north"] == "c0"


def test_a_long_term_team_sees_no_incident_and_no_act_of_others() -> None:
    first = incident(1, 20, unit="n1", severity="critical", category="violence")
    what = known(*VISITS, first, event("c1", Kind.CONTACT, CALL, 50))
    sight = Sight(frozenset({"north"}), may_act=True)
    assert keys(shown("incidents/region/now", what, sight).content.list.lines) == [I1]
    elsewhere = Sight(frozenset({"s3"}), may_act=True)
    assert shown("incidents/district/now", what, elsewhere).content.list.lines == ()
    acts = shown("silence/district/now", what, elsewhere).content.under[-1]
    assert acts.id == "acts"
    assert acts.lines == ()


def test_many_teams_that_need_no_call_are_folded_away() -> None:
    many = tuple(Team(f"x{number}", "league", "short-term", ("s1",)) for number in range(13))
    few = shown("silence/region/now", known(*VISITS)).content.under
    assert not any(one.folds for one in few)
    heard = [visit(f"x{number}", f"x{number}", "s1", "1", 50) for number in range(13)]
    found = shown("silence/region/now", known(*heard, of=mission(teams=(*mission().teams, *many))))
    folded = [one.id for one in found.content.under if one.folds]
    assert folded == ["teams-in-contact"]
    assert not found.content.list.folds
    assert (
        '<details class="fold" data-key="teams-in-contact-fold">' in pages().slots(found)["under"]
    )
