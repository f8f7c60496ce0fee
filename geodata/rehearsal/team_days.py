"""How the day of every team goes: as planned, or silent, stood down, without a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from geodata.rehearsal.answers import Questionnaire
from geodata.rehearsal.chance import portions
from geodata.rehearsal.contingents import MOBILE
from geodata.rehearsal.routes import Leg, Route
from geodata.rehearsal.scene import Scene
from geodata.rehearsal.sendings import message
from geodata.store.events import Event, Kind

# What becomes of teams that do not work as planned; the others do.
FATES = {
    "never-deployed": 0.02,
    "never-heard": 0.03,
    "falls-silent": 0.06,
    "stands-down": 0.02,
    "no-network": 0.10,
}
_SKIPPED = 0.05
_MORNING, _EVENING = 9 * 60, 18 * 60


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A team's day; ``turns`` is the moment at which its fate befell it, ``back`` when it is over
    (a network that comes back)."""

    route: Route
    fate: str
    turns: datetime
    back: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A report as it was meant: written during ``leg``, ready to be sent at ``ready``."""

    day: TeamDay
    leg: Leg
    event: Event
    ready: datetime


def team_days(scene: Scene, routes: Sequence[Route]) -> tuple[TeamDay, ...]:
    """The day of every team."""
    draw = scene.chance("fates")
    fates = portions(routes, FATES, draw, lambda _, one: one.team.role in MOBILE)
    found = []
    for at, route in enumerate(routes):
        unit = route.legs[0].place.unit
        turns = scene.at(unit, draw.uniform(_MORNING, _EVENING))
        back = turns + timedelta(minutes=draw.uniform(90, 360))
        found.append(TeamDay(route, fates.get(at, "as-planned"), turns, back))
    return tuple(found)


def visits(scene: Scene, days: Sequence[TeamDay]) -> tuple[Visit, ...]:
    """Every report that is written, in the order of the teams."""
    questions = Questionnaire(scene)
    return tuple(visit for day in days for visit in _visits(scene, questions, day))


def _visits(scene: Scene, questions: Questionnaire, day: TeamDay) -> Iterator[Visit]:
    team = day.route.team.id
    draw = scene.chance(f"day of {team}")
    for number, leg in enumerate(day.route.legs, start=1):
        begins = leg.starts + timedelta(seconds=round(draw.gauss(2, 6) * 60))
        ends = leg.ends + timedelta(seconds=round(draw.gauss(4, 8) * 60))
        answers = questions.answers(leg, begins, draw)
        if draw.random() < _SKIPPED or not _works(day, begins):
            continue
        form = [scene.form_map.id, scene.form_map.version]
        payload = {"team": team, **answers, "form": form}
        event = message(f"{team}/{number:02d}", Kind.REPORT, payload, begins)
        yield Visit(day, leg, event, max(ends, begins + timedelta(minutes=8)))


def _works(day: TeamDay, moment: datetime) -> bool:
    if day.fate in ("never-deployed", "never-heard"):
        return False
    return day.fate not in ("falls-silent", "stands-down") or moment < day.turns


def arrival(visit: Visit, draw: Random) -> datetime:
    """When a report comes in: soon after it is ready, or once there is a network again."""
    day, soon = (
        visit.day,
        visit.ready + timedelta(seconds=round(60 * draw.lognormvariate(1.2, 0.8))),
    )
    waits = day.fate == "no-network" and day.turns <= soon < day.back
    return day.back if waits else soon
