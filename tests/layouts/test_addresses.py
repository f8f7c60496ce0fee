"""Addresses: every path names one view, and whatever a reader types leads to one that exists."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.address import Address, CardAddress, ViewAddress, parse
from tests.layouts.sites import LANGUAGES, VOTE, kazakhstan, land_site

EVERY_VIEW = [one for language in LANGUAGES for one in kazakhstan().catalogue.views(language)]
EVERY_CARD = [one for language in LANGUAGES for one in kazakhstan().catalogue.cards(language)]
EVERY: list[Address] = [*EVERY_VIEW, *EVERY_CARD]
VOTES = sorted(kazakhstan().country.elections)
MEASURES = sorted({one.measure for one in EVERY_VIEW})
TIMES = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in (0, 7, 59)]

wanted = st.builds(
    ViewAddress,
    language=st.sampled_from([*LANGUAGES, "de", ""]),
    election=st.sampled_from([*VOTES, "2016-01-01-x", "1999", ""]),
    measure=st.sampled_from([*MEASURES, "turnout-vs", "observers-nobody", "weather", ""]),
    level=st.sampled_from(["country", "region", "district", "village", ""]),
    time=st.sampled_from([*TIMES, "final", "-"]),
)
parts = st.sampled_from([*LANGUAGES, *VOTES, *MEASURES, "unit", "akmola", "region", "18-00", "-"])


def test_every_path_is_read_back_as_its_address() -> None:
    for address in EVERY:
        assert parse(address.path) == address


def test_no_two_addresses_share_a_path() -> None:
    paths = {address.path for address in EVERY}
    assert len(paths) == len(EVERY)


def test_a_path_reads_as_the_design_says() -> None:
    view = ViewAddress("ru", "2016-03-20-mazhilis", "turnout", "region", "18:00")
    assert view.path == "/ru/2016-03-20-mazhilis/turnout/region/18-00/"
    assert view.at(measure="stations", time="-").path == (
        "/ru/2016-03-20-mazhilis/stations/region/-/"
    )
    card = CardAddress("kk", "2016-03-20-mazhilis", "akmola")
    assert card.path == "/kk/2016-03-20-mazhilis/unit/akmola/"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/ru/",
        "/../../etc/passwd",
        "/ru/2016/turnout/region/18-00/more/",
        "/ru/2016/turnout/region/24-00/",
        "/ru/2016/turnout/region/18:00/",
        "/ru/2016/turnout/region/1800/",
        "/ru/2016/turnout/region/18-60/",
        "/ru/2016/turnout/village/18-00/",
        "/RU/2016/turnout/region/18-00/",
        "/ru/2016/turnout/region/18-00\n/",
        "/ru/2016/turn%6fut/region/18-00/",
        "/ru/2016/<img onerror=alert(1)>/region/18-00/",
        "/ru/2016/../region/18-00/",
        "/ru/2016/unit/../",
        "/ru/2016/unit/\x00/",
        "/ru/2016/unit/a b/",
        "\\ru\\2016\\unit\\akmola\\",
        "/ru/٢٠١٦/turnout/region/١٨-٠٠/",
        "/ru/2016/{{7*7}}/region/18-00/",
        "/" * 5000,
        "a/" * 5000,
    ],
)
def test_a_hostile_path_names_nothing(path: str) -> None:
    assert parse(path) is None


@given(st.text())
def test_any_text_is_an_address_of_its_own_or_none(text: str) -> None:
    address = parse(text)
    assert address is None or parse(address.path) == address


@given(wanted)
def test_the_nearest_view_exists_and_has_a_language_of_the_country(address: ViewAddress) -> None:
    catalogue = kazakhstan().catalogue
    nearest = catalogue.nearest(address)
    assert catalogue.has(nearest)
    assert nearest.language == (address.language if address.language in LANGUAGES else "kk")
    if address.election in VOTES:
        assert nearest.election == address.election


@given(st.sampled_from(EVERY_VIEW))
def test_the_nearest_to_a_view_that_exists_is_itself(address: ViewAddress) -> None:
    catalogue = kazakhstan().catalogue
    assert catalogue.nearest(address) == address
    assert catalogue.instead_of(address.path, "kk") == address


@given(st.sampled_from(EVERY_CARD))
def test_a_card_that_exists_is_its_own_answer(address: CardAddress) -> None:
    assert kazakhstan().catalogue.instead_of(address.path, "en") == address


@given(
    st.one_of(st.text(), st.lists(parts, max_size=7).map(lambda some: f"/{'/'.join(some)}/")),
    st.sampled_from(LANGUAGES),
)
def test_any_path_whatever_leads_to_a_page(path: str, language: str) -> None:
    catalogue = kazakhstan().catalogue
    found = catalogue.instead_of(path, language)
    assert catalogue.has(found)
    first = next((part for part in path.split("/") if part), "")
    assert found.language == (first if first in LANGUAGES else language)


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        # An hour nobody published: the hour next to it, the earlier of two equally near.
        ("2016-03-20-mazhilis/turnout/region/19-00", "2016-03-20-mazhilis/turnout/region/18-00"),
        ("2016-03-20-mazhilis/turnout/region/11-00", "2016-03-20-mazhilis/turnout/region/10-00"),
        # A level nobody published: regions.
        ("2016-03-20-mazhilis/turnout/district/18-00", "2016-03-20-mazhilis/turnout/region/18-00"),
        # The measure weighs more than the level: results were published for the country only.
        ("2016-03-20-mazhilis/results/region/18-00", "2016-03-20-mazhilis/results/country/final"),
        # A comparison that this vote does not have: another comparison.
        (
            "2016-03-20-mazhilis/turnout-vs-1999/region/final",
            "2016-03-20-mazhilis/turnout-vs-2019-06-09-presidential/region/final",
        ),
        # A vote of that year under another name, and a measure that is none.
        ("2016-03-20/weather/region/18-00", "2016-03-20-mazhilis/turnout/region/18-00"),
        # A unit that did not exist at that vote: the vote's evening.
        ("2016-03-20-mazhilis/unit/ulytau", "2016-03-20-mazhilis/turnout/region/18-00"),
        ("2023-03-19-mazhilis", "2023-03-19-mazhilis/turnout/region/18-00"),
        ("2016-03-20-mazhilis/stations", "2016-03-20-mazhilis/stations/country/-"),
    ],
)
def test_an_address_without_a_page_leads_to_the_nearest(path: str, nearest: str) -> None:
    assert kazakhstan().catalogue.instead_of(f"/en/{path}/", "kk").path == f"/en/{nearest}/"


def test_a_newcomer_sees_the_evening_of_the_first_vote_in_the_country_file() -> None:
    default = kazakhstan().catalogue.default("ru")
    assert default.path == "/ru/2016-03-20-mazhilis/turnout/region/18-00/"


def test_districts_have_views_and_cards_where_their_figures_were_published() -> None:
    catalogue = land_site().catalogue
    assert catalogue.has(ViewAddress("en", VOTE, "turnout", "district", "final"))
    assert catalogue.has(CardAddress("en", VOTE, "s1"))
    assert not catalogue.has(CardAddress("en", "2020-06-07-assembly", "s1"))
    assert not catalogue.has(CardAddress("en", "1999", "s1"))
    assert not catalogue.has(CardAddress("de", VOTE, "s1"))


def test_the_catalogue_for_the_server_has_every_path_once_and_defaults_that_exist() -> None:
    content = json.loads(kazakhstan().catalogue.as_json())
    paths = content["paths"]
    assert len(paths) == len(set(paths)) == len(EVERY)
    assert set(content["defaults"]) == set(LANGUAGES)
    assert set(content["defaults"].values()) <= set(paths)
    assert set(content["elections"].values()) <= set(paths)
    assert len(content["elections"]) == len(VOTES) * len(LANGUAGES)
