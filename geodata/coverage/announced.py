"""Turnout as a commission announced it, hour by hour, with every figure it announced before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from geodata.coverage.day import Day
from geodata.store.events import Event, Kind


@dataclass(frozen=True, slots=True)
class Said:
    """One announcement: the share as printed, when we received it, its address."""

    percent: Decimal
    received: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What was announced for a unit and hour. ``before`` are other figures announced earlier for
    the same hour: a revision is shown as one. ``lower_than`` is an earlier hour with a higher
    figure, "" where there is none: it is shown as announced and flagged, never raised."""

    said: Said
    before: tuple[Said, ...]
    lower_than: str


def announced(day: Day) -> dict[tuple[str, str], Announced]:
    """Unit and nominal hour → what was announced."""
    present: dict[tuple[str, str], list[Event]] = {}
    for event in day.present(Kind.BULLETIN):
        if _percent(event) is not None:
            present.setdefault(_about(event), []).append(event)
    earlier = _earlier(day)
    found: dict[tuple[str, str], Announced] = {}
    for (unit, hour), events in sorted(present.items()):
        last = max(events, key=_order)
        said = _said(last)
        heard = [_said(one) for one in sorted(earlier[unit, hour], key=_order) if one != last]
        higher = (
            before
            for (of, before), one in found.items()
            if of == unit and one.said.percent > said.percent
        )
        others = tuple(one for one in heard if one.percent != said.percent)
        found[unit, hour] = Announced(said, others, next(higher, ""))
    return found


def _earlier(day: Day) -> dict[tuple[str, str], list[Event]]:
    """Every version of every bulletin, by what it is about; of two wordings the one that counts."""
    present = {one.key: one for one in day.present(Kind.BULLETIN)}
    found: dict[tuple[str, str], list[Event]] = {}
    for versions in day.bulletins.values():
        for one in _wordings(versions.values()):
            counts = present.get(one.key, one)
            if _percent(counts) is not None:
                found.setdefault(_about(counts), []).append(counts)
    return found


def _wordings(events: Iterable[Event]) -> Iterable[Event]:
    first: dict[int, Event] = {}
    for one in sorted(events, key=lambda each: (each.received_at, each.sha256)):
        first.setdefault(one.version, one)
    return first.values()


def _order(event: Event) -> tuple[datetime, int, str, str]:
    return event.received_at, event.version, event.instance, event.sha256


def _about(event: Event) -> tuple[str, str]:
    return str(event.payload.get("unit", "")), str(event.payload.get("time", ""))


def _percent(event: Event) -> Decimal | None:
    try:
        return Decimal(str(event.payload.get("percent")))
    except InvalidOperation:
        return None


def _said(event: Event) -> Said:
    percent = _percent(event)
    address = str(event.payload.get("address") or "")
    return Said(Decimal() if percent is None else percent, event.received_at, address)
