"""What the store does not take in, told with every fault of a whole batch at once.

An event that another machine could not read back exactly as it was sent is refused at the door,
before any of its batch is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from geodata.errors import DataError
from geodata.store.events import GATE_ABOUT, Event, Kind

LONGEST_INSTANCE = 200
# The name of a decision is made of the name of what it is about.
LONGEST_DECISION = 250
LONGEST_SOURCE = 100
# What both engines keep exactly.
GREATEST_VERSION = 2**63 - 1
DIGEST = re.compile(r"[0-9a-f]{64}")
_SHOWN = 60


class FaultyEvents(DataError):
    """Events of a batch cannot be stored; nothing of the batch was. Carries every fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


def refuse_faulty(events: Iterable[Event], is_test: bool) -> None:
    """Raise FaultyEvents if the store of this sort cannot take an event of the batch."""
    faults = [
        f"event {number} ({_shown(event.instance)}, version {_shown(event.version)}): {fault}"
        for number, event in enumerate(events, start=1)
        for fault in event_faults(event, is_test)
    ]
    if faults:
        raise FaultyEvents(faults)


def event_faults(event: Event, is_test: bool) -> Iterator[str]:
    """What is wrong with one event, in the order of its fields."""
    decides = event.kind == Kind.DECISION
    most = LONGEST_DECISION if decides else LONGEST_INSTANCE
    if not _is_name(event.instance, most):
        yield _expected("instance", event.instance, f"1 to {most} printed characters")
    if type(event.version) is not int or not 0 <= event.version <= GREATEST_VERSION:
        yield _expected("version", event.version, "a whole number from 0")
    if event.kind not in set(Kind):
        yield _expected("kind", event.kind, "one of " + ", ".join(Kind))
    if not _is_name(event.source, LONGEST_SOURCE):
        yield _expected("source", event.source, f"1 to {LONGEST_SOURCE} printed characters")
    if event.received_at.utcoffset() != timedelta(0):
        yield _expected("received_at", event.received_at, "a time in UTC")
    if event.observed_at is not None and event.observed_at.utcoffset() is None:
        yield _expected("observed_at", event.observed_at, "a time with its offset from UTC")
    if event.is_test != is_test:
        yield _expected("is_test", event.is_test, f"{is_test}: test and live never mix")
    yield from _payload_faults(event)
    if decides:
        yield from _decision_faults(event)
    if event.kind == Kind.GATE:
        yield from _gate_faults(event)


def _payload_faults(event: Event) -> Iterator[str]:
    if not isinstance(event.payload, dict):
        yield _expected("payload", event.payload, "fields with their values")
        return
    yield from _value_faults("payload", event.payload)


def _value_faults(place: str, value: object) -> Iterator[str]:
    """What JSON would not give back as it was: keys that are no text, NaN, halves of a letter."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(name, str) and _is_text(name):
                yield from _value_faults(f"{place}.{name}", inner)
            else:
                yield _expected(place, name, "names of fields in text")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _value_faults(f"{place}[{number}]", inner)
    elif isinstance(value, str):
        if not _is_text(value):
            yield _expected(place, value, "text that can be written in UTF-8")
    elif isinstance(value, float):
        if value - value != 0:
            yield _expected(place, value, "a finite number")
    elif not (value is None or isinstance(value, bool | int)):
        yield _expected(place, value, "text, a number, yes, no, a list, fields or nothing")


def _decision_faults(event: Event) -> Iterator[str]:
    if not isinstance(event.payload, dict):
        return
    about, taken = event.payload.get("about"), event.payload.get("taken")
    who = event.payload.get("who")
    types = [type(part) for part in about] if isinstance(about, list | tuple) else []
    if types != [str, int]:
        yield _expected("payload.about", about, "instance and version of what is decided")
    if not (isinstance(taken, str) and DIGEST.fullmatch(taken)):
        yield _expected("payload.taken", taken, "the digest of the message that counts")
    if not (isinstance(who, str) and who.strip()):
        yield _expected("payload.who", who, "who decided")


def _gate_faults(event: Event) -> Iterator[str]:
    if not isinstance(event.payload, dict):
        return
    about = event.payload.get("about")
    if about not in GATE_ABOUT:
        yield _expected("payload.about", about, "one of " + ", ".join(GATE_ABOUT))
    for field, expected in (
        ("election", "an election"),
        ("measure", "what is let out, held or withdrawn"),
        ("who", "who decided"),
    ):
        value = event.payload.get(field)
        if not (isinstance(value, str) and value.strip()):
            yield _expected(f"payload.{field}", value, expected)


def _is_name(text: object, most: int) -> bool:
    return (
        isinstance(text, str)
        and 0 < len(text) <= most
        and text.isprintable()
        and text == (text.strip())
    )


def _is_text(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _expected(field: str, value: object, expected: str) -> str:
    shown = value.isoformat() if isinstance(value, datetime) else value
    return f"{field} {_shown(shown)}: expected {expected}"


def _shown(value: object) -> str:
    text = ascii(value) if isinstance(value, str) and not _is_text(value) else repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
