"""Apollo's submissions, the shifted cells of its master copy, its lists of places and people."""

from __future__ import annotations

import json

import pytest

from tests.geodata.imports import exports
from tests.geodata.imports.exports import MARK
from tests.geodata.imports.missions import Mission, reasons

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


def test_old_lists_of_locations(mission: Mission) -> None:
    text = "Region Name,Region ID,Station Name,Station ID,\nAkmola,1,School,11,\nAbai,2,Club,21,\n"
    report = mission.read(text)
    assert (report["files"][0]["format"], report["taken"]) == ("apollo", 2)


def test_a_header_in_another_language_by_the_forms_map(mission: Mission) -> None:
    form_map = mission.write(
        "map.toml", APOLLO_MAP + '[header]\n"Телефон" = "DB Phone"\n"Код места" = "Location Code"\n'
    )
    text = exports.apollo(exports.apollo_row("127", None))
    text = text.replace("DB Phone", "Телефон").replace("Location Code", "Код места")
    assert mission.read(text, "--map", str(form_map))["taken"] == 1


def test_a_header_in_russian_is_known_by_its_names(mission: Mission, apollo_map: str) -> None:
    names = {
        "Name": "Имя", "Location": "Место", "Quarantine Status": "Статус карантина",
        "Registered Voters": "Зарегистрированные избиратели", "Comment": "Комментарий",
    }  # fmt: skip
    text = exports.apollo(
        exports.apollo_row("127", None, "Нет"), exports.apollo_row("128", None, "Все")
    )
    header, rows = text.split("\n", 1)
    header = ",".join(names.get(name, name) for name in header.strip().split(","))
    report = mission.read(f"{header}\n{rows}", "--map", apollo_map)
    assert report["files"][0]["notes"]["header-in-another-language"] == 1
    assert (report["taken"], reasons(report)) == (1, {"refused-in-review": 1})


def test_a_list_of_people_in_russian_is_not_read_either(mission: Mission) -> None:
    text = f"Идентификатор участника,Полное имя,Пароль,Телефон #1\n1,{MARK},{MARK},{MARK}\n"
    assert reasons(mission.read(text)) == {"list-of-people": 1}


def test_incidents_that_were_rejected_are_refused(mission: Mission) -> None:
    before = (
        "Participant ID", "Name", "DB Phone", "Recent Phone", "Oblast", "Location",
        "Location Code", "Latitude", "Longitude", "Registered Voters", "A",
    )  # fmt: skip
    header = (*before, "Timestamp", "Status", "Description")
    rows = [
        ("1", MARK, MARK, MARK, "Akmola Region", "School", code, "51.9", "69.4", "1000", "1",
         "2023-03-19 12:10:00", status, MARK)
        for code, status in (("127", "Confirmed"), ("128", "Rejected"), ("129", ""))
    ]  # fmt: skip
    report = mission.read(exports.table([header, *rows]))
    assert reasons(report) == {"refused-in-review": 1}
    assert {entry["place"]["station"] for entry in mission.written} == {"127", "129"}


def test_sums_of_reports_are_no_reports(mission: Mission, apollo_map: str) -> None:
    header = ("Level", "Country", "Oblast", "Total", "AA | AA = 1", "BA (Count)", "BA (Nulls)")
    rows = [("Oblast", "Kazakhstan", f"{name} Region", "12", "7", "9", "3") for name in "AB"]
    for words in ([], ["--map", apollo_map]):
        report = mission.read(exports.table([header, *rows]), *words)
        assert reasons(report) == {"sums-of-reports": 2}
        assert not mission.written


def test_the_label_that_fits_no_unit_is_named_and_not_the_country(
    mission: Mission, apollo_map: str
) -> None:
    row = exports.apollo_row("127", None)
    header = exports.apollo().strip().split(",")
    place = header.index("Oblast")
    table = [
        [*header[:place], "Country", *header[place:]],
        [*row[:place], "Kazakhstan", "Atlantis", *row[place + 1 :]],
    ]
    report = mission.read(exports.table(table), "--map", apollo_map)
    assert report["files"][0]["set_aside"][0]["about"] == "Atlantis"
