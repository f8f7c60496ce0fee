"""A mission is set up from a terminal: templates, lists taken in whole or not at all, a check."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.commands import mission as command
from dashboard.settings import Settings, read_settings
from geodata.errors import DataError, FaultyData
from geodata.lists.read import read_list
from geodata.missions.read_mission import read_mission
from geodata.read_country import read_country
from geodata.rehearsal.rehearse import FORM_MAP

TESTLAND = Path(__file__).parents[2] / "testland"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(read_settings({}), var=tmp_path / "var", country=TESTLAND)


def run(settings: Settings, *words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words), settings)


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_new_mission_tells_what_it_lacks_until_it_has_it(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, "new", "league") == 0
    assert "[ ] A list of stations" in capsys.readouterr().out
    stations = written(tmp_path, "station,unit,registered,latitude,longitude\n1,s1,5,0.5,10.5\n")
    assert run(settings, "import", "league", "stations", stations) == 0
    told = capsys.readouterr().out
    assert "[x] A list of stations" in told and "[ ] A list of teams" in told
    assert run(settings, "check", "league") == 0


def test_a_faulty_list_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    run(settings, "new", "league")
    folder = settings.var / "missions" / "league"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    faulty = written(tmp_path, "station,unit,registered,latitude,longitude\n1,s9,x,,\n")
    with pytest.raises(FaultyData, match=r"stations\.csv, line 2, column unit") as raised:
        run(settings, "import", "league", "stations", faulty)
    assert len(raised.value.faults) == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_mission_has_a_plain_id_and_a_known_election(settings: Settings) -> None:
    with pytest.raises(DataError, match="small Latin letters"):
        run(settings, "new", "../league")
    with pytest.raises(DataError, match="expected one of 2020"):
        run(settings, "new", "league", "--election", "2031-01-01-vote")


@pytest.mark.parametrize(("rule", "wrong"), [("--silence-minutes", "-5"), ("--smallest-n", "0")])
def test_a_wrong_rule_is_refused_before_anything_is_written(
    settings: Settings, capsys: pytest.CaptureFixture[str], rule: str, wrong: str
) -> None:
    with pytest.raises(SystemExit) as raised:
        run(settings, "new", "league", f"{rule}={wrong}")
    assert raised.value.code == 2
    assert "a whole number from 1 to" in capsys.readouterr().err
    assert not (settings.var / "missions" / "league").exists()


@pytest.mark.parametrize("workbooks", [(), ("--workbooks",)])
def test_a_new_mission_has_the_list_of_units_beside_its_templates(
    settings: Settings, workbooks: tuple[str, ...]
) -> None:
    run(settings, "new", "league", *workbooks)
    (units,) = (settings.var / "missions" / "league").glob("units.*")
    table = read_list(units)
    assert tuple(table.columns) == ("unit", "level", "part_of", "kk", "ru", "en")
    rows = [tuple(row.cells) for row in table.rows]
    assert ("s1", "district", "south") in [row[:3] for row in rows]
    assert {row[-1] for row in rows if row[0] == "s1"} == {"Apple District"}
    assert run(settings, "check", "league") == 0


def test_a_file_that_is_not_there_is_told_so(settings: Settings, tmp_path: Path) -> None:
    run(settings, "new", "league")
    with pytest.raises(FaultyData, match="there is none of this name"):
        run(settings, "import", "league", "stations", str(tmp_path / "none.csv"))


def test_the_rules_of_a_mission_are_said_when_it_is_made(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = ("--silence-minutes", "90", "--smallest-n", "5", "--random-sample", "--rehearsal")
    assert run(settings, "new", "league", *rules, "--workbooks", "--language", "ru") == 0
    told = capsys.readouterr().out
    assert "УЧЕБНЫЕ ДАННЫЕ" in told and "через 90 мин" in told and "отобраны случайно" in told
    mission = read_mission(settings.var / "missions" / "league", read_country(TESTLAND))
    assert (mission.silence_minutes, mission.smallest_n, mission.random_sample) == (90, 5, True)
    assert mission.is_test and mission.own_clock


def test_a_form_map_is_taken_in_and_named(settings: Settings, tmp_path: Path) -> None:
    run(settings, "new", "league")
    assert run(settings, "import", "league", "form-map", str(FORM_MAP)) == 0
    folder = settings.var / "missions" / "league"
    mission = read_mission(folder, read_country(TESTLAND))
    assert mission.form_map is not None and mission.form_map.id == "station-visit"
    broken = tmp_path / "broken.toml"
    broken.write_text('id = "x"\n', "utf-8")
    with pytest.raises(FaultyData):
        run(settings, "import", "league", "form-map", str(broken))
    assert read_mission(folder, read_country(TESTLAND)) == mission


def test_a_form_map_that_asks_for_no_team_is_told(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(settings, "new", "league")
    wanted = "A question for the team in the form map"
    assert wanted not in capsys.readouterr().out
    own = tmp_path / "own.toml"
    own.write_text(FORM_MAP.read_text("utf-8").replace('team = ["team"]\n', ""), "utf-8")
    for form_map, is_done in ((own, " "), (FORM_MAP, "x")):
        run(settings, "import", "league", "form-map", str(form_map))
        assert f"[{is_done}] {wanted}" in capsys.readouterr().out


def test_organisations_that_the_country_does_not_have_are_taken_in(
    settings: Settings, tmp_path: Path
) -> None:
    run(settings, "new", "league")
    columns = "id,kind,part_of,name_kk,name_ru,name_en,short_kk,short_ru,short_en,source"
    own = written(tmp_path, f"{columns}\nwatch,mission,,К,Р,Watch,К,Р,Watch,its own list\n")
    assert run(settings, "import", "league", "organisations", own) == 0
    mission = read_mission(settings.var / "missions" / "league", read_country(TESTLAND))
    assert mission.organisations["watch"].names["en"] == "Watch"
