"""A rehearsal sets an earlier one aside and keeps it, and never touches a live mission."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.rehearsal.prepare import ASIDE, prepare
from dashboard.rehearsal.running import is_running, program
from dashboard.settings import Settings, read_settings
from geodata.errors import DataError
from geodata.missions.mission import Mission
from geodata.missions.read_mission import read_mission
from geodata.missions.templates import write_templates
from geodata.store.store import Store
from tests.geodata.rehearsal.rehearsed import TESTLAND_VOTE, small_day, the_testland
from tests.running import ROOT, free_port


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    country = ROOT / "tests" / "testland"
    port = free_port()
    return replace(read_settings({}), var=tmp_path / "var", country=country, desk_port=port)


def ready(settings: Settings, seed: int = 1, running: bool = False) -> None:
    prepare(settings, the_testland(), small_day(seed), running)


def kept(settings: Settings) -> int:
    with Store.open(settings.store_address(True), is_test=True) as store:
        return store.position()


def fill(settings: Settings) -> None:
    with Store.open(settings.store_address(True), is_test=True) as store:
        store.append(small_day().events[:5])


def test_the_mission_is_made_by_the_commands_of_a_person(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    ready(settings)
    said = capsys.readouterr().out
    assert "python -m dashboard mission new rehearsal --rehearsal" in said
    assert "SIMULATED: stations 65" in said
    folder = settings.var / "missions" / "rehearsal"
    assert read_mission(folder, the_testland()) == small_day().mission


def test_an_earlier_rehearsal_is_set_aside_and_kept(settings: Settings) -> None:
    ready(settings)
    fill(settings)
    ready(settings, seed=2)
    assert kept(settings) == 0
    (place,) = (settings.var / ASIDE).iterdir()
    earlier = replace(settings, rehearsal_database_url=f"sqlite:///{place}/rehearsal.sqlite")
    assert kept(earlier) == 5
    assert read_mission(place / "mission", the_testland()) == small_day().mission
    folder = settings.var / "missions" / "rehearsal"
    assert read_mission(folder, the_testland()) == small_day(2).mission


def test_one_that_is_open_in_the_program_is_left_alone(settings: Settings) -> None:
    ready(settings)
    fill(settings)
    with pytest.raises(DataError, match="open in the program that is running"):
        ready(settings, seed=2, running=True)
    assert kept(settings) == 5


def test_a_live_mission_is_never_touched(settings: Settings) -> None:
    folder = settings.var / "missions" / "rehearsal"
    write_templates(folder, Mission("rehearsal", TESTLAND_VOTE, is_test=False))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(DataError, match="a live mission lies here"):
        ready(settings)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_live_store_stays_as_it_is(settings: Settings) -> None:
    with Store.open(settings.store_address(False), is_test=False) as live:
        assert live.position() == 0
    ready(settings)
    with Store.open(settings.store_address(False), is_test=False) as live:
        assert live.position() == 0


LISTENS = """
import os, socket, time
door = socket.create_server(("127.0.0.1", int(os.environ.get("PORT", "{port}"))))
time.sleep(600)
"""


def with_app(settings: Settings, tmp_path: Path, text: str) -> Settings:
    (tmp_path / "app.py").write_text(text)
    return replace(settings, root=tmp_path)


def test_the_program_is_started_where_it_does_not_run_and_ended_with_the_rehearsal(
    settings: Settings, tmp_path: Path
) -> None:
    own = with_app(settings, tmp_path, LISTENS.format(port=settings.desk_port))
    with program(own) as started:
        assert started is not None and is_running(own)
    assert started.poll() is not None and not is_running(own)


def test_a_program_that_runs_already_goes_on(settings: Settings, tmp_path: Path) -> None:
    own = with_app(settings, tmp_path, LISTENS.format(port=settings.desk_port))
    with program(own) as first:
        assert first is not None
        with program(own) as second:
            assert second is None
        assert first.poll() is None


def test_a_program_that_does_not_start_is_told_in_words(settings: Settings, tmp_path: Path) -> None:
    own = with_app(settings, tmp_path, "raise SystemExit(3)")
    with pytest.raises(DataError, match=r"ended before it answered \(code 3\)"), program(own):
        pytest.fail("nothing runs")
