"""Questions inside repeats: what they say belongs to the report, and no row is counted twice."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.geodata.imports import exports
from tests.geodata.imports.exports import MARK, VISIT, table
from tests.geodata.imports.missions import Mission, reasons

MAP = """
id = "visit"
version = "1"
stage = "voting"
[questions]
region = "place/region"
[[irregularity]]
id = "persons"
question = "person/kind"
counts = ["police"]
others = ["voter"]
"""
REPEAT = ("person-kind", "person-name", "PARENT_KEY", "KEY")


@pytest.fixture
def form_map(mission: Mission) -> str:
    return str(mission.write("map.toml", MAP))


def people(*rows: tuple[str, str]) -> str:
    body = [(kind, MARK, f"uuid:{at}", f"uuid:{at}/p[{at}]") for kind, at in rows]
    return table([REPEAT, *body])


def seen(mission: Mission) -> dict[str, dict[str, bool]]:
    return {entry["instance"]: entry["irregularities"] for entry in mission.written}


def test_an_irregularity_in_a_repeat_of_odk_is_its_reports(mission: Mission, form_map: str) -> None:
    rows = (("voter", "1"), ("police", "1"), ("voter", "2"), ("police", "9"))
    repeat = mission.write("visit-people.csv", people(*rows))
    visits = exports.odk(("uuid:1", "", VISIT), ("uuid:2", "", VISIT), ("uuid:3", "", VISIT))
    form = mission.write("visit.csv", visits)
    report = json.loads(mission.run(str(form), str(repeat), "--map", form_map, "--json")[1])
    mission.written = mission.entries()
    assert seen(mission) == {
        "uuid:1": {"persons": True}, "uuid:2": {"persons": False}, "uuid:3": {},
    }  # fmt: skip
    assert reasons(report) == {"repeat-of-a-row": 3, "repeat-without-row": 1}


def test_a_form_with_its_repeats_in_one_archive(mission: Mission, form_map: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("visit.csv", exports.odk(("uuid:1", "approved", VISIT)))
        archive.writestr("visit-people.csv", people(("police", "1")))
        archive.writestr("visit-people~1.csv", people(("voter", "1")))
        archive.writestr(f"media/{MARK}.jpg", "picture")
    path = mission.folder / "visit.zip"
    path.write_bytes(packed.getvalue())
    code, told = mission.run(str(path), "--map", form_map, "--json")
    report = json.loads(told)
    assert (code, report["rows"], report["taken"]) == (0, 3, 1)
    assert report["files_of_archives_not_read"] == {"visit.zip": 1}
    (entry,) = mission.entries()
    assert entry["irregularities"] == {"persons": True}


def test_an_archive_without_a_table_is_refused(mission: Mission) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{MARK}.jpg", "picture")
    (mission.folder / "visit.zip").write_bytes(packed.getvalue())
    code, told = mission.run(str(mission.folder / "visit.zip"))
    assert code == 1
    assert "at least one CSV table" in told


@pytest.mark.parametrize("form", ["results", "list", "lines"])
def test_repeats_and_review_in_the_interface_of_kobo(
    mission: Mission, form_map: str, form: str
) -> None:
    rows = [
        {
            "_id": number,
            "_uuid": f"u-{number}",
            "_submission_time": "2023-03-19T06:10:00",
            "place/region": "Абай облысы",
            "_validation_status": {"uid": f"validation_status_{state}"} if state else {},
            "_geolocation": [None, None],
            "person": [{"person/kind": kind, "person/name": MARK} for kind in kinds],
        }
        for number, (state, kinds) in enumerate(
            [("", ["voter", "police"]), ("not_approved", ["police"]), ("approved", ["voter"])], 1
        )
    ]
    text = {
        "results": json.dumps({"count": 3, "next": None, "results": rows}),
        "list": json.dumps(rows),
        "lines": "\n".join(map(json.dumps, rows)),
    }[form]
    report = mission.read(text, "--map", form_map, name="export.json")
    assert reasons(report) == {"refused-in-review": 1}
    assert seen(mission) == {"u-1": {"persons": True}, "u-3": {"persons": False}}


def test_a_question_in_a_group_of_nemo_is_its_responses(mission: Mission) -> None:
    form_map = MAP.replace("place/region", "Region").replace("person/kind", "Persons")
    header = exports.NEMO
    before = ("abc", "Visit", MARK, "2015-11-20 06:30:00 -0600", "false")
    rows = [
        ("1", *before, "Visit", "0", "Akmola Region", "No", ""),
        ("1", *before, "People", "1", "Akmola Region", "No", "voter"),
        ("1", *before, "People", "1", "Akmola Region", "No", "police"),
        ("2", *before, "Visit", "0", "Abai Region", "No", ""),
    ]
    path = mission.write("map.toml", form_map)
    report = mission.read(table([header, *rows]), "--map", str(path))
    assert report["taken"] == 2
    assert seen(mission) == {"1": {"persons": True}, "2": {}}
