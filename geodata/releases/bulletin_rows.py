"""Bulletins that came in through intake, as rows of the country's own tidy form.

The last word received on a unit and an hour is shown. What the same bulletin said before stays as a
revised figure, with the status ``revised``; what another bulletin says stays as another source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from geodata.read_figures import REVISED
from geodata.store.events import Event

NO_SOURCE = "no-source"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FromStore:
    """A row, and the message of the store it came from."""

    row: Row
    instance: str


@dataclass(frozen=True, slots=True)
class NotShown:
    """A message that could not become a row, and why."""

    instance: str
    why: str


def bulletin_rows(
    messages: Iterable[Event], present: Mapping[str, Event]
) -> tuple[tuple[FromStore, ...], tuple[NotShown, ...]]:
    """The rows of all bulletins, those that are shown before those they revised.

    ``messages`` are all bulletins in every version and wording, ``present`` what counts of each.
    """
    shown: dict[tuple[str, str], list[Event]] = {}
    for event in sorted(present.values(), key=_order, reverse=True):
        shown.setdefault(_about(event), []).append(event)
    earlier = sorted(messages, key=_order, reverse=True)
    rows: list[FromStore] = []
    aside: list[NotShown] = []
    for about, events in sorted(shown.items()):
        said = {_percent(one) for one in events}
        revised = [
            one
            for one in earlier
            if _about(one) == about and one.instance in present and _is_before(one, present)
        ]
        for event in events:
            _add(event, "", rows, aside)
        for event in revised:
            if _percent(event) not in said:
                said.add(_percent(event))
                _add(event, REVISED, rows, aside)
    return tuple(rows), tuple(aside)


def _is_before(event: Event, present: Mapping[str, Event]) -> bool:
    return event.version < present[event.instance].version


def _add(event: Event, status: str, rows: list[FromStore], aside: list[NotShown]) -> None:
    said = {name: str(event.payload.get(name) or "") for name in ("unit", "time", "source")}
    address = str(event.payload.get("address") or "")
    title = said["source"] or urlsplit(address).netloc.removeprefix("www.")
    if not title:
        aside.append(NotShown(event.instance, NO_SOURCE))
        return
    standing = "preliminary-final" if said["time"] == "final" else "interim"
    row = {
        "measure": "turnout",
        "unit": said["unit"],
        "time": said["time"],
        "as_of": _minute(str(event.payload.get("as_of") or "")),
        "value": _percent(event),
        "qualifier": str(event.payload.get("qualifier") or "exact"),
        "counted_in": "percent",
        "status": status or standing,
        "source": title,
        "address": address,
    }
    rows.append(FromStore(row, event.instance))


def _about(event: Event) -> tuple[str, str]:
    return str(event.payload.get("unit") or ""), str(event.payload.get("time") or "")


def _percent(event: Event) -> str:
    return str(event.payload.get("percent") or "")


def _minute(moment: str) -> str:
    """A moment as the tables write it; what is none is left for the reader to refuse."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return found.isoformat(timespec="minutes") if found.utcoffset() is not None else moment


def _order(event: Event) -> tuple[datetime, int, str, str]:
    return event.received_at, event.version, event.instance, event.sha256
