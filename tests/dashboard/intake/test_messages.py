"""A message is taken in once, kept for certain, and answered so that its sender can go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from geodata.store.events import Kind
from tests.dashboard.intake.letters import Post, bulletin, letter, places, statuses


def test_a_new_message_the_same_again_and_another_under_its_name(post: Post) -> None:
    assert post.send(letter()).status_code == 201
    assert post.send(letter()).status_code == 200
    other = post.send(letter(station="2"))
    assert other.status_code == 409
    assert "Both are kept" in other.get_json()["message"]
    (first, second) = post.kept()
    assert (first.instance, first.version, first.source) == ("odk/visit-1", 1, "odk")
    assert first.payload == {"team": "t1", "unit": "s1", "station": "1", "stage": "voting"}
    assert first.observed_at is not None and first.observed_at.isoformat().endswith("+05:00")
    assert abs((datetime.now(UTC) - first.received_at).total_seconds()) < 600
    assert second.payload["station"] == "2"
    assert post.counting() == {"odk/visit-1": first}


def test_a_correction_is_a_new_version(post: Post) -> None:
    post.send(letter(version=2, station="2"))
    post.send(letter(version=1))
    assert post.counting()["odk/visit-1"].payload["station"] == "2"


def test_no_source_speaks_for_another(post: Post) -> None:
    post.send(letter())
    assert post.other("citizens").send(letter(version=2, station="2")).status_code == 201
    assert post.counting()["odk/visit-1"].payload["station"] == "1"


def test_a_batch_is_answered_item_by_item(post: Post) -> None:
    post.send(letter("visit-1"))
    answer = post.send([letter("visit-1"), letter("visit-2"), letter("visit-3")])
    assert (answer.status_code, statuses(answer)) == (201, [200, 201, 201])
    assert post.send([letter("visit-1"), letter("visit-2")]).status_code == 200
    mixed = post.send([letter("visit-1", station="2"), letter("visit-4"), letter("x", team=7)])
    assert (mixed.status_code, statuses(mixed)) == (207, [409, 201, 400])
    assert mixed.get_json()["counts"] == {
        "new": 1, "same": 0, "conflict": 1, "faulty": 1, "set_aside": 0,
    }  # fmt: skip
    assert post.send([letter("a", team=7), letter("b", unit="")]).status_code == 400


def test_every_fault_of_every_message_is_named_with_its_place(post: Post) -> None:
    wrong = letter(
        "visit 1", -1, team="+77011234567", unit="atlantis", stage="lunch", voted="410",
        irregularities={"restricted-access": "yes", "no-such": True}, turnout_at="25:00",
    )  # fmt: skip
    wrong["observed_at"] = "2024-06-02T08:05:00"
    wrong["phone"] = "1"
    answer = post.send([letter("sound"), wrong])
    assert answer.status_code == 207
    assert set(places(answer)) == {
        "[1].instance", "[1].version", "[1].observed_at", "[1].phone", "[1].payload.team",
        "[1].payload.unit", "[1].payload.stage", "[1].payload.voted", "[1].payload.turnout_at",
        "[1].payload.irregularities.restricted-access", "[1].payload.irregularities.no-such",
    }  # fmt: skip
    assert [event.instance for event in post.kept()] == ["odk/sound"]
    faults = answer.get_json()["items"][1]["faults"]
    (unit,) = [fault for fault in faults if fault["place"].endswith("unit")]
    assert unit["value"] == "atlantis" and "in force on the day" in unit["expected"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_faults_are_said_in_the_language_asked_for(post: Post, language: str) -> None:
    post.language = language
    (fault,) = post.send(letter(unit="x")).get_json()["items"][0]["faults"]
    said = {"kk": "дауыс беру күні", "ru": "в день голосования", "en": "day of the vote"}
    assert said[language] in fault["expected"]
    asked = post.send(letter(unit="x"), query="?language=ru", headers={"Accept-Language": "en"})
    assert said["ru"] in asked.get_json()["items"][0]["faults"][0]["expected"]


def test_incidents_and_calls_come_in_by_the_same_door(post: Post) -> None:
    incident = letter("i-1") | {
        "kind": "incident",
        "payload": {"unit": "s1", "severity": "critical", "category": "violence"},
    }
    call = letter("c-1") | {"kind": "contact", "payload": {"team": "t1", "means": "call"}}
    assert post.send([incident, call]).status_code == 201
    assert [event.kind for event in post.kept()] == [Kind.INCIDENT, Kind.CONTACT]
    for kind in ("deployment", "decision", "gate", "bulletin"):
        assert places(post.send(letter("x") | {"kind": kind})) == ["kind"]


def test_bulletins_have_a_door_of_their_own(post: Post) -> None:
    assert post.send(bulletin("b1", "57.10"), "bulletins").status_code == 201
    assert post.send(bulletin("b2", 61), "bulletins").status_code == 201
    assert [event.payload["percent"] for event in post.kept()] == ["57.10", "61"]
    assert post.send(bulletin("b3", "57.10")).status_code == 400
    for percent in (101, -1, "57,1", "nan", True, "5e1"):
        answer = post.send(bulletin("b4", percent), "bulletins")
        assert places(answer) == ["payload.percent"]


def test_a_report_taken_back_counts_nowhere(post: Post) -> None:
    post.send(letter())
    gone = {"instance": "visit-1", "version": 2, "kind": "withdrawal",
            "payload": {"reason": "sent-by-mistake"}}  # fmt: skip
    assert post.send(gone).status_code == 201
    assert post.counting()["odk/visit-1"].kind is Kind.WITHDRAWAL


def test_what_should_be_looked_at_is_noted(post: Post) -> None:
    late = letter(team="t9", station="77") | {"observed_at": "2099-01-01T00:00:00Z"}
    (item,) = post.send(late).get_json()["items"]
    assert item["notes"] == ["clock-ahead", "team-not-listed", "place-not-listed"]


def test_live_and_test_never_mix(new_post: Callable[..., Post]) -> None:
    live = new_post(is_test=False).set_up()
    assert places(live.send(letter() | {"is_test": True})) == ["is_test"]
    answer = live.send(letter() | {"is_test": False})
    assert (answer.status_code, answer.get_json()["is_test"]) == (201, False)
    rehearsal = new_post().set_up()
    assert places(rehearsal.send(letter() | {"is_test": False})) == ["is_test"]
    assert [event.is_test for event in live.kept()] == [False]


def test_only_a_rehearsal_names_its_time_of_receipt(new_post: Callable[..., Post]) -> None:
    at = "2024-06-02T03:06:00+00:00"
    rehearsal = new_post().set_up(own_clock=True)
    assert rehearsal.send(letter("a") | {"received_at": at}).status_code == 201
    assert rehearsal.send(letter("b"), headers={"Received-At": at}).status_code == 201
    # Whoever names none comes in at the time of the last message.
    assert rehearsal.send(letter("c")).status_code == 201
    assert {event.received_at.isoformat() for event in rehearsal.kept()} == {at}
    other = new_post().set_up()
    assert places(other.send(letter() | {"received_at": at})) == ["received_at"]
    assert places(other.send(letter(), headers={"Received-At": at})) == ["Received-At"]
    assert other.kept() == []
