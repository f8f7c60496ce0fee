"""Units as people of the desk are given them: the regions of today and of the missions' days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard.desk.desk import Desk
from geodata.country import Country
from geodata.errors import DataError, NoBoundaries, UnknownUnit
from geodata.missions.read_mission import read_mission
from geodata.units import Unit
from layouts.desk.access_pages import UnitChoice
from layouts.words import Words


def choices(desk: Desk, words: Words, chosen: frozenset[str]) -> list[UnitChoice]:
    """Every region with its districts, each once however many missions have it."""
    found: dict[str, UnitChoice] = {}
    for day in _days(desk):
        for region in _regions(desk.country, day):
            districts = _districts(desk.country, region, day)
            inside = tuple(_choice(desk, one, words, chosen) for one in districts)
            found.setdefault(region.id, _choice(desk, region, words, chosen, inside))
    return sorted(found.values(), key=lambda one: words.sort_key(one.name))


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


def _days(desk: Desk) -> Iterator[date]:
    """The days of the missions' votes, latest first; of the latest vote where there is none."""
    elections = desk.country.elections
    missions = []
    for folder in sorted((desk.settings.var / "missions").glob("*/mission.toml")):
        try:
            missions.append(read_mission(folder.parent, desk.country).election)
        except DataError:
            # Its faults are told where it is set up.
            continue
    named = {elections[one].day for one in missions or elections}
    yield from sorted(named, reverse=True)


def _regions(country: Country, day: date) -> list[Unit]:
    try:
        return list(country.units("region", day).values())
    except NoBoundaries:
        return []


def _districts(country: Country, region: Unit, day: date) -> list[Unit]:
    try:
        districts = country.units("district", day).values()
    except NoBoundaries:
        return []
    return [unit for unit in districts if unit.parent == region.id]


def _choice(
    desk: Desk,
    unit: Unit,
    words: Words,
    chosen: frozenset[str],
    districts: tuple[UnitChoice, ...] = (),
) -> UnitChoice:
    name = name_of(desk, unit.id, words.language)
    return UnitChoice(unit.id, name, unit.id in chosen, districts)
