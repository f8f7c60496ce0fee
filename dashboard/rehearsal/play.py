"""Play a rehearsed day at a chosen speed, and tell how it goes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.rehearsal.sender import Sender
from geodata.intake.answer import Status
from geodata.rehearsal.rehearse import Rehearsal


@dataclass(frozen=True, slots=True)
class Pace:
    """How a day is played: the whole of it in so many seconds (0: as quick as it goes), up to a
    moment of its own clock (None: to its end), told by the hour of a zone."""

    seconds: float
    zone: ZoneInfo
    until: datetime | None = None


def play(day: Rehearsal, sender: Sender, pace: Pace, say: Callable[[str], None]) -> None:
    """Send everything in its order."""
    length = (day.ends - day.begins).total_seconds()
    began, hour = time.monotonic(), ""
    for sending in day.sendings:
        if pace.until is not None and sending.received_at > pace.until:
            return
        due = (sending.received_at - day.begins).total_seconds() * pace.seconds / length
        time.sleep(max(0.0, began + due - time.monotonic()))
        struck = sending.received_at.astimezone(pace.zone).strftime("%d.%m %H:00")
        if struck != hour:
            hour = struck
            say(f"{hour}  {summary(sender)}")
        sender.send(sending)


def summary(sender: Sender) -> str:
    """What became of everything so far."""
    became = sender.became
    return (
        f"{became.total():,} messages: {became[Status.NEW]:,} new, {became[Status.SAME]:,} known, "
        f"{became[Status.CONFLICT]:,} to decide, {became[Status.FAULTY]:,} refused"
    )
