"""Cards beside a screen: a unit with the teams near it, a team, the story of an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodata.coverage.incidents import Incident
from geodata.coverage.silence import Standing, TeamContact
from layouts.desk.address import plain, thing_name
from layouts.desk.foreign import as_sent
from layouts.desk.forms import Form, follow_up, team_forms
from layouts.desk.history import act_key, acts_of, follow_up_words, told
from layouts.desk.incidents import category, place, shown
from layouts.desk.near import at_place, near_table
from layouts.desk.silence import area_of
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line
from layouts.desk.turnout import hours, hours_table


@dataclass(frozen=True)
class DeskCard:
    """A card: its heading, facts as pairs of words, tables, and what can be done here."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[DeskTable, ...] = ()
    forms: tuple[Form, ...] = ()
    notes: tuple[str, ...] = ()
    is_late: bool = False
    # Further cards that this one leads to: what marks each as chosen → its path.
    cards: Mapping[str, str] = field(default_factory=dict)


def card(subject: DeskSubject) -> DeskCard | None:
    """The card of an address; None where there is no such thing that this reader may see."""
    kind, thing = subject.address.screen, subject.address.thing
    if kind == "unit":
        units = (one for one in subject.territory.units if plain(one) == thing)
        unit = next(units, "")
        return _unit(subject, unit) if unit and subject.scope.sees(unit) else None
    if kind == "team":
        teams = (one for one in subject.scope.contacts if thing_name("team", one.team) == thing)
        contact = next(teams, None)
        return _team(subject, contact) if contact else None
    log = (one for one in shown(subject) if thing_name("incident", one.instance) == thing)
    incident = next(log, None)
    return _incident(subject, incident) if incident else None


def _unit(subject: DeskSubject, unit: str) -> DeskCard:
    words, counts, at = subject.words, subject.situation.coverage, subject.number(unit)
    stations, observed = int(counts.stations[at]), int(counts.observed[at])
    nothing = counts.nothing(unit)
    seen = words("desk.of", part=subject.count(observed), whole=subject.count(stations))
    facts = [
        (words("desk.column.of-stations"), seen),
        (words("desk.column.visits"), subject.count(int(counts.visits[at]))),
        (words("desk.column.planned"), subject.count(int(counts.teams.planned[at]))),
        (words("desk.column.deployed"), subject.count(int(counts.teams.deployed[at]))),
        (words("desk.column.reporting"), subject.count(int(counts.teams.reporting[at]))),
    ]
    if counts.commissions[at]:
        both = {
            "part": subject.count(int(counts.commissions_observed[at])),
            "whole": subject.count(int(counts.commissions[at])),
        }
        facts.append((words("desk.column.commissions"), words("desk.of", **both)))
    near, notes = near_table(subject, unit) if observed < stations else (None, ())
    tables = [near] if near else []
    if hours(subject):
        tables.append(hours_table(subject, unit))
    return DeskCard(
        title=subject.name(unit),
        sentence=words(f"nothing.{nothing}") if nothing and stations else "",
        facts=tuple(facts),
        tables=tuple(tables),
        notes=notes,
        cards={one.key: one.link for one in near.lines} if near else {},
    )


def _team(subject: DeskSubject, contact: TeamContact) -> DeskCard:
    words, team = subject.words, subject.mission.team[contact.team]
    never = words("desk.silence.never")

    def told_at(moment: object) -> str:
        return subject.clock(moment) if moment else never  # type: ignore[arg-type]

    facts = [
        (words("desk.column.role"), subject.said(f"desk.role.{team.role}", team.role)),
        (words("desk.column.organisation"), subject.organisation(team.organisation)),
        (words("desk.column.area"), area_of(subject, team) or words("desk.silence.no-area")),
        (words("desk.column.last-sign"), told_at(contact.contact)),
        (words("desk.column.last-report"), told_at(contact.report)),
        (words("desk.column.last-observed"), told_at(contact.observed)),
    ]
    if contact.due:
        due = words(
            "desk.silence.due", place=at_place(subject, contact.due.unit, contact.due.station),
            hour=subject.clock(contact.due.ends),
        )  # fmt: skip
        facts.append((words("desk.column.due"), due))
    is_out = contact.standing is not Standing.STOOD_DOWN
    quiet = subject.lasting(contact.quiet) if is_out and contact.quiet is not None else ""
    standing = words(f"desk.standing.{contact.standing}")
    return DeskCard(
        title=words("desk.team", team=as_sent(contact.team)),
        sentence=words("desk.silence.for", standing=standing, time=quiet) if quiet else standing,
        facts=tuple(facts),
        tables=(_history(subject, contact.team),),
        forms=team_forms(subject, contact.team) if subject.may_act else (),
        is_late=contact.standing in ("silent", "never-heard"),
    )


def _history(subject: DeskSubject, team: str) -> DeskTable:
    acts = sorted(acts_of(subject, team), key=lambda one: one.received_at, reverse=True)
    words = subject.words
    return DeskTable(
        "history",
        words("desk.history.of-team"),
        (
            Head(words("desk.column.when"), is_figure=False),
            Head(words("desk.column.what"), is_figure=False),
            Head(words("desk.column.who"), is_figure=False),
        ),
        tuple(
            Line(
                act_key(one), subject.clock(one.received_at),
                (Cell(told(subject, one)), Cell(as_sent(one.payload["who"]))),
            )
            for one in acts
        ),
        empty=words("desk.history.none"),
    )  # fmt: skip


def _incident(subject: DeskSubject, incident: Incident) -> DeskCard:
    words = subject.words
    facts = [
        (words("desk.column.where"), place(subject, incident)),
        (
            words("desk.column.severity"),
            subject.said(f"desk.severity.{incident.severity}", incident.severity) or "–",
        ),
        (
            words("desk.column.status"),
            subject.said(f"desk.status.{incident.status}", incident.status),
        ),
    ]
    if incident.stage:
        facts.append(
            (
                words("desk.column.stage"),
                subject.said(f"desk.stage.{incident.stage}", incident.stage),
            )
        )
    if incident.team and incident.team in subject.scope.teams:
        facts.append((words("desk.column.team"), as_sent(incident.team)))
    return DeskCard(
        title=category(subject, incident),
        sentence=words("desk.incidents.since", moment=subject.clock(incident.opened)),
        facts=tuple(facts),
        tables=(_story(subject, incident),),
        forms=(follow_up(subject, incident),) if subject.may_act else (),
        is_late=incident.severity == "critical" and incident.status != "closed",
    )


def _story(subject: DeskSubject, incident: Incident) -> DeskTable:
    words = subject.words
    lines = []
    if incident.report is not None:
        told_words = words("desk.incidents.from-report", what=category(subject, incident))
        lines.append(
            Line(
                "report",
                subject.clock(incident.report.received_at),
                (Cell(told_words), Cell(as_sent(incident.team))),
            )
        )
    lines += [
        Line(
            f"version-{one.version}", subject.clock(one.received_at),
            (
                Cell(follow_up_words(subject, one)),
                Cell(as_sent(one.payload.get("who") or one.payload.get("team") or one.source)),
            ),
        )
        for one in incident.versions
    ]  # fmt: skip
    return DeskTable(
        "story",
        words("desk.incidents.story"),
        (
            Head(words("desk.column.when"), is_figure=False),
            Head(words("desk.column.what"), is_figure=False),
            Head(words("desk.column.who"), is_figure=False),
        ),
        tuple(lines),
        empty="",
    )
