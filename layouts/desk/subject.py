"""The subject of a screen: one mission at one moment, as far as one person may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import cast
from zoneinfo import ZoneInfo

from geodata.boundaries.sheet import Sheet
from geodata.country import Country, Named
from geodata.coverage.scope import Scope
from geodata.coverage.situation import Situation
from geodata.coverage.territory import Territory
from geodata.errors import NoBoundaries, UnknownUnit
from geodata.missions.mission import Mission
from geodata.store.events import Event, Kind
from geodata.units import Level
from layouts.desk.address import NOW, DeskAddress, plain, thing_name
from layouts.desk.foreign import as_sent
from layouts.numbers import number
from layouts.words import Words

LOOKING = ("day", "gaps", "silence", "incidents", "findings", "turnout")


@dataclass(frozen=True, slots=True)
class Sight:
    """What one kind of reader has: the units they see (None: all), whether they may say anything,
    and the screens they may open. Readers of one sight share what is made for one of them."""

    units: frozenset[str] | None = None
    may_act: bool = False
    screens: tuple[str, ...] = LOOKING


@dataclass(frozen=True)
class DeskSubject:
    """What a screen is about; everything that writes a part of it is given this and nothing else.

    ``sheets`` has the drawing of each boundary set that can be drawn here; ``now`` is the present
    of the mission's own clock.
    """

    address: DeskAddress
    scope: Scope
    words: Words
    sheets: Mapping[str, Sheet]
    now: datetime
    sight: Sight = Sight()

    @property
    def situation(self) -> Situation:
        """What the mission knows."""
        return self.scope.situation

    @property
    def mission(self) -> Mission:
        """The mission."""
        return self.situation.mission

    @property
    def country(self) -> Country:
        """The country."""
        return self.situation.country

    @property
    def territory(self) -> Territory:
        """The mission's units, stations and teams by number."""
        return self.situation.coverage.territory

    @property
    def language(self) -> str:
        """The language of the screen."""
        return self.words.language

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which hours are told."""
        return ZoneInfo(self.country.elections[self.mission.election].zone)

    @cached_property
    def level(self) -> Level:
        """The level shown: the address's, or the largest at which this reader sees anything."""
        wanted = cast("Level", self.address.level)
        if wanted in self.scope.levels or not self.scope.levels:
            return wanted
        return self.scope.levels[0]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units shown."""
        return self.scope.units(self.level)

    @cached_property
    def boundary_set(self) -> str:
        """The boundary set whose outlines are drawn, "" where none can be."""
        try:
            found = self.country.boundary_set(self.level, self.territory.ground.day).id
        except NoBoundaries:
            return ""
        return found if found in self.sheets else ""

    @cached_property
    def sheet(self) -> Sheet | None:
        """The drawing of that set."""
        return self.sheets.get(self.boundary_set)

    def number(self, unit: str) -> int:
        """A unit's place in every array of counts."""
        return self.territory.unit_number[unit]

    def name(self, unit: str, form: str = "full") -> str:
        """A unit's name on the day of the vote; what is no unit is named as it was sent."""
        try:
            day = self.territory.ground.day
            return self.country.gazetteer.name(unit, self.language, day, form)
        except UnknownUnit:
            return as_sent(unit)

    def organisation(self, name: str) -> str:
        """An organisation's short name in the language of the screen."""
        found: Named | None = self.mission.organisations.get(name)
        names = (found.short_names, found.names) if found else ()
        own = (one.get(self.language) for one in names)
        return as_sent(next((one for one in own if one), name))

    def said(self, key: str, word: str) -> str:
        """A word of the field in the language of the screen; an unknown one as it was sent."""
        return self.words.sentences.get(key) or as_sent(word)

    def count(self, value: int) -> str:
        """A whole number as the language writes it."""
        return number(Decimal(value), self.language)

    def clock(self, moment: datetime) -> str:
        """A moment by the election's clock: the hour, and the day where it is another one."""
        local = moment.astimezone(self.zone)
        hour = local.strftime("%H:%M")
        if local.date() == self.territory.ground.day:
            return hour
        return self.words("desk.clock.on", day=f"{local.day:02}.{local.month:02}", hour=hour)

    def since(self, moment: datetime) -> timedelta:
        """How long ago a moment was."""
        return max(self.situation.as_at - moment, timedelta())

    def lasting(self, time: timedelta) -> str:
        """A length of time as people say it, to the minute."""
        return self.lasting_minutes(int(time.total_seconds() // 60))

    def lasting_minutes(self, minutes: int) -> str:
        """So many minutes as people say it."""
        if minutes < 60:
            return self.words("desk.lasting.minutes", minutes=minutes)
        if minutes < 60 * 24 and minutes % 60 == 0:
            return self.words("desk.lasting.whole-hours", hours=minutes // 60)
        if minutes < 60 * 24:
            return self.words("desk.lasting.hours", hours=minutes // 60, minutes=minutes % 60)
        return self.words("desk.lasting.days", days=minutes // 60 // 24, hours=minutes // 60 % 24)

    @cached_property
    def deployments(self) -> Mapping[str, Event]:
        """Team → the last word on where it is sent, as of this moment."""
        words = self.situation.acts.get(Kind.DEPLOYMENT, ())
        return {str(one.payload.get("team", "")): one for one in words}

    @property
    def may_act(self) -> bool:
        """Whether the reader may say anything here: of the present only, the past is as it was."""
        return self.sight.may_act and self.is_live

    @property
    def is_live(self) -> bool:
        """Whether the present is shown, which goes on as messages come."""
        return (self.address.moment or NOW) == NOW

    def card(self, kind: str, name: str) -> str:
        """The path of the card of a unit, a team or an incident."""
        thing = plain(name) if kind == "unit" else thing_name(kind, name)
        return self.address.to(kind, thing=thing).path
