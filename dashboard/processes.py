"""Start the public door: make what is to be served once, then let several processes serve it."""

from __future__ import annotations

import errno
import importlib
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from dashboard.settings import Settings
from geodata.errors import DataError

_log = logging.getLogger(__name__)
STOPPED_BY_HAND = 130
_BLOCKING_THREADS = 2
_SECONDS_TO_FINISH = 5
_SECONDS_BETWEEN_KNOCKS = 0.05


class PortInUse(Exception):
    """Another program listens where this one should."""


def serve(
    settings: Settings,
    prepare: Callable[[Settings], object] = lambda _: None,
    target: str = "app:server",
) -> int:
    """Serve until Ctrl-C or SIGTERM; returns the exit code.

    ``prepare`` builds and publishes, once, before any worker starts. What is wrong with the data
    or the port is told in words, exit code 1.
    """
    start_log(settings)
    try:
        check_port(settings)
        prepare(settings)
        # Loaded here, the workers that are forked from this process have it already.
        importlib.import_module(target.partition(":")[0])
        _serve(settings, target)
    except (DataError, PortInUse) as error:
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


def check_port(settings: Settings) -> None:
    """Raise PortInUse, naming the way out, where another program has the port."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            raise PortInUse(_refused(settings, error)) from error


def _refused(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {settings.port} is in use by another program, perhaps another Baqylau. "
            f"Stop it, or choose another port: BAQYLAU_PORT={settings.port + 1} make run"
        )
    return f"Cannot listen at {settings.host}, port {settings.port}: {error.strerror}"


def _serve(settings: Settings, target: str) -> None:
    server = Server(
        target=target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=_BLOCKING_THREADS,
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_FINISH,
    )
    _keep_ctrl_c_from_workers()
    _in_background(lambda: _announce(settings), "announce")
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


def _announce(settings: Settings) -> None:
    """Print the address once a worker listens there, and not before."""
    address = urlsplit(settings.address)
    while True:
        time.sleep(_SECONDS_BETWEEN_KNOCKS)
        with suppress(OSError), socket.create_connection((address.hostname, settings.port), 1):
            print(f"Baqylau: {settings.address}", flush=True)
            return


def _in_background(work: Callable[[], None], name: str) -> None:
    threading.Thread(target=work, daemon=True, name=name).start()
