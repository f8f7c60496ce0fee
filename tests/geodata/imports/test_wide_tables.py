"""A table as wide as any costs one look at each column, whatever is asked of it."""

from __future__ import annotations

import pytest

from geodata.imports import questions
from geodata.imports.form_map import read_form_map
from geodata.imports.questions import Questions, all_questions
from geodata.lists.table import MOST_COLUMNS
from tests.geodata.imports.missions import MAP


def test_names_are_found_without_going_through_the_columns_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut: list[str] = []
    path = questions._path

    def noted(name: str) -> tuple[str, ...]:
        cut.append(name)
        return path(name)

    monkeypatch.setattr(questions, "_path", noted)
    columns = [f"group/question {number}" for number in range(MOST_COLUMNS - 1)]
    found = Questions([*columns, "place/station"])
    assert len(cut) == MOST_COLUMNS
    asked = [names for names in all_questions(read_form_map(MAP)) if found.has(names)]
    assert ("place/station",) in asked
    assert len(cut) < MOST_COLUMNS + 500
    assert found.column(("Group-question 7",)) == 7


def test_a_name_without_its_groups_is_found_where_one_column_is_called_so() -> None:
    found = Questions(["stage", "overall", "overall", "b/end"])
    assert found.column(("visit/stage",)) == 0
    assert found.column(("overall",)) == 1
    assert found.column(("visit/overall",)) is None
    assert found.column(("B-END",)) == 3
    assert found.unknown == ["visit/overall"]
