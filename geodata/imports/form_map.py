"""A form map: which question of a questionnaire is what in the field's terms.

It is a small TOML file with its own version, kept beside the questionnaire; docs/imports.md
explains each line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.errors import Fault, FaultyData
from geodata.said import Said, because, said

STAGES = ("opening", "voting", "closing", "counting", "tabulation")
SEVERITIES = ("critical", "serious", "minor")
# What a question can be; anything else of a questionnaire is not read.
TERMS = (
    "key", "team", "region", "district", "station", "commission", "latitude", "longitude", "point",
    "observed_at", "voted", "registered", "turnout_pct", "turnout_at",
)  # fmt: skip
PARTS = ("id", "version", "form", "header", "questions", "stage", "overall", "names")
# Vote Monitor writes it behind an option that the mission holds to be grave.
FLAG = "~$red$~"
Names = tuple[str, ...]


def plain_answer(answer: str) -> str:
    """An answer without regard to case, spaces and the mark of flagged options."""
    return " ".join(answer.replace(FLAG, " ").split()).casefold()


@dataclass(frozen=True, slots=True)
class Choice:
    """A question whose answers are mapped: the field's word → the answers that mean it."""

    question: Names
    answers: Mapping[str, Names]

    def word(self, answer: str) -> str:
        """The field's word for an answer, "" where the map has none."""
        plain = plain_answer(answer)
        found = (
            word for word, answers in self.answers.items() if plain in map(plain_answer, answers)
        )
        return next(found, "")


@dataclass(frozen=True, slots=True)
class Irregularity:
    """A question about an irregularity: the answers that count, and those that do not.

    Where it has a ``severity``, a report that tells of it opens an incident.
    """

    id: str
    question: Names
    counts: Names
    others: Names
    several: bool
    severity: str = ""


@dataclass(frozen=True, slots=True)
class FormMap:
    """Which question is what. ``stage`` is a mapped question, or one fixed word for the form.

    ``header`` gives the system's own name of a column whose header came in another language.
    ``names`` maps a word of the scale or an irregularity → language → how pages call it.
    """

    id: str = ""
    version: str = ""
    form: str = ""
    header: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Names] = field(default_factory=dict)
    fixed_stage: str = ""
    stage: Choice | None = None
    overall: Choice | None = None
    irregularities: tuple[Irregularity, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_form_map(path: Path) -> FormMap:
    """Read a form map; raises FaultyData with every fault found."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        expected = because(said("a TOML file"), error)
        raise FaultyData([Fault(path.name, 0, "", "", expected, True)]) from error
    reader = _Reader(path.name, content)
    form_map = reader.read()
    if reader.faults:
        raise FaultyData(reader.faults)
    return form_map


class _Reader:
    """One form map while it is read; faults are gathered."""

    def __init__(self, file: str, content: Mapping[str, Any]) -> None:
        self.file, self.content = file, content
        self.faults: list[Fault] = []

    def wrong(self, key: str, value: object, expected: Said) -> None:
        self.faults.append(Fault(self.file, 0, key, str(value)[:80], expected))

    def read(self) -> FormMap:
        for key in ("id", "version"):
            if not isinstance(self.content.get(key), str) or not self.content[key]:
                self.wrong(key, self.content.get(key, ""), said("a text in quotes"))
        known = {*PARTS, "irregularity"}
        for key in self.content.keys() - known:
            self.wrong(key, "", said("one of {choices}", choices=sorted(known)))
        stage = self.content.get("stage")
        fixed = stage if isinstance(stage, str) else ""
        if fixed and fixed not in STAGES:
            self.wrong("stage", fixed, said("one of {choices}", choices=STAGES))
        return FormMap(
            str(self.content.get("id", "")),
            str(self.content.get("version", "")),
            str(self.content.get("form", "")),
            {str(found): str(own) for found, own in dict(self.content.get("header", {})).items()},
            self._terms(),
            fixed,
            None if fixed else self._choice("stage", STAGES),
            self._choice("overall", ()),
            tuple(
                one
                for number, table in enumerate(self.content.get("irregularity", []), start=1)
                if (one := self._irregularity(number, table))
            ),
            self._named(),
        )

    def _named(self) -> Mapping[str, Mapping[str, str]]:
        named = self.content.get("names", {})
        sound = isinstance(named, dict) and all(
            isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values())
            for texts in named.values()
        )
        if not sound:
            self.wrong("names", named, said('a table for each word, such as kk = "…"'))
        return named if sound else {}

    def _terms(self) -> Mapping[str, Names]:
        questions = self.content.get("questions", {})
        if not isinstance(questions, dict):
            self.wrong("questions", questions, said("a table"))
            return {}
        for term in questions.keys() - set(TERMS):
            self.wrong(f"questions.{term}", "", said("one of {choices}", choices=TERMS))
        return {
            term: self._names(f"questions.{term}", questions[term])
            for term in TERMS
            if term in questions
        }

    def _choice(self, key: str, words: Names) -> Choice | None:
        table = self.content.get(key)
        if table is None:
            return None
        answers = table.get("answers") if isinstance(table, dict) else None
        if not isinstance(answers, dict) or "question" not in table:
            self.wrong(key, "", said("a table with question and answers"))
            return None
        for word in answers.keys() - set(words or answers):
            self.wrong(f"{key}.answers", word, said("one of {choices}", choices=words))
        return Choice(
            self._names(f"{key}.question", table["question"]),
            {word: self._names(f"{key}.answers.{word}", one) for word, one in answers.items()},
        )

    def _irregularity(self, number: int, table: Mapping[str, Any]) -> Irregularity | None:
        key = f"irregularity {number}"
        if not isinstance(table, dict) or not {"id", "question", "counts"} <= table.keys():
            self.wrong(key, "", said("a table with id, question and counts"))
            return None
        return Irregularity(
            str(table["id"]),
            self._names(f"{key}.question", table["question"]),
            self._names(f"{key}.counts", table["counts"]),
            self._names(f"{key}.others", table.get("others", [])),
            table.get("several") is True,
            self._severity(key, table.get("severity", "")),
        )

    def _severity(self, key: str, word: object) -> str:
        if word and word not in SEVERITIES:
            self.wrong(f"{key}.severity", word, said("one of {choices}", choices=SEVERITIES))
        return str(word)

    def _names(self, key: str, value: object) -> Names:
        names = [value] if isinstance(value, (str, int)) else value
        if not isinstance(names, list) or not all(isinstance(one, (str, int)) for one in names):
            self.wrong(key, value, said("a text or a list of texts"))
            return ()
        return tuple(str(one) for one in names)
