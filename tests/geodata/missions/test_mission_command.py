"""A mission is set up from a terminal: templates, lists taken in whole or not at all, a check."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.commands import mission as command
from dashboard.settings import Settings, read_settings
from geodata.errors import DataError, FaultyData

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
    assert "[ ] stations:" in capsys.readouterr().out
    stations = written(tmp_path, "station,unit,registered,latitude,longitude\n1,s1,5,0.5,10.5\n")
    assert run(settings, "import", "league", "stations", stations) == 0
    told = capsys.readouterr().out
    assert "1 stations" in told and "[ ] stations:" not in told and "[ ] teams:" in told
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


def test_every_lack_has_words() -> None:
    source = Path(command.__file__).parents[2] / "geodata" / "missions" / "templates.py"
    keys = [line.split('"')[1] for line in source.read_text().splitlines() if '": ' in line]
    assert set(command.LACKS) == {key for key in keys if "-" in key}
