"""Silence: which teams have not been heard of, the longest quiet first, and where to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geodata.coverage.scope import SILENT
from geodata.coverage.silence import Standing, TeamContact
from geodata.figures import Nothing, Reading
from geodata.missions.mission import Team
from layouts.desk.address import thing_name
from layouts.desk.content import Content
from layouts.desk.foreign import as_sent
from layouts.desk.history import acts_table
from layouts.desk.rows import desk_map, figure, rows
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line

SCALE = "late"
# Of teams that need no call more than these are folded away: who must be called comes first.
_MOST_OPEN = 12
_OTHERS = (Standing.IN_CONTACT, Standing.NOT_DUE, Standing.STOOD_DOWN)


def silence(subject: DeskSubject) -> Content:
    """The screen of silence."""
    words = subject.words
    silent = subject.scope.silent
    drawn = rows(subject, _readings(subject, silent), SCALE)
    headline = _headline(subject, silent)
    return Content(
        headline=headline,
        detail=_detail(subject),
        map=desk_map(subject, drawn, SCALE, words("desk.legend.silent"), headline),
        list=_table(subject, "silent", silent, words("desk.silence.caption"), waits=True),
        under=(*_others(subject), acts_table(subject)),
        said=(words("desk.say.silence"),),
        cards={
            team_key(one.team): subject.card("team", one.team) for one in subject.scope.contacts
        },
    )


def team_key(team: str) -> str:
    """What marks a team's row as chosen, apart from any unit."""
    return thing_name("team", team)


def _readings(subject: DeskSubject, silent: Iterable[TeamContact]) -> Iterator[tuple[str, Reading]]:
    counts = subject.situation.coverage
    found = subject.situation.workplaces.counts(one.team for one in silent)
    for unit in subject.units:
        at = subject.number(unit)
        if counts.teams.deployed[at] or counts.teams.planned[at]:
            yield unit, figure(int(found[at]), "silent")
        else:
            yield unit, Nothing.NOT_DEPLOYED


def _headline(subject: DeskSubject, silent: tuple[TeamContact, ...]) -> str:
    words = subject.words
    if not subject.scope.contacts:
        return words("desk.silence.no-teams")
    if not silent:
        return words("desk.silence.none")
    return words.plural("desk.silence.headline", len(silent), count=subject.count(len(silent)))


def _detail(subject: DeskSubject) -> str:
    standings = [one.standing for one in subject.scope.contacts]
    said = [
        subject.words.plural(
            f"desk.silence.count-{one}",
            standings.count(one),
            count=subject.count(standings.count(one)),
        )
        for one in Standing
        if one is not Standing.SILENT and standings.count(one)
    ]
    interval = subject.words(
        "desk.silence.interval", minutes=subject.count(subject.mission.silence_minutes)
    )
    if not said:
        return interval
    told = ", ".join(said)
    return f"{interval} {told[:1].upper()}{told[1:]}."


def _others(subject: DeskSubject) -> Iterator[DeskTable]:
    for standing in _OTHERS:
        teams = [one for one in subject.scope.contacts if one.standing is standing]
        if teams:
            caption = subject.words(f"desk.silence.are-{standing}")
            table = _table(subject, f"teams-{standing}", teams, caption)
            yield replace(table, folds=len(teams) > _MOST_OPEN)


def _table(
    subject: DeskSubject,
    name: str,
    teams: Iterable[TeamContact],
    caption: str,
    waits: bool = False,
) -> DeskTable:
    words = subject.words
    return DeskTable(
        name,
        caption,
        (
            Head(words("desk.column.team"), is_figure=False),
            Head(words("desk.column.quiet")),
            Head(words("desk.column.last-sign")),
            Head(words("desk.column.last-report"), spare=True),
        ),
        tuple(_line(subject, one) for one in teams),
        empty=words("desk.silence.none"),
        waits=waits,
    )


def _line(subject: DeskSubject, contact: TeamContact) -> Line:
    team = subject.mission.team[contact.team]
    is_late = contact.standing in SILENT
    never = Cell(subject.words("desk.silence.never"), is_nothing=True)
    return Line(
        team_key(contact.team),
        as_sent(contact.team),
        (
            _quiet(subject, contact, is_late),
            Cell(subject.clock(contact.contact)) if contact.contact else never,
            Cell(subject.clock(contact.report)) if contact.report else never,
        ),
        subject.card("team", contact.team),
        detail=where(subject, team, contact),
        is_late=contact.standing is Standing.NEVER_HEARD,
    )


def _quiet(subject: DeskSubject, contact: TeamContact, is_late: bool) -> Cell:
    if contact.quiet is None or contact.standing is Standing.STOOD_DOWN:
        return Cell("")
    return Cell(subject.lasting(contact.quiet), is_late=is_late)


def where(subject: DeskSubject, team: Team, contact: TeamContact) -> str:
    """Role and place in one line: where the plan has it now, or what it is responsible for."""
    said = [
        subject.said(f"desk.role.{team.role}", team.role),
        subject.organisation(team.organisation),
    ]
    if contact.due is not None:
        stop = contact.due
        place = subject.name(stop.unit, "short")
        at = f"{place}, {as_sent(stop.station)}" if stop.station else place
        said.append(subject.words("desk.silence.due", place=at, hour=subject.clock(stop.ends)))
    elif area := area_of(subject, team):
        said.append(area)
    return " · ".join(said)


def area_of(subject: DeskSubject, team: Team) -> str:
    """The units a team works in: as somebody said last, else as the mission's list has it."""
    word = subject.deployments.get(team.id)
    named = (word.payload.get("units") if word else None) or team.units
    planned = named or dict.fromkeys(unit for unit, _ in team.stations)
    seen = [subject.name(one, "short") for one in planned if subject.scope.sees(one)]
    return ", ".join(seen[:4]) + (" …" if len(seen) > 4 else "")
