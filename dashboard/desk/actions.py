"""What people at the desk say and do: a call noted, a team sent elsewhere, an incident followed up.

Each is a message of the store like any other, with who said it, so that any past moment shows it.
What a page sends is looked up in the mission and in lists; nothing that is typed is kept but the
number of a station that the mission lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, Response, abort, jsonify
from sqlalchemy.exc import OperationalError

from dashboard.desk.bodies import sent
from dashboard.desk.desk import Desk, person
from dashboard.desk.missions import Followed
from dashboard.desk.people import Person
from dashboard.desk.record import What
from dashboard.desk.screens import sight_of
from geodata.coverage import acts
from geodata.coverage.incidents import Incident
from geodata.coverage.scope import Scope
from geodata.imports.form_map import SEVERITIES, STAGES
from geodata.store.decisions import SOURCE
from geodata.store.events import Event, Kind, Taken
from layouts.desk.address import thing_name

# A rehearsal's clock stands at its last message: of two acts in a row, the later must be later.
INSTANT = timedelta(microseconds=1)
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Act:
    """Who says what, of which mission."""

    followed: Followed
    scope: Scope
    by: Person

    def team(self, named: str) -> str:
        """The team that a page names; 404 for one that this person does not see."""
        teams = (one for one in self.scope.teams if thing_name("team", one) == named)
        return next(teams, None) or abort(404)

    def units(self, named: Iterable[str]) -> list[str]:
        """Units that this person sees, in the order of the country's files."""
        wanted = set(named)
        if not all(self.is_unit(one) for one in wanted):
            abort(400)
        return [one for one in self.scope.situation.coverage.territory.units if one in wanted]

    def is_unit(self, unit: str) -> bool:
        """Whether it is a unit of the mission's day that this person sees."""
        known = self.scope.situation.coverage.territory.unit_number
        return unit in known and self.scope.sees(unit)

    def incident(self, named: str) -> Incident:
        """The incident that a page names; 404 for one that this person does not see."""
        seen = filter(self.scope.sees_incident, self.scope.situation.incident_log)
        found = (one for one in seen if thing_name("incident", one.instance) == named)
        return next(found, None) or abort(404)


def offer_actions(server: Flask, desk: Desk) -> None:
    """What forms of the screens send."""

    def room(make: Callable[[Act], Event]) -> Callable[[str, str], Response]:
        def answer(language: str, mission: str) -> Response:
            followed = desk.missions.find(mission)
            if followed is None or desk.words(language) is None:
                abort(404)
            by = person()
            act = Act(followed, Scope(followed.present(), sight_of(by).units), by)
            return _keep(desk, act, make(act))

        return answer

    for name, make in _ACTS.items():
        server.add_url_rule(
            f"/<language>/<mission>/act/{name}", f"act-{name}", room(make), methods=["POST"]
        )


def _keep(desk: Desk, act: Act, event: Event) -> Response:
    try:
        (taken,) = act.followed.store.append([event])
    except OperationalError:
        abort(503)
    if taken is Taken.CONFLICT:
        # Somebody else was quicker; both are kept, and the first counts until a person decides.
        abort(409)
    if taken is Taken.NEW:
        about = {"mission": act.followed.mission.id, "kind": event.kind, "about": event.instance}
        desk.record.note(What.ACTED, act.by.name, about)
    act.followed.look_again()
    return jsonify(kept=True)


def _contact(act: Act) -> Event:
    body = sent("key", "team", "means", "note")
    payload = {
        "team": act.team(body["team"]),
        "means": _one_of(body["means"], acts.MEANS),
        "note": _one_of(body["note"], acts.NOTES),
    }
    return _event(act, Kind.CONTACT, _new(body), payload)


def _deployment(act: Act) -> Event:
    body = sent("key", "team", "state", lists=("units",))
    state = _one_of(body["state"], (acts.DEPLOYED, acts.STOOD_DOWN))
    units = act.units(body["units"]) if state == acts.DEPLOYED else []
    payload = {"team": act.team(body["team"]), "state": state, "units": units}
    return _event(act, Kind.DEPLOYMENT, _new(body), payload)


def _incident(act: Act) -> Event:
    body = sent("key", "severity", "category", "stage", "unit", optional=("station", "team"))
    if not act.is_unit(body["unit"]):
        abort(400)
    payload: dict[str, Any] = {
        "severity": _one_of(body["severity"], SEVERITIES),
        "category": _one_of(body["category"], acts.CATEGORIES),
        "stage": _one_of(body["stage"], STAGES),
        "status": acts.OPEN,
        "unit": body["unit"],
    }
    if body["station"]:
        payload["station"] = _station(act, body["station"], body["unit"])
    if body["team"]:
        payload["team"] = act.team(body["team"])
    return _event(act, Kind.INCIDENT, _new(body), payload)


def _follow_up(act: Act) -> Event:
    body = sent("key", "incident", "version", "follow_up", "status", "severity")
    incident = act.incident(body["incident"])
    last = incident.versions[-1].version if incident.versions else 0
    if body["version"] != str(last):
        abort(409)
    # All that is known goes along, so that the last version alone tells the whole.
    known = {name: getattr(incident, name) for name in ("unit", "station", "category", "stage")}
    payload = {name: value for name, value in known.items() if value} | {
        "follow_up": _one_of(body["follow_up"], acts.FOLLOW_UPS),
        "status": _one_of(body["status"], acts.STATUSES),
        "severity": _one_of(body["severity"], SEVERITIES),
    }
    return _event(act, Kind.INCIDENT, (incident.instance, last + 1), payload)


_ACTS: Mapping[str, Callable[[Act], Event]] = {
    "contact": _contact,
    "deployment": _deployment,
    "incident": _incident,
    "follow-up": _follow_up,
}


def _event(act: Act, kind: Kind, name: tuple[str, int], payload: Mapping[str, Any]) -> Event:
    said = dict(payload) | {"who": act.by.name}
    mission = act.followed.mission
    return Event(*name, kind, said, SOURCE, act.followed.now() + INSTANT, is_test=mission.is_test)


def _new(body: Mapping[str, str]) -> tuple[str, int]:
    """The name of what is said for the first time: the page's own, so that a second try of it on
    a bad line is the same message."""
    if not _KEY.fullmatch(body["key"]):
        abort(400)
    return f"desk/{body['key']}", 1


def _one_of(word: str, words: Iterable[str]) -> str:
    return word if word in words else abort(400)


def _station(act: Act, station: str, unit: str) -> str:
    """A station that the mission lists in a unit; anything else could be anything."""
    territory = act.scope.situation.coverage.territory
    if territory.place("station", station.strip(), territory.unit_number[unit]) < 0:
        abort(422)
    return station.strip()
