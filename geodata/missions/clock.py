"""The clock of a mission: when a message is received, and what time it is at the desk.

A live mission has the clock of this machine and no other. A rehearsal of a day gone by, or of one
to come, lives at the time its messages are said to have come in, so that hours, silence and past
moments mean what they would mean on the day, however fast the day is played.
"""

from __future__ import annotations

from datetime import UTC, datetime

from geodata.missions.mission import Mission


def clock(mission: Mission, last: datetime | None, now: datetime) -> datetime:
    """What time it is for a mission when this machine says ``now``.

    ``last`` is the moment of receipt of the last message in its store, None where there is none.
    A mission with a clock of its own stands still at it until the next message; before the first
    one it stands where its plan begins, so that no team is late yet. Of any other it is now, or
    ``last`` where another machine that takes messages in is a little ahead of this one.
    """
    if last is None:
        begins = [stop.starts.astimezone(UTC) for stop in mission.plan] if mission.own_clock else []
        return min(begins, default=now)
    return last if mission.own_clock else max(now, last)
