"""Read a country from its folder, or say everything that is wrong with the folder at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from geodata.boundaries.sources import read_sources
from geodata.boundary_sets import BoundarySet
from geodata.country import Country, Projection
from geodata.errors import Fault, FaultyData
from geodata.read_elections import is_zone, read_elections
from geodata.read_figures import Scope
from geodata.read_named import read_organisations, read_parties
from geodata.read_sums import wrong_sums
from geodata.read_texts import read_texts, read_toml
from geodata.read_units import read_gazetteer
from geodata.said import Said, said

SETTINGS = "country.toml"
SET_KEYS = ("id", "level", "valid_from", "legal_source", "credit", "licence")
SET_TEXTS = ("id", "drawn_from", "legal_source", "credit", "licence", "note")
ZONES = said('IANA zones with ids of units, such as "Asia/Oral" = ["west_kz"]')
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def read_country(folder: Path) -> Country:
    """Read a country folder.

    A row of an election that cannot be used stands in that election's ``set_aside``. Raises
    FaultyData, with every fault found, when a file cannot be used or when the units, names,
    parties, organisations or sentences have any fault.
    """
    country, faults = _read(folder)
    if faults or country is None:
        raise FaultyData(faults)
    return country


def faults(folder: Path) -> tuple[Fault, ...]:
    """Every fault of a country folder, in the order of files and lines; none is raised."""
    country, found = _read(folder)
    if country:
        found += _boundary_faults(folder)
        found += chain.from_iterable(one.set_aside for one in country.elections.values())
        found += chain.from_iterable(
            wrong_sums(one, country.gazetteer) for one in country.elections.values()
        )
    return tuple(sorted(set(found)))


def _boundary_faults(folder: Path) -> list[Fault]:
    """What is wrong with the insets and source files that the outlines are drawn from."""
    try:
        read_sources(folder)
    except FaultyData as error:
        return [replace(one, file=_inside(one.file, folder)) for one in error.faults]
    return []


def _inside(file: str, folder: Path) -> str:
    path = Path(file)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file


def read_languages(folder: Path) -> tuple[str, ...]:
    """The languages a country folder names, none where it cannot be read."""
    content = read_toml(folder / SETTINGS, folder, [])
    return _Settings(content, []).texts("languages")


def _read(folder: Path) -> tuple[Country | None, list[Fault]]:
    found: list[Fault] = []
    if not folder.is_dir():
        return None, [
            Fault(str(folder), 0, "", "", said("the folder of a country; it is not there"))
        ]
    content = read_toml(folder / SETTINGS, folder, found)
    if found:
        return None, found
    settings = _Settings(content, found)
    name, languages, sets = settings.text("id"), settings.texts("languages"), settings.sets()
    projection, area = settings.projection(), settings.number("official_area_km2")
    default, bulletins = settings.text("default_election"), settings.hours("bulletins")
    if found:
        return None, found
    texts = read_texts(folder, languages, found)
    parties = read_parties(folder, languages, found)
    organisations = read_organisations(folder, languages, found)
    gazetteer = read_gazetteer(folder, sets, languages, found)
    keys = frozenset(key for sentences in texts.values() for key in sentences)
    scope = Scope((), parties, organisations, keys)
    elections = read_elections(folder, scope, gazetteer, sets, found)
    if default not in elections:
        settings.wrong("default_election", said("the folder of an election"))
    settings.check_notes(keys)
    zones = settings.zones(frozenset(one.id for one in gazetteer.units))
    country = Country(
        name, languages, default, area, projection, sets, gazetteer, parties, organisations,
        elections, texts, bulletins, zones,
    )  # fmt: skip
    return country, found


class _Settings:
    """country.toml while it is read: each value that cannot be used leaves a fault."""

    def __init__(self, content: Mapping[str, Any], found: list[Fault]) -> None:
        self.content, self.found = content, found

    def wrong(self, key: str, expected: Said) -> None:
        value = str(self.content.get(key, ""))[:80]
        self.found.append(Fault(SETTINGS, 0, key, value, expected))

    def text(self, key: str) -> str:
        value = self.content.get(key)
        if not isinstance(value, str) or not value:
            self.wrong(key, said("a text in quotes"))
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.content.get(key)
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(one, str) for one in value)
        ):
            self.wrong(key, said('a list of texts, such as ["kk", "ru", "en"]'))
            return ()
        return tuple(value)

    def number(self, key: str) -> float:
        value = self.content.get(key)
        if not isinstance(value, (int, float)) or value <= 0:
            self.wrong(key, said("a number above nought"))
            return 0.0
        return float(value)

    def hours(self, key: str) -> tuple[str, ...]:
        hours = self.texts(key) if key in self.content else ()
        if list(hours) != sorted(set(hours)) or not all(_HOUR.fullmatch(hour) for hour in hours):
            self.wrong(key, said('hours in their order, such as ["10:00", "12:00"]'))
        return hours

    def zones(self, units: frozenset[str]) -> dict[str, str]:
        table = self.content.get("zones", {})
        named = table if isinstance(table, dict) else {"": table}
        found = {
            unit: zone
            for zone, kept_by in named.items()
            for unit in (kept_by if isinstance(kept_by, list) else [str(kept_by)])
        }
        wrong = {one for one in named if not is_zone(one)} | (found.keys() - units)
        for one in sorted(map(str, wrong)):
            self.found.append(Fault(SETTINGS, 0, "zones", one, ZONES))
        return found

    def projection(self) -> Projection:
        table = self.content.get("projection")
        try:
            first, second = (float(degrees) for degrees in table["parallels"])  # type: ignore[index]
            lon, lat = (float(degrees) for degrees in table["centre"])  # type: ignore[index]
        except (KeyError, TypeError, ValueError):
            self.wrong("projection", said("parallels = [south, north] and centre = [lon, lat]"))
            return Projection((0, 0), 0, 0)
        return Projection((first, second), lon, lat)

    def sets(self) -> tuple[BoundarySet, ...]:
        sets = tuple(one for table in self._set_tables() if (one := self._set(table)))
        ids = [one.id for one in sets]
        if not sets or len(set(ids)) < len(ids):
            self._wrong_set("boundary_set", said("at least one set, each id once"))
        for number, one in enumerate(sets):
            if one.drawn_from and one.drawn_from not in ids:
                self._wrong_set(one.id, said("drawn_from: a set of this file"))
            for other in sets[:number]:
                if other.level == one.level and _overlap(one, other):
                    self._wrong_set(one.id, said("no day that {set} has too", set=other.id))
        return sets

    def _set_tables(self) -> list[dict[str, Any]]:
        tables = self.content.get("boundary_set")
        if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
            return tables
        return []

    def _set(self, table: Mapping[str, Any]) -> BoundarySet | None:
        missing = [key for key in SET_KEYS if not table.get(key)]
        start, end = table.get("valid_from"), table.get("valid_to")
        if missing or table["level"] not in ("region", "district"):
            expected = said('{keys}; level "region" or "district"', keys=SET_KEYS)
        elif not isinstance(start, date) or not isinstance(end or start, date):
            expected = said("valid_from and valid_to: days such as 2018-06-19")
        elif end and end < start:
            expected = said("valid_to not before valid_from")
        else:
            texts = {key: str(table.get(key, "")) for key in SET_TEXTS}
            reconstruction = table.get("reconstruction") is True
            return BoundarySet(
                level=table["level"],
                valid_from=start,
                valid_to=end,
                reconstruction=reconstruction,
                **texts,
            )
        self._wrong_set(str(table.get("id", "")), expected)
        return None

    def _wrong_set(self, name: str, expected: Said) -> None:
        self.found.append(Fault(SETTINGS, 0, "boundary_set", name, expected))

    def check_notes(self, keys: frozenset[str]) -> None:
        for table in self._set_tables():
            if (note := table.get("note")) and note not in keys:
                expected = said("note: a key of text/*.toml; none has {key}", key=note)
                self._wrong_set(table["id"], expected)


def _overlap(one: BoundarySet, other: BoundarySet) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (
        one.valid_to or date.max
    )
