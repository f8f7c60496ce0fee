"""The words about missions are the same in number in every language, and so is the watermark."""

from __future__ import annotations

import pytest

from geodata.coverage.export import words
from geodata.missions.checklist import texts
from layouts.words import read_texts

LANGUAGES = ("kk", "ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    wanted = {table: set(sentences) for table, sentences in texts("en").items()}
    assert {table: set(sentences) for table, sentences in texts(language).items()} == wanted
    assert all(all(sentences.values()) for sentences in texts(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_pages_and_commands_have_one_watermark(language: str) -> None:
    mark = dict(read_texts(language))["page.simulated"]
    assert words("simulated", language) == mark
    assert texts(language)["about"]["simulated"] == mark
