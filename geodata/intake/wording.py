"""What is wrong with a message, said in the language of whoever reads the answer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from geodata.imports.wording import reason as reason_of_import
from geodata.intake.wrong import Wrong
from geodata.said import told

TEXT = Path(__file__).parent / "text"
LANGUAGES = tuple(sorted(path.stem for path in TEXT.glob("*.toml")))


@cache
def texts(language: str) -> Mapping[str, Mapping[str, str]]:
    """The tables of one language: ``expected``, ``reasons`` and ``answers``."""
    return tomllib.loads((TEXT / f"{language}.toml").read_text(encoding="utf-8"))


def place(wrong: Wrong, language: str) -> str:
    """Where something is wrong, as a person reads it; programs get it in one form always."""
    return told(wrong.place, language)


def expected(wrong: Wrong, language: str) -> str:
    """What was expected where something is wrong."""
    facts = {name: told(fact, language) for name, fact in wrong.facts.items()}
    return texts(language)["expected"][wrong.expected].format_map(facts)


def reason(word: str, language: str) -> str:
    """Why a row of a file was set aside, in the words of the import where intake has none."""
    return texts(language)["reasons"].get(word) or reason_of_import(word, language)


def sentence(key: str, language: str, **facts: object) -> str:
    """What is said of a request as a whole."""
    return texts(language)["answers"][key].format_map(facts)
