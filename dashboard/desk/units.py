"""Units as people of the desk are given them: the regions of today and of the missions' days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dashboard.desk.desk import Desk
from geodata.country import Country
from geodata.errors import DataError, NoBoundaries, UnknownUnit
from geodata.missions.read_mission import read_mission
from geodata.units import Level, Unit
from layouts.desk.access_pages import UnitChoice
from layouts.words import Words


def choices(desk: Desk, words: Words, chosen: frozenset[str]) -> list[UnitChoice]:
    """Every region with its districts, each once however many missions have it."""
    found: dict[str, UnitChoice] = {}
    for day in _days(desk):
        for region in _units(desk.country, "region", day):
            if region.id not in found:
                found[region.id] = _choice(desk, region, day, words, chosen)
    several = Counter(one.name for one in found.values())
    told = [_told_apart(one) if several[one.name] > 1 else one for one in found.values()]
    return sorted(told, key=lambda one: words.sort_key(one.name))


def names_of(desk: Desk, units: Iterable[str], words: Words) -> str:
    """What units are called, by the alphabet, with commas between them."""
    names = (name_of(desk, unit, words.language) for unit in units)
    return ", ".join(sorted(names, key=words.sort_key))


def name_of(desk: Desk, unit: str, language: str) -> str:
    """What a unit is called, on the latest of the missions' days on which it had a name."""
    for day in _days(desk):
        try:
            return desk.country.gazetteer.name(unit, language, day)
        except UnknownUnit:
            continue
    return unit


def _days(desk: Desk) -> list[date]:
    """The days of the missions' votes, latest first; of the latest vote where there is none."""
    elections = desk.country.elections
    missions = []
    for folder in sorted((desk.settings.var / "missions").glob("*/mission.toml")):
        try:
            missions.append(read_mission(folder.parent, desk.country).election)
        except DataError:
            # Its faults are told where it is set up.
            continue
    days = sorted({one.day for one in elections.values()}, reverse=True)
    return [day for day in days if day in {elections[one].day for one in missions}] or days[:1]


def _units(country: Country, level: Level, day: date, parent: str = "") -> list[Unit]:
    try:
        found = country.units(level, day).values()
    except NoBoundaries:
        return []
    return [unit for unit in found if unit.level == level and parent in ("", unit.parent)]


def _choice(desk: Desk, unit: Unit, day: date, words: Words, chosen: frozenset[str]) -> UnitChoice:
    inside = [] if unit.level == "district" else _units(desk.country, "district", day, unit.id)
    return UnitChoice(
        id=unit.id,
        name=desk.country.gazetteer.name(unit.id, words.language, day),
        is_chosen=unit.id in chosen,
        year=day.year,
        districts=tuple(_choice(desk, one, day, words, chosen) for one in inside),
    )


def _told_apart(one: UnitChoice) -> UnitChoice:
    """Two areas of one name, before and after a reform, by the years of their votes."""
    return replace(one, name=f"{one.name} ({one.year})")
