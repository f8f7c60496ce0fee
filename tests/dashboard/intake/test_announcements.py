"""Announcements of turnout come in as text or as a table; each hour of a unit is a bulletin."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geodata.coverage.announced import announced
from geodata.coverage.day import Day
from geodata.missions.read_mission import read_mission
from tests.dashboard.intake.exports import odk, visit
from tests.dashboard.intake.letters import Post, bulletin


@pytest.fixture
def post(new_post: Callable[..., Post]) -> Post:
    return new_post().set_up()


ANNOUNCED = "Явка избирателей на 12:00: Южная область – 41,5%, Северная область – 38,20%."


def test_an_announcement_is_pasted_and_a_later_one_for_the_hour_is_a_revision(post: Post) -> None:
    answer = post.put(ANNOUNCED.encode(), "text/plain", "bulletins")
    assert answer.status_code == 201
    figures = {(event.payload["unit"], event.payload["percent"]) for event in post.kept()}
    assert figures == {("south", "41.5"), ("north", "38.20")}
    assert post.put(ANNOUNCED.encode(), "text/plain", "bulletins").status_code == 200
    revised = ANNOUNCED.replace("41,5", "42,5").encode()
    assert post.put(revised, "text/plain", "bulletins").status_code == 201
    assert len(post.kept()) == 4


def test_an_announcement_that_does_not_say_its_hour_is_told_it(post: Post) -> None:
    text = ANNOUNCED.replace(" на 12:00", "").encode()
    assert post.put(text, "text/plain", "bulletins").status_code == 400
    assert post.put(text, "text/plain", "bulletins", query="?time=16:00").status_code == 201
    assert {event.payload["time"] for event in post.kept()} == {"16:00"}
    assert post.put(text, "text/plain", "bulletins", query="?time=late").status_code == 400


def test_a_table_of_turnout_is_a_bulletin_and_no_report(post: Post) -> None:
    turnout = "region,12:00,16:00\nЮжная область,41.5,\nСеверная область,38,50\n".encode()
    assert post.put(turnout, "text/csv", "bulletins").status_code == 201
    assert len(post.kept()) == 3
    wrong = post.put(odk(("uuid:1", 0, "", visit())), "text/csv", "bulletins")
    assert wrong.status_code == 400 and "/intake/reports" in wrong.get_data(as_text=True)
    other = post.put(ANNOUNCED.encode(), "text/plain", "reports")
    assert other.status_code == 400 and "/intake/bulletins" in other.get_data(as_text=True)


def test_a_later_hour_with_less_is_shown_as_announced_and_flagged(post: Post) -> None:
    post.send(bulletin("b1", "41.0"), "bulletins")
    post.send(bulletin("b2", "42.0"), "bulletins")
    post.send(bulletin("b3", "40.5", time="16:00"), "bulletins")
    country = post.door.desk.country
    day = Day(read_mission(post.folder, country), country)
    day.take(post.kept())
    found = announced(day)
    noon, later = found["north", "12:00"], found["north", "16:00"]
    assert (str(noon.said.percent), [str(one.percent) for one in noon.before]) == ("42.0", ["41.0"])
    assert (str(later.said.percent), later.lower_than) == ("40.5", "12:00")
