"""A live mission has our clock; a rehearsal the clock of the day it plays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from geodata.missions.clock import clock
from geodata.missions.mission import Mission

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
THEN = datetime(2016, 3, 20, 8, tzinfo=UTC)
REHEARSAL = Mission("m", "vote", is_test=True, own_clock=True)


def test_it_is_now_for_a_live_mission_and_for_a_training() -> None:
    for is_test in (False, True):
        mission = Mission("m", "vote", is_test=is_test)
        assert clock(mission, THEN, NOW) == NOW
        assert clock(mission, None, NOW) == NOW
        ahead = NOW + timedelta(seconds=2)
        assert clock(mission, ahead, NOW) == ahead


def test_a_rehearsal_stands_at_its_last_message() -> None:
    assert clock(REHEARSAL, THEN, NOW) == THEN
    assert clock(REHEARSAL, None, NOW) == NOW
