"""What the store takes in as an act at the gate, and what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime

from geodata.store.events import Event, Kind
from geodata.store.faulty_events import event_faults

NOON = datetime(2016, 3, 20, 12, tzinfo=UTC)


def faults(**payload: object) -> list[str]:
    return list(event_faults(Event("gate/1", 1, Kind.GATE, payload, "desk", NOON), is_test=False))


def test_a_release_names_what_of_which_vote_and_by_whom() -> None:
    whole = {"about": "release", "election": "2016-03-20-mazhilis", "measure": "results"}
    assert faults(**whole, who="leader-1") == []
    assert len(faults(**whole)) == 1
    assert "who" in faults(**whole, who=" ")[0]


def test_an_act_the_gate_does_not_know_is_refused_with_every_fault() -> None:
    found = faults(about="open", election="", measure=3, who="leader-1")
    assert [fault.split()[0] for fault in found] == [
        "payload.about", "payload.election", "payload.measure",
    ]  # fmt: skip
    assert "release, hold, withdraw, restore" in found[0]
