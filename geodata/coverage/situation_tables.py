"""The figures of a situation as tables of codes and numbers, for other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from geodata.coverage.cross_tabs import (
    Table,
    Value,
    assessment_table,
    coverage_table,
    irregularity_table,
    turnout_table,
    visits_table,
)
from geodata.coverage.situation import Situation
from geodata.units import Level


def gaps_table(told: Situation, level: Level) -> Table:
    """Gaps of a level in their order; ``weight`` says what the order goes by. Rows with ``apart``
    are none: stations abroad where no observation was planned."""
    found = told.gaps(level)
    columns = ("unit", "stations", "observed", "missed", "weight", "nothing", "apart")
    rows = [
        (one.unit, one.stations, one.observed, one.missed, found.weight, one.nothing, apart)
        for gaps, apart in ((found.gaps, None), (found.apart, "not-planned"))
        for one in gaps
    ]
    return Table("gaps", columns, rows)


def near_table(told: Situation, unit: str) -> Table:
    """Teams near a gap, the nearest first; distances are straight lines on the ellipsoid."""
    found = told.near(unit)
    columns = (
        "team", "straight_line_km", "to_station", "last_unit", "last_station", "stops_left",
        "stations_left",
    )  # fmt: skip
    rows: list[list[Value]] = [
        [one.team, round(one.distance_km, 1), one.to_station, one.last_unit, one.last_station,
         len(one.stops_left), len(one.stations_left)]
        for one in found.teams
    ]  # fmt: skip
    rows += [[team, *[None] * 6] for team in found.without_place]
    return Table("near", columns, rows)


def silence_table(told: Situation) -> Table:
    """Every team, the longest quiet first among the silent."""
    columns = (
        "team", "standing", "quiet_minutes", "last_sign", "last_report", "last_observed",
        "due_unit", "due_station",
    )  # fmt: skip
    rows = [
        (
            one.team,
            one.standing,
            None if one.quiet is None else int(one.quiet.total_seconds() // 60),
            _moment(one.contact),
            _moment(one.report),
            _moment(one.observed),
            one.due.unit if one.due else None,
            one.due.station if one.due else None,
        )
        for one in told.silence
    ]
    return Table("silence", columns, rows)


def incidents_table(told: Situation) -> Table:
    """Every incident as it stands, those that wait for somebody first."""
    columns = ("incident", "severity", "status", "category", "stage", "unit", "station", "team",
               "opened", "changed", "versions")  # fmt: skip
    rows = [
        (one.instance, one.severity, one.status, one.category, one.stage, one.unit, one.station,
         one.team, _moment(one.opened), _moment(one.changed), len(one.versions))
        for one in told.incident_log
    ]  # fmt: skip
    return Table("incidents", columns, rows)


def conflicts_table(told: Situation) -> Table:
    """What waits for a decision: a row for each field on which the wordings differ."""
    columns = ("message", "version", "field", "wording", "received", "value")
    rows = [
        (one.instance, one.version, field, at, _moment(one.wordings[at - 1].received_at),
         None if value is None else str(value))
        for one in told.conflicts
        for field, values in one.fields
        if field in one.differing
        for at, value in enumerate(values, start=1)
    ]  # fmt: skip
    return Table("conflicts", columns, rows)


TABLES: Mapping[str, Callable[[Situation], list[Table]]] = {
    "coverage": lambda told: [coverage_table(told.coverage), visits_table(told.coverage)],
    "gaps": lambda told: [gaps_table(told, level) for level in told.coverage.territory.levels[1:]],
    "silence": lambda told: [silence_table(told)],
    "findings": lambda told: [assessment_table(told.findings), irregularity_table(told.findings)],
    "turnout": lambda told: [turnout_table(told.turnout)],
    "incidents": lambda told: [incidents_table(told), conflicts_table(told)],
}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
