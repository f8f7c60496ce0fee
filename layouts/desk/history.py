"""What was said and done at the desk, by whom and when: nothing is lost to sight."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.store.events import Event, Kind
from layouts.desk.address import thing_name
from layouts.desk.foreign import as_sent
from layouts.desk.subject import DeskSubject
from layouts.desk.tables import Cell, DeskTable, Head, Line

SHOWN = 40
_TOLD = ("category", "follow_up", "severity", "status")
_KINDS = (Kind.CONTACT, Kind.DEPLOYMENT, Kind.INCIDENT)


def acts_table(subject: DeskSubject) -> DeskTable:
    """The last acts at the desk, of every kind, the latest first."""
    words = subject.words
    acts = sorted(acts_of(subject), key=lambda one: one.received_at, reverse=True)
    return DeskTable(
        "acts",
        words("desk.history.caption"),
        (
            Head(words("desk.column.when"), is_figure=False),
            Head(words("desk.column.about"), is_figure=False),
            Head(words("desk.column.what"), is_figure=False),
            Head(words("desk.column.who"), is_figure=False),
        ),
        tuple(_line(subject, one) for one in acts[:SHOWN]),
        empty=words("desk.history.none"),
    )


def acts_of(subject: DeskSubject, team: str = "") -> Iterator[Event]:
    """The acts at the desk that one may see: of everyone, or about one team."""
    for kind in _KINDS:
        for one in subject.situation.acts.get(kind, ()):
            about = str(one.payload.get("team", ""))
            if one.payload.get("who") and subject.scope.shows(one) and team in ("", about):
                yield one


def told(subject: DeskSubject, act: Event) -> str:
    """One act in words."""
    words, payload = subject.words, act.payload
    if act.kind is Kind.CONTACT:
        said, how = str(payload.get("note", "")), str(payload.get("means") or "call")
        means = subject.said(f"desk.means.{how}", how)
        return words(
            "desk.history.contact", means=means, note=subject.said(f"desk.note.{said}", said)
        )
    if act.kind is Kind.DEPLOYMENT:
        units = [subject.name(one, "short") for one in payload.get("units") or ()]
        key = "stood-down" if payload.get("state") == "stood-down" else "deployed"
        said = words(f"desk.history.{key}")
        return f"{said}: {', '.join(units)}" if units else said
    return follow_up_words(subject, act)


def follow_up_words(subject: DeskSubject, act: Event) -> str:
    """What one version of an incident says of it."""
    told_of = {name: str(act.payload.get(name) or "") for name in _TOLD}
    what, done, grave, status = told_of.values()
    # A follow-up repeats what happened; its story need not.
    what = "" if done else what
    said = (
        subject.said(f"desk.category.{what}", what),
        subject.said(f"desk.follow-up.{done}", done),
        subject.said(f"desk.severity.{grave}", grave),
        subject.said(f"desk.status.{status}", status),
    )
    return ", ".join(one for one in said if one)


def _line(subject: DeskSubject, act: Event) -> Line:
    about = str(act.payload.get("team") or "")
    if not about:
        unit = str(act.payload.get("unit") or "")
        about = subject.name(unit, "short") if unit else ""
    cells = (Cell(as_sent(about)), Cell(told(subject, act)), Cell(as_sent(act.payload["who"])))
    return Line(act_key(act), subject.clock(act.received_at), cells)


def act_key(act: Event) -> str:
    """What marks the row of an act."""
    return thing_name("act", f"{act.instance} {act.version}")
