"""Starting, serving and stopping: real processes, real sockets."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest

from dashboard.settings import ROOT
from tests.running import SECONDS_TO_START, Program, free_port

PLAIN = """
import sys
from dashboard.listeners import public_listener
from dashboard.processes import serve
from dashboard.settings import read_settings

def prepare(settings):
    settings.var.mkdir(parents=True)
    (settings.var / "page.txt").write_text("made once")

def server(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    path = environ["PATH_INFO"].encode("latin-1")
    return [(read_settings().var / "page.txt").read_bytes(), b" ", path]

if __name__ == "__main__":
    settings = read_settings()
    sys.exit(serve(settings, public_listener(settings, "plain:server"), prepare))
"""


@pytest.fixture
def plain(tmp_path: Path) -> list[str]:
    (tmp_path / "plain.py").write_text(PLAIN)
    return [sys.executable, str(tmp_path / "plain.py")]


def get(program: Program, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", program.port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_what_is_served_is_made_once_before_two_workers_start(
    start_program: Callable[..., Program], plain: list[str]
) -> None:
    program = start_program(plain, PYTHONPATH=str(ROOT), BAQYLAU_WORKERS="2")
    program.wait()
    assert {get(program, "/x") for _ in range(8)} == {(200, "made once /x")}
    assert program.log.read_text().splitlines() == [f"Baqylau: {program.address}"]


def test_the_address_is_printed_when_it_answers_and_not_before(
    start_program: Callable[..., Program], plain: list[str]
) -> None:
    program = start_program(plain, PYTHONPATH=str(ROOT))
    until = time.monotonic() + SECONDS_TO_START
    while "Baqylau: " not in program.log.read_text() and time.monotonic() < until:
        time.sleep(0.001)
    assert get(program, "/now") == (200, "made once /now")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_without_a_word_of_trouble(
    start_program: Callable[..., Program], plain: list[str], how: signal.Signals
) -> None:
    program = start_program(plain, PYTHONPATH=str(ROOT))
    program.wait()
    assert program.stop(how) == 0
    assert "Traceback" not in program.log.read_text()
    with socket.socket() as trial:
        assert trial.connect_ex(("127.0.0.1", program.port)) != 0


def test_a_port_in_use_is_said_in_words(tmp_path: Path, plain: list[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        program = Program(tmp_path / "p", port, plain, {"PYTHONPATH": str(ROOT)})
        assert program.process.wait(60) == 1
    said = program.log.read_text()
    assert f"Baqylau: port {port} is in use" in said
    assert f"BAQYLAU_PORT={port + 1}" in said
    assert "Traceback" not in said


def test_faulty_data_is_told_in_words(tmp_path: Path) -> None:
    script = tmp_path / "faulty.py"
    script.write_text(
        "import sys\n"
        "from dashboard.listeners import public_listener\n"
        "from dashboard.processes import serve\n"
        "from dashboard.settings import read_settings\n"
        "from geodata.errors import Fault, FaultyData\n"
        "def prepare(settings):\n"
        "    raise FaultyData([Fault('units.csv', 3, 'unit', 'x', 'expected a unit')])\n"
        "settings = read_settings()\n"
        "sys.exit(serve(settings, public_listener(settings), prepare))\n"
    )
    command = [sys.executable, str(script)]
    program = Program(tmp_path / "p", free_port(), command, {"PYTHONPATH": str(ROOT)})
    assert program.process.wait(60) == 1
    assert program.log.read_text() == "units.csv, line 3, column unit: 'x': expected a unit\n"


def test_what_a_thread_needs_to_look_names_up_is_loaded_before_workers_are_forked() -> None:
    code = "import sys, dashboard.listeners; sys.exit('encodings.idna' not in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
