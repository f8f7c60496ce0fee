"""What a message may hold, kind by kind: the one schema that senders and docs/intake.md go by."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.coverage.acts import CATEGORIES, MEANS, NOTES, STATUSES
from geodata.imports.form_map import SEVERITIES, STAGES
from geodata.intake import fields
from geodata.intake.fields import Field, Fields
from geodata.store.events import Kind

WITHDRAWAL_REASONS = ("sent-by-mistake", "refused-in-review")

_REPORT: Fields = {
    "team": Field(fields.team, needed=True),
    "unit": Field(fields.unit, needed=True),
    "station": Field(fields.place),
    "commission": Field(fields.place),
    "stage": Field(fields.one_of(STAGES)),
    "overall": Field(fields.overall),
    "irregularities": Field(fields.irregularities),
    "voted": Field(fields.voters),
    "registered": Field(fields.voters),
    "turnout_at": Field(fields.hour),
    "form": Field(fields.form),
}
PAYLOADS: Mapping[Kind, Fields] = {
    Kind.REPORT: _REPORT,
    Kind.INCIDENT: {
        "unit": Field(fields.unit, needed=True),
        "severity": Field(fields.one_of(SEVERITIES), needed=True),
        "category": Field(fields.one_of(CATEGORIES), needed=True),
        "team": Field(fields.team),
        "station": Field(fields.place),
        "stage": Field(fields.one_of(STAGES)),
        "status": Field(fields.one_of(STATUSES)),
    },
    Kind.CONTACT: {
        "team": Field(fields.team, needed=True),
        "means": Field(fields.one_of(MEANS), needed=True),
        "note": Field(fields.one_of(NOTES)),
    },
    Kind.BULLETIN: {
        "unit": Field(fields.unit, needed=True),
        "time": Field(fields.bulletin_time, needed=True),
        "percent": Field(fields.percent, needed=True),
        "as_of": Field(fields.as_of),
        "address": Field(fields.address),
    },
    Kind.WITHDRAWAL: {"reason": Field(fields.one_of(WITHDRAWAL_REASONS), needed=True)},
    # A test of the way in: read like a report, kept, and counted nowhere.
    Kind.PROBE: _REPORT,
}
# What may come in by which door; the first is meant where a message does not say its kind.
REPORTS = (Kind.REPORT, Kind.INCIDENT, Kind.CONTACT, Kind.WITHDRAWAL, Kind.PROBE)
BULLETINS = (Kind.BULLETIN, Kind.WITHDRAWAL)

ENVELOPE: Fields = {
    "instance": Field(fields.instance, needed=True),
    "version": Field(fields.version, needed=True),
    "observed_at": Field(fields.moment),
}
