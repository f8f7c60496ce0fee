"""The day: how far the mission has got, region by region, at this hour or any hour before."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.coverage.counts import Group
from geodata.coverage.reports import HOURS, NO_HOUR, NO_STAGE
from geodata.coverage.scope import SILENT, Totals
from geodata.figures import Nothing
from geodata.imports.form_map import STAGES
from layouts.bars import bars
from layouts.desk.content import Content
from layouts.desk.measures import Chosen, chosen, measure_links, readings
from layouts.desk.rows import desk_map, percent, rows
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line
from layouts.numbers import number
from layouts.views import Row


def day(subject: DeskSubject) -> Content:
    """The screen of the day."""
    words, counts = subject.words, subject.situation.coverage
    measure = chosen(counts)[subject.address.measure]
    drawn = rows(subject, readings(subject, measure), measure.scale)
    totals = subject.scope.totals()
    headline = _headline(subject, totals)
    return Content(
        headline=headline,
        detail=_detail(subject, totals),
        map=desk_map(
            subject, drawn, measure.scale, words(f"desk.legend.{measure.measure}"), headline
        ),
        list=_table(subject, measure, drawn),
        under=(*_groups(subject), _stages(subject)),
        measures=measure_links(subject, measure),
        said=(words("desk.say.coverage-can"), words("desk.say.coverage-cannot")),
    )


def _headline(subject: DeskSubject, totals: Totals) -> str:
    words = subject.words
    if not totals.stations:
        return words("desk.day.no-stations")
    if not totals.observed:
        return words("desk.day.none-yet", of=subject.count(totals.stations))
    share = number(percent(totals.observed, totals.stations), words.language)
    return words.plural(
        "desk.day.headline", totals.observed, observed=subject.count(totals.observed),
        of=subject.count(totals.stations), share=share,
    )  # fmt: skip


def _detail(subject: DeskSubject, totals: Totals) -> str:
    words = subject.words
    visits = words.plural("desk.count.visits", totals.visits, value=subject.count(totals.visits))
    teams = words.plural(
        "desk.day.teams", totals.deployed, reporting=subject.count(totals.reporting),
        deployed=subject.count(totals.deployed),
    )  # fmt: skip
    said = [words("desk.day.detail", visits=visits, teams=teams)]
    counts = subject.situation.coverage
    if subject.scope.allowed is None:
        for key, value in (("unplaced", counts.unplaced), ("strangers", counts.strangers)):
            if value:
                said.append(words.plural(f"desk.day.{key}", value, value=subject.count(value)))
        if unlisted := subject.scope.sum(counts.unlisted):
            said.append(words.plural("desk.day.unlisted", unlisted, value=subject.count(unlisted)))
    return " ".join(said)


def _table(subject: DeskSubject, measure: Chosen, drawn: tuple[Row, ...]) -> DeskTable:
    words, coverage = subject.words, subject.situation.coverage
    group = measure.of(coverage)
    silent = subject.situation.workplaces.counts(
        one.team for one in subject.situation.silence if one.standing in SILENT
    )
    drawn_bars = bars(drawn, measure.scale)
    lines = tuple(
        Line(
            row.unit, row.short,
            (
                Cell(row.printed, is_nothing=isinstance(row.reading, Nothing),
                     bar=drawn_bars.get(row.unit, ())),
                *_cells(subject, group, row.unit),
                _silent(subject, int(silent[subject.number(row.unit)])),
            ),
            row.card, hint=row.name,
        )
        for row in drawn
    )  # fmt: skip
    return DeskTable(
        "units",
        words("desk.day.caption", level=words(f"level.{subject.level}")),
        (
            Head(words(f"desk.column.{subject.level}"), is_figure=False),
            Head(words(f"desk.column.{measure.measure}")),
            *_heads(subject),
            Head(words("desk.column.silent")),
        ),
        lines,
        scale=measure.scale,
        empty=words("desk.day.no-units"),
    )


def _heads(subject: DeskSubject) -> tuple[Head, ...]:
    words = subject.words
    return (
        Head(words("desk.column.of-stations")),
        Head(words("desk.column.visits"), spare=True),
        Head(words("desk.column.teams-of"), spare=True),
    )


def _cells(subject: DeskSubject, group: Group, unit: str) -> tuple[Cell, ...]:
    at, stations = subject.number(unit), subject.situation.coverage.stations
    seen = (int(group.observed[at]), int(stations[at]))
    teams = (int(one[at]) for one in (group.reporting, group.deployed, group.planned))
    return _three(subject, seen, int(group.visits[at]), teams)


def _three(
    subject: DeskSubject, seen: tuple[int, int], visits: int, teams: Iterable[int]
) -> tuple[Cell, ...]:
    """Stations observed of all, visits, and teams reporting of deployed of planned."""
    part, whole = (subject.count(one) for one in seen)
    counted = " / ".join(subject.count(one) for one in teams)
    return (
        Cell(subject.words("desk.of", part=part, whole=whole)),
        Cell(subject.count(visits)),
        Cell(counted),
    )


def _silent(subject: DeskSubject, count: int) -> Cell:
    return Cell(subject.count(count), is_late=count > 0)


def _groups(subject: DeskSubject) -> tuple[DeskTable, ...]:
    """By role and by organisation: an organisation's counts include those of its parts."""
    words = subject.words
    named = {
        "roles": [
            (subject.said(f"desk.role.{one}", one), totals) for one, totals in subject.scope.roles()
        ],
        "organisations": [
            (subject.organisation(one), totals) for one, totals in subject.scope.organisations()
        ],
    }
    return tuple(
        DeskTable(
            kind,
            words(f"desk.day.by-{kind}"),
            (Head(words(f"desk.column.{kind}"), is_figure=False), *_heads(subject)),
            tuple(
                Line(f"{kind}-{at}", name, _of_group(subject, totals))
                for at, (name, totals) in enumerate(groups)
            ),
            empty=words("desk.day.no-teams"),
        )
        for kind, groups in named.items()
    )


def _of_group(subject: DeskSubject, totals: Totals) -> tuple[Cell, ...]:
    teams = (totals.reporting, totals.deployed, totals.planned)
    return _three(subject, (totals.observed, totals.stations), totals.visits, teams)


def _stages(subject: DeskSubject) -> DeskTable:
    """Visits by stage and hour; only hours in which anybody was anywhere."""
    words, numbers = subject.words, [subject.number(one) for one in subject.scope.roots]
    visits = subject.situation.coverage.by_stage_and_hour[numbers].sum(axis=0)
    hours = [hour for hour in range(HOURS + 1) if visits[:, hour].any()]
    heads = [
        words("desk.column.no-hour") if hour == NO_HOUR else f"{hour % 24:02}–{(hour + 1) % 24:02}"
        for hour in hours
    ]
    lines = tuple(
        Line(
            f"stage-{stage}",
            words("desk.column.no-stage")
            if stage == NO_STAGE
            else words(f"desk.stage.{STAGES[stage]}"),
            tuple(
                Cell(subject.count(int(value)), is_nothing=not value)
                for value in (visits[stage].sum(), *(visits[stage, hour] for hour in hours))
            ),
        )
        for stage in range(NO_STAGE + 1)
        if stage != NO_STAGE or visits[NO_STAGE].any()
    )
    return DeskTable(
        "stages",
        words("desk.day.by-stage"),
        (
            Head(words("desk.column.stage"), is_figure=False),
            Head(words("desk.column.all-hours")),
            *(Head(one, spare=True) for one in heads),
        ),
        lines,
        empty="",
    )
