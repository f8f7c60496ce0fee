"""The analyst's cross-tabs: rows of counts with their n, and a code where there is nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.coverage.announced import Announced
from geodata.coverage.counts import Coverage, Group
from geodata.coverage.findings import Assessment, Findings, Share
from geodata.coverage.reports import NO_HOUR, NO_STAGE
from geodata.coverage.turnout import Sum, Turnout
from geodata.figures import Nothing
from geodata.missions.mission import STAGES

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name and the names of its columns; None is an empty cell."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def coverage_table(counts: Coverage) -> Table:
    """A row a unit and group of teams: everyone, each organisation, each role."""
    columns = (
        "unit", "level", "group", "stations", "observed", "observed_pct", "visits", "unlisted",
        "teams_planned", "teams_deployed", "teams_reporting", "nothing",
    )  # fmt: skip
    groups = {
        "all": counts.teams,
        **{f"organisation {name}": one for name, one in counts.organisations.items()},
        **{f"role {name}": one for name, one in counts.roles.items()},
    }
    rows = [_coverage_row(counts, unit, name, one) for unit in counts.territory.units
            for name, one in groups.items()]  # fmt: skip
    return Table("coverage", columns, rows)


def _coverage_row(counts: Coverage, unit: str, name: str, group: Group) -> list[Value]:
    number = counts.territory.unit_number[unit]
    stations, observed = int(counts.stations[number]), int(group.observed[number])
    return [
        unit,
        counts.territory.ground.units[unit].level,
        name,
        stations,
        observed,
        100 * observed / stations if stations else None,
        int(group.visits[number]),
        int(counts.unlisted[number]) if name == "all" else None,
        int(group.planned[number]),
        int(group.deployed[number]),
        int(group.reporting[number]),
        counts.nothing(unit) if name == "all" else None,
    ]


def visits_table(counts: Coverage) -> Table:
    """Visits by unit, stage and hour; what is not listed is nought."""
    rows = [
        [
            counts.territory.units[unit],
            "" if stage == NO_STAGE else STAGES[stage],
            None if hour == NO_HOUR else hour,
            int(counts.by_stage_and_hour[unit, stage, hour]),
        ]
        for unit, stage, hour in zip(
            *(axis.tolist() for axis in counts.by_stage_and_hour.nonzero()), strict=True
        )
    ]
    return Table("visits", ("unit", "stage", "hour", "visits"), rows)


def assessment_table(found: Findings) -> Table:
    """Assessments by unit, stage and word."""
    columns = (
        "unit", "stage", "word", "part", "n_visits", "n_stations", "pct", "low", "high", "basis",
        "nothing",
    )  # fmt: skip
    rows: list[list[Value]] = []
    for unit in found.coverage.territory.units:
        for stage in STAGES:
            one = found.assessment(unit, stage)
            if isinstance(one, Assessment):
                rows += (
                    [unit, stage, word, share.part, one.visits, one.stations, *_exact(share),
                     found.basis, None]
                    for word, share in one.words.items()
                )  # fmt: skip
            else:
                rows.append([unit, stage, *[None] * 7, found.basis, one])
    return Table("assessment", columns, rows)


def irregularity_table(found: Findings) -> Table:
    """Stations at which each irregularity was seen, of those at which it was asked about."""
    columns = ("unit", "irregularity", "part", "n_stations", "pct", "low", "high", "basis",
               "nothing")  # fmt: skip
    rows: list[list[Value]] = []
    for unit in found.coverage.territory.units:
        for name in found.irregularities:
            one = found.irregularity(unit, name)
            if isinstance(one, Share):
                told = [one.part, one.whole, *_exact(one), found.basis, None]
            else:
                told = [*[None] * 5, found.basis, one]
            rows.append([unit, name, *told])
    return Table("irregularities", columns, rows)


def _exact(share: Share) -> tuple[Value, Value, Value]:
    bounds = share.interval
    return share.percent, bounds.low if bounds else None, bounds.high if bounds else None


def turnout_table(found: Turnout) -> Table:
    """Turnout observed and announced by unit and hour, beside each other."""
    columns = (
        "unit", "hour", "voted", "registered", "n_stations", "of_stations", "observed_pct",
        "observed_nothing", "carried_voted", "carried_registered", "carried_stations",
        "oldest_minutes", "falls", "announced_pct", "announced_before", "announced_lower_than",
        "announced_nothing",
    )  # fmt: skip
    hours = sorted({*found.hours, *(hour for _, hour in found.announced)})
    rows = [
        [unit, hour, *_turnout_row(found, unit, hour)]
        for unit in found.coverage.territory.units
        for hour in hours
    ]
    return Table("turnout", columns, rows)


def _turnout_row(found: Turnout, unit: str, hour: str) -> Iterator[Value]:
    one = found.at(unit, hour)
    if isinstance(one.observed, Sum):
        seen = one.observed
        yield from (
            seen.voted,
            seen.registered,
            seen.stations,
            seen.of_stations,
            seen.percent,
            None,
        )
    else:
        yield from (*[None] * 5, one.observed)
    if isinstance(one.carried, Sum):
        old = one.carried
        yield from (old.voted, old.registered, old.stations, one.oldest_minutes)
    else:
        yield from [None] * 4
    yield one.falls
    if isinstance(one.announced, Announced):
        # As printed: 81.00 stays 81.00.
        before = " ".join(str(said.percent) for said in one.announced.before)
        yield from (str(one.announced.said.percent), before, one.announced.lower_than, None)
    else:
        nothing: Nothing = one.announced
        yield from (None, None, None, nothing)
