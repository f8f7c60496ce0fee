"""The rows of an export as events: reports, incidents, and withdrawals of what was refused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geodata.imports.entries import REFUSED, Entry, Imported, SetAside
from geodata.imports.form_map import FormMap
from geodata.imports.ids import read_place
from geodata.intake.categories import category
from geodata.intake.fields import LONGEST_INSTANCE, Known
from geodata.intake.messages import Post, instance_of
from geodata.intake.versions import plain_uuid, stamp, version_of
from geodata.store.events import Event, Kind

KINDS = {"report": Kind.REPORT, "incident": Kind.INCIDENT}
_INSTANCE = re.compile(r"[A-Za-z0-9:._/@|+-]+", re.ASCII)
# Keys of these systems are theirs alone; a key of the others tells rows of one form apart only.
_KEYS_OF_THEIR_OWN = ("odk", "kobo", "nemo", "votemonitor")


@dataclass(frozen=True, slots=True)
class RowEvent:
    """An event and the line of the file that it came from."""

    line: int
    event: Event


def events_of(
    imported: Imported,
    form_map: FormMap,
    post: Post,
    known: Known,
    stamps: Mapping[str, int] | None = None,
) -> tuple[RowEvent, ...]:
    """The events of one file. ``stamps`` (instance → how late its edit is) go before what the
    rows themselves say of edits."""
    maker = _Maker(imported, form_map, post, known, stamps or {})
    taken = [RowEvent(one.line, maker.event(one)) for one in imported.taken if one.kind in KINDS]
    gone = [
        RowEvent(one.line, maker.withdrawal(one))
        for one in imported.set_aside
        if one.reason == REFUSED and one.instance
    ]
    return (*taken, *gone)


@dataclass(frozen=True)
class _Maker:
    imported: Imported
    form_map: FormMap
    post: Post
    known: Known
    stamps: Mapping[str, int]

    def event(self, entry: Entry) -> Event:
        kind = KINDS[entry.kind]
        payload = self._report(entry) if kind is Kind.REPORT else self._incident(entry)
        name = entry.instance if self._has_key else _natural_key(entry, payload)
        edit = self._stamp(entry.instance, entry.version, entry.submitted_at)
        return self._event(name, version_of(edit, self.form_map), kind, payload, entry.observed_at)

    def withdrawal(self, row: SetAside) -> Event:
        edit = self._stamp(row.instance, row.version, row.submitted_at)
        version = version_of(edit, self.form_map, is_withdrawn=True)
        payload = {"reason": REFUSED}
        return self._event(row.instance, version, Kind.WITHDRAWAL, payload, None)

    def _event(
        self,
        name: str,
        version: int,
        kind: Kind,
        payload: dict[str, Any],
        observed_at: datetime | None,
    ) -> Event:
        post = self.post
        return Event(
            instance_of(post.source, self._instance(name)),
            version,
            kind,
            payload,
            post.source,
            post.received_at,
            observed_at,
            post.is_test,
        )

    @property
    def _has_key(self) -> bool:
        return self.imported.format != "table" or "key" in self.form_map.terms

    def _instance(self, name: str) -> str:
        system = self.imported.format
        if system == "kobo":
            name = plain_uuid(name)
        if system not in _KEYS_OF_THEIR_OWN:
            name = f"{self.form_map.id or system}/{name}"
        # A key of free text could be anything, and longer than a name may be.
        if len(name) > LONGEST_INSTANCE or not _INSTANCE.fullmatch(name):
            name = f"{system}/{_digest(name)}"
        return name

    def _stamp(self, instance: str, version: str, submitted_at: datetime | None) -> int:
        told = self.stamps.get(instance)
        if told is not None:
            return told
        return stamp(self.imported.format, instance, version, submitted_at)

    def _report(self, entry: Entry) -> dict[str, Any]:
        return _filled(
            team=entry.team,
            unit=entry.place.unit,
            station=self._place(entry.place.station),
            commission=self._place(entry.place.commission),
            stage=entry.stage,
            overall=entry.overall,
            irregularities=dict(entry.irregularities),
            voted=entry.voted,
            registered=entry.registered,
            turnout_at=entry.turnout_at,
            form=[self.form_map.id, self.form_map.version] if self.form_map.id else None,
        )

    def _incident(self, entry: Entry) -> dict[str, Any]:
        return _filled(
            team=entry.team,
            unit=entry.place.unit,
            station=self._place(entry.place.station),
            category=category(entry.category),
            stage=entry.stage,
        )

    def _place(self, text: str) -> str:
        return text if text in self.known.places else read_place(text)


def _natural_key(entry: Entry, payload: Mapping[str, Any]) -> str:
    """What tells a visit from others in a table without a key: who, where, which stage, when."""
    place, moment = entry.place, entry.observed_at
    parts = [
        *place.labels, place.unit, place.station, place.commission, entry.team, entry.stage,
        moment.isoformat() if moment else "", str(payload.get("turnout_at", "")),
    ]  # fmt: skip
    return _digest("\n".join(parts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _filled(**fields: object) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", {})}
