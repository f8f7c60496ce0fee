"""Read the sentences of a country: one TOML file a language, the same keys in each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from geodata.errors import Fault
from geodata.said import because, said
from geodata.tables import read_text, wrong_text

TABLES = ("elections", "notes", "events", "documents", "conflicts", "sets", "quantity")


def read_toml(path: Path, folder: Path, faults: list[Fault]) -> Mapping[str, object]:
    """The content of a TOML file, empty where it cannot be read."""
    text = read_text(path, folder, faults)
    if text is None:
        return {}
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        name = path.relative_to(folder).as_posix()
        faults.append(Fault(name, 0, "", "", because(said("a TOML file"), error), stops_file=True))
        return {}


def read_texts(
    folder: Path, languages: Sequence[str], faults: list[Fault]
) -> Mapping[str, Mapping[str, str]]:
    """Language → dotted key → sentence; every key that one language lacks is a fault."""
    texts = {language: _language(folder, language, faults) for language in languages}
    every_key = dict.fromkeys(key for sentences in texts.values() for key in sentences)
    for language, sentences in texts.items():
        name = f"text/{language}.toml"
        faults += [
            Fault(name, 0, key, "", said("a sentence; another language has one"))
            for key in every_key
            if key not in sentences
        ]
    return texts


def _language(folder: Path, language: str, faults: list[Fault]) -> dict[str, str]:
    path = folder / "text" / f"{language}.toml"
    name = path.relative_to(folder).as_posix()
    content = read_toml(path, folder, faults)
    expected = said("a table; the tables are {tables}", tables=TABLES)
    faults += [Fault(name, 0, one, "", expected) for one in content if one not in TABLES]
    sentences: dict[str, str] = {}
    for key, sentence in _leaves(content):
        wrong = wrong_text(sentence) if isinstance(sentence, str) else said("a sentence in quotes")
        if wrong or not sentence:
            faults.append(Fault(name, 0, key, "", wrong or said("a sentence; it is empty")))
        sentences[key] = str(sentence)
    return sentences


def _leaves(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
