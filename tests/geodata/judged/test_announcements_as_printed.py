"""Announcements in the forms that newspapers and agencies have printed, with their mistakes.

The texts are typed anew; each is named by the kind of publication whose form it has.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geodata.figures import Source
from geodata.imports.bulletin.announcement import (
    Announcement,
    Asked,
    Origin,
    read_announcement,
)
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country

COUNTRY = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
KZ = read_country(COUNTRY)
RESOLVER = Resolver(KZ.gazetteer, KZ.boundary_sets, read_rules(COUNTRY))
DAYS = {2012: date(2012, 1, 15), 2022: date(2022, 6, 5), 2023: date(2023, 3, 19)}


def read(text: str, year: int, time: str = "12:00") -> Announcement:
    asked = Asked(on=DAYS[year], time=time)
    return read_announcement(text, KZ, RESOLVER, asked, Origin(Source("press"), "text"))


def rows(text: str, year: int) -> dict[str, str]:
    return {line.unit: line.printed for line in read(text, year).reading.taken}


def aside(text: str, year: int) -> dict[str, str]:
    return {one.printed: one.reason for one in read(text, year).reading.set_aside}


def test_a_figure_before_its_region_is_not_the_neighbours() -> None:
    """An agency of 2012: the dateline and the clock name a city, then figures come first."""
    text = (
        "ASTANA. Turnout by area as of 8 p.m. (Astana time): 53.3 percent in Astana, "
        "78 percent in Akmola oblast, 78.4 percent in Aktobe oblast, 71 percent in Pavlodar oblast."
    )
    assert rows(text, 2012) == {
        "astana": "53.3",
        "akmola": "78",
        "aktobe": "78.4",
        "pavlodar": "71",
    }


def test_figures_before_and_after_their_regions_in_one_text() -> None:
    """An agency of 2016: a list of regions, then a sentence on the cities."""
    text = (
        "ASTANA. 40.21% of people already voted in Kazakhstan\n"
        "Akmola region - 48.45%, Aktobe region - 34.3%, Pavlodar region - 40.47%.\n"
        '"32.33% of the people voted in Astana and 15.45% voted in the city of Almaty," he told.'
    )
    assert rows(text, 2012) == {
        "kz": "40.21",
        "akmola": "48.45",
        "aktobe": "34.3",
        "pavlodar": "40.47",
        "astana": "32.33",
        "almaty": "15.45",
    }


def test_a_misspelt_region_does_not_take_the_next_ones_name() -> None:
    text = "Аклинская область 12,3% Акмолинская область 45,6% Павлодарская область 50,1%"
    assert rows(text, 2023) == {"akmola": "45,6", "pavlodar": "50,1"}
    assert aside(text, 2023) == {"12,3": "no-unit"}


@pytest.mark.parametrize("cut", ["67, 85 процента", "67 ,85%", "67. 85 %", "67 , 85 %"])
def test_a_figure_cut_by_a_space_is_one_figure(cut: str) -> None:
    """A portal of 2022 printed 67, 85: it is neither 67 nor 85."""
    text = f"Явка составляет {cut}. Акмолинская область – 75, 82 %"
    assert rows(text, 2023) == {"kz": cut[:2] + cut.strip("67 85%процента")[:1] + "85"} | {
        "akmola": "75,82"
    }


def test_a_year_is_no_turnout() -> None:
    text = "Votes in Kazakhstan before noon 26 апреля 2015, 14:45\nAktobe Oblast – 36.11%"
    assert rows(text, 2012) == {"aktobe": "36.11"}


@pytest.mark.parametrize(
    "said",
    ["over 70 percent in Shymkent", "в Шымкенте проголосовали более 70 %",
     "Шымкент қаласында 70 пайыздан астам"],
)  # fmt: skip
def test_a_bound_is_no_exact_figure(said: str) -> None:
    text = f"{said}; Aktobe Region – 36.11%"
    assert "shymkent" not in rows(text, 2023)
    assert aside(text, 2023) == {"70": "not-exact"}


def test_the_city_a_text_was_written_in_has_no_figure() -> None:
    text = "АСТАНА – Голосование завершилось с явкой 54,09 процента по всей стране."
    assert rows(text, 2023) == {"kz": "54,09"}


def test_the_share_of_all_voters_comes_before_other_shares() -> None:
    """A broadcaster of 2023 speaks of the keenest regions before its list."""
    text = (
        "Бюллетени получили 54,09% от общего количества граждан, включённых в списки.\n"
        "Самыми активными стали костанайцы. Там явка составила 65%.\n"
        "1. по области Абай –57,02%"
    )
    assert rows(text, 2023) == {"kz": "54,09", "abai": "57,02"}
    assert list(aside(text, 2023)) == ["65"]


def test_a_sentence_that_begins_with_the_countrys_share() -> None:
    """A news agency of 2022: the sentence before ends with the name of its reporter's office."""
    text = (
        "The Commission announced statistics, the agency's correspondent reports.\n\n"
        "23.37% of the total number of voters cast their votes today.\n\n"
        "Abai region – 25.64 %, Kazakhstan’s capital Astana – 13.73 %"
    )
    assert rows(text, 2023)["kz"] == "23.37"


def test_a_name_broken_by_the_end_of_a_line() -> None:
    """A page of narrow columns; the line of each figure is still the file's."""
    text = (
        "Including: in Akmola area – 41.31%, in Atyrau area – 37.33%, in West\n"
        "Kazakhstan area – 47.58%,\nin Zhambyl area – 55.15%"
    )
    taken = {line.unit: (line.printed, line.line) for line in read(text, 2022).reading.taken}
    assert taken == {
        "akmola": ("41.31", 1),
        "atyrau": ("37.33", 1),
        "west_kz": ("47.58", 2),
        "zhambyl": ("55.15", 3),
    }


def test_the_hour_of_the_figures_and_not_that_of_the_next_announcement() -> None:
    text = (
        "As of 18.05 on June 5, 2022 ballots were given out.\nAkmola region – 75,82%\n"
        "Further information will be provided at 20.05."
    )
    assert read(text, 2022, time="").stamp.nominal == "18:00"


def test_abbreviations_in_the_latin_alphabet() -> None:
    text = "BQO – 47,58%\nSQO – 58,25%\nShQO – 48,86%"
    assert rows(text, 2023) == {"west_kz": "47,58", "north_kz": "58,25", "east_kz": "48,86"}
