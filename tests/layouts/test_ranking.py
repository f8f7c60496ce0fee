"""The ranking: every unit once, and no place claimed that the published figures do not prove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.figures import Figure, Nothing, Qualifier, Reading, Source
from layouts.ranking import ranking, state
from layouts.scales import SCALES
from layouts.subject import Subject
from layouts.views import Row
from tests.layouts.sites import LANGUAGES, kazakhstan, kz, land, land_site, row, subject_at

COMMISSION = (Source("Commission"),)
UNITS = ("akmola", "aktobe", "almaty", "atyrau", "zhambyl")


def exact(value: str | int) -> Figure:
    return Figure(Decimal(value), "percent", COMMISSION)


def qualified(value: int, qualifier: Qualifier) -> Figure:
    return Figure(Decimal(value), "percent", COMMISSION, qualifier)


def between(low: int, high: int) -> Figure:
    return Figure(
        None, "percent", COMMISSION, Qualifier.BETWEEN, low=Decimal(low), high=Decimal(high)
    )


def rows_of(readings: Mapping[str, Reading], language: str = "en") -> tuple[Row, ...]:
    """The ranking of made-up readings of real regions."""
    real = subject_at(kazakhstan(), f"{language}/2016-03-20-mazhilis/turnout/region/18-00")
    subject = replace(real)
    # What a subject has read once it keeps; here it is given what to keep.
    subject.__dict__["readings"] = dict(readings)
    return ranking(subject, {})


def ranks(*readings: Reading) -> list[int | None]:
    """The rank of each reading, in the order given."""
    found = {one.unit: one.rank for one in rows_of(dict(zip(UNITS, readings, strict=False)))}
    return [found[unit] for unit in UNITS[: len(readings)]]


small = st.integers(0, 4)
figures = st.one_of(
    small.map(exact),
    st.tuples(small, small).map(lambda ends: between(min(ends), max(ends))),
    st.builds(qualified, small, st.sampled_from([Qualifier.AT_LEAST, Qualifier.AT_MOST])),
    small.map(lambda value: qualified(value, Qualifier.ABOUT)),
)
readings_of_units = st.lists(
    st.one_of(figures, st.sampled_from(Nothing)), min_size=1, max_size=len(UNITS)
).map(lambda some: dict(zip(UNITS, some, strict=False)))


def possible(reading: Figure) -> range:
    """The values a figure may have, in a world where all lie between 0 and 4."""
    if reading.value is None:
        assert reading.low is not None
        assert reading.high is not None
        return range(int(reading.low), int(reading.high) + 1)
    value = int(reading.value)
    return {
        Qualifier.EXACT: range(value, value + 1),
        Qualifier.AT_LEAST: range(value, 5),
        Qualifier.AT_MOST: range(value + 1),
    }.get(reading.qualifier, range(5))


@given(readings_of_units)
def test_every_unit_stands_in_the_table_exactly_once(readings: dict[str, Reading]) -> None:
    assert sorted(one.unit for one in rows_of(readings)) == sorted(readings)


@given(readings_of_units)
def test_units_without_a_figure_stand_last(readings: dict[str, Reading]) -> None:
    without = [isinstance(one.reading, Nothing) for one in rows_of(readings)]
    assert without == sorted(without)
    assert all(one.rank is None for one in rows_of(readings) if isinstance(one.reading, Nothing))


@given(readings_of_units)
def test_no_possible_values_contradict_a_rank_that_is_claimed(
    readings: dict[str, Reading],
) -> None:
    known = {unit: one for unit, one in readings.items() if isinstance(one, Figure)}
    claimed = {one.unit: one.rank for one in rows_of(readings) if one.rank is not None}
    for values in product(*(possible(one) for one in known.values())):
        world = dict(zip(known, values, strict=True))
        for unit, rank in claimed.items():
            assert rank == 1 + sum(other > world[unit] for other in world.values())


@given(st.lists(small, min_size=1, max_size=len(UNITS)))
def test_exact_figures_all_have_a_rank(values: list[int]) -> None:
    assert ranks(*map(exact, values)) == [
        1 + sum(other > value for other in values) for value in values
    ]


@given(readings_of_units)
def test_rows_stand_from_the_highest_to_the_lowest(readings: dict[str, Reading]) -> None:
    middles = [one.reading.middle for one in rows_of(readings) if isinstance(one.reading, Figure)]
    assert middles == sorted(middles, key=lambda middle: -(middle or 0))
    claimed = [one.rank for one in rows_of(readings) if one.rank is not None]
    assert claimed == sorted(claimed)


def test_equal_figures_share_a_rank_and_the_next_is_left_out() -> None:
    assert ranks(exact(5), exact(5), exact(3)) == [1, 1, 3]
    assert ranks(exact("5.0"), exact(5)) == [1, 1]


def test_bounds_that_overlap_have_no_rank() -> None:
    assert ranks(between(3, 5), between(4, 6), exact(1)) == [None, None, 3]


def test_bounds_that_only_touch_have_no_rank_either() -> None:
    assert ranks(between(3, 4), exact(4)) == [None, None]


def test_bounds_apart_from_all_others_have_their_rank() -> None:
    assert ranks(between(6, 9), exact(5), between(1, 2)) == [1, 2, 3]


def test_more_than_may_be_anything_above() -> None:
    assert ranks(qualified(3, Qualifier.AT_LEAST), exact(5), exact(1)) == [None, None, 3]
    assert ranks(qualified(6, Qualifier.AT_LEAST), exact(5)) == [1, 2]


def test_about_makes_every_place_uncertain() -> None:
    assert ranks(qualified(9, Qualifier.ABOUT), exact(1), exact(2)) == [None, None, None]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("kk", "Ақмола Ақтөбе Алматы Атырау Жамбыл"),
        ("ru", "Акмолинская Актюбинская Алматы Атырауская Жамбылская"),
        ("en", "Akmola Aktobe Almaty Atyrau Zhambyl"),
    ],
)
def test_equal_units_stand_by_the_alphabet_of_the_names_one_sees(language: str, names: str) -> None:
    """The city of Almaty stands under А, though its full Russian name begins with город."""
    shorts = [one.short for one in rows_of(dict.fromkeys(UNITS, exact(1)), language)]
    in_order = sorted(names.split(), key=kazakhstan().words[language].sort_key)
    assert shorts == in_order


def test_a_figure_is_spoken_with_its_place() -> None:
    shown = kz("en/2016-03-20-mazhilis/turnout/region/18-00")
    assert row(shown, "akmola").speech == "Akmola Region: 78.68\xa0%, place 9 of 16"
    some = kz("en/2019-06-09-presidential/turnout/region/12-00")
    assert row(some, "astana").speech == ("Nur-Sultan city: 24.6\xa0%, place 2 of the 3 published")
    assert row(some, "akmola").speech == "Akmola Region: not published"
    final = kz("en/2016-03-20-mazhilis/turnout/region/final")
    assert row(final, "akmola").speech == "Akmola Region: 78.68 to 80\xa0%"


def test_stations_abroad_stand_in_the_table_but_not_on_the_map() -> None:
    shown = land("en/stations/region/-")
    assert row(shown, "abroad").printed == "5"
    assert not row(shown, "abroad").outlined
    assert "abroad" not in shown.states
    assert set(shown.states) == {"north", "south"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_published_region_is_lost_from_any_table(language: str) -> None:
    for address in kazakhstan().catalogue.views(language):
        if address.level == "country":
            continue
        subject: Subject = kazakhstan().subject(address)
        units = {
            unit.id
            for unit in subject.country.units(subject.level, subject.election.day).values()
            if unit.level == subject.level and unit.kind != "abroad"
        }
        assert units <= {one.unit for one in kazakhstan().view(address).rows}


def test_the_country_stands_above_its_districts_too() -> None:
    shown = land("en/turnout/district/final")
    assert shown.whole is not None
    assert shown.whole.printed == "55"
    assert shown.rows[0].unit == "s1"
    assert len(shown.rows) == 6
    assert land_site().country.id not in {one.unit for one in shown.rows}


def test_a_state_names_the_class_of_a_figure_or_the_classes_of_its_bounds() -> None:
    share = SCALES["share"]
    assert state(exact(72), share) == "c7"
    assert state(between(72, 74), share) == "c7"
    assert state(between(68, 81), share) == "i6-9"
    assert state(between(76, 80), share) == "c8"
    assert state(between(70, 80), share) == "i7-8"
    assert state(between(80, 90), share) == "i9-10"
    assert state(Nothing.HELD_BACK, share) == "n-held-back"
