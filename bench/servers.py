"""The three applications, each in processes of its own, until the measuring is done."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from dashboard.settings import ROOT, Settings

_SECONDS_TO_START, _SECONDS_TO_STOP = 120.0, 20.0


class DidNotStart(Exception):
    """A server ended or did not answer; the message holds what it printed."""


@contextmanager
def served(target: str, settings: Settings, data: Path) -> Iterator[str]:
    """The address of an application while it runs; raises DidNotStart."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    environ = os.environ | {
        "BAQYLAU_HOST": "127.0.0.1",
        "BAQYLAU_PORT": str(port),
        "BAQYLAU_VAR": str(settings.var),
        "BAQYLAU_COUNTRY": str(settings.country),
        "BAQYLAU_SITE_ADDRESS": settings.site_address,
        "BAQYLAU_LOG_LEVEL": "warning",
        "BENCH_DATA": str(data),
    }
    log = settings.var.parent / f"{target.partition(':')[0]}-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.serve", target],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(process, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        _stop(process)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > until:
            raise DidNotStart(log.read_text("utf-8", "replace"))
        time.sleep(0.05)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=_SECONDS_TO_STOP)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
