"""Vote Monitor and NEMO: the key of a station, repeats as rows of their own."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

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


OPTIONS = (
    "A1 - Was the box sealed, and how?", "Yes", "No, open~$red$~", "Other", "Other-UserInput",
    "Notes", "Note 1", "Attachments", "Attachment 1", "A2 - Who was there?",
    "Police, armed~$red$~", "Nobody", "Notes", "Attachments", "A3 - How many voted?", "Notes",
    "Attachments",
)  # fmt: skip
OPTIONS_MAP = """
id = "box"
version = "1"
stage = "voting"
[questions]
voted = "A3 - How many voted?"
[[irregularity]]
id = "box-not-sealed"
question = "A1 - Was the box sealed, and how?"
counts = ["No, open"]
others = ["Yes", "Other"]
[[irregularity]]
id = "persons"
question = "A2 - Who was there?"
several = true
counts = ["Police, armed ~$red$~"]
others = ["Nobody"]
"""


def submission(key: str, sealed: str, who: str) -> tuple[str, ...]:
    """A row in which the options of a question have a column each, as Vote Monitor writes it."""
    return (
        key, "1", "2023-03-19T06:10:00", "", "Akmola Region", "Astrakhan District", "", "", "",
        "12", "NGO", "9", MARK, MARK, MARK, "", *(str(sealed == one) for one in "yno"), MARK, "1",
        MARK, "1", f"https://{MARK}", "", *(str(one in who) for one in "pn"), "0", "0", "410", "0",
        "0",
    )  # fmt: skip


def test_options_in_columns_of_their_own_are_the_answer(mission: Mission) -> None:
    form_map = mission.write("map.toml", OPTIONS_MAP)
    rows = [submission("s1", "n", "pn"), submission("s2", "y", "n"), submission("s3", "", "")]
    header = (*exports.VOTE_MONITOR[:15], *OPTIONS)
    report = mission.read(exports.table([header, *rows]), "--map", str(form_map))
    assert report["taken"] == 3
    assert [entry["irregularities"] for entry in mission.written] == [
        {"box-not-sealed": True, "persons": True}, {"box-not-sealed": False, "persons": False}, {},
    ]  # fmt: skip
    assert [entry["voted"] for entry in mission.written] == [410] * 3
    dropped = report["files"][0]["columns_dropped"]
    assert {"Other-UserInput", "Note 1", "Attachment 1"} <= set(dropped)


def test_a_sheet_for_each_form_is_read_and_other_sheets_are_named(mission: Mission) -> None:
    form_map = mission.write("map.toml", OPTIONS_MAP)
    path = mission.folder / "export.xlsx"
    header = (*exports.VOTE_MONITOR[:15], *OPTIONS)
    with xlsxwriter.Workbook(str(path)) as book:
        for name, row in (("PSI", submission("s1", "n", "n")), ("B", submission("s2", "y", "p"))):
            sheet = book.add_worksheet(name)
            for line, cells in enumerate((header, row)):
                for column, cell in enumerate(cells):
                    sheet.write(line, column, {"True": True, "False": False}.get(cell, cell))
        book.add_worksheet("Remarks").write(0, 0, MARK)
        book.add_worksheet("Empty")
    report = json.loads(mission.run(str(path), "--map", str(form_map), "--json")[1])
    assert [(one["file"], one["taken"]) for one in report["files"]] == [
        ("export.xlsx", 1), ("export.xlsx [B]", 1),
    ]  # fmt: skip
    assert report["sheets_not_read"] == {"export.xlsx": ["Remarks"]}
    found = [entry["irregularities"]["persons"] for entry in mission.entries()]
    assert sorted(found) == [False, True]


def test_quick_reports_are_incidents_where_they_name_a_place(mission: Mission) -> None:
    header = (
        "QuickReportId", "TimeSubmitted", "FollowUpStatus", "IncidentCategory", "Ngo",
        "MonitoringObserverId", "Name", "Email", "PhoneNumber", "LocationType", "Level1", "Level2",
        "Level3", "Level4", "Level5", "Number", "Address", "PollingStationDetails", "Title",
        "Description",
    )  # fmt: skip
    before = ("2023-03-19T06:10:00", "", "VotingProcess", "N", "9", MARK, MARK, MARK)
    rows = [
        ("q1", *before, "Visited", "Akmola Region", *[""] * 4, "12", *[MARK] * 4),
        ("q2", *before, "NotRelatedToAPollingStation", *[""] * 6, *[MARK] * 4),
    ]
    report = mission.read(exports.table([header, *rows]))
    assert reasons(report) == {"no-place": 1}
    (entry,) = mission.written
    assert (entry["kind"], entry["category"], entry["place"]["unit"]) == (
        "incident", "VotingProcess", "akmola",
    )  # fmt: skip


def test_the_table_of_nemos_interface_is_known(mission: Mission) -> None:
    form_map = mission.write("map.toml", NEMO_MAP)
    header = (
        "ResponseID", "ResponseShortcode", "FormName", "ResponseSubmitterName",
        "ResponseSubmitDate", "ResponseReviewed", "Region", "Seals", "Persons",
    )  # fmt: skip
    at = "2015-11-20T06:30:00-06:00"
    row = ("1", "ab", "Visit", MARK, at, "false", "Akmola Region", "No", "Police;None")
    report = mission.read(exports.table([header, row]), "--map", str(form_map))
    assert (report["files"][0]["format"], report["taken"]) == ("nemo", 1)
    assert mission.written[0]["submitted_at"] == "2015-11-20T06:30:00-06:00"
