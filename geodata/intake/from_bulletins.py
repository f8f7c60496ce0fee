"""Announced turnout as events: one bulletin a unit and hour, each text or table its own message.

The same text again is the same message. Another text with another figure for the same hour is a
revision, and is shown as one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from geodata.elections import Record
from geodata.figures import Qualifier
from geodata.imports.entries import SetAside
from geodata.intake.fields import Known
from geodata.intake.from_entries import RowEvent
from geodata.intake.messages import Post, instance_of
from geodata.store.events import Event, Kind

NOT_A_SHARE = "not-a-share"
NOT_EXACT = "not-exact"
_MEASURE = "turnout"


def bulletin_events(
    records: Sequence[Record], content: bytes, post: Post, known: Known
) -> tuple[tuple[RowEvent, ...], tuple[SetAside, ...]]:
    """The events of one announcement, and the records that are no bulletin."""
    digest = hashlib.sha256(content).hexdigest()[:16]
    events, aside = [], []
    for record in records:
        reason = _unusable(record, known)
        if reason:
            aside.append(SetAside(record.line, reason, record.key.unit))
        else:
            events.append(RowEvent(record.line, _event(record, digest, post)))
    return tuple(events), tuple(aside)


def _unusable(record: Record, known: Known) -> str:
    if record.key.measure != _MEASURE or record.key.unit not in known.units:
        return NOT_A_SHARE
    figure = record.figure
    is_exact = figure.value is not None and figure.qualifier is Qualifier.EXACT
    return "" if is_exact else NOT_EXACT


def _event(record: Record, digest: str, post: Post) -> Event:
    key, figure = record.key, record.figure
    payload: dict[str, Any] = {"unit": key.unit, "time": key.time, "percent": f"{figure.value:f}"}
    if figure.as_of:
        as_of = figure.as_of
        minutes = as_of.isoformat(timespec="minutes") if isinstance(as_of, datetime) else ""
        payload["as_of"] = minutes or as_of.isoformat()
    if figure.sources and figure.sources[0].address:
        payload["address"] = figure.sources[0].address
    hour = key.time.replace(":", "-")
    return Event(
        instance_of(post.source, f"bulletin/{digest}/{key.unit}/{hour}"),
        1,
        Kind.BULLETIN,
        payload,
        post.source,
        post.received_at,
        None,
        post.is_test,
    )
