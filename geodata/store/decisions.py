"""Decisions: which of two wordings of one message counts, said by a person and kept like the rest.

A change of mind is the next version of the decision; nothing that came in is ever taken away.
"""

from __future__ import annotations

from datetime import datetime

from geodata.store.events import Event, Kind

SOURCE = "desk"


def decision_name(about: tuple[str, int]) -> str:
    """The instance under which every decision about this name is kept."""
    instance, version = about
    return f"decision/{instance}/{version}"


def decide(taken: Event, who: str, received_at: datetime, before: Event | None = None) -> Event:
    """The decision that this wording counts of all that came under its name.

    ``before`` is the decision that counted until now, if there was one; ``who`` the desk's word
    for a person (a role or an account, never a name); ``received_at`` in UTC.
    """
    return Event(
        decision_name(taken.key),
        before.version + 1 if before else 1,
        Kind.DECISION,
        {"about": list(taken.key), "taken": taken.sha256, "who": who},
        SOURCE,
        received_at,
        is_test=taken.is_test,
    )
