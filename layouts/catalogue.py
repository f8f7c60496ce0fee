"""The catalogue: which addresses exist, and which is nearest to one that does not.

A reader who follows an old link, or moves from a vote with district figures to one without, lands
on the nearest view that there is, never on an error page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from geodata.country import Country
from geodata.measures import Shown, level_units, shown
from geodata.units import LEVELS
from layouts.address import Address, CardAddress, ViewAddress, parse
from layouts.namesakes import Namesakes, namesakes

# Where a wanted time says nothing of an hour, the evening bulletin is the one people look for.
_USUAL_HOUR = "18:00"
_AFTER_THE_POLLS = "22:00"


@dataclass(frozen=True)
class Catalogue:
    """Every view and card of a country."""

    country: Country

    @cached_property
    def shown(self) -> Mapping[str, tuple[Shown, ...]]:
        """Election id → what can be shown of it."""
        elections = self.country.elections
        return {name: tuple(shown(self.country, one)) for name, one in elections.items()}

    @cached_property
    def _ids(self) -> frozenset[tuple[str, str, str, str]]:
        return frozenset(
            (election, one.measure.id, one.level, one.time)
            for election, all_shown in self.shown.items()
            for one in all_shown
        )

    @cached_property
    def units(self) -> Mapping[str, tuple[str, ...]]:
        """Election id → the units that have a card: the country, its regions, and districts
        where a district figure was published."""
        return {name: tuple(self._units_of(name)) for name in self.shown}

    def _units_of(self, election: str) -> Iterator[str]:
        levels = {one.level for one in self.shown[election]}
        for level in LEVELS:
            if level != "district" or level in levels:
                yield from level_units(self.country, self.country.elections[election], level)

    def namesakes(self, language: str, day: date) -> Namesakes:
        """The units of a day that share their names, in one language."""
        asked = (language, day)
        if asked not in self._namesakes:
            self._namesakes[asked] = namesakes(self.country, language, day)
        return self._namesakes[asked]

    @cached_property
    def _namesakes(self) -> dict[tuple[str, date], Namesakes]:
        """What was found so far: every view of a vote asks for the same day."""
        return {}

    def views(self, language: str) -> Iterator[ViewAddress]:
        """Every view in one language, by election, measure, time and level."""
        for election, all_shown in self.shown.items():
            for one in all_shown:
                yield ViewAddress(language, election, one.measure.id, one.level, one.time)

    def cards(self, language: str) -> Iterator[CardAddress]:
        """Every unit's card in one language."""
        for election, units in self.units.items():
            for unit in units:
                yield CardAddress(language, election, unit)

    def has(self, address: Address) -> bool:
        """Whether there is such a view or card."""
        if address.language not in self.country.languages:
            return False
        if isinstance(address, CardAddress):
            return address.unit in self.units.get(address.election, ())
        return (address.election, address.measure, address.level, address.time) in self._ids

    def default(self, language: str) -> ViewAddress:
        """The view a newcomer sees."""
        election = self.country.default_election
        return self.nearest(ViewAddress(language, election, "turnout", "region", _USUAL_HOUR))

    def nearest(self, wanted: ViewAddress) -> ViewAddress:
        """The view that differs least: first in measure, then in level, then in time."""
        languages, elections = self.country.languages, self.shown
        language = wanted.language if wanted.language in languages else languages[0]
        election = wanted.election
        if not elections.get(election):
            election = self._nearest_election(election)
        key = (election, wanted.measure, wanted.level, wanted.time)
        if key not in self._found:
            self._found[key] = min(elections[election], key=lambda one: _distance(one, wanted))
        best = self._found[key]
        return ViewAddress(language, election, best.measure.id, best.level, best.time)

    @cached_property
    def _found(self) -> dict[tuple[str, str, str, str], Shown]:
        """What was found nearest so far: a page asks for the same places again and again."""
        return {}

    def _nearest_election(self, wanted: str) -> str:
        """The vote of that kind or year if there is one, else the default."""
        year = wanted[:4]
        same_year = [name for name in self.shown if name[:4] == year and self.shown[name]]
        return same_year[0] if same_year else self.country.default_election

    def instead_of(self, path: str, language: str) -> Address:
        """The nearest address to any path whatever; ``language`` where the path names none."""
        address = parse(path)
        if address is not None and self.has(address):
            return address
        if isinstance(address, CardAddress):
            return self._view_of_card(address, language)
        if isinstance(address, ViewAddress):
            return self.nearest(address.at(language=self._language(address.language, language)))
        return self._from_parts([part for part in path.split("/") if part], language)

    def _view_of_card(self, card: CardAddress, language: str) -> ViewAddress:
        chosen = self.default(self._language(card.language, language))
        return self.nearest(chosen.at(election=card.election))

    def _from_parts(self, parts: list[str], language: str) -> ViewAddress:
        """What can be understood of a path of another shape."""
        chosen = self.default(self._language(parts[0] if parts else "", language))
        for part in parts:
            chosen = self._with_part(chosen, part)
        return self.nearest(chosen)

    def _with_part(self, chosen: ViewAddress, part: str) -> ViewAddress:
        if part in self.shown:
            return chosen.at(election=part)
        if part in LEVELS:
            return chosen.at(level=part)
        if any(part == one.measure.id for one in self.shown[chosen.election]):
            return chosen.at(measure=part)
        return chosen

    def _language(self, wanted: str, otherwise: str) -> str:
        return wanted if wanted in self.country.languages else otherwise

    def as_json(self) -> bytes:
        """Every valid path and the default views, for a server that only serves files."""
        languages = self.country.languages
        content = {
            "defaults": {language: self.default(language).path for language in languages},
            "elections": {
                f"/{language}/{election}/": self.nearest(
                    self.default(language).at(election=election)
                ).path
                for language in languages
                for election in self.shown
                if self.shown[election]
            },
            "paths": sorted(
                {address.path for language in languages for address in self.views(language)}
                | {address.path for language in languages for address in self.cards(language)}
            ),
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _distance(one: Shown, wanted: ViewAddress) -> tuple[int, int, int, bool]:
    level = LEVELS.index(one.level)
    wanted_level = next((at for at, name in enumerate(LEVELS) if name == wanted.level), 1)
    minutes = _minutes(one.time) - _minutes(wanted.time)
    return (_measure_distance(one, wanted), abs(level - wanted_level), abs(minutes), minutes > 0)


def _measure_distance(one: Shown, wanted: ViewAddress) -> int:
    family = one.measure.family.id
    if one.measure.id == wanted.measure:
        return 0
    if wanted.measure == family or wanted.measure.startswith(f"{family}-"):
        # Of two families that begin alike the longer name is meant: "turnout-vs", not "turnout".
        return 100 - len(family)
    return 200 if one.measure.id == "turnout" else 300


@cache
def _minutes(time: str) -> int:
    clock = {"-": _USUAL_HOUR, "final": _AFTER_THE_POLLS}.get(time, time)
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes) + (1 if time == "final" else 0)
