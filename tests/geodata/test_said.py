"""What is said of data is said in every language, by the same pattern and with the same facts."""

from __future__ import annotations

import ast
import pickle
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from geodata.errors import DataError, Fault, FaultyData
from geodata.said import (
    LANGUAGES,
    TEXT,
    Said,
    because,
    either,
    said,
    told,
    with_hint,
    without_cause,
)

ROOT = Path(__file__).parents[2]
ROOMS = ("geodata", "dashboard", "layouts")


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def _written() -> dict[str, set[str]]:
    """Pattern → the facts it is given, as the code has them."""
    found = {}
    for _, call in _calls():
        pattern = call.args[0]
        assert isinstance(pattern, ast.Constant)
        found[str(pattern.value)] = {str(one.arg) for one in call.keywords}
    return found


def _places(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def _translations(language: str) -> list[tuple[str, str]]:
    rooms = tomllib.loads((TEXT / f"{language}.toml").read_text("utf-8"))
    return [pair for room in rooms.values() for pair in room.items()]


def test_every_sentence_is_written_out_where_it_is_said() -> None:
    for where, call in _calls():
        assert len(call.args) == 1 and isinstance(call.args[0], ast.Constant), where
        assert isinstance(call.args[0].value, str), where


def test_every_place_of_a_sentence_is_filled() -> None:
    for pattern, facts in _written().items():
        assert _places(pattern) == facts, pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_sentences_of_the_program_and_no_others(language: str) -> None:
    own = [english for english, _ in _translations(language)]
    assert len(own) == len(set(own))
    assert set(own) == set(_written())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_sentence(language: str) -> None:
    for english, own in _translations(language):
        assert _places(own) == _places(english), english


def test_the_languages_beside_english_are_kazakh_and_russian() -> None:
    assert LANGUAGES == ("kk", "ru")


def test_a_sentence_is_its_english_and_remembers_how_it_was_made() -> None:
    one = said("at most {most} columns", most=12)
    assert one == "at most 12 columns"
    assert one.in_language("en") == "at most 12 columns"
    assert one.in_language("ru") == "не более 12 столбцов"
    assert one.in_language("xx") == "at most 12 columns"


def test_what_fills_a_sentence_is_told_as_it_is() -> None:
    one = said("one of {choices}", choices=["{0}", "b{", said("nothing")])
    assert one == "one of {0}, b{, nothing"
    assert one.in_language("kk") == "рұқсат етілген мәндер – {0}, b{, бос ұяшық"


def test_sentences_within_sentences_are_translated_too() -> None:
    hint = said("perhaps {ids}", ids=either(["east", "west", "north"]))
    one = with_hint(said("not empty"), hint)
    assert one == "not empty; perhaps east, west or north"
    assert one.in_language("ru") == (
        "ячейка не должна быть пустой; возможно, имелось в виду: east, west или north"
    )
    assert with_hint(one, None) is one
    assert either([".csv"]) == ".csv"


def test_a_sentence_comes_through_a_pickle_whole() -> None:
    one = because(said("a TOML file"), ValueError("line 3"))
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert again.in_language("kk") == one.in_language("kk")
    fault = Fault("a.csv", 3, "unit", "x", one)
    assert pickle.loads(pickle.dumps(fault)).in_language("ru") == fault.in_language("ru")


def test_a_cause_can_be_left_out() -> None:
    reason = said("a JSON object in each line")
    assert without_cause(because(reason, "Expecting value")) == reason
    hinted = with_hint(reason, said("the file holds no text in a known encoding"))
    assert without_cause(hinted) == hinted


def test_a_fault_reads_as_a_line_of_each_language() -> None:
    fault = Fault("stations.csv", 3, "unit", "x", said("not empty"))
    assert str(fault) == "stations.csv, line 3, column unit: 'x': not empty"
    assert fault.in_language("en") == str(fault)
    assert fault.in_language("ru") == (
        "stations.csv, строка 3, столбец unit, «x»: ячейка не должна быть пустой"
    )
    assert fault.in_language("kk") == (
        "stations.csv, 3-жол, unit бағаны, «x»: ұяшық бос болмауы керек"
    )


def test_our_words_about_what_stands_there_are_not_quoted() -> None:
    expected = said("{count} cells, as in the header", count=3)
    fault = Fault("a.csv", 2, "", said("{count} cells", count=5), expected)
    assert str(fault) == "a.csv, line 2: '5 cells': 3 cells, as in the header"
    assert fault.in_language("ru") == (
        "a.csv, строка 2, ячеек в строке – 5: должно быть 3, как в строке заголовков"
    )


def test_a_key_of_a_settings_file_is_no_column() -> None:
    fault = Fault("mission.toml", 0, "smallest_n", "x", said("a whole number"))
    assert str(fault) == "mission.toml, column smallest_n: 'x': a whole number"
    assert fault.in_language("ru").startswith("mission.toml, параметр smallest_n, «x»: ")
    assert fault.in_language("kk").startswith("mission.toml, smallest_n параметрі, «x»: ")


def test_faults_keep_their_order() -> None:
    faults = [
        Fault("a.csv", line, "", "", said("at most {most} columns", most=line)) for line in (3, 1)
    ]
    error = FaultyData(faults)
    assert [one.line for one in error.faults] == [1, 3]
    assert str(error) == "a.csv, line 1: at most 1 columns\na.csv, line 3: at most 3 columns"
    assert error.in_language("kk").splitlines() == [
        "a.csv, 1-жол: баған саны 1 шегінен аспауы керек",
        "a.csv, 3-жол: баған саны 3 шегінен аспауы керек",
    ]


def test_an_error_that_was_only_written_in_english_stays_so() -> None:
    assert DataError("as it is").in_language("ru") == "as it is"
    assert DataError(said("not empty")).in_language("kk") == "ұяшық бос болмауы керек"


def test_a_list_of_words_is_told_with_commas() -> None:
    assert told(("a", ("b", said("nothing"))), "ru") == "a, b, пустая ячейка"
    assert isinstance(said("one of {choices}", choices=("a", "b")), Said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_ours_is_left_in_english(language: str) -> None:
    # Names of columns, settings, formats and programs are the same in every language.
    names = re.compile(
        r"\{[^}]*\}|\[[^]]*\]|--\w+|\S*[._/@+]\S*|\"[^\"]*\"|"
        r"[A-Z][A-Za-z]*[A-Z0-9]+[-\d]*|Excel|Windows-\d+|lines|final|false|true|"
        r"python|dashboard|desk|question|answers|counts|id|unit|low|high|between|value|"
        r"path|field|scheme|label|level|note|notes|inset|parallels|centre|region|percent|"
        r"turnout|hour|time|date|gzip|T\d+|core-team|mazhilis|kk"
    )
    for english, own in _translations(language):
        assert not re.findall(r"[A-Za-z]{3,}", names.sub(" ", own)), (english, own)
