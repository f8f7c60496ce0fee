"""A made-up day goes through the real door of a running desk, and its figures are the oracle's."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.desk.database import open_desk_database
from dashboard.intake.tokens import all_tokens
from dashboard.listeners import desk_listener
from dashboard.processes import STOPPED_BY_HAND
from dashboard.settings import Settings, read_settings
from geodata.coverage.following import Following
from geodata.missions.read_mission import read_mission
from geodata.rehearsal.rehearse import Size, rehearse
from geodata.store.store import Store
from tests.geodata.coverage.comparing import compare
from tests.geodata.coverage.oracle import Oracle, land_of
from tests.geodata.rehearsal.rehearsed import TESTLAND_VOTE, the_testland
from tests.running import ROOT, SECONDS_TO_START, SECONDS_TO_STOP, free_port

SEED, OBSERVERS = 4, 40
DAY = ("--minutes", "0", "--seed", str(SEED), "--observers", str(OBSERVERS))


def settings_of(var: Path, database: str) -> Settings:
    is_file = database.startswith("sqlite")
    return replace(
        read_settings({}),
        var=var,
        country=ROOT / "tests" / "testland",
        desk_port=free_port(),
        rehearsal_database_url="" if is_file else database,
    )


def environ(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "BAQYLAU_VAR": str(settings.var),
        "BAQYLAU_COUNTRY": str(settings.country),
        "BAQYLAU_DESK_PORT": str(settings.desk_port),
        "REHEARSAL_DATABASE_URL": settings.rehearsal_database_url,
    }


@contextmanager
def desk(settings: Settings) -> Iterator[None]:
    """The mission desk as a program of its own."""
    log = settings.var / "desk.log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "desk"],
            cwd=ROOT, env=environ(settings), stdout=told, stderr=told,
        )  # fmt: skip
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not desk_listener(settings).answers():
            assert process.poll() is None and time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(SECONDS_TO_STOP)


def play(settings: Settings, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", "rehearsal", *DAY, *more],
        cwd=ROOT, env=environ(settings), capture_output=True, text=True, check=False,
        timeout=SECONDS_TO_START,
    )  # fmt: skip


def test_a_day_that_is_played_to_a_running_desk_has_the_oracles_figures(
    new_var: Callable[[], Path], fresh_url: Callable[[], str]
) -> None:
    settings, land = settings_of(new_var(), fresh_url()), the_testland()
    with desk(settings):
        played = play(settings)
        assert played.returncode == 0, played.stdout + played.stderr
        again = play(settings)
    # While the program is open nobody takes its rehearsal away.
    assert again.returncode == 1
    assert "An earlier rehearsal is open in the program" in again.stderr
    day = rehearse(land, TESTLAND_VOTE, settings.var, SEED, Size(OBSERVERS))
    mission = read_mission(settings.var / "missions" / "rehearsal", land)
    assert mission == day.mission
    _counts_are_told(played.stdout, day.mishaps)
    with Store.open(settings.store_address(True), is_test=True) as store:
        kept = {(one.event.key, one.event.sha256) for one in store.messages()}
        assert kept == {(one.key, one.sha256) for one in day.events}
        following, units = Following(store, mission, land), land_of(mission, land)
        for part in range(1, 11):
            moment = day.begins + (day.ends - day.begins) * part / 10
            compare(following.at(moment), Oracle(mission, units, day.events, moment))


def _counts_are_told(said: str, mishaps: Mapping[str, int]) -> None:
    last = said.strip().splitlines()[-1]
    numbers = [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?= )", last)]
    assert numbers[2:] == [
        mishaps["sent-twice"],
        mishaps["two-wordings"],
        mishaps["refused-at-the-door"],
    ]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_whoever_ends_a_rehearsal_ends_its_token_and_sees_no_traceback(
    new_var: Callable[[], Path], how: signal.Signals
) -> None:
    settings = settings_of(new_var(), "sqlite")
    slowly = [sys.executable, "-m", "dashboard", "rehearsal", *DAY, "--minutes", "600"]
    with desk(settings):
        with subprocess.Popen(
            slowly, cwd=ROOT, env=environ(settings), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        ) as playing:  # fmt: skip
            assert playing.stdout is not None
            begun = next(line for line in playing.stdout if line.startswith("02.06 "))
            assert "0 messages" in begun
            playing.send_signal(how)
            said = playing.stdout.read()
        assert playing.returncode == STOPPED_BY_HAND
        assert said.strip().endswith("Ended.") and "Traceback" not in said
    engine = open_desk_database(settings)
    assert [bool(one.ended_at) for one in all_tokens(engine)] == [True]
    engine.dispose()


def test_a_day_may_be_played_up_to_an_hour(new_var: Callable[[], Path]) -> None:
    settings = settings_of(new_var(), "sqlite")
    with desk(settings):
        assert play(settings, "--until", "12:00").returncode == 0
    mission = read_mission(settings.var / "missions" / "rehearsal", the_testland())
    with Store.open(settings.store_address(True), is_test=True) as store:
        noon = Following(store, mission, the_testland()).now(datetime.now(UTC))
    assert noon <= datetime(2024, 6, 2, 7, tzinfo=UTC) < noon + timedelta(hours=1)
