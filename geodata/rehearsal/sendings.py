"""Sendings: what is sent at one moment, and the counts of what went wrong on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from geodata.intake.messages import instance_of
from geodata.store.events import Event, Kind

# The name of the token that a rehearsal is sent by; what it sends bears it in its instance.
SOURCE, DESK = "rehearsal", "desk"
# Who acts at the desk of a rehearsal: no account has this id.
WHO = "rehearsal"


@dataclass(frozen=True, slots=True)
class Sending:
    """Messages that arrive together: one alone, or a batch that waited for a network.

    ``refused``: they lack what a message needs, and the intake does not let them in.
    """

    received_at: datetime
    events: tuple[Event, ...]
    refused: bool = False

    @classmethod
    def of(cls, received_at: datetime, events: Iterable[Event], refused: bool) -> Sending:
        """The messages as they are when they come in at a moment."""
        moment = received_at.astimezone(UTC)
        return cls(moment, tuple(replace(one, received_at=moment) for one in events), refused)


@dataclass
class Made:
    """What a rehearsal has made so far; ``mishaps`` counts what went wrong, by what it is."""

    sendings: list[Sending] = field(default_factory=list)
    mishaps: Counter[str] = field(default_factory=Counter)

    def send(self, received_at: datetime, *events: Event, refused: bool = False) -> None:
        """Let messages arrive at a moment."""
        self.sendings.append(Sending.of(received_at, events, refused))

    def in_order(self) -> tuple[Sending, ...]:
        """Everything by the moment of its arrival."""
        return tuple(
            sorted(self.sendings, key=lambda one: (one.received_at, one.events[0].instance))
        )


def message(
    instance: str,
    kind: Kind,
    payload: Mapping[str, object],
    observed_at: datetime | None = None,
    version: int = 1,
) -> Event:
    """A made-up message; it gets its moment of receipt when it is sent."""
    source = DESK if "who" in payload else SOURCE
    never = datetime.min.replace(tzinfo=UTC)
    return Event(
        instance_of(SOURCE, instance),
        version,
        kind,
        dict(payload),
        source,
        never,
        observed_at,
        is_test=True,
    )
