"""What is true now, worked out from the messages: the present version of every instance.

The highest version counts. Where other bytes came under the same name, the decision of a person
counts, and until there is one, what was received first. Order, repetition, batches, delay and
the clocks of devices change nothing, so any past moment is the fold of what was received by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from geodata.store.events import Event, Kind

Key = tuple[str, int]


class Fold:
    """The present, and what it takes to go on from here when more messages come."""

    def __init__(self) -> None:
        # Of each instance its highest version so far, in every wording that came: digest → event.
        self._wordings: dict[str, dict[str, Event]] = {}
        # Those with more than one: a day has a million instances and a handful of these.
        self._disputed: set[str] = set()
        self._present: dict[str, Event] = {}
        # What is decided → the instances of decisions about it; there may be more than one.
        self._decisions: dict[Key, set[str]] = {}

    @property
    def present(self) -> Mapping[str, Event]:
        """Instance → the event that counts. A view: it changes as messages are taken."""
        return self._present

    def undecided(self) -> dict[str, tuple[Event, ...]]:
        """Instances whose present version came in several wordings and waits for a person."""
        found = {}
        for instance in self._disputed:
            wordings = sorted(self._wordings[instance].values(), key=_first)
            if self._decided(wordings[0].key) is None:
                found[instance] = tuple(wordings)
        return found

    def take(self, messages: Iterable[Event]) -> dict[str, Event | None]:
        """Go on with more messages; the instances that changed, with what counted before."""
        before: dict[str, Event | None] = {}
        for message in messages:
            if self._keep(message):
                self._settle(message.instance, before)
        return {
            instance: was
            for instance, was in before.items()
            if was is None or was != self._present[instance]
        }

    def _keep(self, message: Event) -> bool:
        """Put a message to the others of its instance; False where it cannot change anything."""
        wordings = self._wordings.get(message.instance)
        version = -1 if wordings is None else next(iter(wordings.values())).version
        if wordings is None or message.version > version:
            self._wordings[message.instance] = {message.sha256: message}
            self._disputed.discard(message.instance)
            return True
        if message.version < version:
            return False
        same = wordings.get(message.sha256)
        if same is not None and _first(same) <= _first(message):
            return False
        wordings[message.sha256] = message
        if len(wordings) > 1:
            self._disputed.add(message.instance)
        return True

    def _settle(self, instance: str, before: dict[str, Event | None]) -> None:
        """Choose anew what counts of an instance, and of what it decides or decided about."""
        old, new = self._present.get(instance), self._choose(instance)
        if new is old:
            return
        before.setdefault(instance, old)
        self._present[instance] = new
        abouts = set()
        if old is not None and old.kind is Kind.DECISION:
            self._decisions[_about(old)].discard(instance)
            abouts.add(_about(old))
        if new.kind is Kind.DECISION:
            self._decisions.setdefault(_about(new), set()).add(instance)
            abouts.add(_about(new))
        for about, _ in abouts:
            if about in self._wordings and not self._decides(about):
                self._settle(about, before)

    def _choose(self, instance: str) -> Event:
        wordings = self._wordings[instance]
        any_of_them = next(iter(wordings.values()))
        if len(wordings) == 1:
            return any_of_them
        taken = None if self._decides(instance) else self._decided(any_of_them.key)
        return wordings[taken] if taken else min(wordings.values(), key=_first)

    def _decides(self, instance: str) -> bool:
        # Of a decision its next version decides, not another decision, which could go in circles.
        return any(each.kind is Kind.DECISION for each in self._wordings[instance].values())

    def _decided(self, key: Key) -> str | None:
        """The digest that the last decision about a name takes, None where none can be followed."""
        wordings = self._wordings[key[0]]
        decisions = [self._present[instance] for instance in self._decisions.get(key, ())]
        usable = [decision for decision in decisions if decision.payload["taken"] in wordings]
        last = max(usable, key=lambda each: (each.received_at, each.sha256), default=None)
        return None if last is None else str(last.payload["taken"])


def fold(messages: Iterable[Event], until: datetime | None = None) -> dict[str, Event]:
    """Instance → the event that counts, of what was received up to a moment (or of all)."""
    state = Fold()
    state.take(each for each in messages if until is None or each.received_at <= until)
    return dict(state.present)


def _first(event: Event) -> tuple[datetime, str, str]:
    # The source parts only two who brought the same words at the same moment.
    return event.received_at, event.sha256, event.source


def _about(decision: Event) -> Key:
    instance, version = decision.payload["about"]
    return instance, version
