"""Read messages sent as JSON: each becomes an event, or every fault of it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from geodata.intake.fields import Field, Fields, Known, received
from geodata.intake.schema import ENVELOPE, PAYLOADS
from geodata.intake.wrong import Unfit, UnfitParts, Wrong, name_shown, shown
from geodata.store.events import Event, Kind

MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Post:
    """How one request came: from whom, when, and what it may hold.

    ``own_clock``: the sender may name the time of receipt (a rehearsal).
    """

    source: str
    received_at: datetime
    is_test: bool
    kinds: tuple[Kind, ...]
    own_clock: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of a request: its event, or what is wrong with it."""

    instance: str
    version: int | None
    event: Event | None = None
    wrong: tuple[Wrong, ...] = ()


def instance_of(source: str, instance: str) -> str:
    """The instance in the store: no sender can speak for another's."""
    return f"{source}/{instance}"


def read_messages(content: object, post: Post, known: Known) -> list[Letter]:
    """A message or a list of them."""
    if isinstance(content, list):
        return [_read(one, post, known, f"[{at}]") for at, one in enumerate(content)]
    return [_read(content, post, known, "")]


def _read(content: object, post: Post, known: Known, place: str) -> Letter:
    reader = _Reader(known, place)
    event = reader.event(content, post)
    found = reader.envelope
    named = str(found.get("instance", ""))
    if reader.wrong:
        return Letter(named, found.get("version"), None, tuple(reader.wrong[:MOST_FAULTS]))
    return Letter(named, found["version"], event)


@dataclass
class _Reader:
    """One message while it is read; what is wrong is gathered."""

    known: Known
    place: str
    wrong: list[Wrong] = field(default_factory=list)
    envelope: dict[str, Any] = field(default_factory=dict)

    def event(self, content: object, post: Post) -> Event | None:
        if not isinstance(content, dict):
            self._refuse("", content, Unfit("message"))
            return None
        kind = self._kind(content, post.kinds)
        extra = {"received_at": Field(received)} if post.own_clock else {}
        self.envelope = self._fields(
            content, {**ENVELOPE, **extra}, "", ("kind", "payload", "is_test")
        )
        self._sort(content, post.is_test)
        payload = self._payload(content, kind)
        if self.wrong or kind is None:
            return None
        return Event(
            instance_of(post.source, self.envelope["instance"]),
            self.envelope["version"],
            kind,
            payload,
            post.source,
            self.envelope.get("received_at", post.received_at),
            self.envelope.get("observed_at"),
            post.is_test,
        )

    def _kind(self, content: dict[str, object], kinds: Sequence[Kind]) -> Kind | None:
        value = content.get("kind", kinds[0])
        for kind in kinds:
            if value == kind:
                return kind
        self._refuse("kind", value, Unfit("one-of", choices=", ".join(kinds)))
        return None

    def _sort(self, content: dict[str, object], is_test: bool) -> None:
        if content.get("is_test", is_test) is not is_test:
            expected = "is-test" if is_test else "is-live"
            self._refuse("is_test", content["is_test"], Unfit(expected))

    def _payload(self, content: dict[str, object], kind: Kind | None) -> dict[str, Any]:
        payload = content.get("payload")
        if not isinstance(payload, dict):
            self._refuse("payload", payload, Unfit("fields"))
            return {}
        return {} if kind is None else self._fields(payload, PAYLOADS[kind], "payload", ())

    def _fields(
        self, content: dict[str, object], fields: Fields, within: str, others: Sequence[str]
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in content.items():
            one = fields.get(name)
            if one is None:
                if name not in others:
                    listed = ", ".join([*fields, *others])
                    self._unknown(_joined(within, name_shown(name)), listed)
            elif value is not None:
                try:
                    found[name] = one.read(value, self.known)
                except Unfit as unfit:
                    self._refuse(_joined(within, name), value, unfit)
                except UnfitParts as unfit:
                    for part, what, why in unfit.parts:
                        self._refuse(_joined(within, name) + part, what, why)
        for name, one in fields.items():
            if one.needed and content.get(name) is None:
                self._refuse(_joined(within, name), None, Unfit("needed"))
        return found

    def _unknown(self, place: str, listed: str) -> None:
        # The value of a field that is not asked for is never repeated.
        self.wrong.append(Wrong(self._at(place), "", "unknown-field", {"fields": listed}))

    def _refuse(self, place: str, value: object, unfit: Unfit) -> None:
        self.wrong.append(Wrong(self._at(place), shown(value), unfit.expected, unfit.facts))

    def _at(self, place: str) -> str:
        return _joined(self.place, place)


def _joined(within: str, name: str) -> str:
    return f"{within}.{name}" if within and name else within or name
