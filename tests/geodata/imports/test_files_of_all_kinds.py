"""A file is known by what is in it; tables and announcements; what nobody knows is refused."""

from __future__ import annotations

import csv
import json

import pytest

from tests.geodata.imports import exports
from tests.geodata.imports.exports import MARK
from tests.geodata.imports.missions import MAP, Mission, answered, reasons


@pytest.mark.parametrize("system", ["odk", "kobo", "apollo", "votemonitor", "nemo"])
def test_a_file_said_to_be_of_another_system_is_refused(mission: Mission, system: str) -> None:
    path = mission.write("visits.csv", f"a,b,c,d,e,f,g,h,i\n{MARK},2,3,4,5,6,7,0,9\n")
    code, told = mission.run(str(path), "--as", system)
    assert code == 1
    assert "another kind of file" in told


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
