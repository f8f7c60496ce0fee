"""The map that ships with its questionnaire, and every fault of a map at once."""

from __future__ import annotations

import csv
import tomllib

from geodata.imports.form_map import read_form_map
from geodata.missions.read_teams import TEAM_COLUMNS
from tests.geodata.imports import exports
from tests.geodata.imports.exports import VISIT
from tests.geodata.imports.missions import EXAMPLE, MAP, Mission


def test_the_example_map_fits_its_questionnaire() -> None:
    form_map = read_form_map(MAP)
    with (EXAMPLE / "survey.csv").open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    with (EXAMPLE / "choices.csv").open(encoding="utf-8", newline="") as file:
        choices = {row["name"] for row in csv.DictReader(file)}
    questions = [one.question[0] for one in form_map.irregularities]
    questions += [one[0] for term, one in form_map.terms.items() if "itude" not in term]
    questions += [one.question[0] for one in (form_map.stage, form_map.overall) if one]
    assert {question.rsplit("/", 1)[-1] for question in questions} <= names
    answers = [one for irr in form_map.irregularities for one in (*irr.counts, *irr.others)]
    answers += [
        one
        for choice in (form_map.stage, form_map.overall)
        if choice
        for several in choice.answers.values()
        for one in several
    ]
    assert set(answers) <= choices


def test_the_example_questionnaire_lets_a_team_be_chosen_from_the_mission_s_own_list() -> None:
    with (EXAMPLE / "survey.csv").open(encoding="utf-8", newline="") as file:
        team = next(row for row in csv.DictReader(file) if row["name"] == "team")
    assert team["type"] == "select_one_from_file teams.csv"
    columns = dict(word.split("=") for word in team["parameters"].split())
    assert set(columns) == {"value", "label"} and set(columns.values()) <= set(TEAM_COLUMNS)


def test_every_fault_of_a_form_map_is_named_at_once(mission: Mission) -> None:
    path = mission.write(
        "map.toml", 'id = ""\nversion = "1"\nstage = "lunch"\n[questions]\nphone = "p"\n'
    )
    content = exports.odk(("uuid:1", "", VISIT))
    told = mission.run(str(mission.write("x.csv", content)), "--map", str(path))[1]
    assert all(word in told for word in ("id", "lunch", "questions.phone"))
    assert tomllib.loads(path.read_text(encoding="utf-8"))["stage"] == "lunch"
