"""What people at the desk may say of a team or an incident: words chosen from lists, no free text.

A free text would sooner or later hold a person's name; a list can also be counted and translated.
"""

from __future__ import annotations

MEANS = ("call", "message")
# What a call came to. Nobody answered is no sign of the team; everything else is.
UNANSWERED = "no-answer"
NOTES = (
    "all-well", "on-the-way", "held-up", "no-network", "needs-help", "work-done", UNANSWERED,
)  # fmt: skip
DEPLOYED, STOOD_DOWN = "deployed", "stood-down"
OPEN, IN_HAND, CLOSED = STATUSES = ("open", "in-hand", "closed")
CATEGORIES = (
    "violence", "observers-threatened", "observers-turned-away", "ballots", "count", "protocol",
    "campaigning", "emergency", "something-else",
)  # fmt: skip
FOLLOW_UPS = (
    "noted", "team-asked", "confirmed", "not-confirmed", "commission-told", "authorities-told",
    "second-team-sent", "team-left", "leadership-told", "settled",
)  # fmt: skip
