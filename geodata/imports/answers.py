"""The answers of a row in the field's terms; answers the form map does not know are counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from geodata.imports.entries import UnknownAnswer
from geodata.imports.form_map import Choice, FormMap, Irregularity, plain_answer
from geodata.imports.questions import Questions
from geodata.imports.repeats import BETWEEN_ROWS
from geodata.lists.table import ListRow

# A choice is a short word; anything else may be text that somebody typed, and is not repeated.
_CHOICE = re.compile(r"[\w.~$-]{1,40}")
_DIGITS = re.compile(r"\d{6}")
TYPED = "(typed text)"
STAGE, OVERALL = "stage", "overall"


class Answers:
    """The columns of a form map's questions in one table, and what their cells mean."""

    def __init__(self, form_map: FormMap, questions: Questions, between: str) -> None:
        self._map, self._questions = form_map, questions
        self._between = re.compile(rf"\s*{re.escape(between)}\s*" if between else r"\s+")
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._terms = {
            term: questions.column(names)
            for term, names in form_map.terms.items()
            if not self._is_other_way(term)
        }
        choices = {STAGE: form_map.stage, OVERALL: form_map.overall}
        self._choices = {
            name: (choice, questions.column(choice.question))
            for name, choice in choices.items()
            if choice
        }
        self._irregularities = [(one, *self._found(one)) for one in form_map.irregularities]

    def _is_other_way(self, term: str) -> bool:
        """Whether a term is missing because the export says the same place another way."""
        here, terms = self._questions.has, self._map.terms
        if here(terms[term]):
            return False
        other = {"point": "latitude", "latitude": "point", "longitude": "point"}.get(term, "")
        return other in terms and here(terms[other])

    def _found(self, one: Irregularity) -> tuple[int | None, Mapping[str, int]]:
        options = self._questions.options(one.question) if one.several else {}
        if options and not self._questions.has(one.question):
            return None, options
        return self._questions.column(one.question), options

    def terms(self, row: ListRow) -> dict[str, str]:
        """Term → answer, for the questions that are read as they stand."""
        return {term: self._questions.cell(row, place) for term, place in self._terms.items()}

    def choices(self, row: ListRow) -> dict[str, str]:
        """``stage`` and ``overall`` → the field's word; "" where the answer is not in the map."""
        found = {}
        for name, (choice, place) in self._choices.items():
            answer = self._questions.cell(row, place)
            if answer:
                found[name] = self._word(choice, answer)
        return found

    def _word(self, choice: Choice, answer: str) -> str:
        word = choice.word(answer)
        if not word:
            self._note(choice.question[0], answer)
        return word

    def irregularities(self, row: ListRow) -> dict[str, bool]:
        """Irregularity → whether it was seen, for those that were answered."""
        found = {}
        for one, place, options in self._irregularities:
            seen = self._seen(row, one, place, options)
            if seen is not None:
                found[one.id] = seen
        return found

    def _seen(
        self, row: ListRow, one: Irregularity, place: int | None, options: Mapping[str, int]
    ) -> bool | None:
        cell = self._questions.cell(row, place)
        chosen = self._questions.chosen(row, options) if options and not cell else None
        if chosen is None:
            if not cell:
                return None
            # A question inside a repeat has an answer of each of its rows.
            answers = cell.split(BETWEEN_ROWS)
            chosen = tuple(
                part
                for answer in answers
                for part in (self._between.split(answer) if one.several else (answer,))
            )
        counts, others = (set(map(plain_answer, known)) for known in (one.counts, one.others))
        plain = {plain_answer(answer) for answer in chosen if answer}
        if plain & counts:
            return True
        unknown = plain - others if others else (set() if one.several else plain - others)
        for answer in unknown:
            self._note(one.question[0], answer)
        # An answer nobody mapped is neither a yes nor a no.
        return None if unknown else False

    def _note(self, question: str, answer: str) -> None:
        is_choice = _CHOICE.fullmatch(answer) and not _DIGITS.search(answer)
        self._unknown[question, answer if is_choice else TYPED] += 1

    def unknown_answers(self) -> tuple[UnknownAnswer, ...]:
        """The answers met that the map does not know, each with the number of its rows."""
        return tuple(
            UnknownAnswer(question, answer, rows)
            for (question, answer), rows in sorted(self._unknown.items())
        )
