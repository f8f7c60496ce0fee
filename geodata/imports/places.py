"""Join entries to units: a region by its label, a district inside it, a point inside its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from geodata.errors import NoBoundaries
from geodata.imports.entries import (
    BAD_POINT,
    NO_PLACE,
    NO_UNIT,
    SEVERAL_UNITS,
    Entry,
    Imported,
    OpenDistrict,
    Place,
    SetAside,
)
from geodata.names.answers import Ambiguous, Match, Unmatched
from geodata.names.resolve import LevelResolver, Resolver
from geodata.points.check import InPlace, Repaired, Stated, check_points
from geodata.points.outlines import Outlines


@dataclass(frozen=True)
class Ground:
    """What entries are joined to: the units of a day, and full outlines by level where built."""

    resolver: Resolver
    day: date
    outlines: Mapping[str, Outlines]


def join_places(imported: Imported, ground: Ground) -> Imported:
    """The import with each entry's unit; entries without one, or outside it, are set aside."""
    return _Joiner(imported, ground).join()


class _Joiner:
    """One import while its entries are joined."""

    def __init__(self, imported: Imported, ground: Ground) -> None:
        self.imported, self.outlines = imported, ground.outlines
        self.regions = ground.resolver.at("region", ground.day)
        self.districts = _districts(ground.resolver, ground.day)
        self.open: Counter[tuple[str, str]] = Counter()
        self.notes: Counter[str] = Counter(imported.notes)
        self.set_aside = list(imported.set_aside)

    def join(self) -> Imported:
        joined = [entry for one in self.imported.taken if (entry := self._joined(one))]
        placed = self._placed(joined)
        aside = tuple(sorted(self.set_aside, key=lambda one: one.line))
        return replace(
            self.imported, taken=placed, set_aside=aside, notes=dict(self.notes),
            open_districts=tuple(self._open_districts()),
        )  # fmt: skip

    def _joined(self, entry: Entry) -> Entry | None:
        place = entry.place
        if not place.labels:
            if place.station or place.commission or (place.latitude and place.longitude):
                self.notes["no-unit-named"] += 1
                return entry
            self.set_aside.append(SetAside(entry.line, NO_PLACE))
            return None
        found = self._region(place)
        if isinstance(found, Match):
            unit = self._district(place, found.unit) or found.unit
            return replace(entry, place=replace(place, unit=unit))
        several = found.candidates if isinstance(found, Ambiguous) else ()
        likely = found.suggestions if isinstance(found, Unmatched) else ()
        reason = SEVERAL_UNITS if several else NO_UNIT
        label = self._region_label(place)
        self.set_aside.append(SetAside(entry.line, reason, label, several or likely))
        return None

    def _region(self, place: Place) -> Match | Ambiguous | Unmatched:
        return self._resolved(self._region_label(place))

    def _region_label(self, place: Place) -> str:
        """The first label that is a region; the country may stand before it."""
        first = self._resolved(place.labels[0])
        is_country = isinstance(first, Match) and self._is_country(first.unit)
        return place.labels[1] if is_country and len(place.labels) > 1 else place.labels[0]

    def _resolved(self, label: str) -> Match | Ambiguous | Unmatched:
        return self.regions.resolve(label)

    def _is_country(self, unit: str) -> bool:
        return self.regions.units[unit].level == "country"

    def _district(self, place: Place, region: str) -> str:
        below = place.labels[place.labels.index(self._region_label(place)) + 1 :]
        if self.districts is None or not below or self._is_country(region):
            return ""
        for label in below:
            # What was decided of a label elsewhere says nothing of a district of that name here.
            for found in (self.districts.resolve(label), self.districts.resolve(label, region)):
                within = self._within(found, region)
                if len(within) == 1:
                    return within[0]
        self.notes["district-not-found"] += 1
        self.open[below[0], region] += 1
        return ""

    def _open_districts(self) -> Iterator[OpenDistrict]:
        """Labels of districts that are none we know, with those of the region they may mean."""
        if self.districts is None:
            return
        units = self.districts.units.values()
        for (label, region), rows in sorted(self.open.items(), key=lambda one: -one[1]):
            found = self.districts.resolve(label, region)
            likely = found.suggestions if isinstance(found, Unmatched) else ()
            others = (unit.id for unit in units if unit.parent == region)
            yield OpenDistrict(label, region, rows, tuple(dict.fromkeys((*likely, *others))))

    def _within(self, found: Match | Ambiguous | Unmatched, region: str) -> list[str]:
        if self.districts is None or isinstance(found, Unmatched):
            return []
        units = (found.unit,) if isinstance(found, Match) else found.candidates
        return [unit for unit in units if self.districts.units[unit].parent == region]

    def _placed(self, entries: list[Entry]) -> tuple[Entry, ...]:
        """Entries whose point lies in their unit, or was repaired so that it does."""
        with_point = [one for one in entries if one.place.latitude and one.place.longitude]
        checked: dict[int, Entry | None] = {}
        for level, outlines in self.outlines.items():
            here = [one for one in with_point if self._level(one.place.unit) == level]
            stated = [
                Stated(one.line, one.place.unit, one.place.latitude, one.place.longitude)
                for one in here
            ]
            for one, answer in zip(here, check_points(stated, outlines), strict=True):
                checked[id(one)] = self._checked(one, answer)
        unchecked = sum(id(one) not in checked for one in with_point)
        if unchecked:
            self.notes["points-not-checked"] += unchecked
        placed = (checked.get(id(one), one) for one in entries)
        return tuple(one for one in placed if one)

    def _checked(self, entry: Entry, answer: object) -> Entry | None:
        if isinstance(answer, InPlace):
            return entry
        if isinstance(answer, Repaired):
            self.notes[f"point-{answer.note}".replace(" ", "-")] += 1
            point = answer.point
            place = replace(entry.place, latitude=str(point.lat), longitude=str(point.lon))
            return replace(entry, place=place)
        self.set_aside.append(SetAside(entry.line, BAD_POINT, entry.place.unit))
        return None

    def _level(self, unit: str) -> str:
        if unit in self.regions.units:
            return "region"
        return "district" if self.districts and unit in self.districts.units else ""


def _districts(resolver: Resolver, day: date) -> LevelResolver | None:
    try:
        return resolver.at("district", day)
    except NoBoundaries:
        return None
