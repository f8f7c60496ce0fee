"""The units of Kazakhstan and their names: as many as the law had, named as on the day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from geodata.country import Country
from geodata.read_country import read_country

FOLDER = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
REGIONS = {date(2016, 3, 20): 16, date(2021, 1, 10): 17, date(2023, 3, 19): 20}
DISTRICTS = {date(2016, 3, 20): 211, date(2021, 1, 10): 216, date(2023, 3, 19): 224}
LANGUAGES = ("kk", "ru", "en")


@pytest.fixture(scope="module")
def country() -> Country:
    return read_country(FOLDER)


@pytest.mark.parametrize("day", REGIONS)
def test_each_day_has_its_regions_and_districts(country: Country, day: date) -> None:
    kinds = [one.kind for one in country.units("region", day).values() if one.level == "region"]
    assert len([kind for kind in kinds if kind != "abroad"]) == REGIONS[day]
    districts = country.units("district", day)
    assert len(districts) == DISTRICTS[day]
    regions = country.units("region", day)
    assert all(regions[one.parent].level == "region" for one in districts.values())


@pytest.mark.parametrize("day", REGIONS)
def test_the_country_and_the_stations_abroad_belong_to_every_set(
    country: Country, day: date
) -> None:
    units = country.units("region", day)
    assert (units["kz"].level, units["abroad"].parent) == ("country", "kz")
    parts = [unit for unit, one in units.items() if one.parent == "abroad"]
    assert sorted(parts) == [
        f"abroad/{part}" for part in ("africa", "americas", "asia", "cis", "europe")
    ]


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2019, 3, 22), ("Астана", "Астана", "Astana")),
        (date(2019, 6, 9), ("Нұр-Сұлтан", "Нур-Султан", "Nur-Sultan")),
        (date(2022, 6, 5), ("Нұр-Сұлтан", "Нур-Султан", "Nur-Sultan")),
        (date(2022, 11, 20), ("Астана", "Астана", "Astana")),
    ],
)
def test_the_capital_has_the_name_of_the_day(
    country: Country, day: date, names: tuple[str, ...]
) -> None:
    found = tuple(country.gazetteer.name("astana", lang, day, "short") for lang in LANGUAGES)
    assert found == names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", REGIONS)
def test_no_two_regions_have_one_name_on_the_map(
    country: Country, day: date, language: str
) -> None:
    names = [
        country.gazetteer.name(unit, language, day, "short")
        for unit, one in country.units("region", day).items()
        if one.level == "region"
    ]
    assert len(set(names)) == len(names)


def test_almaty_region_is_not_taken_for_almaty(country: Country) -> None:
    day = date(2016, 3, 20)
    short = [country.gazetteer.name("almaty_obl_pre2022", lang, day, "short") for lang in LANGUAGES]
    assert short == ["Алматы облысы", "Алматинская", "Almaty Region"]


def test_russian_names_are_adjectives(country: Country) -> None:
    names, day = country.gazetteer, date(2016, 3, 20)
    assert names.name("akmola", "ru", day) == "Акмолинская область"
    assert names.name("akmola", "ru", day, "short") == "Акмолинская"
    assert names.name("akmola", "kk", day) == "Ақмола облысы"
    assert names.name("113400000", "ru", day) == "Аршалинский район"


def test_no_name_mixes_alphabets(country: Country) -> None:
    mixed = re.compile(r"(?=\w*[A-Za-z])(?=\w*[Ѐ-ӿ])\w+")
    assert [one.name for one in country.gazetteer.names if mixed.search(one.name)] == []
    assert [
        sentence
        for sentences in country.texts.values()
        for sentence in sentences.values()
        if mixed.search(sentence)
    ] == []


def test_old_spellings_are_found_but_not_shown(country: Country) -> None:
    names = country.gazetteer
    assert names.name("shymkent", "ru", date(2019, 6, 9), "short") == "Шымкент"
    assert "Чимкент" in names.all_names("shymkent")


def test_one_code_may_be_two_towns_at_different_times(country: Country) -> None:
    names = country.gazetteer
    assert names.name("191000000", "ru", date(2021, 1, 10), "short") == "Талдыкорган"
    assert names.name("191000000", "ru", date(2023, 3, 19), "short") == "Конаев"


def test_every_outline_of_today_has_a_code(country: Country) -> None:
    regions = country.gazetteer.by_set["regions-2022"]
    coded = {code.unit for code in country.gazetteer.codes if code.scheme == "ocha"}
    assert {unit for unit, one in regions.items() if one.kind in ("oblast", "city")} == coded
