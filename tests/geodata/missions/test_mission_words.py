"""The words about missions are the same in number in every language; the mark of a test is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.missions.checklist import LANGUAGES, texts
from geodata.simulated import mark, marks
from layouts.words import read_texts, simulated

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    wanted = {table: set(sentences) for table, sentences in texts("en").items()}
    assert {table: set(sentences) for table, sentences in texts(language).items()} == wanted
    assert all(all(sentences.values()) for sentences in texts(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_the_mark_that_files_and_commands_say(language: str) -> None:
    assert read_texts(language)["page.simulated"] == mark(language)
    assert simulated(language)[0] == mark(language)
    assert sorted(simulated(language)) == sorted(marks())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mark_is_worded_in_one_place(language: str) -> None:
    texts_of_a_language = [
        path
        for part in ("geodata", "layouts", "dashboard")
        for path in (ROOT / part).rglob("*.toml")
        if language in path.parts or path.stem == language
    ]
    said = [
        path for path in texts_of_a_language if f'"{mark(language)}"' in path.read_text("utf-8")
    ]
    assert said == [ROOT / "geodata" / "missions" / "text" / f"{language}.toml"]
