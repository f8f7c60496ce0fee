"""What a mission exports is read whole: each row taken or set aside, and no person in it."""

from __future__ import annotations

import csv
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from geodata.__main__ import main
from geodata.country import Country
from geodata.imports.form_map import read_form_map
from geodata.imports.times import TimeHappenedTwice, read_time
from geodata.read_country import read_country
from tests.geodata.imports import exports
from tests.geodata.imports.exports import MARK, VISIT

EXAMPLE = Path(__file__).parents[3] / "geodata/imports/example"
MAP = EXAMPLE / "station-visit.toml"
ELECTION = "2023-03-19-mazhilis"


class Mission:
    """A folder with files of a mission, and the command that imports them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.var = folder / "var"

    def write(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content, encoding="utf-8", newline="")
        return path

    def run(self, *words: str) -> tuple[int, str]:
        code = main(["import", *words, "--election", ELECTION, "--var", str(self.var)])
        told = self.capsys.readouterr()
        assert MARK not in told.out + told.err
        return code, told.out + told.err

    def read(self, content: str, *words: str, name: str = "export.csv") -> dict[str, Any]:
        path = self.write(name, content)
        report: dict[str, Any] = json.loads(self.run(str(path), "--json", *words)[1])
        assert report["rows"] == report["taken"] + report["set_aside"]
        self.written = [
            json.loads(line)
            for path in self.var.glob("**/*.jsonl")
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        for path in self.var.glob("**/*"):
            assert path.is_dir() or MARK not in path.read_text(encoding="utf-8")
        return report


@cache
def country_once(folder: Path) -> Country:
    return read_country(folder)


@pytest.fixture
def mission(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Mission:
    # The country's folder is the same for all; reading it takes longer than an import.
    monkeypatch.setattr("geodata.commands.imports.read_country", country_once)
    return Mission(tmp_path, capsys)


def reasons(report: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for file in report["files"]:
        for reason, rows in file["reasons"].items():
            found[reason] = found.get(reason, 0) + rows
    return found


def answered(**answers: str) -> tuple[str, ...]:
    visit = dict(zip(exports.EXAMPLE_QUESTIONS, VISIT, strict=True))
    return tuple((visit | {key.replace("_", "-"): one for key, one in answers.items()}).values())


def test_a_visit_of_odk_in_the_fields_terms(mission: Mission) -> None:
    report = mission.read(exports.odk(("uuid:1", "", VISIT)), "--map", str(MAP))
    assert (report["files"][0]["format"], report["taken"]) == ("odk", 1)
    (entry,) = mission.written
    assert entry["place"]["unit"] == "akmola"
    assert entry["place"]["station"] == "127"
    assert (entry["stage"], entry["overall"]) == ("voting", "bad")
    assert entry["irregularities"] == {
        "restricted-access": True, "unauthorised-persons": True, "ballot-box-not-sealed": False,
    }  # fmt: skip
    assert (entry["voted"], entry["registered"], entry["turnout_at"]) == (410, 1000, "12:00")
    assert entry["observed_at"] == "2023-03-19T11:05:00+06:00"
    assert entry["submitted_at"] == "2023-03-19T06:10:00+00:00"


def test_columns_of_persons_are_dropped_and_named(mission: Mission) -> None:
    report = mission.read(exports.odk(("uuid:1", "", VISIT)), "--map", str(MAP))
    dropped = report["files"][0]["columns_dropped"]
    assert {"SubmitterName", "DeviceID", "observer-phone", "SubmitterID"} <= set(dropped)


def test_a_dry_run_writes_nothing(mission: Mission) -> None:
    mission.read(exports.odk(("uuid:1", "", VISIT)), "--map", str(MAP), "--dry-run")
    assert not mission.var.exists()


def test_rejected_and_repeated_rows_are_not_counted(mission: Mission) -> None:
    text = exports.odk(
        ("uuid:1", "approved", VISIT), ("uuid:1", "approved", VISIT), ("uuid:2", "rejected", VISIT),
        ("uuid:3", "", VISIT), ("uuid:3", "", answered(stage="closing")), ("", "", VISIT),
    )  # fmt: skip
    report = mission.read(text, "--map", str(MAP))
    assert report["taken"] == 1
    assert reasons(report) == {
        "same-row-again": 1, "refused-in-review": 1, "key-with-other-content": 2, "no-key": 1,
    }  # fmt: skip


def test_repeats_of_a_form_belong_to_its_rows(mission: Mission) -> None:
    form = mission.write("visit.csv", exports.odk(("uuid:1", "", VISIT)))
    rows = (("uuid:1", "uuid:1/p[1]"), ("uuid:1", "uuid:1/p[2]"), ("uuid:9", "uuid:9/p[1]"))
    repeat = mission.write("visit-people.csv", exports.odk_repeat(*rows))
    report = json.loads(mission.run(str(form), str(repeat), "--map", str(MAP), "--json")[1])
    assert report["taken"] == 1
    assert reasons(report) == {"repeat-of-a-row": 2, "repeat-without-row": 1}


def test_a_region_that_is_ambiguous_or_unknown_is_set_aside(mission: Mission) -> None:
    text = exports.odk(
        ("uuid:1", "", answered(place_region="Алматы")),
        ("uuid:2", "", answered(place_region="Акмолинскяя область")),
        ("uuid:3", "", answered(place_region="", place_station="")),
    )
    report = mission.read(text, "--map", str(MAP))
    assert reasons(report) == {"several-units": 1, "no-such-unit": 1, "no-place": 1}
    (several,) = [
        row for row in report["files"][0]["set_aside"] if row["reason"] == "several-units"
    ]
    assert several["candidates"] == ["almaty", "almaty_obl"]


def test_what_a_person_has_decided_about_a_label_is_obeyed(mission: Mission) -> None:
    text = exports.odk(("uuid:1", "", answered(place_region="Кокшетауская")))
    assert mission.read(text, "--map", str(MAP), "--dry-run")["taken"] == 0
    mission.write(
        "export.csv.accepted.csv",
        "label,level,boundary_set,unit,who,when\n"
        "Кокшетауская,region,regions-2022,akmola,editor,2026-01-05T10:00:00+00:00\n",
    )
    assert mission.read(text, "--map", str(MAP))["taken"] == 1
    assert mission.written[0]["place"]["unit"] == "akmola"


def test_unknown_questions_and_answers_are_named(mission: Mission) -> None:
    text = exports.odk(
        ("uuid:1", "", answered(assessment_seals="maybe")),
        ("uuid:2", "", answered(stage="lunch")),
        ("uuid:3", "", answered(assessment_access=f"{MARK} was here +77015550000")),
    ).replace("turnout-voted", "turnout-came")
    report = mission.read(text, "--map", str(MAP))
    (file,) = report["files"]
    assert file["unknown_questions"] == ["turnout/voted"]
    assert {(one["question"], one["answer"]) for one in file["unknown_answers"]} == {
        ("assessment/seals", "maybe"), ("stage", "lunch"), ("assessment/access", "(typed text)"),
    }  # fmt: skip
    assert reasons(report) == {"unknown-answer": 1}


def test_groups_left_out_of_the_names_of_columns(mission: Mission) -> None:
    text = exports.odk(("uuid:1", "", VISIT))
    for group in ("place-", "turnout-", "assessment-"):
        text = text.replace(group, "")
    assert mission.read(text, "--map", str(MAP))["taken"] == 1
    assert mission.written[0]["irregularities"]["restricted-access"] is True


def test_kobo_with_tags_semicolons_and_times_without_zone(mission: Mission) -> None:
    text = exports.kobo(
        ("a", "", VISIT), ("b", "Not Approved", VISIT), ("c", "validation_status_on_hold", VISIT)
    )
    report = mission.read(text, "--map", str(MAP))
    (file,) = report["files"]
    assert (file["format"], report["rows"], report["taken"]) == ("kobo", 3, 2)
    assert reasons(report) == {"refused-in-review": 1}
    assert file["notes"]["line-of-hxl-tags"] == 1
    assert file["notes"]["times-without-zone"] == 2
    assert file["notes"]["doubtful-in-review"] == 1
    assert mission.written[0]["submitted_at"] == "2023-03-19T06:10:00+00:00"


def test_options_of_kobo_in_columns_of_their_own(mission: Mission) -> None:
    text = exports.kobo(("a", "", VISIT), tags=False).replace(
        "assessment/persons", "assessment/persons/police"
    )
    text = text.replace("police local_executives", "1")
    mission.read(text, "--map", str(MAP))
    assert mission.written[0]["irregularities"]["unauthorised-persons"] is True


def test_the_interface_of_kobo_gives_latitude_first(mission: Mission) -> None:
    text = exports.kobo_json(("a", "", VISIT), ("b", "validation_status_not_approved", VISIT))
    report = mission.read(text, "--map", str(MAP), name="data.json")
    assert (report["taken"], reasons(report)) == (1, {"refused-in-review": 1})
    place = mission.written[0]["place"]
    assert (place["latitude"], place["longitude"]) == ("51.1", "71.4")


def test_a_workbook_of_kobo_with_a_sheet_for_a_repeat(mission: Mission) -> None:
    rows = list(csv.reader(exports.kobo(("a", "", VISIT)).splitlines(), delimiter=";"))
    path = mission.folder / "kobo.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for number, row in enumerate(rows):
            (book.get_worksheet_by_name("visits") or book.add_worksheet("visits")).write_row(
                number, 0, row
            )
        people = book.add_worksheet("people")
        people.write_row(
            0, 0, ("person", "_index", "_parent_table_name", "_parent_index", "_submission__uuid")
        )
        people.write_row(1, 0, (exports.PERSON["name"], 1, "visits", 1, "a"))
        people.write_row(2, 0, (exports.PERSON["name"], 2, "visits", 7, "z"))
    report = json.loads(mission.run(str(path), "--map", str(MAP), "--json")[1])
    assert (report["rows"], report["taken"]) == (3, 1)
    assert reasons(report) == {"repeat-of-a-row": 1, "repeat-without-row": 1}


def test_a_header_in_another_language_by_the_forms_map(mission: Mission) -> None:
    form_map = mission.write(
        "map.toml", APOLLO_MAP + '[header]\n"Телефон" = "DB Phone"\n"Код места" = "Location Code"\n'
    )
    text = exports.apollo(exports.apollo_row("127", None))
    text = text.replace("DB Phone", "Телефон").replace("Location Code", "Код места")
    assert mission.read(text, "--map", str(form_map))["taken"] == 1


APOLLO_MAP = """
id = "checklist"
version = "2"
stage = "voting"
[[irregularity]]
id = "late"
question = "AA"
counts = ["1"]
others = ["2"]
[[irregularity]]
id = "persons"
question = "BA"
several = true
counts = ["3"]
"""


@pytest.fixture
def apollo_map(mission: Mission) -> str:
    return str(mission.write("map.toml", APOLLO_MAP))


def test_apollo_submissions_without_quarantined_ones(mission: Mission, apollo_map: str) -> None:
    text = exports.apollo(
        exports.apollo_row("127", None),
        exports.apollo_row("128", None, "Quarantine All"),
        exports.apollo_row("129", None, "R"),
        exports.apollo_row("130", None, "None"),
    )
    report = mission.read(text, "--map", apollo_map)
    assert (report["files"][0]["format"], report["taken"]) == ("apollo", 2)
    assert reasons(report) == {"refused-in-review": 2}
    entry = mission.written[0]
    assert (entry["place"]["unit"], entry["place"]["station"]) == ("akmola", "127")
    assert entry["irregularities"] == {"late": True, "persons": True}
    # The server writes its own wall clock; the election's zone holds.
    assert entry["submitted_at"] == "2023-03-19T12:10:00+06:00"


def test_the_shifted_cells_of_a_master_export_are_put_back(
    mission: Mission, apollo_map: str
) -> None:
    both = ("2023-03-19 08:00:00", "2023-03-19 12:00:00")
    text = exports.apollo(
        exports.apollo_row("127", both, None),
        exports.apollo_row("128", (both[0], ""), None),
        master=True,
    )
    report = mission.read(text, "--map", apollo_map)
    assert report["taken"] == 2
    assert report["files"][0]["notes"]["shifted-cells"] == 2
    assert [one["irregularities"] for one in mission.written] == [
        {"late": True, "persons": True}, {"late": True, "persons": True},
    ]  # fmt: skip


def test_shifted_cells_that_cannot_be_placed_are_set_aside(
    mission: Mission, apollo_map: str
) -> None:
    row = exports.apollo_row("128", ("2023-03-19 08:00:00", ""), None)
    report = mission.read(exports.apollo(row, master=True), "--map", apollo_map)
    assert reasons(report) == {"cells-do-not-fit-header": 1}


def test_two_observers_of_one_place_are_two_reports(mission: Mission, apollo_map: str) -> None:
    first, second = exports.apollo_row("127", None), exports.apollo_row("127", None)
    second[0] = "1002"
    assert mission.read(exports.apollo(first, second), "--map", apollo_map)["taken"] == 2
    assert "1002" not in json.dumps([one["instance"] for one in mission.written])


def test_apollo_locations_have_latitude_and_longitude_exchanged(mission: Mission) -> None:
    assert mission.read(exports.apollo_locations())["taken"] == 1
    (entry,) = mission.written
    assert (entry["kind"], entry["registered"]) == ("station", 1000)
    assert (entry["place"]["latitude"], entry["place"]["longitude"]) == ("51.9", "71.4")


def test_a_list_of_people_is_not_read(mission: Mission) -> None:
    report = mission.read(exports.apollo_people())
    assert (report["taken"], reasons(report)) == (0, {"list-of-people": 1})
    assert not mission.var.exists()


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


@pytest.mark.parametrize("system", ["odk", "kobo", "apollo", "votemonitor", "nemo"])
def test_a_file_said_to_be_of_another_system_is_refused(mission: Mission, system: str) -> None:
    path = mission.write("visits.csv", f"a,b,c,d,e,f,g,h,i\n{MARK},2,3,4,5,6,7,0,9\n")
    code, told = mission.run(str(path), "--as", system)
    assert code == 1
    assert "another kind of file" in told


def test_old_lists_of_locations(mission: Mission) -> None:
    text = "Region Name,Region ID,Station Name,Station ID,\nAkmola,1,School,11,\nAbai,2,Club,21,\n"
    report = mission.read(text)
    assert (report["files"][0]["format"], report["taken"]) == ("apollo", 2)


def test_a_table_in_a_text_file_is_no_announcement(mission: Mission) -> None:
    report = mission.read("unit\thour\tpercent\nakmola\t12:10\t33.63 %\n", name="t.txt")
    assert report["files"][0]["format"] == "table"


def test_a_plain_table_by_a_map_of_its_columns(mission: Mission) -> None:
    form_map = mission.write(
        "map.toml",
        'id = "visits"\nversion = "1"\n[questions]\nregion = "Облыс"\nstation = "Учаске"\n'
        'voted = "Келгендер"\nregistered = "Тізімде"\n',
    )
    text = "Облыс;Учаске;Келгендер;Тізімде;Байқаушы\nАқмола облысы;127;410;1 000;" + MARK + "\n"
    assert mission.read(text, "--map", str(form_map))["taken"] == 1
    assert (mission.written[0]["voted"], mission.written[0]["registered"]) == (410, 1000)


def test_more_voters_than_the_list_has_is_an_error(mission: Mission) -> None:
    text = exports.odk(("uuid:1", "", answered(turnout_voted="1410")))
    report = mission.read(text, "--map", str(MAP))
    assert [one["code"] for one in report["findings"]] == ["F103"]


def test_turnout_tables_and_announcements_become_rows_of_an_election_folder(
    mission: Mission,
) -> None:
    announcement = mission.write(
        "cec.txt",
        "На 18:10: Акмолинская область – 59,49%; область Абай – 156,14%\nhttps://example.kz/a",
    )
    turnout = mission.write("t.csv", "unit,hour,percent\nakmola,12:10,33.63\nnowhere,12:10,3\n")
    code, told = mission.run(str(announcement), str(turnout), "--json")
    report = json.loads(told)
    assert code == 1
    assert (report["taken"], reasons(report)) == (3, {"no-such-unit": 1})
    assert "F101" in [one["code"] for one in report["findings"]]
    (path,) = mission.var.glob("**/cec.txt.turnout.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert {row["address"] for row in rows} == {"https://example.kz/a"}
    assert [(row["unit"], row["time"], row["value"]) for row in rows] == [
        ("akmola", "18:00", "59.49"), ("abai", "18:00", "156.14"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        f"{MARK};b\n1;2\n",
        '{"' + MARK + '": "x"\n',
        f'a,b\n"{MARK},2\n',
    ],
)
def test_a_file_nobody_knows_is_refused_without_repeating_it(
    mission: Mission, content: str
) -> None:
    code, told = mission.run(str(mission.write("what.csv", content)))
    assert code == 1
    assert "what.csv" in told


def test_faults_of_all_files_are_told_at_once(mission: Mission) -> None:
    one, other = mission.write("one.csv", "a,b\n1,2\n"), mission.write("other.csv", "c,d\n1,2\n")
    told = mission.run(str(one), str(other))[1]
    assert "one.csv" in told
    assert "other.csv" in told


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


def test_every_fault_of_a_form_map_is_named_at_once(mission: Mission) -> None:
    path = mission.write(
        "map.toml", 'id = ""\nversion = "1"\nstage = "lunch"\n[questions]\nphone = "p"\n'
    )
    content = exports.odk(("uuid:1", "", VISIT))
    told = mission.run(str(mission.write("x.csv", content)), "--map", str(path))[1]
    assert all(word in told for word in ("id", "lunch", "questions.phone"))
    assert tomllib.loads(path.read_text(encoding="utf-8"))["stage"] == "lunch"


def test_times_get_their_zone() -> None:
    assert read_time("2016-03-20T18:00:00.000+06:00", "UTC").isoformat() == (
        "2016-03-20T18:00:00+06:00"
    )
    assert read_time("2015-11-20 06:30:00 -0600", "UTC").utcoffset() is not None
    assert read_time("2016-03-20 12:00:00", "Asia/Almaty").isoformat().endswith("+06:00")
    assert read_time("2024-03-20 12:00:00", "Asia/Almaty").isoformat().endswith("+05:00")


def test_an_hour_that_came_twice_is_not_guessed() -> None:
    with pytest.raises(TimeHappenedTwice):
        read_time("2024-02-29 23:30:00", "Asia/Almaty")


@pytest.mark.parametrize("text", ["2015-11-20 06:30 CST", "yesterday", "2023-13-01 10:00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_time(text, "UTC")
