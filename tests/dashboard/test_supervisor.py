"""Both doors as one program: started together, kept alive, ended together."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard import supervisor
from dashboard.supervisor import Child
from tests.layouts.sites import TESTLAND
from tests.running import SECONDS_TO_START, Program, free_port

KEEPER = """
import sys
from pathlib import Path
from dashboard.supervisor import Child, keep

folder = Path(sys.argv[1])
script = "import os, pathlib, sys, time; " + sys.argv[2]
raise SystemExit(keep([Child("one", (sys.executable, "-c", script, str(folder)))]))
"""
MARK = "pathlib.Path(sys.argv[1], str(os.getpid())).touch(); "


def wait_for(there: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while not there():
        assert time.monotonic() < until, what
        time.sleep(0.05)


def answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def lives(pid: int) -> bool:
    """Whether a process is there and has not just ended."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@pytest.fixture
def both(
    start_program: Callable[..., Program], new_var: Callable[[], Path]
) -> Callable[..., Program]:
    """Start both doors over Testland."""

    def start(**settings: str) -> Program:
        settings.setdefault("BAQYLAU_VAR", str(new_var()))
        program = start_program(BAQYLAU_COUNTRY=str(TESTLAND), **settings)
        program.wait()
        program.wait_for("Mission desk: http")
        return program

    return start


def children_of(pid: int) -> dict[str, int]:
    """Command → process, of those that a program started."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if int(stat[1]) == pid and b"dashboard" in words:
            found[words[words.index(b"dashboard") + 1].decode()] = int(folder.name)
    return found


def test_both_doors_answer_and_end_together(both: Callable[..., Program]) -> None:
    program = both()
    said = program.log.read_text()
    assert f"Baqylau: {program.address}" in said
    assert f"Mission desk: http://127.0.0.1:{program.desk_port}" in said
    children = children_of(program.process.pid)
    assert {"public", "desk"} <= set(children)
    assert program.stop(signal.SIGINT) == 0
    assert "Traceback" not in program.log.read_text()
    assert not any(answers(port) for port in (program.port, program.desk_port))
    assert not any(lives(pid) for pid in children.values())


def test_the_first_password_is_printed_once(
    both: Callable[..., Program], new_var: Callable[[], Path]
) -> None:
    var = str(new_var())
    first = both(BAQYLAU_VAR=var)
    first.stop()
    assert re.search(r"administrator of the desk: admin, password \S{29}\n", first.log.read_text())
    second = both(BAQYLAU_VAR=var)
    assert "password" not in second.log.read_text()


def test_a_door_that_dies_is_opened_again_and_the_other_stays(
    both: Callable[..., Program],
) -> None:
    program = both()
    before = children_of(program.process.pid)
    os.kill(before["desk"], signal.SIGKILL)
    program.wait_for("Mission desk: http", times=2)
    after = children_of(program.process.pid)
    assert after["desk"] != before["desk"]
    assert after["public"] == before["public"]
    assert "desk ended (code -9) and is started again" in program.log.read_text()
    assert answers(program.desk_port)


def test_no_door_is_left_open_when_the_program_itself_is_killed(
    both: Callable[..., Program],
) -> None:
    program = both()
    children = children_of(program.process.pid)
    os.kill(program.process.pid, signal.SIGKILL)
    wait_for(lambda: not any(lives(pid) for pid in children.values()), "children stay")
    wait_for(lambda: not answers(program.desk_port), "the desk still answers")


def test_ports_in_use_are_all_said_at_once_in_words(tmp_path: Path) -> None:
    with socket.socket() as one, socket.socket() as other:
        for taken in (one, other):
            taken.bind(("127.0.0.1", 0))
            taken.listen()
        desk_port = other.getsockname()[1]
        settings = {"BAQYLAU_DESK_PORT": str(desk_port)}
        program = Program(tmp_path / "p", one.getsockname()[1], None, settings)
        assert program.process.wait(SECONDS_TO_START) == 1
    public, desk = program.log.read_text().splitlines()
    assert public.startswith(f"Baqylau: port {program.port} is in use")
    assert desk.startswith(f"Mission desk: port {desk_port} is in use")
    assert f"BAQYLAU_DESK_PORT={desk_port + 1} make run" in desk


@pytest.fixture
def alone(
    start_program: Callable[..., Program], new_var: Callable[[], Path]
) -> Callable[[str], Program]:
    """Start one part of the program by its command; all of them have one folder."""
    settings = {"BAQYLAU_VAR": str(new_var()), "BAQYLAU_COUNTRY": str(TESTLAND)}
    return lambda part: start_program([sys.executable, "-m", "dashboard", part], **settings)


def test_the_desk_can_be_opened_alone(alone: Callable[[str], Program]) -> None:
    desk = alone("desk")
    desk.wait_for("Mission desk: http")
    assert answers(desk.desk_port)
    assert not answers(desk.port)
    assert desk.stop(signal.SIGINT) == 0


def test_the_map_alone_opens_with_the_first_release(alone: Callable[[str], Program]) -> None:
    public = alone("public")
    public.wait_for("waiting for the first release")
    assert not answers(public.port)
    publisher = alone("publisher")
    public.wait()
    assert not answers(public.desk_port)
    assert publisher.stop(signal.SIGINT) == 0
    assert public.stop(signal.SIGINT) == 0


def test_a_secret_that_anybody_could_guess_is_refused_without_being_said(tmp_path: Path) -> None:
    settings = {"DATABASE_URL": "postgresql://desk:changeme@127.0.0.1/day"}
    program = Program(tmp_path / "p", free_port(), None, settings)
    assert program.process.wait(SECONDS_TO_START) == 1
    said = program.log.read_text()
    assert said.startswith("DATABASE_URL: expected a password of at least 12 characters")
    assert "changeme" not in said


def keeper(folder: Path, script: str) -> Program:
    """A program that keeps one process of this script alive; each start leaves a mark."""
    marks = folder / "marks"
    marks.mkdir(parents=True)
    command = [sys.executable, "-c", KEEPER, str(marks), MARK + script]
    return Program(folder, free_port(), command)


def test_what_is_told_in_words_at_the_start_ends_everything(tmp_path: Path) -> None:
    program = keeper(tmp_path / "p", "print('the list is wrong', file=sys.stderr); sys.exit(1)")
    assert program.process.wait(SECONDS_TO_START) == 1
    assert program.log.read_text() == "the list is wrong\n"


def test_what_dies_again_and_again_is_started_more_and_more_seldom(tmp_path: Path) -> None:
    program = keeper(tmp_path / "p", "os.kill(os.getpid(), 9)")
    marks = tmp_path / "p" / "marks"
    wait_for(lambda: len(list(marks.iterdir())) >= 4, "it is not started again")
    program.stop()
    pauses = sorted(mark.stat().st_mtime for mark in marks.iterdir())
    waited = [later - earlier for earlier, later in pairwise(pauses)]
    assert waited[1] > supervisor.SHORTEST_PAUSE * 0.9
    assert waited[2] > 2 * supervisor.SHORTEST_PAUSE * 0.9


def test_whoever_does_not_end_when_asked_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    deaf = "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    child = Child(
        "deaf",
        (sys.executable, "-c", deaf + f"open({str(tmp_path / 'up')!r}, 'w'); time.sleep(600)"),
    )
    child.start()
    wait_for((tmp_path / "up").exists, "it does not start")
    child.end()
    child.wait(time.monotonic() + 0.2)
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL
    assert "deaf did not end in time" in caplog.text
