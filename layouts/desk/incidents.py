"""Incidents: what must not wait for the evening, the gravest that is still open at the top."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geodata.coverage.acts import CLOSED
from geodata.coverage.incidents import Incident
from geodata.figures import Reading
from layouts.desk.address import thing_name
from layouts.desk.content import Content
from layouts.desk.foreign import as_sent
from layouts.desk.forms import new_incident
from layouts.desk.rows import desk_map, figure, rows
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line

SCALE = "late"


def incidents(subject: DeskSubject) -> Content:
    """The screen of incidents."""
    words = subject.words
    seen = shown(subject)
    waiting = [one for one in seen if one.status != CLOSED]
    drawn = rows(subject, _readings(subject, waiting), SCALE)
    headline = _headline(subject, seen, waiting)
    closed = [one for one in seen if one.status == CLOSED]
    under = (_table(subject, "closed", closed, words("desk.incidents.closed")),) if closed else ()
    return Content(
        headline=headline,
        detail=words("desk.incidents.detail"),
        map=desk_map(subject, drawn, SCALE, words("desk.legend.incidents"), headline),
        list=_table(subject, "open", waiting, words("desk.incidents.caption"), waits=True),
        under=under,
        said=(words("desk.say.incidents"),),
        form=new_incident(subject) if subject.may_act else None,
        cards={incident_key(one): subject.card("incident", one.instance) for one in seen},
    )


def shown(subject: DeskSubject) -> list[Incident]:
    """The incidents that one may see."""
    return [one for one in subject.situation.incident_log if subject.scope.sees_incident(one)]


def incident_key(incident: Incident) -> str:
    """What marks an incident's row as chosen."""
    return thing_name("incident", incident.instance)


def category(subject: DeskSubject, incident: Incident) -> str:
    """What happened: a category of the desk, or the irregularity a report told of."""
    word = incident.category
    if f"desk.category.{word}" in subject.words.sentences:
        return subject.words(f"desk.category.{word}")
    return subject.said(f"desk.irregularity.{word}", word) or subject.words("desk.incidents.untold")


def place(subject: DeskSubject, incident: Incident) -> str:
    """Where: the unit, and the station where it was at one."""
    unit = subject.name(incident.unit, "short") if incident.unit else ""
    if not incident.station:
        return unit or subject.words("desk.incidents.nowhere")
    station = subject.words("desk.station", station=as_sent(incident.station))
    return f"{unit}, {station}" if unit else station


def _readings(subject: DeskSubject, waiting: list[Incident]) -> Iterator[tuple[str, Reading]]:
    size = len(subject.territory.units)
    numbers = [
        subject.territory.unit_number[one.unit] for one in waiting if _is_known(subject, one)
    ]
    counts = subject.territory.summed(np.bincount(np.array(numbers, np.int64), minlength=size))
    for unit in subject.units:
        yield unit, figure(int(counts[subject.number(unit)]), "incidents")


def _is_known(subject: DeskSubject, incident: Incident) -> bool:
    return incident.unit in subject.territory.unit_number


def _headline(subject: DeskSubject, seen: list[Incident], waiting: list[Incident]) -> str:
    words = subject.words
    if not seen:
        return words("desk.incidents.none")
    if not waiting:
        return words("desk.incidents.all-closed")
    grave = sum(one.severity == "critical" for one in waiting)
    said = words.plural("desk.incidents.headline", len(waiting), count=subject.count(len(waiting)))
    if not grave:
        return said
    return words("desk.incidents.with-critical", open=said, count=subject.count(grave))


def _table(
    subject: DeskSubject, name: str, listed: list[Incident], caption: str, waits: bool = False
) -> DeskTable:
    words = subject.words
    return DeskTable(
        name,
        caption,
        (
            Head(words("desk.column.incident"), is_figure=False),
            Head(words("desk.column.severity"), is_figure=False),
            Head(words("desk.column.status"), is_figure=False),
            Head(words("desk.column.changed")),
        ),
        tuple(_line(subject, one) for one in listed),
        empty=words("desk.incidents.none"),
        waits=waits,
    )


def _line(subject: DeskSubject, incident: Incident) -> Line:
    is_grave = incident.severity == "critical" and incident.status != CLOSED
    stage = subject.said(f"desk.stage.{incident.stage}", incident.stage) if incident.stage else ""
    where = place(subject, incident)
    return Line(
        incident_key(incident),
        category(subject, incident),
        (
            Cell(
                subject.said(f"desk.severity.{incident.severity}", incident.severity) or "–",
                is_late=is_grave,
            ),
            Cell(subject.said(f"desk.status.{incident.status}", incident.status)),
            Cell(subject.clock(incident.changed)),
        ),
        subject.card("incident", incident.instance),
        detail=f"{where} · {stage}" if stage else where,
        is_late=is_grave,
    )
