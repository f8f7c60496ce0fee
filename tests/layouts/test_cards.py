"""Cards: a unit's day beside the country's, and its history only where its area is the same."""

from __future__ import annotations

import pytest

from layouts.address import parse
from layouts.cards import Card
from layouts.places import places
from tests.layouts.sites import EARLIER, LANGUAGES, VOTE, card_at, kazakhstan, land_site
from tests.layouts.test_headlines import plain

AKMOLA = "2016-03-20-mazhilis/unit/akmola"


def kz_card(path: str) -> Card:
    return card_at(kazakhstan(), path)


def day(card: Card) -> list[list[str]]:
    return [[plain(cell.words) for cell in row] for row in card.day.rows]


def history(card: Card) -> dict[str, str]:
    """Vote → turnout in words."""
    return {row[0].words: plain(row[2].words) for row in card.history.rows}


def test_a_card_has_the_units_day_beside_the_countrys() -> None:
    assert day(kz_card(f"en/{AKMOLA}")) == [
        ["10:00", "20.89", "17.57", "not published"],
        ["12:00", "48.45", "40.21", "+27.56"],
        ["14:00", "69.97", "60.22", "+21.52"],
        ["16:00", "76.11", "more than 70", "+6.14"],
        ["18:00", "78.68", "75.16", "+2.57"],
        ["20:00", "not published", "77.1", "not published"],
        ["Final", "78.68 to 80", "77.12", "not published"],
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"en/{AKMOLA}", "Final turnout in Akmola Region was 78.68 to 80 %."),
        ("en/2019-06-09-presidential/unit/akmola",
         "Final turnout in Akmola Region was 83.4 %, 6.0 points above the country."),
        ("ru/2019-06-09-presidential/unit/almaty",
         "Итоговая явка в Алматы — 52,2 %, на 25,2 процентного пункта ниже, чем по стране."),
        ("kk/2019-06-09-presidential/unit/almaty",
         "Алматы қаласында қорытынды қатысу — 52,2 %, "
         "ел бойынша көрсеткіштен 25,2 пайыздық тармаққа төмен."),
        ("en/2016-03-20-mazhilis/unit/kz", "Final turnout in Kazakhstan was 77.12 %."),
        ("en/2016-03-20-mazhilis/unit/abroad", "Abroad: not published."),
        (
            "en/2022-06-05-referendum/unit/shymkent",
            "Final turnout in Shymkent city was 72.53 %, 4.09 points above the country.",
        ),
    ],
)  # fmt: skip
def test_a_card_says_how_far_the_unit_lies_from_the_country(path: str, said: str) -> None:
    assert plain(kz_card(path).sentence) == said


def test_the_history_leaves_out_votes_with_other_boundaries() -> None:
    assert history(kz_card("en/2023-03-19-mazhilis/unit/turkistan")) == {
        "Mazhilis 2012": "not comparable",
        "Mazhilis 2016": "not comparable",
        "President 2019": "84.8",
        "Mazhilis 2021": "65.8",
        "Referendum 2022": "80.66",
        "President 2022": "80.37",
        "Mazhilis 2023": "53.01",
    }


@pytest.mark.parametrize("unit", ["abai", "jetisu", "ulytau", "karaganda", "almaty_obl"])
def test_a_region_of_2022_has_no_history_before(unit: str) -> None:
    said = history(kz_card(f"en/2023-03-19-mazhilis/unit/{unit}"))
    assert {said[vote] for vote in said if vote[-4:] < "2022"} == {"not comparable"}
    assert said["Mazhilis 2023"] != "not comparable"


def test_the_country_is_comparable_with_itself_at_every_vote() -> None:
    said = history(kz_card("en/2012-01-15-mazhilis/unit/kz"))
    assert len(said) == 7
    assert "not comparable" not in said.values()


def test_history_is_told_oldest_first() -> None:
    years = [vote[-4:] for vote in history(kz_card(f"en/{AKMOLA}"))]
    assert years == sorted(years)


def test_a_card_has_the_units_name_of_its_day() -> None:
    assert kz_card("en/2021-01-10-mazhilis/unit/astana").name == "Nur-Sultan city"
    assert kz_card("en/2023-03-19-mazhilis/unit/astana").name == "Astana city"


def test_a_card_leads_to_the_map_with_its_unit_chosen() -> None:
    card = kz_card(f"en/{AKMOLA}")
    path, _, query = card.map_path.partition("?")
    address = parse(path)
    assert address is not None
    assert kazakhstan().catalogue.has(address)
    assert query == "unit=akmola"


def test_a_districts_card_leads_to_the_map_of_districts() -> None:
    card = card_at(land_site(), f"en/{VOTE}/unit/s1")
    assert card.map_path == f"/en/{VOTE}/turnout/district/final/?unit=s1"
    assert card.name == "Apple District"


def test_bounds_and_more_than_stay_in_the_history() -> None:
    said = history(card_at(land_site(), f"en/{VOTE}/unit/north"))
    assert said == {"Assembly 2020": "38 to 42", "Assembly 2024": "50"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_every_card_leads_to_a_page(language: str) -> None:
    site = kazakhstan()
    for address in site.catalogue.cards(language):
        card = site.card(address)
        for link in (*card.languages, *card.elections):
            found = parse(link.path)
            assert found is not None
            assert site.catalogue.has(found)


def test_a_card_names_the_sources_of_its_figures() -> None:
    card = kz_card(f"en/{AKMOLA}")
    assert len(card.notes.sources) >= 5
    assert any("vlast.kz" in source.title for source in card.notes.sources)


def test_a_disagreement_about_the_unit_stands_on_its_card() -> None:
    card = kz_card("en/2016-03-20-mazhilis/unit/astana")
    assert any("20.65" in note.text and "20.5" in note.text for note in card.notes.footnotes)
    assert card.day.rows[0][1].marks
    other = kz_card(f"en/{AKMOLA}")
    assert not any("20.65" in note.text for note in other.notes.footnotes)


def test_a_place_is_found_by_any_name_it_has_had() -> None:
    found = {one[0]: one for one in places(kazakhstan().catalogue, "en")["places"]}
    _, name, path, names = found["astana"]
    assert {"astana", "nur sultan", "нур султан", "астана каласы"} <= set(names)
    assert (name, path) == ("Astana city", "/en/2023-03-19-mazhilis/unit/astana/")


def test_a_unit_that_is_no_more_is_told_by_its_years() -> None:
    found = {one[0]: one[1] for one in places(kazakhstan().catalogue, "en")["places"]}
    assert found["south_kz"] == "South Kazakhstan Region (2012–2016)"
    assert found["karaganda"] == "Karaganda Region"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_leads_to_a_card_and_its_names_are_folded(language: str) -> None:
    made = places(kazakhstan().catalogue, language)
    for unit, name, path, names in made["places"]:
        address = parse(path)
        assert address is not None
        assert kazakhstan().catalogue.has(address), unit
        assert name
        for one in names:
            assert one == one.lower()
            assert not set(one) & set(made["fold"]), one


def test_a_vote_before_a_unit_was_named_anew_has_its_old_name() -> None:
    assert card_at(land_site(), f"en/{VOTE}/unit/n3").name == "Port city"
    assert (
        land_site().country.gazetteer.name("n3", "en", land_site().country.elections[EARLIER].day)
        == "Haven city"
    )
