"""The gate: what leadership let out before its time, and what it took off the public site.

Letting results out before enough stations are in, or the mission's own figures, takes two people.
Holding back again, and taking one measure off, takes one. Who may act here is for the desk to say;
every act is an event of the store, so any past moment shows how the gate stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from geodata.store.events import Event, Kind

RESULTS, COVERAGE, FINDINGS = "results", "coverage", "findings"
CLASSES = (RESULTS, COVERAGE, FINDINGS)
PEOPLE_NEEDED = 2
SOURCE = "desk"
Subject = tuple[str, str]


@dataclass(frozen=True)
class Gate:
    """How the gate stands. Keys are (election, measure): what was let out by whom, in the order of
    their words, and what one person took off."""

    released_by: Mapping[Subject, tuple[str, ...]] = field(default_factory=dict)
    withdrawn_by: Mapping[Subject, str] = field(default_factory=dict)

    def is_released(self, election: str, measure: str) -> bool:
        """Whether enough people have let it out."""
        return len(self.released_by.get((election, measure), ())) >= PEOPLE_NEEDED

    def withdrawn(self, election: str) -> frozenset[str]:
        """The measures of a vote that were taken off."""
        return frozenset(measure for vote, measure in self.withdrawn_by if vote == election)


def gate(events: Iterable[Event]) -> Gate:
    """The gate after these acts, in whatever order they come; other events are not looked at."""
    released: dict[Subject, tuple[str, ...]] = {}
    withdrawn: dict[Subject, str] = {}
    for event in sorted((one for one in events if one.kind is Kind.GATE), key=_order):
        about, who = event.payload["about"], str(event.payload["who"])
        subject = str(event.payload["election"]), str(event.payload["measure"])
        match about:
            case "release":
                released[subject] = tuple(dict.fromkeys((*released.get(subject, ()), who)))
            case "hold":
                released.pop(subject, None)
            case "withdraw":
                withdrawn[subject] = who
            case "restore":
                withdrawn.pop(subject, None)
    return Gate(released, withdrawn)


def act(about: str, subject: Subject, who: str, received_at: datetime, *, is_test: bool) -> Event:
    """An act at the gate as the store keeps it.

    ``about`` is "release", "hold", "withdraw" or "restore", ``subject`` an election and one of
    ``CLASSES`` or what can be taken off (``withdrawing.py``), ``who`` the desk's id of a person.
    """
    election, measure = subject
    return Event(
        f"gate/{election}/{measure}/{about}/{who}/{received_at.isoformat()}",
        1,
        Kind.GATE,
        {"about": about, "election": election, "measure": measure, "who": who},
        SOURCE,
        received_at,
        is_test=is_test,
    )


def _order(event: Event) -> tuple[datetime, str, str]:
    return event.received_at, event.instance, event.sha256
