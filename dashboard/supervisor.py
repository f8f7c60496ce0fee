"""Everything on one machine: publisher, public map and desk as processes of their own, kept alive.

A process that dies is started again, sooner or later as it dies seldom or often; Ctrl-C ends all of
them in an orderly way. This process itself holds nothing and serves nothing.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.listeners import Listener, PortInUse, desk_listener, public_listener
from dashboard.processes import start_log
from dashboard.secrets_in_settings import check_secrets
from dashboard.settings import ROOT, Settings, WrongSettings

_log = logging.getLogger(__name__)
# The child tells what is wrong in words, and trying again at once would only repeat it.
TOLD_IN_WORDS = 1
SECONDS_TO_FINISH = 12.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# Whoever has lived so long starts again at once.
SECONDS_OF_A_GOOD_LIFE = 60.0
_SECONDS_BETWEEN_LOOKS = 0.1


def supervise(settings: Settings) -> int:
    """Run until Ctrl-C or SIGTERM; returns the exit code."""
    start_log(settings)
    listeners = [public_listener(settings), desk_listener(settings)]
    faults = list(_faults(settings, listeners))
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    children = [_child("publisher"), _child("public", listeners[0]), _child("desk", listeners[1])]
    return keep(children)


def _faults(settings: Settings, listeners: list[Listener]) -> list[str]:
    found = []
    for check in (lambda: check_secrets(settings), *(one.check_port for one in listeners)):
        try:
            check()
        except (WrongSettings, PortInUse) as error:
            found.append(str(error))
    return found


@dataclass
class Child:
    """One command as a process; ``listener`` is where it should answer, if anywhere."""

    name: str
    command: Sequence[str]
    listener: Listener | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    has_answered: bool = field(default=False, init=False)
    _began: float = field(default=0.0, init=False)
    _pause: float = field(default=0.0, init=False)
    _next: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start it, in a session of its own so that a terminal's Ctrl-C reaches this one alone."""
        self.process = subprocess.Popen(self.command, cwd=ROOT, start_new_session=True)
        self._began = time.monotonic()

    def look_after(self) -> int | None:
        """Start it where it is due; its exit code where it has just ended, else None."""
        if self.process is None:
            if time.monotonic() >= self._next:
                self.start()
            return None
        code = self.process.poll()
        lived = time.monotonic() - self._began
        if code is None:
            self.has_answered = self.has_answered or self._answers(lived)
            return None
        self.process = None
        if lived > SECONDS_OF_A_GOOD_LIFE:
            self._pause = 0.0
        self._next = time.monotonic() + self._pause
        self._pause = min(max(self._pause * 2, SHORTEST_PAUSE), LONGEST_PAUSE)
        return code

    def _answers(self, lived: float) -> bool:
        """Whether it does what it is for; who listens nowhere does once it has lived for long."""
        return self.listener.answers() if self.listener else lived > SECONDS_OF_A_GOOD_LIFE

    def end(self) -> None:
        """Ask it to end."""
        if self.process is not None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end; whoever does not come to it is ended."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            _log.warning("%s did not end in time", self.name)
            self.process.kill()
            self.process.wait()


def keep(children: Sequence[Child]) -> int:
    """Keep them alive until Ctrl-C or SIGTERM; returns the exit code."""
    stop = threading.Event()
    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, lambda *_: stop.set())
    try:
        return _keep(children, stop)
    finally:
        until = time.monotonic() + SECONDS_TO_FINISH
        for child in children:
            child.end()
        for child in children:
            child.wait(until)


def _keep(children: Sequence[Child], stop: threading.Event) -> int:
    while not stop.is_set():
        for child in children:
            code = child.look_after()
            if code is None or stop.is_set():
                continue
            if code == TOLD_IN_WORDS and not child.has_answered:
                return code
            _log.error("%s ended (code %d) and is started again", child.name, code)
        stop.wait(_SECONDS_BETWEEN_LOOKS)
    return 0


def _child(name: str, listener: Listener | None = None) -> Child:
    return Child(name, (sys.executable, "-m", "dashboard", name, "--child"), listener)
