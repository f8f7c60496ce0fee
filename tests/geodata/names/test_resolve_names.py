"""A label means a unit only inside a day, a level, a parent and a kind; two fits are no match."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geodata.errors import NoBoundaries
from geodata.names.answers import Ambiguous, Match, Unmatched
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country

OLD, NEW = date(2020, 1, 1), date(2023, 1, 1)


def test_a_bare_name_of_a_city_and_its_region_is_ambiguous(land: Resolver) -> None:
    assert land.resolve("Озеро", NEW, "region") == Ambiguous(("lake", "lake_obl"))


@pytest.mark.parametrize(
    "label", ["г. Озеро", "город Озеро", "города Озера", "Озеро қ.", "г.Озеро"]
)
def test_a_type_word_chooses_the_city(land: Resolver, label: str) -> None:
    answer = land.resolve(label, NEW, "region")
    assert isinstance(answer, Match)
    assert answer.unit == "lake"


def test_an_adjective_chooses_the_region(land: Resolver) -> None:
    assert land.resolve("по Озерской", NEW, "region") == Match("lake_obl", "name")


def test_before_the_reform_the_name_means_the_larger_unit(land: Resolver) -> None:
    assert land.resolve("Озерская область", OLD, "region") == Match("lake_obl_old", "name")
    assert land.resolve("Озерская область", NEW, "region") == Match("lake_obl", "name")


def test_a_unit_that_did_not_exist_yet_is_suggested_by_the_land_it_shares(land: Resolver) -> None:
    assert land.resolve("область Холм", OLD, "region") == Unmatched(("lake_obl_old",))


def test_a_day_without_boundaries_is_an_error(land: Resolver) -> None:
    with pytest.raises(NoBoundaries, match="district"):
        land.resolve("Роща", OLD, "district")


def test_an_old_name_that_two_units_bore_is_ambiguous(land: Resolver) -> None:
    assert land.resolve("Приозёрск", NEW, "region") == Ambiguous(("lake", "hill"))


def test_an_abbreviation_is_compared_letter_by_letter(land: Resolver) -> None:
    assert land.resolve("ОХО", NEW, "region") == Match("hill", "abbreviation")
    assert land.resolve("по охо", NEW, "region") == Match("hill", "abbreviation")
    assert isinstance(land.resolve("OHO", NEW, "region"), Unmatched)


def test_the_parent_tells_districts_of_one_name_apart(land: Resolver) -> None:
    both = Ambiguous(("101", "201"))
    assert land.resolve("Рощинский район", NEW, "district") == both
    hill = Match("101", "name")
    assert land.resolve("Рощинский район", NEW, "district", parent="обл. Холм") == hill
    assert land.resolve("Рощинский район (область Холм)", NEW, "district") == hill
    assert land.resolve("область Холм, Рощинский район", NEW, "district") == hill
    assert land.resolve("Рощинский район области Холм", NEW, "district") == hill


def test_a_parent_that_is_unknown_leaves_the_row_unmatched(land: Resolver) -> None:
    answer = land.resolve("г. Роща", NEW, "district", parent="Долина")
    assert isinstance(answer, Unmatched)


def test_a_code_comes_before_the_name(land: Resolver) -> None:
    assert land.resolve("Озеро", NEW, "region", code="LA-1") == Match("lake", "code")
    assert land.resolve("la-1", NEW, "region") == Match("lake", "code")
    assert land.resolve("", NEW, "region", code="hill") == Match("hill", "code")


def test_a_code_of_another_time_counts_while_its_unit_stands(land: Resolver) -> None:
    assert land.resolve("", NEW, "region", code="LA-HIL") == Match("hill", "old code")
    assert isinstance(land.resolve("", NEW, "region", code="LA-OLD"), Unmatched)


def test_code_and_name_of_two_units_are_ambiguous(land: Resolver) -> None:
    answer = land.resolve("область Холм", NEW, "region", code="LA-1")
    assert answer == Ambiguous(("lake", "hill"))


def test_a_bare_number_counts_only_with_its_scheme(land: Resolver) -> None:
    region = land.at("region", NEW)
    assert isinstance(region.resolve("", code="11"), Unmatched)
    assert region.resolve("", code="11", scheme="geonames") == Match("hill", "code")
    assert region.resolve("", code="11.0", scheme="kato") == Match("lake", "code")


def test_likeness_only_suggests(land: Resolver) -> None:
    assert land.resolve("область Холмм", NEW, "region") == Match("hill", "name")
    assert land.resolve("область Холнм", NEW, "region") == Unmatched(("hill",))


@pytest.mark.parametrize(
    "label", ["", " ", "()", "—", "((((", "%", "Холм " * 200, "\u0000", "🗺", "a" * 100_000, "ь"]
)
def test_a_label_that_says_nothing_is_unmatched(land: Resolver, label: str) -> None:
    assert isinstance(land.resolve(label, NEW, "region"), Unmatched)


def test_a_country_without_rules_of_names_reads_labels_all_the_same() -> None:
    folder = Path(__file__).parents[2] / "testland"
    country = read_country(folder)
    resolver = Resolver(country.gazetteer, country.boundary_sets, read_rules(folder))
    regions = resolver.at("region", date(2024, 6, 2))
    assert isinstance(regions.resolve("Южная область"), Match)
    assert isinstance(regions.resolve("Atlantis"), Unmatched)


def test_words_that_explain_nothing_leave_the_label_unmatched(land: Resolver) -> None:
    assert isinstance(land.resolve("область Холм, Долина", NEW, "region"), Unmatched)
    assert isinstance(land.resolve("Холм и Озеро", NEW, "region"), Unmatched)
