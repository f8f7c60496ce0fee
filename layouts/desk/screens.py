"""Screens: everything one address of the desk shows one kind of reader, ready to be sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from layouts.desk.address import DeskAddress
from layouts.desk.content import Content
from layouts.desk.day import day
from layouts.desk.findings import findings
from layouts.desk.frame import Frame, frame
from layouts.desk.gaps import gaps
from layouts.desk.hours import HoursOfDay, hours_of_day
from layouts.desk.incidents import incidents
from layouts.desk.measures import chosen
from layouts.desk.questions import questions
from layouts.desk.silence import silence
from layouts.desk.subject import DeskSubject
from layouts.desk.turnout import measures, turnout

CONTENTS: Mapping[str, Callable[[DeskSubject], Content]] = {
    "day": day,
    "gaps": gaps,
    "silence": silence,
    "incidents": incidents,
    "findings": findings,
    "turnout": turnout,
}


@dataclass(frozen=True)
class Screen:
    """A screen in its frame."""

    address: DeskAddress
    title: str
    frame: Frame
    content: Content
    hours: HoursOfDay
    boundary_set: str
    no_map: str

    @property
    def cards(self) -> dict[str, str]:
        """What can be chosen → the path of its card."""
        return {row.unit: row.card for row in self.content.map.rows} | self.content.cards


def has_measure(subject: DeskSubject) -> bool:
    """Whether the mission knows the measure of the address."""
    situation, measure = subject.situation, subject.address.measure
    known: Mapping[str, object] = {"": ""}
    if subject.address.screen == "day":
        known = chosen(situation.coverage)
    elif subject.address.screen == "findings":
        known = questions(situation.findings)
    elif subject.address.screen == "turnout":
        known = measures(subject)
    return measure in known


def screen(subject: DeskSubject) -> Screen:
    """The screen of an address whose measure the mission knows."""
    content = CONTENTS[subject.address.screen](subject)
    words, name = subject.words, subject.words(f"desk.screen.{subject.address.screen}")
    return Screen(
        subject.address,
        words("desk.title", screen=name, finding=content.headline, mission=subject.mission.id),
        frame(subject),
        content,
        hours_of_day(subject),
        subject.boundary_set,
        "" if subject.boundary_set else words("desk.no-map"),
    )
