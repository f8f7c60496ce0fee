"""An announcement becomes rows, whatever its script; no figure of it is lost or guessed."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.imports.bulletin.moment import days, stamps
from geodata.imports.bulletin.read import read_bulletin
from geodata.imports.bulletin.rows import Reading
from geodata.names.resolve import LevelResolver, Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country

KZ = Path(__file__).parents[3] / "geodata/countries/kz"
HOURS = ("10:00", "12:00", "14:00", "16:00", "18:00", "20:00", "22:00")
DAY = date(2023, 3, 19)
LANGUAGES = ("kk", "ru", "en")


@cache
def resolver() -> LevelResolver:
    country = read_country(KZ)
    return Resolver(country.gazetteer, country.boundary_sets, read_rules(KZ)).at("region", DAY)


def read(text: str) -> Reading:
    return read_bulletin(text, resolver().resolve, "kz")


def rows(text: str) -> dict[str, str]:
    return {line.unit: f"{line.value:f}" for line in read(text).taken}


SCRIPTS = {
    "Russian": "По состоянию на 18:10 19 марта 2023 года проголосовали 6 390 550 избирателей, или "
    "53,11% от числа включенных в списки. область Абай – 56,14%; Акмолинская область - 59.49%; "
    "г. Алматы 22,95 процента; в Восточно-Казахстанской области — 63,63 %.",
    "Kazakh": "2023 жылғы 19 наурыз, сағат 18:10-дегі жағдай бойынша сайлаушылардың 53,11 пайызы "
    "дауыс берді. Абай облысы – 56,14 пайыз; Ақмола облысы бойынша 59,49 %; Алматы қаласы 22,95%; "
    "Шығыс Қазақстан облысында 63,63 пайыз.",
    "Kazakh in Latin letters": "2023 jylğy 19 nauryz. Sağat 18:10-degi jağdai boiynşa "
    "sailauşylardyñ 53,11 %-y qatysty. Abai oblysy – 56,14 %; Aqmola oblysy – 59,49%; "
    "Almaty qalasy 22,95%; Şyğys Qazaqstan oblysy – 63,63 paiyz",
    "Kazakh in Arabic letters": "2023 جىلعى 19 ناۋرىز. ساعات 18:10-دەگى جاعداي بويىنشا "
    "سايلاۋشىلاردىڭ 53,11 پايىزى قاتىستى. اباي وبلىسى – ٥٦٫١٤٪؛ اقمولا وبلىسى – 59,49٪؛ "
    "الماتى قالاسى – 22,95٪؛ شىعىس قازاقستان وبلىسى – 63,63٪",
    "English": "As of 6:10 p.m. on March 19, 2023, the nationwide turnout was 53.11 percent. "
    "Turnout in Abai Region stood at 56.14%, in Akmola Region at 59.49%, in Almaty city at 22.95 "
    "per cent, and in East Kazakhstan it was 63.63 percent.",
    "figures first": "53.11% of voters nationwide; 56.14% in Abai region; 59.49% in Akmola "
    "region; 22.95% in Almaty city; 63.63% in East Kazakhstan. As of 18:10, 19 March 2023",
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_one_announcement_in_every_script(text: str) -> None:
    assert rows(text) == {
        "kz": "53.11", "abai": "56.14", "akmola": "59.49", "almaty": "22.95", "east_kz": "63.63",
    }  # fmt: skip
    assert read(text).set_aside == ()


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_the_hour_and_the_day_stand_in_the_text(text: str) -> None:
    (stamp,) = stamps(text, HOURS)
    assert (stamp.printed, stamp.nominal) == ("18:10", "18:00")
    assert days(text, LANGUAGES) == {DAY}


@pytest.mark.parametrize(
    "line",
    [
        "1. Ұлытау облысы бойынша 75,48 %",
        "Ұлытау облысы\n75,48%",
        "• область Улытау: 75.48",
        "Ұлытау облысы\t75,48",
        "в области Ұлытау 75,48 %;",
        "Ulytau Region – 75,48 percent",
        "область Ұлытау -75,48%",
    ],
)
def test_a_line_without_dash_or_percent(line: str) -> None:
    assert rows(line) == {"ulytau": "75.48"}


def aside(text: str) -> list[tuple[str, str]]:
    return [(one.reason, one.printed) for one in read(text).set_aside]


def test_a_bare_name_of_two_units_is_never_chosen() -> None:
    assert aside("Алматы – 22,95%") == [("several-units", "22,95")]


def test_in_a_whole_list_the_one_open_name_is_the_one_unit_left() -> None:
    units = {unit.id for unit in resolver().units.values() if unit.level == "region"} - {"abroad"}
    names = {
        unit: name.name
        for unit in units
        for name in read_country(KZ).gazetteer.names_by_unit[unit]
        if name.language == "ru" and name.form == "full" and name.on(DAY)
    }
    text = "\n".join(f"{name} – 5{n % 10},1%" for n, name in enumerate(names.values()))
    text = text.replace(names["almaty"], "Алматы")
    whole = read_bulletin(text, resolver().resolve, "kz", units)
    assert {line.unit for line in whole.taken} == units
    assert [line.how for line in whole.taken if line.unit == "almaty"] == ["only one left"]
    part = read_bulletin(text.split("\n", 1)[1], resolver().resolve, "kz", units)
    assert "only one left" not in [line.how for line in part.taken]


def test_a_misspelt_region_is_no_region_and_no_country() -> None:
    text = "Приняли участие: Костонайская область – 65%; Акмолинская область – 59,49%"
    assert aside(text) == [("no-unit", "65")]
    assert rows(text) == {"akmola": "59.49"}


def test_a_region_with_two_figures_is_set_aside_with_both() -> None:
    text = "Акмолинская область – 59,49%; область Абай – 56,14%; Акмолинская область – 95,49%"
    assert aside(text) == [("twice", "59,49"), ("twice", "95,49")]


def test_a_region_told_twice_alike_is_taken_once() -> None:
    text = "Лидирует область Абай – 56,14%. Акмолинская область – 59,49%; область Абай – 56,14%"
    assert aside(text) == [("same-again", "56,14")]
    assert rows(text) == {"akmola": "59.49", "abai": "56.14"}


def test_an_abbreviation_with_an_ending() -> None:
    assert rows("БҚО-да – 54,62%; ШҚО-да – 68,42%") == {"west_kz": "54.62", "east_kz": "68.42"}


def test_a_region_without_figure_is_named() -> None:
    text = "Акмолинская область – 59,49%; СКО – данные не поступили; область Абай – 56,14%"
    assert aside(text) == [("no-figure", "")]


def test_two_shares_of_the_country_are_for_a_person_to_tell_apart() -> None:
    text = "Явка составила 53,11%. Проголосовали 54,19% избирателей. область Абай – 56,14%"
    assert aside(text) == [("country-unclear", "53,11"), ("country-unclear", "54,19")]


def test_the_share_of_an_earlier_vote_is_not_the_countrys() -> None:
    text = "Общая явка по стране – 53,11%. В 2021 году явка была 63,3%. область Абай – 56,14%"
    assert rows(text) == {"kz": "53.11", "abai": "56.14"}
    assert aside(text) == [("no-unit", "63,3")]


@given(
    st.lists(
        st.tuples(st.sampled_from(["Акмолинская область", "Ақтөбе облысы", "Almaty", "Atlantis"]),
                  st.decimals(0, 100, places=2)),
        max_size=12,
    ),
    st.sampled_from(["; ", "\n", ", "]),
    st.sampled_from([" – ", " ", ": "]),
)  # fmt: skip
@settings(max_examples=60)
def test_every_figure_is_taken_or_set_aside(
    listed: list[tuple[str, object]], between: str, dash: str
) -> None:
    got = read(between.join(f"{name}{dash}{value}%" for name, value in listed))
    printed = [line.printed for line in got.taken]
    printed += [one.printed for one in got.set_aside if one.reason != "no-figure"]
    assert sorted(printed) == sorted(str(value) for _, value in listed)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["bulletin", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def written(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "bulletin.txt"
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_the_command_prints_rows_for_an_election_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    file = written(tmp_path, SCRIPTS["Russian"].replace("—", "-"), encoding)
    code, out, err = run(capsys, file, "--address", "https://example.kz/a", "--source", "CEC")
    table = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["unit"] for row in table] == ["kz", "abai", "akmola", "almaty", "east_kz"]
    assert table[0]["as_of"] == "2023-03-19T18:10+06:00"
    assert table[0]["address"] == "https://example.kz/a"
    assert "W107" in err


def test_the_command_prints_json_with_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "На 14:00: Акмолинская область – 159,4%; Алматы – 20%")
    code, out, _ = run(capsys, file, "--election", "2023-03-19-mazhilis", "--json")
    content = json.loads(out)
    assert code == 1
    assert [(row["unit"], row["hour"], row["percent"]) for row in content["rows"]] == [
        ("akmola", "14:00", 159.4)
    ]
    assert content["set_aside"][0]["candidates"] == ["almaty", "almaty_obl"]
    assert len(content["units_without_rows"]) == 19
    assert "F101" in [finding["code"] for finding in content["findings"]]


def test_what_the_text_leaves_open_is_asked_for_all_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, written(tmp_path, "Акмолинская область – 59,4%"))
    assert (code, out) == (1, "")
    assert "--election" in err
    assert "--time" in err


@pytest.mark.parametrize("text", ["", "\ufeff\n \r\n"])
def test_an_empty_text_is_said_to_be_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    code, out, err = run(capsys, written(tmp_path, text))
    assert (code, out) == (1, "")
    assert "it is empty" in err


def test_hours_of_a_local_clock_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "19.03.2023 на 14:00 по местному времени: Акмолинская область – 59%")
    code, _, err = run(capsys, file)
    assert code == 1
    assert "another clock" in err


@settings(deadline=None)
@given(st.text(st.sampled_from("Акмола обл г.Алматы 0123456789,.;:%–-\n()"), max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    units = [line.unit for line in read(text).taken]
    assert len(units) == len(set(units))
