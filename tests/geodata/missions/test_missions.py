"""A mission is set up from its files; what is wrong with them is said all at once."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from geodata.country import Country
from geodata.errors import FaultyData
from geodata.missions.checklist import checklist, missing_parts
from geodata.missions.mission import Mission
from geodata.missions.read_mission import mission_faults, read_mission
from geodata.missions.templates import write_templates
from geodata.read_country import read_country

TESTLAND = Path(__file__).parents[2] / "testland"
ELECTION = "2024-06-02-assembly"
NEW = Mission("league", ELECTION, is_test=False)


@pytest.fixture(scope="module")
def testland() -> Country:
    return read_country(TESTLAND)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_templates(tmp_path / "mission", NEW)
    return tmp_path / "mission"


def add(folder: Path, table: str, *lines: str) -> None:
    path = folder / f"{table}.csv"
    path.write_text(path.read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")


def test_a_new_mission_is_sound_and_lists_what_it_lacks(folder: Path, testland: Country) -> None:
    mission = read_mission(folder, testland)
    assert (mission.id, mission.smallest_n, mission.random_sample) == ("league", 10, False)
    assert missing_parts(mission)[:3] == ("no-stations", "no-teams", "no-form-map")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_checklist_tells_in_each_language_what_is_there(
    folder: Path, testland: Country, language: str
) -> None:
    add(folder, "stations", "1,s1,100,0.5,10.5", "2,s1,,0.6,10.5")
    lines = checklist(read_mission(folder, testland), language)
    assert {one.key: one.is_done for one in lines} == {
        "no-stations": True,
        "no-teams": False,
        "no-form-map": False,
        "no-plan": False,
        "no-register": False,
        "stations-without-coordinates": True,
        "no-commissions": False,
    }
    assert [one.key for one in lines if one.is_needed] == [one.key for one in lines[:3]]
    assert len({one.words for one in lines}) == len(lines)


def test_templates_may_be_workbooks_whose_numbers_stay_as_typed(
    tmp_path: Path, testland: Country
) -> None:
    write_templates(tmp_path / "mission", NEW, ".xlsx")
    mission = read_mission(tmp_path / "mission", testland)
    assert (mission.stations, mission.teams) == ((), ())
    assert sorted(path.name for path in (tmp_path / "mission").glob("*.xlsx")) == [
        "commissions.xlsx",
        "deployment.xlsx",
        "stations.xlsx",
        "teams.xlsx",
    ]


def test_a_new_mission_never_overwrites_one(folder: Path) -> None:
    with pytest.raises(FaultyData, match="a mission lies here already"):
        write_templates(folder, NEW)


def test_stations_teams_and_plan_are_read(folder: Path, testland: Country) -> None:
    add(folder, "stations", "1,s1,100,0.5,10.5", "2,s1,,,", "1,n1,50,,")
    add(folder, "commissions", "south,south,,")
    add(folder, "teams", "t1,league,short-term,s2,2 1@n1", "t2,league-house,parliamentarians,,")
    add(folder, "deployment", "t1,s1,2,07:00,08:30", "t1,south,south,20:00,2024-06-03T02:00+06:00")
    mission = read_mission(folder, testland)
    assert [(one.unit, one.id, one.registered) for one in mission.stations] == [
        ("s1", "1", 100),
        ("s1", "2", None),
        ("n1", "1", 50),
    ]
    assert mission.team["t1"].stations == (("s1", "2"), ("n1", "1"))
    assert mission.stops["t1"][0].starts == datetime.fromisoformat("2024-06-02T07:00+05:00")
    assert missing_parts(mission) == (
        "no-form-map",
        "teams-without-place",
        "teams-without-plan",
        "no-register",
        "stations-without-coordinates",
    )


def test_stations_may_come_as_a_workbook(folder: Path, testland: Country) -> None:
    (folder / "stations.csv").unlink()
    with xlsxwriter.Workbook(folder / "stations.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["station", "unit", "registered", "latitude", "longitude"])
        sheet.write_row(1, 0, [7, "s1", 1200, 0.25, 10.75])
    (station,) = read_mission(folder, testland).stations
    assert (station.id, station.registered, station.latitude) == ("7", 1200, 0.25)


def test_every_fault_is_named_at_once(folder: Path, testland: Country) -> None:
    add(
        folder,
        "stations",
        "1,s1,100,,",
        "1,s1,90,,",
        "2,nowhere,5,,",
        "3,s1,many,95,10",
        "4,s2,,1,",
    )
    add(folder, "teams", "t1,nobody,guest,s1 s9,8", "t1,league,short-term,,")
    add(folder, "deployment", "t9,s1,1,25:00,08:00", "t1,s1,9,09:00,08:00")
    (folder / "mission.toml").write_text(
        f'id = "x"\nelection = "{ELECTION}"\nsmallest_n = 0\ncolour = "red"\nform_map = "no.toml"\n'
    )
    found = {(one.file, one.line, one.column) for one in mission_faults(folder, testland)}
    assert found == {
        ("mission.toml", 0, "smallest_n"),
        ("mission.toml", 0, "colour"),
        ("mission.toml", 0, "form_map"),
        ("stations.csv", 3, "station"),
        ("stations.csv", 4, "unit"),
        ("stations.csv", 5, "registered"),
        ("stations.csv", 5, "latitude"),
        ("stations.csv", 6, "longitude"),
        ("teams.csv", 2, "organisation"),
        ("teams.csv", 2, "role"),
        ("teams.csv", 2, "units"),
        ("teams.csv", 2, "stations"),
        ("deployment.csv", 2, "team"),
        ("deployment.csv", 2, "starts"),
        ("deployment.csv", 3, "station"),
        ("deployment.csv", 3, "ends"),
    }


def test_a_station_two_units_have_must_say_which(folder: Path, testland: Country) -> None:
    add(folder, "stations", "1,s1,,,", "1,n1,,,")
    add(folder, "teams", "t1,league,short-term,,1")
    (fault,) = mission_faults(folder, testland)
    assert "1 is in n1, s1: write 1@n1" in str(fault)


def test_an_unknown_column_stops_the_file(folder: Path, testland: Country) -> None:
    (folder / "teams.csv").write_text("team,organisation,role,units,stations,phone\n")
    with pytest.raises(FaultyData, match=r"teams\.csv, line 1, column phone: unknown column"):
        read_mission(folder, testland)


def test_only_a_test_mission_may_have_a_clock_of_its_own(folder: Path, testland: Country) -> None:
    settings = f'id = "x"\nelection = "{ELECTION}"\nown_clock = true\n'
    (folder / "mission.toml").write_text(f"{settings}is_test = true\n")
    assert read_mission(folder, testland).own_clock
    (folder / "mission.toml").write_text(settings)
    (fault,) = mission_faults(folder, testland)
    assert "own_clock" in str(fault)


def test_a_fault_is_told_once_and_not_again_by_every_row_that_names_its_row(
    folder: Path, testland: Country
) -> None:
    add(folder, "stations", "1,s1,many,,", "2,s1,,,")
    add(folder, "teams", "t1,league,guest,,1 2", "t2,league,short-term,,1 9")
    add(folder, "deployment", "t1,s1,1,07:00,08:00", "t2,s1,9,07:00,08:00", "t9,s1,1,07:00,08:00")
    found = [(one.file, one.line, one.column) for one in mission_faults(folder, testland)]
    assert found == [
        ("deployment.csv", 3, "station"),
        ("deployment.csv", 4, "team"),
        ("stations.csv", 2, "registered"),
        ("teams.csv", 2, "role"),
        ("teams.csv", 3, "stations"),
    ]
    (folder / "stations.csv").write_text("number,unit,registered,latitude,longitude\n1,s1,,,\n")
    assert {one.file for one in mission_faults(folder, testland)} == {
        "stations.csv", "teams.csv", "deployment.csv"
    }  # fmt: skip
    assert not [one for one in mission_faults(folder, testland) if one.column == "stations"]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("S1", "perhaps s1"),
        ("Apple District", "perhaps s1 (Apple District)"),
        ("Sauth Region", "perhaps south (South Region) or north (North Region)"),
        ("Atlantis", "on the day of the vote"),
    ],
)
def test_a_name_in_the_place_of_an_id_is_told_the_id(
    folder: Path, testland: Country, label: str, said: str
) -> None:
    add(folder, "stations", f"1,{label},,,")
    (fault,) = mission_faults(folder, testland)
    assert str(fault).endswith(said)


def test_an_organisation_by_its_name_is_told_the_id(folder: Path, testland: Country) -> None:
    add(folder, "teams", "t1,League,short-term,,", "t2,United Nations,short-term,,")
    known, unknown = mission_faults(folder, testland)
    assert str(known).endswith("perhaps league")
    assert "one of: " in str(unknown) and "league-house" in str(unknown)


def test_a_station_said_to_be_in_another_unit_is_told_where_it_is(
    folder: Path, testland: Country
) -> None:
    add(folder, "stations", "1,s1,,,")
    add(folder, "teams", "t1,league,short-term,,1@n1")
    (fault,) = mission_faults(folder, testland)
    assert "1 is in s1: write 1@s1" in str(fault)


def test_hours_as_workbooks_write_them_are_hours(folder: Path, testland: Country) -> None:
    add(folder, "teams", "t1,league,short-term,s1,")
    (folder / "deployment.csv").unlink()
    with xlsxwriter.Workbook(folder / "deployment.xlsx") as book:
        hour = book.add_format({"num_format": "h:mm"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["team", "unit", "station", "starts", "ends"])
        sheet.write_row(1, 0, ["t1", "s1", ""])
        sheet.write_datetime(1, 3, time(7, 30), hour)
        sheet.write_datetime(1, 4, datetime(2024, 6, 3, 1, 15), moment)
        sheet.write_row(2, 0, ["t1", "s1", "", "7:30", "21:05:00"])
    first, second = read_mission(folder, testland).plan
    assert first.starts == second.starts == datetime.fromisoformat("2024-06-02T07:30+05:00")
    assert first.ends == datetime.fromisoformat("2024-06-03T01:15+05:00")
    assert second.ends == datetime.fromisoformat("2024-06-02T21:05+05:00")


@pytest.mark.parametrize("wrong", ["2024-06-02", "noon", "25:00", "0.5", ""])
def test_what_is_no_hour_of_the_plan_is_refused(
    folder: Path, testland: Country, wrong: str
) -> None:
    add(folder, "teams", "t1,league,short-term,s1,")
    add(folder, "deployment", f"t1,s1,,{wrong},2024-06-02T21:00")
    (fault,) = mission_faults(folder, testland)
    assert fault.column == "starts"
