"""Announcements that name a clock or two hours, speak on of a region, or run rows together."""

from __future__ import annotations

import pytest

from geodata.errors import FaultyData
from tests.geodata.imports.test_pasted_announcements import read, taken

LIST = "Акмолинская область – 57,02%; г. Астана – 38,12%; г. Алматы – 22,63%."
REGIONS = {"akmola": "57,02", "astana": "38,12", "almaty": "22,63"}


@pytest.mark.parametrize(
    "head",
    [
        "По состоянию на 14:00 по времени Астаны явка избирателей составила 50,65 процента.",
        "На 14.00 по времени города Астаны в голосовании приняли участие 50,65% избирателей.",
        "Астана уақыты бойынша сағат 14:00-де сайлаушылардың 50,65 пайызы дауыс берді.",
        "As of 2 p.m. Astana time the turnout was 50.65%.",
        "По состоянию на 14:00 по времени Астаны (12:00 мск) явка составила 50,65%.",
    ],
)
def test_the_clock_of_the_capital_is_no_figure_of_the_capital(head: str) -> None:
    found = taken(f"{head} По регионам: {LIST}", time="")
    assert {unit: value.replace(".", ",") for unit, value in found.items()} == {
        "kz": "50,65",
        **REGIONS,
    }


@pytest.mark.parametrize(
    "clock", ["по московскому времени", "МСК", "по времени Москвы", "GMT", "по местному времени"]
)
def test_the_hour_of_another_clock_is_asked_for(clock: str) -> None:
    text = f"По состоянию на 14:00 {clock} явка составила 50,65%. {LIST}"
    with pytest.raises(FaultyData, match="--time"):
        read(text, time="")
    assert taken(text, time="16:00") == {"kz": "50,65", **REGIONS}


def test_an_hour_with_its_difference_from_greenwich_is_the_capitals() -> None:
    text = f"По состоянию на 14:00 (UTC+6) явка составила 50,65%. {LIST}"
    assert read(text, time="").stamp.nominal == "14:00"


def test_a_text_of_two_hours_has_to_be_told_whose_its_list_is() -> None:
    text = f"По состоянию на 12:00 явка 30,11%, на 14:00 – 50,65%.\n{LIST}"
    with pytest.raises(FaultyData, match="'12:00, 14:00'"):
        read(text, time="")
    assert taken(text) == {"kz": "50,65", **REGIONS}


@pytest.mark.parametrize(
    "text",
    [
        "На 14:00 лидирует Акмолинская область, где явка составила 57,02%.",
        "На 14:00 выше всего явка в Акмолинской области, там проголосовали 57,02% избирателей.",
        "As of 2 p.m. Akmola Region leads, where turnout reached 57,02%.",
    ],
)
def test_a_clause_that_speaks_on_of_a_region_is_not_of_the_country(text: str) -> None:
    assert taken(text) == {"akmola": "57,02"}


@pytest.mark.parametrize(
    "text",
    [
        "На 14:00: Акмолинская область 57,02 г. Астана 38,12 г. Алматы 22,63",
        "На 14:00: Акмолинская область – 57,02; г. Астана 38,12 г. Алматы – 22,63%.",
        "As of 14:00: Akmola Region 57,02 Astana 38,12 Almaty city 22,63",
    ],
)
def test_rows_that_follow_each_other_without_a_sign_are_rows(text: str) -> None:
    assert taken(text) == REGIONS


def test_millions_beside_a_place_are_no_share() -> None:
    text = "На 14:00: Акмолинская область 57,02%. В Алматы 1,2 млн избирателей."
    assert taken(text) == {"akmola": "57,02"}
