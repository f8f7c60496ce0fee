"""The program that a rehearsal is played to: the one that runs, or one that is started for it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.listeners import desk_listener
from dashboard.settings import Settings
from geodata.errors import DataError

# The first start draws boundaries and cuts typefaces.
SECONDS_TO_START = 300.0
SECONDS_TO_FINISH = 20.0
Program = subprocess.Popen[bytes]


def is_running(settings: Settings) -> bool:
    """Whether somebody listens where the desk should."""
    return desk_listener(settings).answers()


@contextmanager
def program(settings: Settings) -> Iterator[Program | None]:
    """The running program: None where it runs already, else one that ends with this.

    Raises DataError where it does not start.
    """
    if is_running(settings):
        yield None
        return
    started = subprocess.Popen(
        [sys.executable, "app.py"], cwd=settings.root, start_new_session=True
    )
    try:
        _wait(settings, started)
        yield started
    finally:
        started.terminate()
        try:
            started.wait(SECONDS_TO_FINISH)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def _wait(settings: Settings, started: Program) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if started.poll() is not None:
            raise DataError(f"The program ended before it answered (code {started.returncode}).")
        if is_running(settings):
            return
        time.sleep(0.2)
    raise DataError(f"The program did not answer within {SECONDS_TO_START:.0f} seconds.")
