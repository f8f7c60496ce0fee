"""Start the real program on a free port, wait until it answers, and end it."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from dashboard.fonts import page_fonts

ROOT = Path(__file__).parents[1]
# The first start cuts typefaces and squeezes libraries; a busy machine takes its time.
SECONDS_TO_START = 240.0
SECONDS_TO_STOP = 20.0


def free_port() -> int:
    """A port that nobody listened at a moment ago."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Program:
    """The program in a process group of its own, its files and its log in ``folder``."""

    def __init__(
        self,
        folder: Path,
        port: int,
        command: list[str] | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.desk_port = free_port()
        self.log = folder / "log.txt"
        environ = os.environ | {
            "BAQYLAU_PORT": str(port),
            "BAQYLAU_DESK_PORT": str(self.desk_port),
            "BAQYLAU_VAR": str(folder / "var"),
            "BAQYLAU_WORKERS": "1",
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command or [sys.executable, "app.py"],
                cwd=ROOT,
                env=environ | dict(settings or {}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> str:
        """Wait until the map answers; its address."""
        self.wait_for("Baqylau: http")
        assert self._answers()
        return self.address

    def wait_for(self, said: str, times: int = 1) -> None:
        """Wait until its log says something; fails with the log when it ends before that."""
        until = time.monotonic() + SECONDS_TO_START
        while self.log.read_text().count(said) < times:
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended:\n{self.log.read_text()}")
            if time.monotonic() > until:
                self.stop()
                raise AssertionError(f"never said {said!r}:\n{self.log.read_text()}")
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it and what it started; its exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
        try:
            return self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            return self.process.wait()

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_STOP)
        try:
            connection.request("HEAD", "/")
            connection.getresponse().read()
        except OSError:
            return False
        finally:
            connection.close()
        return True


def with_fonts(var: Path, shared: Path) -> Path:
    """A folder for what a program makes, whose typefaces are cut already: once for a whole run.

    ``shared`` is a folder that all test processes of the run have in common.
    """
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "fonts.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        page_fonts(shared)
    var.mkdir(parents=True, exist_ok=True)
    if (shared / "fonts").is_dir() and not (var / "fonts").exists():
        (var / "fonts").symlink_to(shared / "fonts", target_is_directory=True)
    return var


@contextmanager
def shared_program(folder: Path) -> Iterator[str]:
    """The address of one program for all processes that name the same folder.

    The first to come starts it, the last to go ends it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    started: Program | None = None
    with _state(folder) as state:
        if "failed" in state:
            raise AssertionError(state["failed"])
        if not state:
            with_fonts(folder / "var", folder.parent / "fonts-of-this-run")
            started = Program(folder, free_port())
            try:
                state.update(address=started.wait(), group=started.process.pid, users=0)
            except AssertionError as error:
                state["failed"] = str(error)
                raise
        state["users"] = int(str(state["users"])) + 1
        address = str(state["address"])
    try:
        yield address
    finally:
        with _state(folder) as state:
            state["users"] = int(str(state["users"])) - 1
            if state["users"] == 0:
                os.killpg(int(str(state["group"])), signal.SIGTERM)
                state.clear()
        if started is not None:
            _wait_for_the_others(folder)
            started.stop()


def _wait_for_the_others(folder: Path) -> None:
    # The process that started it stays until nobody uses it, and takes its exit code.
    while True:
        with _state(folder) as state:
            if not state:
                return
        time.sleep(0.1)


@contextmanager
def _state(folder: Path) -> Iterator[dict[str, object]]:
    """What the processes know in common, under a lock."""
    with (folder / "state.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = folder / "state.json"
        state: dict[str, object] = json.loads(file.read_text()) if file.is_file() else {}
        try:
            yield state
        finally:
            file.write_text(json.dumps(state))
