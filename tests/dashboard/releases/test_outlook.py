"""The outlook looks again whenever anything that it is made of has changed, and only then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.releases import coming, outlook
from dashboard.releases.outlook import Outlook
from geodata.elections import Key
from geodata.missions.mission import Mission
from geodata.missions.templates import write_templates
from tests.dashboard.release_places import TURNOUT, VOTE
from tests.dashboard.releases.election_day import EVENING, ElectionDay

NORTH = "turnout,,,north,12:00,2024-06-02T12:00+06:00,10"


@pytest.fixture(autouse=True)
def _one_place_in_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is read anew may come to lie where the old one lay: here everything does."""
    for module in (coming, outlook):
        monkeypatch.setattr(module, "id", lambda _: 1, raising=False)
    yield


def test_a_country_that_was_read_anew_is_not_taken_for_the_old_one(day: ElectionDay) -> None:
    looks = Outlook(day.settings, is_test=False)
    key = Key("turnout", "north", "12:00")
    assert str(looks.next(EVENING).country.elections[VOTE].figures[key].value) == "10"
    day.replace(TURNOUT, NORTH, NORTH[:-2] + "11")
    assert str(looks.next(EVENING).country.elections[VOTE].figures[key].value) == "11"


def test_a_mission_that_was_read_anew_is_not_taken_for_the_old_one(day: ElectionDay) -> None:
    looks = Outlook(day.settings, is_test=False)
    day.announce("north", "60")
    assert [one.until for one in looks.next(EVENING).data.held if one.what == "coverage"] == [""]
    file = day.var / "missions" / "league" / "mission.toml"
    statement = f"statement_at = 2024-06-04T12:00:00+06:00\n{file.read_text('utf-8')}"
    file.write_text(statement, "utf-8")
    assert [one.until for one in looks.next(EVENING).data.held if one.what == "coverage"] == [
        "2024-06-04T12:00:00+06:00"
    ]


def test_a_fault_in_another_mission_is_told_at_once_and_gone_once_mended(day: ElectionDay) -> None:
    looks = Outlook(day.settings, is_test=False)
    other = day.var / "missions" / "another"
    write_templates(other, Mission("another", VOTE, is_test=True))
    whole = (other / "mission.toml").read_text("utf-8")
    assert looks.next(EVENING).faults == ()
    (other / "mission.toml").write_text("election = 1\n", "utf-8")
    faults = looks.next(EVENING).faults
    assert faults
    assert all("mission another" in fault for fault in faults)
    (other / "mission.toml").write_text(whole, "utf-8")
    assert looks.next(EVENING).faults == ()


def test_nothing_is_looked_at_again_while_nothing_changes(day: ElectionDay) -> None:
    looks = Outlook(day.settings, is_test=False)
    assert looks.next(EVENING) is looks.next(EVENING)


def test_what_the_publisher_knows_to_be_out_is_what_the_release_says(day: ElectionDay) -> None:
    day.announce("s1", "41.5")
    day.look()
    manifest = day.releases.in_force()
    known = day.publisher.outlook.out(manifest)
    assert known is not None
    assert known == Outlook(day.settings, is_test=False).out(manifest)
