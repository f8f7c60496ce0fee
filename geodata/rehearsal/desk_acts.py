"""What the desk enters in a rehearsal: who set out, who was called, what became of incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from geodata.coverage.acts import (
    CATEGORIES,
    CLOSED,
    DEPLOYED,
    FOLLOW_UPS,
    IN_HAND,
    MEANS,
    NOTES,
    OPEN,
    STOOD_DOWN,
    UNANSWERED,
)
from geodata.imports.form_map import SEVERITIES
from geodata.rehearsal.scene import Scene
from geodata.rehearsal.sendings import WHO, Made, message
from geodata.rehearsal.team_days import TeamDay, Visit
from geodata.store.events import Event, Kind

_INCIDENTS = 0.012
_SEVERITY = (0.1, 0.35, 0.55)
_ROUTINE_CALLS, _ANSWERED, _ENTERED_AT_THE_END = 0.25, 0.5, 0.85
_SET_OUT, _FIRST_CALL, _NEXT_CALL = 5 * 60 + 30, 10 * 60, 150


def enter_deployments(scene: Scene, days: Sequence[TeamDay], made: Made) -> None:
    """Every team is entered as it sets out, but those that never do; most as they end their day."""
    draw = scene.chance("deployments")
    for day in days:
        team, first = day.route.team.id, day.route.legs[0]
        comes = scene.at(first.place.unit, draw.uniform(_SET_OUT, _SET_OUT + 70))
        if day.fate == "never-deployed":
            continue
        made.send(comes, _word(team, DEPLOYED, 1))
        if day.fate == "stands-down":
            made.send(day.turns, _word(team, STOOD_DOWN, 2))
            made.mishaps["team-stood-down"] += 1
        elif day.fate in ("as-planned", "no-network") and draw.random() < _ENTERED_AT_THE_END:
            ends = day.route.legs[-1].ends + timedelta(minutes=draw.randint(5, 60))
            made.send(ends, _word(team, STOOD_DOWN, 2))


def _word(team: str, state: str, number: int) -> Event:
    payload = {"team": team, "state": state, "who": WHO}
    return message(f"deployment/{team}/{number}", Kind.DEPLOYMENT, payload)


def enter_calls(scene: Scene, days: Sequence[TeamDay], made: Made) -> None:
    """The desk calls some teams as a matter of course, and those that have fallen silent."""
    draw = scene.chance("calls")
    for day in days:
        first = day.route.legs[0].place.unit
        if day.fate == "never-heard":
            moments = [scene.at(first, _FIRST_CALL), scene.at(first, _FIRST_CALL + _NEXT_CALL)]
            _call(day, moments, [UNANSWERED, UNANSWERED], draw, made)
            made.mishaps["team-never-heard"] += 1
        elif day.fate == "falls-silent":
            since = day.turns + timedelta(minutes=_NEXT_CALL)
            answer = "no-network" if draw.random() < _ANSWERED else UNANSWERED
            _call(day, [since, since + timedelta(minutes=40)], [UNANSWERED, answer], draw, made)
            made.mishaps["team-fell-silent"] += 1
        elif day.fate != "never-deployed" and draw.random() < _ROUTINE_CALLS:
            moment = scene.at(first, draw.uniform(_FIRST_CALL, _FIRST_CALL + 8 * 60))
            answers = [one for one in NOTES if one != UNANSWERED]
            _call(day, [moment], [draw.choice(answers)], draw, made)


def _call(
    day: TeamDay, moments: Sequence[datetime], notes: Sequence[str], draw: Random, made: Made
) -> None:
    team = day.route.team.id
    for number, (moment, note) in enumerate(zip(moments, notes, strict=True), start=1):
        payload = {"team": team, "means": draw.choice(MEANS), "note": note, "who": WHO}
        made.send(moment, message(f"contact/{team}/{number}", Kind.CONTACT, payload))


def tell_incidents(scene: Scene, visits: Sequence[Visit], made: Made) -> None:
    """A few visits come with an incident; the desk follows most of them up."""
    draw = scene.chance("incidents")
    wanted = max(1, round(_INCIDENTS * len(visits)))
    for visit in draw.sample(visits, min(wanted, len(visits))):
        made.mishaps["incident"] += 1
        name = f"incident/{visit.event.instance}"
        said = {key: visit.event.payload[key] for key in ("team", "unit", "stage")}
        if "station" in visit.event.payload:
            said["station"] = visit.event.payload["station"]
        said["severity"] = draw.choices(SEVERITIES, _SEVERITY)[0]
        said["category"] = draw.choice(CATEGORIES)
        comes = visit.ready - timedelta(minutes=draw.randint(0, 7))
        payload = {**said, "status": OPEN}
        made.send(comes, message(name, Kind.INCIDENT, payload, visit.event.observed_at))
        for version, status in enumerate((IN_HAND, CLOSED), start=2):
            if draw.random() < 0.25:
                break
            comes += timedelta(minutes=draw.randint(5, 90))
            payload = {**said, "status": status, "follow_up": draw.choice(FOLLOW_UPS), "who": WHO}
            made.send(comes, message(name, Kind.INCIDENT, payload, version=version))
