"""What a person has decided about a label is remembered, obeyed, and holds for one set only."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import FaultyData
from geodata.joins.accepted import Choice, accepted_path, read_decisions, remember
from tests.geodata.joins.joining import REGIONS, Run


def test_a_decision_is_remembered_and_obeyed(run: Run, tmp_path: Path) -> None:
    text = "Регион;Явка\nАлматы;2\n=Алматы;3\nг. Алматы;4\n"
    words = ["--label", "Регион", "--accept", "Алматы=almaty", "--accept", "=Алматы=almaty_obl"]
    run(text, *words, "--who", "A. Analyst")
    code, found, _ = run(text, "--label", "Регион")
    assert code == 0
    assert [(row["unit"], row["how"]) for row in found["matched"]] == [
        ("almaty", "accepted"),
        ("almaty_obl", "accepted"),
        ("almaty", "name"),
    ]
    lines = (tmp_path / "list.csv.accepted.csv").read_text("utf-8").splitlines()
    assert lines[0] == "label,parent,level,boundary_set,unit,who,when"
    assert lines[1].startswith("Алматы,,region,regions-2022,almaty,A. Analyst,20")
    assert lines[2].startswith("'=Алматы,")


def test_a_decision_for_one_set_does_not_hold_for_another(run: Run, tmp_path: Path) -> None:
    run("Регион\nАлматы\n", "--label", "Регион", "--accept", "Алматы=almaty", "--who", "A.")
    code, found, _ = run("Регион\nАлматы\n", "--label", "Регион", "--on", "2021-01-10")
    assert code == 1
    assert len(found["ambiguous"]) == 1


def test_a_decision_for_a_unit_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    data = tmp_path / "list.csv"
    remember(data, [Choice("x", "moon")], REGIONS.boundary_set, "A.")
    with pytest.raises(FaultyData, match="'moon'"):
        from geodata.joins.accepted import accepted_for

        accepted_for(data, REGIONS.boundary_set, REGIONS.units)
    assert [one.unit for one in read_decisions(data)] == ["moon"]
    accepted_path(data).write_text("label,unit\n")
    with pytest.raises(FaultyData, match="the columns"):
        read_decisions(data)
