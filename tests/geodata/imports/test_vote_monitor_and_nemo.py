"""Vote Monitor and NEMO: the key of a station, repeats as rows of their own."""

from __future__ import annotations

import pytest

from tests.geodata.imports import exports
from tests.geodata.imports.exports import MARK
from tests.geodata.imports.missions import Mission, reasons

VOTE_MONITOR_MAP = """
id = "box"
version = "1"
stage = "voting"
[[irregularity]]
id = "box-not-sealed"
question = "A1 - Was the box sealed?"
counts = ["No ~$red$~"]
others = ["Yes"]
"""


def test_vote_monitor_submissions(mission: Mission) -> None:
    form_map = mission.write("map.toml", VOTE_MONITOR_MAP)
    text = exports.vote_monitor(("s1", "Akmola Region", "No ~$red$~"), ("s2", "Atlantis", "Yes"))
    report = mission.read(text, "--map", str(form_map))
    assert (report["files"][0]["format"], report["taken"]) == ("votemonitor", 1)
    assert reasons(report) == {"no-such-unit": 1}
    assert mission.written[0]["irregularities"] == {"box-not-sealed": True}


def test_stations_of_one_number_in_two_places_are_two(mission: Mission) -> None:
    assert mission.read(exports.vote_monitor_stations())["taken"] == 2
    assert len({entry["instance"] for entry in mission.written}) == 2


NEMO_MAP = """
id = "visit"
version = "1"
stage = "voting"
[questions]
region = "Region"
[[irregularity]]
id = "seals"
question = "Seals"
counts = ["No"]
others = ["Yes"]
[[irregularity]]
id = "persons"
question = "Persons"
several = true
counts = ["Police"]
others = ["None"]
"""


@pytest.mark.parametrize("header", [exports.NEMO, ("Identifiant", *"abcdefg", *exports.NEMO[8:])])
def test_nemo_counts_a_response_once(mission: Mission, header: tuple[str, ...]) -> None:
    form_map = mission.write("map.toml", NEMO_MAP)
    text = exports.nemo(
        ("1", "0", "Akmola"), ("1", "1", "Akmola"), ("2", "0", "Abai Region"), header=header
    )
    report = mission.read(text, "--map", str(form_map))
    assert (report["files"][0]["format"], report["taken"]) == ("nemo", 2)
    assert reasons(report) == {"repeat-of-a-row": 1}
    entry = mission.written[0]
    assert entry["submitted_at"] == "2015-11-20T06:30:00-06:00"
    assert entry["irregularities"] == {"seals": True, "persons": True}


def test_nemo_of_other_years_has_its_columns_in_another_order(mission: Mission) -> None:
    form_map = mission.write("map.toml", NEMO_MAP)
    text = (
        "Form,Submitter,DateSubmitted,ResponseID,Region,Seals,Persons,RepeatLevel\n"
        f"Visit,{MARK},2015-11-20 06:30:00-06,1,Akmola,No,,0\n"
        f"Visit,{MARK},2015-11-20 06:30:00-06,1,Akmola,No,Police,1\n"
    )
    report = mission.read(text, "--map", str(form_map))
    assert (report["files"][0]["format"], report["taken"]) == ("nemo", 1)
