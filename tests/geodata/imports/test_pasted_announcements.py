"""Announcements as they are pasted: broken lines, other hours, counts, several figures in a row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import fill

import pytest

from geodata.figures import Source
from geodata.imports.bulletin.announcement import Announcement, Asked, Origin, read_announcement
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country

COUNTRY = Path(__file__).parents[3] / "geodata" / "countries" / "kz"
KZ = read_country(COUNTRY)
RESOLVER = Resolver(KZ.gazetteer, KZ.boundary_sets, read_rules(COUNTRY))
HEAD = "По состоянию на 14:00 явка в целом по стране составила 50,65% от общего числа избирателей."
REGIONS = {
    "akmola": ("Акмолинская область", "Акмолинской области", "57,02"),
    "north_kz": ("Северо-Казахстанская область", "Северо-Казахстанской области", "56,61"),
    "east_kz": ("Восточно-Казахстанская область", "Восточно-Казахстанской области", "50,93"),
    "abai": ("область Абай", "области Абай", "54,87"),
    "kyzylorda": ("Кызылординская область", "Кызылординской области", "59,92"),
    "astana": ("город Астана", "городе Астане", "38,12"),
    "almaty": ("город Алматы", "городе Алматы", "22,63"),
}
ALL = {"kz": "50,65"} | {unit: value for unit, (_, _, value) in REGIONS.items()}


def read(text: str, day: date = date(2023, 3, 19), time: str = "14:00") -> Announcement:
    asked = Asked(on=day, time=time)
    return read_announcement(text, KZ, RESOLVER, asked, Origin(Source("press"), "text"))


def taken(text: str, day: date = date(2023, 3, 19), time: str = "14:00") -> dict[str, str]:
    return {line.unit: line.printed for line in read(text, day, time).reading.taken}


def aside(text: str) -> list[tuple[str, str]]:
    return [(one.printed, one.reason) for one in read(text).reading.set_aside]


def rows(form: str, between: str) -> str:
    return between.join(
        form.format(name=name, at=at, value=value) for name, at, value in REGIONS.values()
    )


@pytest.mark.parametrize("width", range(24, 80, 7))
@pytest.mark.parametrize(
    ("form", "between"),
    [
        ("{name} – {value}%", ", "),
        ("{name} – {value} %", "; "),
        ("в {at} проголосовали {value}% избирателей", ", "),
        ("{value}% в {at}", ", "),
    ],
)
def test_lines_broken_by_the_width_of_a_page_lose_nothing(
    form: str, between: str, width: int
) -> None:
    assert taken(fill(f"{HEAD} По регионам: {rows(form, between)}.", width)) == ALL


@pytest.mark.parametrize(
    "form",
    [
        "{name} – 123 456 избирателей ({value}%)",
        "{name} – {value}% (123 456 человек)",
        "{name}\t512 345\t256 172\t{value}%",
        "{name}:{value}%",
        "{name} - {value} проц.",
        "🔹 {name} — {value} процента",
        "| {name} | {value}% |",
        "* **{name}** — *{value}%*",
        "{name} ........ {value} %",
    ],
)
def test_a_row_in_any_dress(form: str) -> None:
    assert taken(f"{HEAD}\n{rows(form, chr(10))}") == ALL


@pytest.mark.parametrize(
    "total", ["Итого – 50,65%", "Всего по республике: 50,65 %", "Итого\t50,65"]
)
def test_a_total_under_the_list_is_the_countrys(total: str) -> None:
    assert taken(f"{rows('{name} – {value}%', chr(10))}\n{total}") == ALL


def test_a_figure_of_another_hour_is_not_of_this_one() -> None:
    text = f"На 12:00 явка составила 30,11%.\n{HEAD}\n{rows('{name} – {value}%', chr(10))}"
    assert taken(text) == ALL
    assert aside(text) == [("30,11", "other-hour")]
    assert taken(text, time="12:00")["kz"] == "30,11"


def test_two_hours_in_each_row() -> None:
    text = f"{HEAD}\n{rows('{name}: 12:00 – 30,1%; 14:00 – {value}%', chr(10))}"
    assert taken(text) == ALL
    assert set(aside(text)) == {("30,1", "other-hour")}


def test_a_part_of_the_text_for_each_of_two_hours() -> None:
    noon = rows("{name} – 30,1%", "\n")
    text = f"По состоянию на 12:00:\n{noon}\n\n{HEAD}\n{rows('{name} – {value}%', chr(10))}"
    assert taken(text) == ALL
    assert len(aside(text)) == len(REGIONS)


@pytest.mark.parametrize("row", ["{name} 30,1% {value}%", "{name}\t12,1\t30,1\t{value}"])
def test_a_row_of_several_figures_says_of_none_which_hour_it_is(row: str) -> None:
    text = f"{HEAD}\n{rows(row, chr(10))}"
    assert taken(text) == {"kz": "50,65"}
    assert {reason for _, reason in aside(text)} >= {"several-figures"}


def test_a_change_beside_a_figure_is_no_second_figure() -> None:
    text = f"{HEAD}\nАтырауская область – 49,3% (+2,3%)\nобласть Абай – 54,87% (на 2,3% больше)"
    assert taken(text) == {"kz": "50,65", "atyrau": "49,3", "abai": "54,87"}


def test_in_a_russian_text_almaty_is_the_city() -> None:
    text = "На 14:00 в Алматинской области – 70,4%, Астане – 40,1%, Алматы – 21,13%."
    assert taken(text, date(2016, 3, 20)) == {
        "almaty_obl_pre2022": "70,4", "astana": "40,1", "almaty": "21,13",
    }  # fmt: skip


def test_in_a_kazakh_text_almaty_may_be_either() -> None:
    text = "Сағат 14:00-де Қазақстан бойынша 50,65 пайыз. Алматы – 21,13 пайыз, Абай – 54,87 пайыз."
    assert "almaty" not in taken(text)
    assert ("21,13", "several-units") in aside(text)


def test_the_countrys_name_below_a_side_of_the_world_is_a_region() -> None:
    assert taken("In Abai Region 20.25%, in West\nKazakhstan 22.25%.") == {
        "abai": "20.25", "west_kz": "22.25",
    }  # fmt: skip


def test_digits_of_a_web_address_are_no_figure() -> None:
    text = f"{HEAD}\nhttps://www.election.gov.kz/news/14-50.html?x=20%2F3"
    assert taken(text) == {"kz": "50,65"}
    assert not aside(text)


def test_the_countrys_figure_told_again_is_listed() -> None:
    text = f"{HEAD}\n{rows('{name} – {value}%', chr(10))}\nВсего по стране – 50,65%"
    assert taken(text) == ALL
    assert aside(text) == [("50,65", "same-again")]
