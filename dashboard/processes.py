"""One door as one program: make what it needs once, then let its workers serve it."""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from dashboard.listeners import Listener, PortInUse
from dashboard.secrets_in_settings import check_secrets
from dashboard.settings import Settings, WrongSettings
from geodata.errors import DataError

STOPPED_BY_HAND = 130
_SECONDS_TO_FINISH = 5
_SECONDS_BETWEEN_KNOCKS = 0.05
_SECONDS_BETWEEN_LOOKS = 0.5


def serve(
    settings: Settings,
    listener: Listener,
    prepare: Callable[[Settings], object] = lambda _: None,
) -> int:
    """Serve until Ctrl-C or SIGTERM; returns the exit code.

    ``prepare`` makes what is served, once, before any worker starts. What is wrong with the data,
    the settings or the port is told in words, exit code 1.
    """
    start_log(settings)
    try:
        check_secrets(settings)
        listener.check_port()
        prepare(settings)
        # Loaded here, the workers that are forked from this process have it already.
        importlib.import_module(listener.target.partition(":")[0])
        _serve(listener)
    except (DataError, PortInUse, WrongSettings) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED_BY_HAND
    return 0


def start_log(settings: Settings) -> None:
    """One line an event, on the error output."""
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s"
    )
    # Its every step is of interest only to who mends it.
    logging.getLogger("fontTools").setLevel(logging.WARNING)


def end_with_parent() -> None:
    """End this process once the one that started it is gone, which would leave the port taken."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        os.kill(os.getpid(), signal.SIGTERM)
        # Whoever waits for others to end first may wait for ever.
        time.sleep(_SECONDS_TO_FINISH)
        os.kill(os.getpid(), signal.SIGKILL)

    _in_background(watch, "parent")


def _serve(listener: Listener) -> None:
    server = Server(
        target=listener.target,
        factory=listener.makes,
        address=listener.host,
        port=listener.port,
        interface=Interfaces.WSGI,
        workers=listener.workers,
        blocking_threads=listener.threads,
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_FINISH,
    )
    _keep_ctrl_c_from_workers()
    _in_background(lambda: _announce(listener), "announce")
    server.serve()


def _keep_ctrl_c_from_workers() -> None:
    """Turn Ctrl-C into one orderly end.

    A terminal sends it to every process at once, and a worker that is told twice to stop, by the
    terminal and by the process that started it, may hang. Workers inherit that it is blocked.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def wait() -> None:
        signal.sigwait({signal.SIGINT})
        os.kill(os.getpid(), signal.SIGTERM)

    _in_background(wait, "ctrl-c")


def _announce(listener: Listener) -> None:
    """Print the address once a worker listens there, and not before."""
    while not listener.answers():
        time.sleep(_SECONDS_BETWEEN_KNOCKS)
    print(f"{listener.name}: {listener.address}", flush=True)


def _in_background(work: Callable[[], None], name: str) -> None:
    threading.Thread(target=work, daemon=True, name=name).start()
