"""Summaries: the sentences an editor would write, and none that the figures do not bear out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.country import Country
from geodata.elections import Key
from geodata.figures import Figure, Nothing, Qualifier, Source
from geodata.units import in_force
from layouts.extremes import extremes
from layouts.site import SitePages
from layouts.summaries import summary
from tests.layouts.sites import (
    LANGUAGES,
    VOTE,
    kazakhstan,
    kz,
    land,
    land_site,
    subject_at,
    view_at,
    with_figure,
)
from tests.layouts.test_headlines import plain

COMMISSION = (Source("Commission"),)
EVENING = "2016-03-20-mazhilis/turnout/region/18-00"


def percent(value: str, qualifier: Qualifier = Qualifier.EXACT) -> Figure:
    return Figure(Decimal(value), "percent", COMMISSION, qualifier)


def between(low: str, high: str) -> Figure:
    low_end, high_end = Decimal(low), Decimal(high)
    return Figure(None, "percent", COMMISSION, Qualifier.BETWEEN, low_end, high_end)


def districts(figures: Mapping[str, Figure], language: str = "en") -> str:
    """What is said of Testland's six districts with some figures changed."""
    site = land_site()
    for unit, figure in figures.items():
        site = with_figure(site, VOTE, Key("turnout", unit, "final"), figure)
    return plain(view_at(site, f"{language}/{VOTE}/turnout/district/final").sentences)


def without(site: SitePages, *units: str) -> SitePages:
    """The site of a vote in which nothing was published of some units."""
    vote = site.country.elections[VOTE]
    kept = tuple(record for record in vote.records if record.key.unit not in units)
    elections = {**site.country.elections, VOTE: replace(vote, records=kept)}
    country: Country = replace(site.country, elections=elections)
    return SitePages(country, site.maps, site.assets, site.site)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Turnout by 18:00 was highest in Almaty Region (92.67 %) and lowest in Almaty city "
            "(32.23 %). The gap is 60.44 points. 11 regions were above the country’s figure, "
            "5 below it.",
        ),
        (
            "ru",
            "Явка к 18:00 была выше всего в Алматинской области (92,67 %) и ниже всего — в Алматы "
            "(32,23 %). Разрыв — 60,44 процентного пункта. В 11 регионах показатель выше, чем по "
            "стране в целом, ниже — в 5.",
        ),
        (
            "kk",
            "Сағат 18:00 мәліметі бойынша қатысу Алматы облысында ең жоғары (92,67 %), Алматы "
            "қаласында ең төмен (32,23 %) болды. Арасындағы айырма — 60,44 пайыздық тармақ. "
            "11 өңірдің көрсеткіші ел бойынша көрсеткіштен жоғары, 5 өңірдікі төмен.",
        ),
    ],
)
def test_the_highest_the_lowest_and_how_the_others_lie(language: str, said: str) -> None:
    assert plain(kz(f"{language}/{EVENING}").sentences) == said


def test_who_cannot_see_the_map_hears_the_finding_and_the_extremes_in_short() -> None:
    assert plain(kz(f"en/{EVENING}").summary) == (
        "By 18:00, 75.16 % of listed voters had received ballots. Turnout by 18:00 was highest in "
        "Almaty Region (92.67 %) and lowest in Almaty city (32.23 %)."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_alternative_text_is_as_long_as_a_list(language: str) -> None:
    site = kazakhstan()
    longest = max((site.view(one).summary for one in site.catalogue.views(language)), key=len)
    assert len(longest) < 420, longest


def test_units_that_share_the_first_place_are_both_named() -> None:
    said = districts({"n1": percent("70")})
    assert "highest in Apple District and in Spruce District (70 %)" in said


def test_of_many_that_share_a_place_their_number_is_said() -> None:
    said = districts({unit: percent("30") for unit in ("s2", "s3", "n1", "n2", "n3")})
    assert "highest in Apple District (70 %) and lowest in 5 districts (30 %)" in said
    same = {unit: percent("30") for unit in ("s1", "s2", "s3", "n1", "n2", "n3")}
    assert districts(same) == "All published figures are the same: 30 %."


def test_a_unit_known_by_bounds_is_named_where_none_can_pass_it() -> None:
    said = districts({"s1": between("80", "90"), "n3": percent("10", Qualifier.AT_MOST)})
    assert "highest in Apple District (80 to 90 %) and lowest in Port city (at most 10 %)" in said
    assert "gap" not in said


def test_where_bounds_leave_it_open_only_exact_figures_are_compared() -> None:
    said = districts({"s1": between("50", "90")})
    assert said.startswith(
        "Among the 5 districts with exact figures, final turnout was highest in Birch District and "
        "in Spruce District (60 %) and lowest in Port city (40 %)."
    )
    assert said.endswith("For 1 of the 6 districts only bounds are known.")
    assert "above the country" not in said


def test_where_all_are_known_by_bounds_it_says_so() -> None:
    said = kz("ru/2016-03-20-mazhilis/turnout/region/final").sentences
    assert said.endswith("По всем 16 регионам известны только пределы.")


def test_what_was_not_published_is_counted_and_few_are_named() -> None:
    site = without(land_site(), "n2", "n3")
    said = plain(view_at(site, f"en/{VOTE}/turnout/district/final").sentences)
    assert said.startswith("Among the 4 districts with published figures, final turnout was")
    assert said.endswith(
        "No figure was published for 2 of the 6 districts (Port city and Willow District)."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Only these figures were published: Atyrau Region, 2 observers."),
        ("ru", "Опубликованы только эти данные: Атырауская область — 2 наблюдателя."),
        ("kk", "Жарияланғаны осы ғана: Атырау облысы — 2 байқаушы."),
    ],
)
def test_a_single_figure_stands_alone(language: str, said: str) -> None:
    path = f"{language}/2016-03-20-mazhilis/observers-cis/region/-"
    assert plain(kz(path).sentences).startswith(said)


def test_where_nothing_was_published_no_unit_is_put_first() -> None:
    subject = subject_at(land_site(), f"en/{VOTE}/turnout/district/final")
    rows = land("en/turnout/district/final").rows
    nothing = [replace(row, reading=Nothing.NOT_PUBLISHED, low=None, high=None) for row in rows]
    assert summary(subject, nothing).sentences == "No figure was published for all 6 districts."


def test_kinds_of_nothing_are_told_apart() -> None:
    said = kz("en/2023-03-19-mazhilis/turnout-vs-2012-01-15-mazhilis/region/20-00").sentences
    assert said.endswith(
        "No figure was published for 2 of the 20 regions (Almaty city and Astana city). "
        "The figures for 8 of the 20 regions cannot be compared."
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "en/2016-03-20-mazhilis/turnout-change/region/12-00",
            "Turnout rose most in Almaty Region (34.45 points) and least in Almaty city "
            "(8.51 points).",
        ),
        (
            "en/2022-06-05-referendum/turnout-change/region/final",
            "Turnout rose most in Atyrau Region (5.23 points) and fell most in Kostanay Region "
            "(5.00 points).",
        ),
        (
            "en/2012-01-15-mazhilis/turnout-vs-2021-01-10-mazhilis/region/20-00",
            "Among the 15 regions that can be compared, turnout was up on 2021 most in Atyrau "
            "Region (28.1 points) and down most in Pavlodar Region (0.3 points).",
        ),
        (
            "en/2023-03-19-mazhilis/turnout-vs-2012-01-15-mazhilis/region/20-00",
            "Among the 10 regions that can be compared, turnout was below that of 2012 everywhere: "
            "most in Atyrau Region (33.38 points), least in Pavlodar Region (12.32 points).",
        ),
        (
            "ru/2021-01-10-mazhilis/turnout-change/region/final",
            "Среди 15 регионов с опубликованными данными явка сильнее всего выросла в "
            "Кызылординской области (на 1,2 процентного пункта), а в 10 регионах не изменилась.",
        ),
    ],
)
def test_differences_are_said_as_rises_and_falls(path: str, said: str) -> None:
    assert plain(kz(path).sentences).startswith(said)


def test_counts_are_most_and_fewest_and_those_abroad_stand_apart() -> None:
    site = with_figure(
        land_site(),
        VOTE,
        Key("stations", "north", "-"),
        Figure(Decimal(25), "stations", COMMISSION),
    )
    said = plain(view_at(site, f"en/{VOTE}/stations/region/-").sentences)
    assert said == (
        "Most polling stations were in South Region (30) and fewest in North Region (25). "
        "Abroad: 5 polling stations."
    )


def test_a_party_is_named_with_its_share() -> None:
    said = plain(view_at(land_site(), f"en/{VOTE}/results/country/final").sentences)
    assert said.startswith("Next: ")
    assert plain(kz("en/2016-03-20-mazhilis/results/country/final").sentences) == (
        "Next: Ak Zhol, 7.18 %; CPPK, 7.14 %; Auyl, 2.01 %; NSDP, 1.18 %; Birlik, 0.29 %."
    )


def test_the_country_alone_has_its_day() -> None:
    said = plain(kz("ru/2019-06-09-presidential/turnout/country/12-00").sentences)
    assert said == "По сводкам: 12:00 — 35,1 %; итог — 77,4 %."


def test_places_of_one_name_are_told_apart_by_their_region() -> None:
    site = kazakhstan()
    subject = subject_at(site, f"ru/{EVENING}")
    assert subject.where("almaty") == "в Алматы"
    of_districts = replace(subject, level="district")
    assert of_districts.where("194200000") == "в Жамбылском районе (Алматинская область)"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=6))
def test_nothing_is_called_highest_that_another_may_pass(ends: list[tuple[int, int]]) -> None:
    figures = {
        str(at): between(str(min(pair)), str(max(pair)))
        if pair[0] != pair[1]
        else percent(str(pair[0]))
        for at, pair in enumerate(ends)
    }
    found = extremes(figures)
    if found is None:
        return
    compared = {
        unit: (min(ends[int(unit)]), max(ends[int(unit)]))
        for unit, one in figures.items()
        if one.value is not None or not found.only_exact
    }
    for unit in found.highest:
        assert all(
            compared[unit][0] >= high for other, (_, high) in compared.items() if other != unit
        )
    for unit in found.lowest:
        assert all(
            compared[unit][1] <= low for other, (low, _) in compared.items() if other != unit
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_every_day_answers_where(language: str) -> None:
    country = kazakhstan().country
    for vote in country.elections.values():
        for one in country.boundary_sets:
            if not in_force(one.valid_from, one.valid_to, vote.day):
                continue
            for unit in country.gazetteer.by_set[one.id]:
                where = country.gazetteer.where(unit, language, vote.day)
                assert where, f"{unit} has no answer to where in {language}"


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("almaty_obl_pre2022", ("Алматы облысында", "в Алматинской области", "in Almaty Region")),
        ("almaty", ("Алматы қаласында", "в Алматы", "in Almaty city")),
        ("abroad", ("шетелде", "за рубежом", "abroad")),
        ("kz", ("Қазақстанда", "в Казахстане", "in Kazakhstan")),
    ],
)
def test_where_is_said_as_people_say_it(unit: str, said: tuple[str, str, str]) -> None:
    country = kazakhstan().country
    day = country.elections["2016-03-20-mazhilis"].day
    assert tuple(country.gazetteer.where(unit, one, day) for one in LANGUAGES) == said


def test_a_renamed_city_is_said_by_the_name_of_the_day() -> None:
    country = kazakhstan().country
    day = country.elections["2019-06-09-presidential"].day
    assert country.gazetteer.where("astana", "ru", day) == "в Нур-Султане"
