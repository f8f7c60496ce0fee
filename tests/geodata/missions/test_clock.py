"""A live mission has our clock; a rehearsal the clock of the day it plays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from geodata.missions.clock import clock
from geodata.missions.mission import Mission, Stop

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


def test_a_rehearsal_begins_with_its_plan_and_nobody_is_late_before_the_first_message() -> None:
    morning = datetime(2016, 3, 20, 7, tzinfo=ZoneInfo("Asia/Almaty"))
    plan = tuple(
        Stop("t1", "s1", str(hours), morning + timedelta(hours=hours), morning + timedelta(hours=4))
        for hours in (2, 0, 1)
    )
    begins = clock(replace(REHEARSAL, plan=plan), None, NOW)
    assert (begins, begins.utcoffset()) == (morning, timedelta(0))
    assert clock(replace(REHEARSAL, plan=plan, own_clock=False), None, NOW) == NOW
