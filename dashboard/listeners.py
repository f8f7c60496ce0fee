"""The two doors as processes: where each listens, what it serves, and what it is called.

The public map and the desk never share a process, so what one has not loaded it cannot give away.
"""

from __future__ import annotations

# A name is looked up by a thread while workers are forked; a worker forked in the middle of this
# import would wait for ever for a thread that it does not have.
import encodings.idna  # noqa: F401
import errno
import socket
from contextlib import suppress
from dataclasses import dataclass

from dashboard.settings import Settings

# Threads of a worker: a page of the public map is a file in memory, one of the desk reads a
# database.
_PUBLIC_THREADS, _DESK_THREADS = 2, 4


class PortInUse(Exception):
    """Another program listens where this one should."""


@dataclass(frozen=True, slots=True)
class Listener:
    """``target`` is module and name of a WSGI application, or of what makes one in each worker.

    ``setting`` is the one that chooses another port.
    """

    name: str
    host: str
    port: int
    address: str
    setting: str
    target: str
    makes: bool = False
    workers: int = 1
    threads: int = _PUBLIC_THREADS

    def answers(self) -> bool:
        """Whether somebody listens there by now."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        with suppress(OSError), socket.create_connection((host, self.port), 1):
            return True
        return False

    def check_port(self) -> None:
        """Raise PortInUse, naming the way out, where another program has the port."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.host, self.port))
            except OSError as error:
                raise PortInUse(self._refused(error)) from error

    def _refused(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return (
                f"{self.name}: port {self.port} is in use by another program, perhaps another "
                f"Baqylau. Stop it, or choose another port: {self.setting}={self.port + 1} make run"
            )
        return f"{self.name}: cannot listen at {self.host}, port {self.port}: {error.strerror}"


def public_listener(settings: Settings, target: str = "") -> Listener:
    """The public map, or another application in its place, in several processes."""
    return Listener(
        name="Baqylau",
        host=settings.host,
        port=settings.port,
        address=settings.address,
        setting="BAQYLAU_PORT",
        target=target or "dashboard.public:open_public",
        makes=not target,
        workers=settings.workers,
    )


def desk_listener(settings: Settings) -> Listener:
    """The mission desk, in one process whose threads share what was worked out once."""
    return Listener(
        name="Mission desk",
        host=settings.desk_host,
        port=settings.desk_port,
        address=settings.desk_address or settings.local_desk_address,
        setting="BAQYLAU_DESK_PORT",
        target="dashboard.desk.app:open_desk",
        makes=True,
        threads=_DESK_THREADS,
    )
