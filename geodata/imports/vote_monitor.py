"""Vote Monitor: submissions, quick reports and polling stations; all levels and the number are
the key of a station, since numbers repeat from one place to the next."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.imports.envelope import Envelope

LEVELS = tuple((f"Level{number}",) for number in range(1, 6))
SUBMISSIONS = Envelope(
    "votemonitor",
    "report",
    key=(("SubmissionId",),),
    submitted_at=("TimeSubmitted",),
    zone="UTC",
    labels=LEVELS,
    station=("Number",),
    between=",",
)
QUICK_REPORTS = Envelope(
    "votemonitor",
    "incident",
    key=(("QuickReportId",),),
    submitted_at=("TimeSubmitted",),
    zone="UTC",
    labels=LEVELS,
    station=("Number",),
    category=("IncidentCategory",),
)
STATIONS = Envelope(
    "votemonitor",
    "station",
    key=(*LEVELS, ("Number",)),
    labels=LEVELS,
    station=("Number",),
    latitude=("Latitude",),
    longitude=("Longitude",),
)


def envelope(columns: Sequence[str]) -> Envelope | None:
    """The kind of list the columns are of; None where they are not Vote Monitor's."""
    there = set(columns)
    if {"SubmissionId", "Level1"} <= there:
        return SUBMISSIONS
    if {"QuickReportId", "IncidentCategory"} <= there:
        return QUICK_REPORTS
    if {"Level1", "Number", "DisplayOrder"} <= there:
        return STATIONS
    return None
