"""Events: what came in, one row a message, never changed and never taken out again.

An event is named by its instance (one visit, one bulletin, one act at the desk) and its version.
The same bytes again are the same event; other bytes under the same name are kept for a person to
decide. What is true at a moment is worked out from the events received up to it, in whatever
order they came.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple


class Kind(StrEnum):
    """What an event tells of."""

    REPORT = "report"
    INCIDENT = "incident"
    BULLETIN = "bulletin"
    CONTACT = "contact"
    DEPLOYMENT = "deployment"
    DECISION = "decision"
    GATE = "gate"
    WITHDRAWAL = "withdrawal"
    PROBE = "probe"


# What an act at the gate does: let a class of figures out before its time ("release"), take that
# back ("hold"), take one measure off the public site ("withdraw"), and put it back ("restore").
GATE_ABOUT = ("release", "hold", "withdraw", "restore")


class Taken(StrEnum):
    """What became of a message: the words behind 201, 200 and 409."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Event:
    """One message.

    ``payload`` holds the field's terms only (see docs/store.md), never a name, phone or device.
    ``observed_at`` is what the sender's clock said, with its offset, None where it said nothing;
    ``received_at`` is ours, in UTC. ``source`` is who may send here (a token's name, "desk",
    "rehearsal"). ``is_test`` events lie only in stores made for tests.
    """

    instance: str
    version: int
    kind: Kind
    payload: Mapping[str, Any]
    source: str
    received_at: datetime
    observed_at: datetime | None = None
    is_test: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """Instance and version: the name of the event."""
        return self.instance, self.version

    @cached_property
    def content(self) -> str:
        """The payload as text that is the same for the same payload."""
        return json.dumps(
            self.payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )

    @cached_property
    def sha256(self) -> str:
        """The digest by which the same message is known again: all that its sender said.

        Who brought it and when are ours to note and are left out, so a second try of a sender
        is the same message.
        """
        observed = self.observed_at.isoformat() if self.observed_at else ""
        return hashlib.sha256(f"{self.kind}\n{observed}\n{self.content}".encode()).hexdigest()


class Stored(NamedTuple):
    """An event and where it lies in the log.

    Positions count 1, 2, 3 … over all that the store keeps, in the order it was kept. ``apart``
    marks other bytes under a name that was taken: kept for a person to decide.
    """

    position: int
    event: Event
    apart: bool = False
