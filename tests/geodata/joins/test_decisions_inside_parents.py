"""A label alike in several regions is decided apart in each, and never outside its region."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.joins.accepted import read_decisions
from tests.geodata.joins.joining import Run

# One village district's name that no register knows, in two regions, in a region that no one
# knows, and without a region.
ROWS = [
    "Регион;Район",
    "Карагандинская область;Новоабайский",
    "область Абай;Новоабайский",
    "Караганда обл.;новоабайский",
    "Забытая губерния;Новоабайский",
    ";Новоабайский",
]
LIST = "\n".join(ROWS)
COLUMNS = ["--level", "district", "--label", "Район", "--parent", "Регион", "--who", "A."]
IN_KARAGANDA, ALSO_IN_KARAGANDA, IN_ABAI = "353200000", "353600000", "103200000"


def decide(run: Run, *choices: str) -> dict[int, str]:
    """Accept choices and give row → unit of what is decided."""
    _, found, _ = run(LIST, *COLUMNS, *choices)
    assert len(found["matched"]) + len(found["ambiguous"]) + len(found["unmatched"]) == 5
    return {row["row"]: row["unit"] for row in found["matched"] if row["how"] == "accepted"}


def test_each_region_keeps_its_own_decision(run: Run) -> None:
    assert decide(run, "--accept", f"Новоабайский={IN_KARAGANDA}") == {
        1: IN_KARAGANDA,
        3: IN_KARAGANDA,
    }
    both = {1: IN_KARAGANDA, 2: IN_ABAI, 3: IN_KARAGANDA}
    assert decide(run, "--accept", f"Новоабайский={IN_ABAI}") == both
    assert decide(run) == both


def test_a_later_decision_replaces_that_of_its_own_region_alone(run: Run) -> None:
    for unit in (IN_KARAGANDA, IN_ABAI, ALSO_IN_KARAGANDA):
        decided = decide(run, "--accept", f"Новоабайский={unit}")
    assert decided == {1: ALSO_IN_KARAGANDA, 2: IN_ABAI, 3: ALSO_IN_KARAGANDA}


def test_a_row_whose_region_nobody_knows_is_decided_by_its_own_words(run: Run) -> None:
    forgotten = ["--within", "забытая губерния"]
    assert decide(run, "--accept", f"Новоабайский={IN_ABAI}", *forgotten) == {4: IN_ABAI}
    assert decide(run, "--accept", f"Новоабайский={IN_KARAGANDA}", "--within", "") == {
        1: IN_KARAGANDA,
        3: IN_KARAGANDA,
        4: IN_ABAI,
        5: IN_KARAGANDA,
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([f"Новоабайский={IN_ABAI}", "--within", "Карагандинская область"], "lies in no unit"),
        ([f"Новоабайский={IN_ABAI}", "--within", "Атлантида"], "lies in no unit"),
        ([f"Никакой={IN_ABAI}"], "no row has the label"),
    ],
)
def test_a_decision_that_fits_no_row_is_refused(run: Run, words: list[str], told: str) -> None:
    code, _, err = run(LIST, *COLUMNS, "--accept", *words)
    assert code == 1
    assert told in err


def test_a_file_of_decisions_without_parents_is_still_obeyed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "list.csv"
    data.write_text(LIST, "utf-8")
    lines = [
        "label,level,boundary_set,unit,who,when",
        f"Новоабайский,district,districts-2022,{IN_KARAGANDA},A.,2023-03-20T00:00:00+00:00",
    ]
    data.with_name("list.csv.accepted.csv").write_text("\n".join(lines), "utf-8")
    words = ["--on", "2023-03-19", "--json", *COLUMNS, "--var", str(tmp_path)]
    assert main(["join", str(data), *words]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [row["row"] for row in found["matched"]] == [1, 3, 5]
    main(["join", str(data), *words, "--accept", f"Новоабайский={IN_ABAI}"])
    assert [one.parent for one in read_decisions(data)] == ["", "область Абай"]
    found = json.loads(capsys.readouterr().out)
    assert [row["row"] for row in found["matched"]] == [1, 2, 3, 5]
