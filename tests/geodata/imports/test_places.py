"""A point lies in its unit, is repaired when a known mistake explains it, or is set aside."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from shapely import box

from geodata.imports.entries import Entry, Imported, Place
from geodata.imports.places import Ground, join_places
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.points.outlines import Outlines
from geodata.read_country import read_country

KZ = Path(__file__).parents[3] / "geodata/countries/kz"
DAY = date(2023, 3, 19)


@cache
def ground() -> Ground:
    country = read_country(KZ)
    resolver = Resolver(country.gazetteer, country.boundary_sets, read_rules(KZ))
    regions = Outlines(("akmola", "abai"), (box(65, 50, 75, 54), box(76, 46, 83, 52)))
    return Ground(resolver, DAY, {"region": regions})


def joined(*places: Place) -> Imported:
    entries = tuple(Entry("report", n, str(n), place) for n, place in enumerate(places, start=2))
    return join_places(Imported("f.csv", "odk", len(entries), entries, (), (), ()), ground())


def at(latitude: str, longitude: str, region: str = "Акмолинская область") -> Place:
    return Place((region,), latitude=latitude, longitude=longitude)


def test_a_point_in_its_unit_stays_as_it_is() -> None:
    (entry,) = joined(at("51.9", "69.4")).taken
    assert (entry.place.latitude, entry.place.longitude) == ("51.9", "69.4")


def test_exchanged_coordinates_are_put_right_with_a_note() -> None:
    read = joined(at("69.4", "51.9"))
    assert (read.taken[0].place.latitude, read.taken[0].place.longitude) == ("51.9", "69.4")
    assert read.notes["point-swapped"] == 1


def test_a_point_in_another_unit_is_set_aside() -> None:
    read = joined(at("48.0", "80.0"), at("51.9", "69.4"))
    assert [(row.line, row.reason) for row in read.set_aside] == [(2, "point-not-in-unit")]
    assert len(read.taken) == 1


@pytest.mark.parametrize(
    ("labels", "unit"),
    [
        (("Kazakhstan", "Akmola Region"), "akmola"),
        (("Акмолинская область", "Зерендинский район"), "115600000"),
        (("Акмолинская область", "нет такого района"), "akmola"),
    ],
)
def test_labels_from_the_country_down_to_the_district(labels: tuple[str, ...], unit: str) -> None:
    (entry,) = joined(Place(labels)).taken
    assert entry.place.unit == unit


def test_a_station_without_a_region_is_taken_with_a_note() -> None:
    read = joined(Place(station="127"))
    assert (len(read.taken), read.notes["no-unit-named"]) == (1, 1)
