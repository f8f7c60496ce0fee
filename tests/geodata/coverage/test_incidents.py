"""Incidents: entered, taken from reports by the form map, followed up, never lost."""

from __future__ import annotations

from dataclasses import replace

from geodata.coverage.day import Day
from geodata.coverage.incidents import incident_name, incidents
from geodata.imports.form_map import FormMap
from geodata.store.events import Event, Kind
from tests.geodata.coverage.little_mission import FORM_MAP, TESTLAND, event, mission, visit

UNSEALED = {"ballot-box-not-sealed": True}
TAKEN = incident_name("v1", "ballot-box-not-sealed")


def form_map(severity: str) -> FormMap:
    asked = tuple(
        replace(one, severity=severity if one.id == "ballot-box-not-sealed" else "")
        for one in FORM_MAP.irregularities
    )
    return replace(FORM_MAP, irregularities=asked)


def told(*events: Event, severity: str = "critical") -> Day:
    day = Day(mission(form_map=form_map(severity)), TESTLAND)
    day.take(events)
    return day


def follow_up(version: int, minutes: float, **payload: str) -> Event:
    return event(TAKEN, Kind.INCIDENT, payload, minutes, version)


def test_a_report_of_what_the_form_map_calls_grave_opens_an_incident() -> None:
    report = visit("v1", "t1", "s1", "1", 30, irregularities=UNSEALED, stage="opening")
    (one,) = incidents(told(report, visit("v2", "t1", "s1", "2", 40)))
    assert (one.severity, one.status, one.category) == (
        "critical", "open", "ballot-box-not-sealed",
    )  # fmt: skip
    assert (one.unit, one.station, one.team, one.stage) == ("s1", "1", "t1", "opening")
    assert one.opened == report.received_at


def test_without_a_severity_in_the_form_map_no_report_opens_one() -> None:
    report = visit("v1", "t1", "s1", "1", 30, irregularities=UNSEALED)
    assert incidents(told(report, severity="")) == ()


def test_a_question_that_was_answered_no_opens_none() -> None:
    report = visit("v1", "t1", "s1", "1", 30, irregularities={"ballot-box-not-sealed": False})
    assert incidents(told(report)) == ()


def test_a_corrected_report_takes_its_incident_back() -> None:
    wrong = visit("v1", "t1", "s1", "1", 30, irregularities=UNSEALED)
    right = visit("v1", "t1", "s1", "1", 35, version=2, irregularities={})
    assert incidents(told(wrong, right)) == incidents(told(right, wrong)) == ()


def test_what_its_sender_takes_back_is_no_report_and_no_incident() -> None:
    report = visit("v1", "t1", "s1", "1", 30, irregularities=UNSEALED)
    gone = event("v1", Kind.WITHDRAWAL, {"reason": "sent-by-mistake"}, 35, version=2)
    other = event("i1", Kind.INCIDENT, {"unit": "s1", "severity": "minor"}, 40)
    gone_too = event("i1", Kind.WITHDRAWAL, {"reason": "sent-by-mistake"}, 45, version=2)
    for order in ((report, gone, other, gone_too), (gone_too, gone, other, report)):
        day = told(*order)
        assert incidents(day) == ()
        assert len(day.reports.counted()["team"]) == 0


def test_but_not_once_somebody_has_followed_it_up() -> None:
    wrong = visit("v1", "t1", "s1", "1", 30, irregularities=UNSEALED)
    right = visit("v1", "t1", "s1", "1", 40, version=2, irregularities={})
    (one,) = incidents(told(wrong, follow_up(1, 35, status="closed", unit="s1"), right))
    assert (one.status, one.unit) == ("closed", "s1")


def test_each_follow_up_is_a_version_and_the_last_word_stands() -> None:
    report = visit("v1", "t1", "s1", "1", 30, irregularities=UNSEALED)
    words = [
        follow_up(1, 40, status="in-hand", follow_up="commission-told"),
        follow_up(2, 50, severity="minor"),
    ]
    (one,) = incidents(told(report, *reversed(words)))
    assert [version.payload for version in one.versions] == [word.payload for word in words]
    assert (one.status, one.severity) == ("in-hand", "minor")
    assert one.changed == words[-1].received_at


def test_the_open_stand_before_the_closed_and_the_grave_before_the_small() -> None:
    entered = [
        event("i1", Kind.INCIDENT, {"severity": "critical", "status": "closed"}, 10),
        event("i2", Kind.INCIDENT, {"severity": "minor"}, 20),
        event("i3", Kind.INCIDENT, {"severity": "critical", "status": "in-hand"}, 30),
        event("i4", Kind.INCIDENT, {"severity": "critical"}, 5),
        event("i5", Kind.INCIDENT, {"severity": "whatever a sender calls it"}, 5),
    ]
    order = ["i4", "i3", "i2", "i5", "i1"]
    assert [one.instance for one in incidents(told(*entered))] == order


def test_a_call_that_nobody_answered_is_no_sign_of_a_team() -> None:
    day = told(
        event("c1", Kind.CONTACT, {"team": "t1", "note": "no-answer"}, 10),
        event("c2", Kind.CONTACT, {"team": "t2", "note": "all-well"}, 10),
    )
    assert set(day.contacts) == {"t2"}
