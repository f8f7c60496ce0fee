"""The same figures, worked out once more by other means: pandas over every message as it was sent.

Nothing of the program's fold, columns or sums is used; only the mission, the list of units with
what each is part of, and the raw messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from geodata.country import Country
from geodata.missions.ground import ground_of
from geodata.missions.mission import Mission, Station
from geodata.store.events import Event
from tests.geodata.coverage.oracle_state import state

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
ROLE, ORGANISATION = "role", "organisation"


@dataclass(frozen=True)
class Land:
    """Units with what each is part of ("" for nothing), by level; the clock and day of the vote."""

    parent: Mapping[str, str]
    levels: Mapping[str, Sequence[str]]
    zone: str
    day: date

    def chain(self, unit: str) -> list[str]:
        """A unit and the units it lies in."""
        found = []
        while unit in self.parent:
            found.append(unit)
            unit = self.parent[unit]
        return found


@dataclass(frozen=True)
class Oracle:
    """Every figure of a mission, of the messages received until a moment.

    ``sent`` stands in the order in which it came.
    """

    mission: Mission
    land: Land
    sent: Sequence[Event]
    until: datetime

    @cached_property
    def heard(self) -> list[Event]:
        """What had been received; the same bytes again are no message, whenever they came."""
        kept: dict[tuple[str, int, str], Event] = {}
        for one in self.sent:
            kept.setdefault((one.instance, one.version, one.sha256), one)
        return [one for one in kept.values() if one.received_at <= self.until]

    @cached_property
    def counted(self) -> list[Event]:
        """What counts of all that was received."""
        return state(self.heard)

    @cached_property
    def visits(self) -> pd.DataFrame:
        """One row a report that counts, with the station of the list it was made at."""
        rows = [self._visit(one) for one in self.counted if one.kind == "report"]
        columns = ["team", "unit", "station", "commission", "unlisted", "stage", "hour", "overall",
                   "irregularities", "voted", "registered", "turnout_at", "received"]  # fmt: skip
        return pd.DataFrame(rows, columns=columns, dtype=object)

    @cached_property
    def spread(self) -> pd.DataFrame:
        """Each visit once in its unit and once in every unit that lies around it (``within``)."""
        around = self.visits["unit"].map(lambda unit: self.land.chain(unit or ""))
        return self.visits.assign(within=around).explode("within").dropna(subset="within")

    def of_group(self, kind: str, name: str) -> list[str]:
        """The teams of a role, or of an organisation and its parts."""
        return [
            one.id
            for one in self.mission.teams
            if name == (one.role if kind == ROLE else "")
            or (kind == ORGANISATION and name in self._wholes(one.organisation))
        ]

    def _wholes(self, organisation: str) -> list[str]:
        found: list[str] = []
        while organisation and organisation not in found:
            found.append(organisation)
            named = self.mission.organisations.get(organisation)
            organisation = named.part_of if named else ""
        return found

    def _visit(self, event: Event) -> dict[str, Any]:
        told = dict(event.payload)
        seen = event.observed_at
        if seen and seen > event.received_at + timedelta(minutes=5):
            seen = None
        unit = told.get("unit") if told.get("unit") in self.land.parent else None
        name = "station" if told.get("station") else "commission"
        listed = self.mission.stations if name == "station" else self.mission.commissions
        place = self._place(listed, told.get(name), unit)
        key = f"{place.unit}/{place.id}" if place else None
        return {
            "team": told.get("team"),
            "unit": place.unit if place else unit,
            "station": key if name == "station" else None,
            "commission": key if name == "commission" else None,
            "unlisted": bool(told.get(name)) and place is None,
            "stage": told.get("stage"),
            "hour": self._hour(seen),
            "overall": told.get("overall"),
            "irregularities": told.get("irregularities", {}),
            "voted": told.get("voted"),
            "registered": told.get("registered") or (place.registered if place else None),
            "turnout_at": told.get("turnout_at"),
            "received": event.received_at,
        }

    def _place(
        self, listed: Sequence[Station], name: str | None, unit: str | None
    ) -> Station | None:
        """The one place of that name which the unit named can mean."""
        found = [one for one in self._named(listed).get(name or "", ())
                 if unit is None or unit in self.land.chain(one.unit)
                 or one.unit in self.land.chain(unit)]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _named(self, listed: Sequence[Station]) -> dict[str, list[Station]]:
        kept: dict[int, dict[str, list[Station]]] = self.__dict__.setdefault("_names", {})
        if id(listed) not in kept:
            names: dict[str, list[Station]] = {}
            for one in listed:
                names.setdefault(one.id, []).append(one)
            kept[id(listed)] = names
        return kept[id(listed)]

    def _hour(self, seen: datetime | None) -> int | None:
        """Hours since the midnight on which the day of the vote begins, of two days."""
        if seen is None:
            return None
        local = seen.astimezone(ZoneInfo(self.land.zone))
        hours = (local.date() - self.land.day).days * 24 + local.hour
        return hours if 0 <= hours < 48 else None

    @cached_property
    def last_words(self) -> dict[str, Event]:
        """Team → what was last said of its deployment."""
        said = [one for one in self.counted if one.kind == "deployment"]
        said.sort(key=lambda one: (one.received_at, one.sha256))
        return {str(one.payload.get("team", "")): one for one in said}

    def reached(self, units: Iterable[str]) -> set[str]:
        """The units an area of responsibility reaches."""
        named = {unit for unit in units if unit in self.land.parent}
        regions = named & set(self.land.levels["region"])
        above = {each for unit in named for each in self.land.chain(unit)}
        return above | {one for one in self.land.levels.get("district", ())
                        if self.land.parent[one] in regions}  # fmt: skip

    @cached_property
    def planned(self) -> dict[str, set[str]]:
        """Team → units it is planned for."""
        stops = {one.id: {stop.unit for stop in self.mission.plan if stop.team == one.id}
                 for one in self.mission.teams}  # fmt: skip
        return {one.id: self.reached({*one.units, *(unit for unit, _ in one.stations),
                                      *stops[one.id]}) for one in self.mission.teams}  # fmt: skip

    @cached_property
    def reporting(self) -> dict[str, set[str]]:
        """Team → units it has reported from."""
        known = self.spread[self.spread["team"].isin([one.id for one in self.mission.teams])]
        return {str(team): set(some["within"]) for team, some in known.groupby("team")}

    @cached_property
    def deployed(self) -> dict[str, set[str]]:
        """Team → units someone said it is deployed to, or that it has reported from."""
        found = {team: set(units) for team, units in self.reporting.items()}
        for team, word in self.last_words.items():
            if team in self.planned and word.payload.get("state") == "deployed":
                units = [one for one in word.payload.get("units") or () if one in self.land.parent]
                place = self.reached(units) if units else self.planned[team]
                found.setdefault(team, set()).update(place)
        return found

    def contact(self, team: str) -> tuple[datetime, datetime]:
        """When a team was last heard of, and when its last report came."""
        own = [one for one in self.heard if one.payload.get("team") == team]
        heard = [one for one in own if one.kind in ("report", "incident", "contact")
                 and one.payload.get("note") != "no-answer"
                 and not one.payload.get("follow_up")]  # fmt: skip
        reports = [one.received_at for one in heard if one.kind == "report"]
        signs = max((one.received_at for one in heard), default=LONG_AGO)
        return signs, max(reports, default=LONG_AGO)

    def announced(self) -> dict[tuple[str, str], str]:
        """Unit and hour → the share announced last."""
        said = [one for one in self.counted if one.kind == "bulletin"]
        order = sorted(
            said, key=lambda one: (one.received_at, one.version, one.instance, one.sha256)
        )
        return {(one.payload["unit"], one.payload["time"]): one.payload["percent"] for one in order}


def land_of(mission: Mission, country: Country) -> Land:
    """The units of the mission's day, read from the country's list."""
    vote = country.elections[mission.election]
    ground = ground_of(country, vote.day)
    parent = {one.id: one.parent for one in ground.units.values()}
    levels: dict[str, Sequence[str]] = {level: ground.at(level) for level in ground.levels}
    return Land(parent, levels, vote.zone, vote.day)
