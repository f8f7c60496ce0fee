"""Headlines: the finding in one sentence, and under it the extremes and what is not known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from geodata.elections import Key
from geodata.figures import Figure, Qualifier, Source
from layouts.site import SitePages
from layouts.views import View
from tests.layouts.sites import (
    EARLIER,
    LANGUAGES,
    VOTE,
    kazakhstan,
    kz,
    land,
    land_site,
    view_at,
    with_figure,
)

COMMISSION = (Source("Commission"),)


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def headlines(path: str) -> list[str]:
    """The headline in Kazakh, Russian and English."""
    return [plain(kz(f"{language}/{path}").headline) for language in LANGUAGES]


def details(path: str) -> list[str]:
    """The line under it."""
    return [plain(kz(f"{language}/{path}").detail) for language in LANGUAGES]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param(
            "2016-03-20-mazhilis/turnout/region/18-00",
            [
                "Сағат 18:00 мәліметі бойынша тізімдегі сайлаушылардың 75,16 %-ы бюллетень алған",
                "К 18:00 бюллетени получили 75,16 % избирателей, включённых в списки",
                "By 18:00, 75.16 % of listed voters had received ballots",
            ],
            id="exact",
        ),
        pytest.param(
            "2016-03-20-mazhilis/turnout/region/16-00",
            [
                "Сағат 16:00 мәліметі бойынша тізімдегі сайлаушылардың 70 %-дан астамы "
                "бюллетень алған",
                "К 16:00 бюллетени получили более 70 % избирателей, включённых в списки",
                "By 16:00, more than 70 % of listed voters had received ballots",
            ],
            id="more than",
        ),
        pytest.param(
            "2016-03-20-mazhilis/turnout/region/final",
            [
                "Күн қорытындысы бойынша тізімдегі сайлаушылардың 77,12 %-ы бюллетень алды",
                "По итогам дня бюллетени получили 77,12 % избирателей, включённых в списки",
                "In the end, 77.12 % of listed voters received ballots",
            ],
            id="final",
        ),
        pytest.param(
            "2016-03-20-mazhilis/turnout-change/country/20-00",
            [
                "18:00 – 20:00 аралығында сайлаушылардың қатысуы 1,94 пайыздық тармаққа өсті",
                "С 18:00 до 20:00 явка выросла на 1,94 процентного пункта",
                "Between 18:00 and 20:00, turnout rose by 1.94 points",
            ],
            id="change up",
        ),
        pytest.param(
            "2016-03-20-mazhilis/turnout-change/region/18-00",
            [
                "Алдыңғы мәліметтен бергі өсім (жарияланғаны — 16, барлығы — 16)",
                "Прирост с предыдущей сводки (опубликовано по 16 из 16)",
                "Change since the previous bulletin (published for 16 of 16)",
            ],
            id="change of regions where the country's is not known",
        ),
        pytest.param(
            "2023-03-19-mazhilis/turnout-vs-2016-03-20-mazhilis/region/final",
            [
                "Күн қорытындысы бойынша қатысу 2016 жылғыдан (Мәжіліс) 22,93 пайыздық тармаққа "
                "төмен болды",
                "По итогам дня явка была на 22,93 процентного пункта ниже, чем в 2016 году "
                "(Мажилис)",
                "In the end, turnout was 22.93 points lower than in 2016 (Mazhilis)",
            ],
            id="lower than another vote",
        ),
        pytest.param(
            "2016-03-20-mazhilis/turnout-vs-2023-03-19-mazhilis/region/18-00",
            [
                "Сағат 18:00 мәліметі бойынша қатысу 2023 жылғыдан (Мәжіліс) 22,05 пайыздық "
                "тармаққа жоғары болды",
                "К 18:00 явка была на 22,05 процентного пункта выше, чем в 2023 году (Мажилис)",
                "By 18:00, turnout was 22.05 points higher than in 2023 (Mazhilis)",
            ],
            id="higher than another vote",
        ),
        pytest.param(
            "2016-03-20-mazhilis/results/country/final",
            [
                "«Нұр Отан» партиясы: жарамды дауыстардың 82,20 %-ы, 84 мандат",
                "Партия «Нур Отан»: 82,20 % действительных голосов, 84 мандата",
                "Nur Otan: 82.20 % of the valid votes, 84 seats",
            ],
            id="results with seats",
        ),
        pytest.param(
            "2016-03-20-mazhilis/observers/country/-",
            [
                "Сайлауда шамамен 800 байқаушы жұмыс істеді",
                "Работали на выборах: около 800 наблюдателей",
                "About 800 observers were deployed",
            ],
            id="about so many observers",
        ),
        pytest.param(
            "2022-11-20-presidential/observers/country/-",
            [
                "Шетелден 641 байқаушы аккредиттелді",
                "Аккредитованы из-за рубежа: 641 наблюдатель",
                "641 observers from abroad were accredited",
            ],
            id="accredited is not deployed",
        ),
        pytest.param(
            "2016-03-20-mazhilis/stations/country/-",
            [
                "Дауыс беру үшін 9 840 сайлау учаскесі ашылды, оның ішінде шетелде — 65",
                "Для голосования открыли 9 840 участков, из них за рубежом — 65",
                "Voters could vote at 9,840 polling stations, 65 of them abroad",
            ],
            id="stations abroad",
        ),
        pytest.param(
            "2016-03-20-mazhilis/registered/country/-",
            [
                "Тізімде 9 810 852 сайлаушы болды",
                "В списках — 9 810 852 избирателя",
                "There were 9,810,852 voters on the lists",
            ],
            id="voters on the lists",
        ),
        pytest.param(
            "2012-01-15-mazhilis/turnout/region/20-00",
            [
                "Сағат 20:00 мәліметі бойынша тізімдегі сайлаушылардың 75,1 %-ы бюллетень алған",
                "К 20:00 бюллетени получили 75,1 % избирателей, включённых в списки",
                "By 20:00, 75.1 % of listed voters had received ballots",
            ],
            id="2012 at 20:00",
        ),
    ],
)
def test_the_headline_says_what_was_published(path: str, said: list[str]) -> None:
    assert headlines(path) == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param(
            "2016-03-20-mazhilis/turnout/region/18-00",
            [
                "Мәжіліс депутаттарының кезектен тыс сайлауы, 2016 ж. 20 наурыз. "
                "Ең жоғары: Алматы облысы, 92,67 %. Ең төмен: Алматы қаласы, 32,23 %.",
                "Внеочередные выборы депутатов Мажилиса, 20 марта 2016 г. "
                "Выше всего: Алматинская область, 92,67 %. Ниже всего: город Алматы, 32,23 %.",
                "Early election to the Mazhilis, 20 March 2016. "
                "Highest: Almaty Region, 92.67 %. Lowest: Almaty city, 32.23 %.",
            ],
            id="extremes",
        ),
        pytest.param(
            "2016-03-20-mazhilis/turnout/region/final",
            [
                "Мәжіліс депутаттарының кезектен тыс сайлауы, 2016 ж. 20 наурыз. "
                "Ең жоғары: Алматы облысы, 92,67 – 100 %. "
                "Ең төмен: Алматы қаласы, 34 – 35 %. Шектері ғана белгілі: 16 (барлығы 16).",
                "Внеочередные выборы депутатов Мажилиса, 20 марта 2016 г. "
                "Выше всего: Алматинская область, от 92,67 до 100 %. "
                "Ниже всего: город Алматы, от 34 до 35 %. Известны только пределы: 16 из 16.",
                "Early election to the Mazhilis, 20 March 2016. "
                "Highest: Almaty Region, 92.67 to 100 %. Lowest: Almaty city, 34 to 35 %. "
                "Known by bounds only: 16 of 16.",
            ],
            id="bounds",
        ),
        pytest.param(
            "2019-06-09-presidential/turnout/region/12-00",
            [
                "Президенттің кезектен тыс сайлауы, 2019 ж. 9 маусым. "
                "Жарияланбаған: 14 (барлығы 17).",
                "Внеочередные выборы Президента, 9 июня 2019 г. Не опубликовано: 14 из 17.",
                "Early presidential election, 9 June 2019. Not published: 14 of 17.",
            ],
            id="three regions of seventeen",
        ),
        pytest.param(
            "2021-01-10-mazhilis/turnout/region/final",
            [
                "Мәжіліс депутаттарының кезекті сайлауы, 2021 ж. 10 қаңтар. "
                "Жарияланбаған: 2 (барлығы 17).",
                "Очередные выборы депутатов Мажилиса, 10 января 2021 г. Не опубликовано: 2 из 17.",
                "Regular election to the Mazhilis, 10 January 2021. Not published: 2 of 17.",
            ],
            id="two cities missing: no lowest",
        ),
        pytest.param(
            "2023-03-19-mazhilis/turnout-vs-2016-03-20-mazhilis/region/final",
            [
                "Мәжіліс депутаттарының кезектен тыс сайлауы, 2023 ж. 19 наурыз. "
                "Шектері ғана белгілі: 12 (барлығы 20). Салыстыруға келмейді: 8 (барлығы 20).",
                "Внеочередные выборы депутатов Мажилиса, 19 марта 2023 г. "
                "Известны только пределы: 12 из 20. Несопоставимо: 8 из 20.",
                "Early election to the Mazhilis, 19 March 2023. "
                "Known by bounds only: 12 of 20. Not comparable: 8 of 20.",
            ],
            id="not comparable",
        ),
    ],
)
def test_the_detail_says_the_extremes_and_how_much_is_not_known(path: str, said: list[str]) -> None:
    assert details(path) == said


def earlier(path: str) -> View:
    return view_at(land_site(), f"en/{EARLIER}/{path}")


def test_turnout_is_never_cut_or_padded() -> None:
    assert plain(land("en/results/country/final").headline) == (
        "Party of the Sun: 70.00 % of the valid votes, 7 seats"
    )
    assert plain(land("en/turnout/country/12-00").headline).startswith("By 12:00, 15 % of")


def test_a_party_of_its_own_has_its_own_headline() -> None:
    assert plain(land("en/results-moon/country/final").headline) == (
        "Party of the Moon: 30.00 % of the valid votes, 3 seats"
    )


def test_an_earlier_vote_that_said_more_than() -> None:
    assert plain(earlier("turnout/country/16-00").headline) == (
        "By 16:00, more than 30 % of listed voters had received ballots"
    )


def test_a_district_view_speaks_of_the_country_and_of_the_districts() -> None:
    shown = land("en/turnout/district/final")
    assert plain(shown.headline) == "In the end, 55 % of listed voters received ballots"


def changed(unit: str, time: str, figure: Figure) -> SitePages:
    """Testland with another turnout."""
    return with_figure(land_site(), VOTE, Key("turnout", unit, time), figure)


def percent(value: str, **rest: object) -> Figure:
    return replace(Figure(Decimal(value), "percent", COMMISSION), **rest)  # type: ignore[arg-type]


BOUNDS = Figure(
    None, "percent", COMMISSION, Qualifier.BETWEEN, low=Decimal("14.5"), high=Decimal(16)
)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (percent("15"), "By 12:00, 15 % of listed voters had received ballots"),
        (percent("15.00"), "By 12:00, 15.00 % of listed voters had received ballots"),
        (
            percent("15", qualifier=Qualifier.ABOUT),
            "By 12:00, about 15 % of listed voters had received ballots",
        ),
        (
            percent("15", qualifier=Qualifier.AT_LEAST),
            "By 12:00, at least 15 % of listed voters had received ballots",
        ),
        (
            percent("15", qualifier=Qualifier.AT_MOST),
            "By 12:00, at most 15 % of listed voters had received ballots",
        ),
        (BOUNDS, "By 12:00, between 14.5 and 16 % of listed voters had received ballots"),
    ],
)
def test_every_qualifier_is_said_in_the_headline(figure: Figure, said: str) -> None:
    site = changed("testland", "12:00", figure)
    assert plain(view_at(site, f"en/{VOTE}/turnout/region/12-00").headline) == said


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (percent("12"), "Between 12:00 and 16:00, turnout fell by 3 points"),
        (percent("16"), "Between 12:00 and 16:00, turnout rose by 1 point"),
        (
            replace(BOUNDS, low=Decimal(20), high=Decimal(22)),
            "Between 12:00 and 16:00, turnout changed by +5 to +7 points",
        ),
    ],
)
def test_a_change_says_its_direction(figure: Figure, said: str) -> None:
    site = changed("testland", "16:00", figure)
    assert plain(view_at(site, f"en/{VOTE}/turnout-change/country/16-00").headline) == said


def test_no_change_neither_rises_nor_falls() -> None:
    site = changed("testland", "16:00", percent("15"))
    shown = view_at(site, f"en/{VOTE}/turnout-change/country/16-00")
    assert shown.headline == "Between 12:00 and 16:00, turnout did not change"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("45", "In the end, turnout was the same as in 2020 (Assembly)"),
        ("46", "In the end, turnout was 1 point higher than in 2020 (Assembly)"),
        ("40", "In the end, turnout was 5 points lower than in 2020 (Assembly)"),
    ],
)
def test_a_comparison_says_higher_lower_or_the_same(value: str, said: str) -> None:
    site = changed("testland", "final", percent(value))
    path = f"en/{VOTE}/turnout-vs-{EARLIER}/region/final"
    assert plain(view_at(site, path).headline) == said


def test_a_comparison_with_bounds_stays_within_them() -> None:
    site = changed("testland", "final", replace(BOUNDS, low=Decimal(44), high=Decimal(47)))
    path = f"en/{VOTE}/turnout-vs-{EARLIER}/region/final"
    assert plain(view_at(site, path).headline) == (
        "In the end, turnout differed by −1 to +2 points from 2020 (Assembly)"
    )


def test_no_unit_alone_is_called_the_highest_where_two_are_equal() -> None:
    assert "Highest" not in land("en/stations/region/-").detail
    site = changed("north", "12:00", percent("20"))
    assert "Highest" not in view_at(site, f"en/{VOTE}/turnout/region/12-00").detail


def test_no_extremes_are_named_where_an_unknown_unit_could_be_either() -> None:
    site = changed("north", "12:00", percent("10", qualifier=Qualifier.ABOUT))
    assert "Highest" not in view_at(site, f"en/{VOTE}/turnout/region/12-00").detail


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_ends_twice(language: str) -> None:
    for address in kazakhstan().catalogue.views(language):
        shown = kazakhstan().view(address)
        for text in (shown.headline, shown.detail, shown.notes.as_of, shown.notes.citation):
            assert ".." not in text, address.path
            assert "  " not in text, address.path
        assert shown.headline[0] == shown.headline[0].upper()
        assert not shown.headline.endswith(".")


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    for language in LANGUAGES:
        shown = kz(f"{language}/2016-03-20-mazhilis/turnout/region/18-00")
        assert "75.16\xa0%" in shown.headline.replace(",", ".")
        assert "92.67\xa0%" in shown.detail.replace(",", ".")


def test_the_title_names_measure_hour_vote_and_day() -> None:
    titles = [kz(f"{one}/2016-03-20-mazhilis/turnout/region/18-00").title for one in LANGUAGES]
    assert [plain(title) for title in titles] == [
        "Сайлаушылардың қатысуы, 18:00. Мәжіліс депутаттарының кезектен тыс сайлауы, "
        "2016 ж. 20 наурыз",
        "Явка, 18:00. Внеочередные выборы депутатов Мажилиса, 20 марта 2016 г.",
        "Turnout, 18:00. Early election to the Mazhilis, 20 March 2016",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_views_share_a_title_and_a_level(language: str) -> None:
    seen = set()
    for address in kazakhstan().catalogue.views(language):
        one = (kazakhstan().view(address).title, address.level)
        assert one not in seen
        seen.add(one)
