"""Exports of ODK and Kobo are read whole: each row taken or set aside, and no person in it."""

from __future__ import annotations

import csv
import json

import xlsxwriter

from tests.geodata.imports import exports
from tests.geodata.imports.exports import MARK, VISIT
from tests.geodata.imports.missions import MAP, Mission, answered, reasons


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
