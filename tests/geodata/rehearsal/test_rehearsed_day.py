"""A rehearsed day is plausible, made up and marked so, and the same each time."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from geodata.coverage.day import Day
from geodata.elections import Key
from geodata.imports.form_map import read_form_map
from geodata.missions.import_table import import_table
from geodata.missions.mission import Mission
from geodata.missions.templates import write_templates
from geodata.missions.write_tables import write_tables
from geodata.rehearsal.mishaps import SHARES
from geodata.rehearsal.rehearse import FORM_MAP, Rehearsal, rehearse
from geodata.rehearsal.scene import scene
from geodata.store.events import Event, Kind, Taken
from geodata.store.faulty_events import FaultyEvents
from geodata.store.store import Store
from tests.geodata.rehearsal.rehearsed import (
    NOWHERE,
    SMALL,
    TESTLAND_VOTE,
    country,
    small_day,
    small_day_in_districts,
    the_testland,
    whole_day,
)


def said(day: Rehearsal) -> list[tuple[datetime, str, int, str]]:
    return [
        (sending.received_at, one.instance, one.version, one.sha256)
        for sending in day.sendings
        for one in sending.events
    ]


def events(day: Rehearsal, kind: Kind) -> list[Event]:
    return [one for one in day.events if one.kind is kind]


def test_the_same_seed_gives_the_same_day_and_another_one_another() -> None:
    again = rehearse(the_testland(), TESTLAND_VOTE, NOWHERE, 1, SMALL)
    assert said(again) == said(small_day())
    assert again.mission == small_day().mission
    assert said(small_day(2)) != said(small_day())


def test_the_day_has_the_size_that_was_published() -> None:
    mission = whole_day().mission
    assert len(mission.stations) == 9840
    assert sum(one.unit == "abroad" for one in mission.stations) == 65
    assert {one.unit for one in mission.stations} >= set(_regions())
    assert len(_regions()) == 16
    assert sum(one.registered or 0 for one in mission.stations) == 9_810_852


def _regions() -> list[str]:
    vote = country().elections[country().default_election]
    units = country().units("region", vote.day).values()
    return [one.id for one in units if one.level == "region" and one.kind != "abroad"]


def test_about_four_hundred_observers_go_in_pairs_to_about_ten_stations_each() -> None:
    mission = whole_day().mission
    mobile = [one for one in mission.teams if one.role in ("short-term", "parliamentarians")]
    assert len(mobile) == 200
    visited = [len(one.stations) for one in mobile]
    assert min(visited) >= 8 and max(visited) <= 12
    assert round(sum(visited) / len(visited)) == 10
    known = country().organisations
    assert {one.organisation for one in mission.teams} <= set(known)
    assert {one.role for one in mission.teams} == {
        "core-team",
        "long-term",
        "short-term",
        "parliamentarians",
    }
    # Every region is some long-term team's.
    areas = {unit for one in mission.teams if one.role == "long-term" for unit in one.units}
    assert areas == set(_regions())


def test_everything_is_made_up_and_says_so() -> None:
    mission = whole_day().mission
    assert mission.is_test and mission.own_clock
    places = (*mission.stations, *mission.commissions)
    assert all(one.id.startswith("SIM-") for one in places)
    assert all(one.is_test for one in whole_day().events)


@pytest.mark.parametrize("hour", ["10:00", "12:00", "14:00", "16:00", "18:00"])
def test_made_up_stations_add_up_to_the_published_turnout(hour: str) -> None:
    vote = country().elections[country().default_election]
    stage = scene(country(), vote.id, read_form_map(FORM_MAP), NOWHERE, 7)
    told: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    for one in stage.places.stations:
        for unit in {one.unit, "kz"}:
            told[unit] += stage.voted_at((one.unit, one.id), hour) or 0
            listed[unit] += one.registered or 0
    found = 0
    for unit in ("kz", *_regions()):
        figure = vote.figures[Key("turnout", unit, hour)]
        if figure.qualifier == "exact":
            found += 1
            assert round(100 * told[unit] / listed[unit], 2) == float(str(figure.value)), unit
    assert found >= 16


def test_ballots_never_fall_and_never_pass_the_list() -> None:
    vote = country().default_election
    stage = scene(country(), vote, read_form_map(FORM_MAP), NOWHERE, 7)
    for one in stage.places.stations:
        voted = stage.voted[one.unit, one.id]
        assert list(voted) == sorted(voted)
        assert voted[-1] <= (one.registered or 0)


def test_announcements_are_the_published_ones_at_their_own_hours() -> None:
    vote = country().elections[country().default_election]
    printed = {
        (key.unit, key.time, str(figure.value))
        for key, versions in vote.versions.items()
        for figure in versions
        if key.measure == "turnout" and ":" in key.time and figure.qualifier == "exact"
    }
    sent = list(events(whole_day(), Kind.BULLETIN))
    told = {(one.payload["unit"], one.payload["time"], one.payload["percent"]) for one in sent}
    assert told == printed
    for one in sent:
        minutes = (one.received_at - datetime.fromisoformat(one.payload["as_of"])).seconds / 60
        assert 10 < minutes < 60
    # Astana's figure for ten o'clock was printed twice, once with a digit dropped.
    revised = [one for one in sent if one.version == 2]
    assert [(one.payload["unit"], one.payload["percent"]) for one in revised] == [
        ("astana", "20.65")
    ]


def test_everything_that_goes_wrong_on_a_real_day_goes_wrong() -> None:
    wanted = {*SHARES, "batch-after-lost-network", "team-never-heard", "team-fell-silent"}
    wanted |= {"team-stood-down", "incident", "decided-by-a-person", "bulletin-revised"}
    assert {name for name, count in whole_day().mishaps.items() if count} == wanted
    assert set(SHARES) <= set(small_day().mishaps)
    kinds = Counter(one.kind for one in whole_day().events)
    assert set(kinds) == {
        Kind.REPORT, Kind.INCIDENT, Kind.BULLETIN, Kind.CONTACT, Kind.DEPLOYMENT, Kind.DECISION
    }  # fmt: skip
    assert 2000 < kinds[Kind.REPORT] < 3000


def test_messages_come_in_their_order_over_the_whole_day() -> None:
    day = whole_day()
    moments = [one.received_at for one in day.sendings]
    assert moments == sorted(moments)
    assert len({(one.day, one.hour) for one in moments}) >= 18
    refused = sum(one.refused for one in day.sendings)
    assert refused == day.mishaps["refused-at-the-door"]
    assert len(day.events) == len(said(day)) - refused


def test_a_live_store_refuses_the_day_and_the_store_of_a_rehearsal_takes_it(
    tmp_path: Path,
) -> None:
    day = small_day()
    with Store.open(f"sqlite:///{tmp_path}/live.sqlite", is_test=False) as live:
        for sending in day.sendings[:3]:
            with pytest.raises(FaultyEvents, match="never mix"):
                live.append(sending.events)
        assert live.position() == 0
    with Store.open(f"sqlite:///{tmp_path}/rehearsal.sqlite", is_test=True) as store:
        taken = Counter(what for one in day.events for what in store.append([one]))
    assert taken[Taken.CONFLICT] == day.mishaps["two-wordings"]
    assert taken[Taken.SAME] == day.mishaps["sent-twice"]
    assert taken[Taken.NEW] == len(day.events) - taken[Taken.CONFLICT] - taken[Taken.SAME]


def test_stations_lie_in_districts_where_their_outlines_are_there() -> None:
    mission = small_day_in_districts().mission
    assert Counter(one.unit for one in mission.stations) == {
        **dict.fromkeys(("s1", "s2", "s3", "n1", "n2", "n3"), 10),
        "abroad": 5,
    }
    inside = [one for one in mission.stations if one.unit != "abroad"]
    assert all(one.latitude is not None and one.longitude is not None for one in inside)
    assert all(one.unit in ("s1", "s2", "s3") for one in inside if (one.latitude or 0) < 0)


def test_the_figures_of_a_rehearsed_day_can_be_counted() -> None:
    day = Day(small_day_in_districts().mission, the_testland())
    day.take(small_day_in_districts().events)
    assert day.sums.totals["unplaced"] == 0
    assert day.sums.totals["strangers"] == small_day_in_districts().mishaps["unknown-team"]


def test_the_mission_of_a_rehearsal_comes_back_from_its_tables(tmp_path: Path) -> None:
    wanted = small_day_in_districts().mission
    folder = tmp_path / "missions" / "rehearsal"
    write_templates(folder, Mission("rehearsal", TESTLAND_VOTE, is_test=True, own_clock=True))
    import_table(folder, "form-map", FORM_MAP, the_testland())
    for table, file in write_tables(wanted, tmp_path / "tables").items():
        mission = import_table(folder, table, file, the_testland())
    assert mission == wanted
