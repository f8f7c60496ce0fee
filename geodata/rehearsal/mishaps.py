"""What goes wrong with reports on a real day, so much of each: the figures must not mind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from geodata.rehearsal.chance import portions
from geodata.rehearsal.places import MARK
from geodata.rehearsal.scene import Scene
from geodata.rehearsal.sendings import WHO, Made
from geodata.rehearsal.team_days import Visit, arrival
from geodata.store.decisions import decide
from geodata.store.events import Event

SHARES = {
    "lower-at-a-later-hour": 0.004,
    "more-voted-than-listed": 0.005,
    "corrected": 0.03,
    "corrected-before-it-came": 0.004,
    "sent-twice": 0.02,
    "two-wordings": 0.008,
    "hours-late": 0.03,
    "clock-ahead": 0.01,
    "clock-behind": 0.01,
    "station-not-listed": 0.007,
    "unit-of-another-region": 0.005,
    "no-station": 0.004,
    "refused-at-the-door": 0.004,
    "unknown-team": 0.003,
}
_WITH_TURNOUT = ("lower-at-a-later-hour", "more-voted-than-listed")
_AT_A_STATION = ("station-not-listed", "unit-of-another-region", "no-station")


def send_reports(scene: Scene, visits: Sequence[Visit], made: Made) -> None:
    """Let every report arrive, with what goes wrong on its way."""
    draw = scene.chance("mishaps")
    befallen = portions(visits, SHARES, draw, _fits)
    made.mishaps.update(befallen.values())
    waiting: dict[datetime, dict[str, list[Event]]] = {}
    for at, visit in enumerate(visits):
        name, comes = befallen.get(at, ""), arrival(visit, draw)
        event = _CHANGED[name](_Slip(scene, visit, draw)) if name in _CHANGED else visit.event
        if name in _SENT:
            _SENT[name](_Way(scene, visit, comes, draw, made))
        elif name == "refused-at-the-door":
            made.send(_second(comes), event, refused=True)
        elif name != "hours-late" and comes == visit.day.back:
            team = visit.day.route.team.id
            waiting.setdefault(comes, {}).setdefault(team, []).append(event)
        else:
            late = (
                timedelta(minutes=draw.uniform(120, 540)) if name == "hours-late" else timedelta()
            )
            made.send(_second(comes + late), event)
    for moment, teams in waiting.items():
        for batch in teams.values():
            made.send(_second(moment), *batch)
            made.mishaps["batch-after-lost-network"] += 1


def _fits(name: str, visit: Visit) -> bool:
    payload = visit.event.payload
    if name == "lower-at-a-later-hour":
        # The same team was there earlier in the day.
        return visit.leg.stage == "closing" and payload.get("voted", 0) > 0
    if name in _WITH_TURNOUT:
        return "registered" in payload
    return name not in _AT_A_STATION or "station" in payload


@dataclass(frozen=True, slots=True)
class _Slip:
    """A report that somebody fills in wrongly."""

    scene: Scene
    visit: Visit
    draw: Random

    def says(self, **changes: object) -> Event:
        payload = {**self.visit.event.payload, **changes}
        return replace(self.visit.event, payload=payload)

    def lower(self) -> Event:
        hour = self.scene.places.turnouts.hours[0]
        place = self.visit.leg.place
        first = self.scene.voted_at((place.unit, place.id), hour) or 0
        return self.says(voted=first // 2)

    def too_many(self) -> Event:
        listed = int(self.visit.event.payload["registered"])
        return self.says(voted=listed + self.draw.randint(10, 400))

    def clock(self, minutes: float) -> Event:
        seen = self.visit.event.observed_at
        moved = None if seen is None else seen + timedelta(minutes=round(minutes))
        return replace(self.visit.event, observed_at=moved)

    def elsewhere(self) -> Event:
        regions = self.scene.places.turnouts.regions
        own = self.scene.places.region_of[self.visit.leg.place.unit]
        others = [one for one in regions if one != own] or [own]
        return self.says(unit=self.draw.choice(others))

    def without(self, *left_out: str) -> Event:
        said = self.visit.event.payload
        payload = {key: answer for key, answer in said.items() if key not in left_out}
        return replace(self.visit.event, payload=payload)

    def stranger(self) -> Event:
        return self.says(team=f"{self.visit.day.route.team.id}x")


_CHANGED: Mapping[str, Callable[[_Slip], Event]] = {
    "lower-at-a-later-hour": _Slip.lower,
    "more-voted-than-listed": _Slip.too_many,
    "clock-ahead": lambda one: one.clock(one.draw.uniform(60, 600)),
    "clock-behind": lambda one: one.clock(-one.draw.choice((720, 1440, 2_103_840))),
    "station-not-listed": lambda one: one.says(station=f"{MARK}-9{one.draw.randint(100, 999)}"),
    "unit-of-another-region": _Slip.elsewhere,
    "no-station": lambda one: one.without("station", "commission"),
    "refused-at-the-door": lambda one: one.without("unit"),
    "unknown-team": _Slip.stranger,
}


@dataclass(frozen=True, slots=True)
class _Way:
    """A report that is sent more than once."""

    scene: Scene
    visit: Visit
    comes: datetime
    draw: Random
    made: Made

    def later(self, least: float, most: float) -> datetime:
        return _second(self.comes + timedelta(minutes=self.draw.uniform(least, most)))

    def other(self, version: int) -> Event:
        """The report once more with other answers."""
        event, scale = self.visit.event, tuple(self.scene.form_map.overall.answers
                                               if self.scene.form_map.overall else ())  # fmt: skip
        payload: dict[str, Any] = dict(event.payload)
        if "voted" in payload:
            payload["voted"] = max(0, payload["voted"] - self.draw.randint(1, 20))
        elif scale:
            others = [one for one in scale if one != payload.get("overall")]
            payload["overall"] = self.draw.choice(others)
        else:
            payload["stage"] = "closing" if payload["stage"] != "closing" else "voting"
        return replace(event, payload=payload, version=version)

    def twice(self) -> None:
        self.made.send(_second(self.comes), self.visit.event)
        self.made.send(self.later(1, 40), self.visit.event)

    def corrected(self) -> None:
        self.made.send(_second(self.comes), self.visit.event)
        self.made.send(self.later(15, 180), self.other(2))

    def overtaken(self) -> None:
        self.made.send(_second(self.comes), self.other(2))
        self.made.send(self.later(5, 90), self.visit.event)

    def two_wordings(self) -> None:
        self.made.send(_second(self.comes), self.visit.event)
        second = self.later(3, 60)
        other = self.other(1)
        self.made.send(second, other)
        if self.draw.random() < 0.6:
            decided = second + timedelta(minutes=self.draw.randint(10, 60))
            self.made.send(decided, decide(other, WHO, decided))
            self.made.mishaps["decided-by-a-person"] += 1


_SENT: Mapping[str, Callable[[_Way], None]] = {
    "sent-twice": _Way.twice,
    "corrected": _Way.corrected,
    "corrected-before-it-came": _Way.overtaken,
    "two-wordings": _Way.two_wordings,
}


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
