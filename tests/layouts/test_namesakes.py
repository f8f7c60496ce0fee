"""Units of one name are told apart wherever a reader meets them; all others are left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from layouts.markup import unbroken
from layouts.namesakes import namesakes
from layouts.tables import DASH, Cell, Table
from tests.layouts.sites import LANGUAGES, kazakhstan

DAY = date(2023, 3, 19)


@pytest.mark.parametrize("language", LANGUAGES)
def test_districts_of_one_name_lie_in_regions_of_different_names(language: str) -> None:
    country = kazakhstan().country
    regions = namesakes(country, language, DAY).regions
    called = [(country.gazetteer.name(one, language, DAY), regions[one]) for one in regions]
    assert len(called) > 8
    assert len(set(called)) == len(called)


def test_a_town_and_its_district_share_the_short_name_only() -> None:
    alike = namesakes(kazakhstan().country, "en", DAY)
    gazetteer = kazakhstan().country.gazetteer
    by_full = alike.in_short - alike.regions.keys()
    names = {gazetteer.name(one, "en", DAY) for one in by_full}
    assert "Kostanay District" in names
    assert len(names) == len(by_full)


def test_regions_need_nothing_beside_their_names() -> None:
    country = kazakhstan().country
    alike = namesakes(country, "ru", DAY)
    assert not (alike.regions.keys() | alike.in_short) & {
        unit.id for unit in country.units("region", DAY).values()
    }


def test_an_ending_is_not_parted_from_its_number() -> None:
    assert unbroken("75,16 %-ы <b>") == '75,16 <span class="unbroken">%-ы</span> &lt;b&gt;'


def test_tables_stack_on_a_telephone_where_columns_are_empty_or_words() -> None:
    fifteen = Cell("15", Decimal(15))
    kinds = (False, True, True, True)

    def table(*cells: Cell) -> Table:
        return Table("", ("", "a", "b", "c"), kinds, ((Cell("ODIHR"), *cells),), (0,))

    figures = table(fifteen, fifteen, fifteen)
    gaps = table(fifteen, fifteen, Cell(DASH))
    words = table(fifteen, Cell("not published"), fifteen)
    assert words.stacks
    assert gaps.stacks
    assert not figures.stacks
