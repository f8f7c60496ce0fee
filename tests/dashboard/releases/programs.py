"""The real programs of one installation, each a process of its own that may be killed."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.dashboard.releases.election_day import ElectionDay
from tests.running import Program, free_port


@dataclass
class Programs:
    """The programs of one installation; ``folder`` is where they write their logs."""

    day: ElectionDay
    folder: Path
    port: int = field(default_factory=free_port)
    running: dict[str, Program] = field(default_factory=dict)
    _started: int = 0

    @property
    def address(self) -> str:
        """Where the public map answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *names: str) -> None:
        """Start programs; those that serve answer once this returns."""
        settings = {
            "BAQYLAU_VAR": str(self.day.var),
            "BAQYLAU_COUNTRY": str(self.day.country),
            "BAQYLAU_SITE_ADDRESS": self.day.settings.site_address,
        }
        for name in names:
            self._started += 1
            command = [sys.executable, "-m", "dashboard", name]
            folder = self.folder / f"{name}-{self._started}"
            self.running[name] = Program(folder, self.port, command, settings)
        for name in set(names) - {"publisher"}:
            self.running[name].wait_for(": http")

    def kill(self, *names: str) -> None:
        """Kill programs without a word of warning."""
        for name in names:
            self.running.pop(name).stop(signal.SIGKILL)

    def take_databases_away(self) -> Callable[[], None]:
        """Nobody finds the databases any more; what puts them back."""
        away = self.folder / "away"
        away.mkdir()
        for path in self.day.var.glob("*.sqlite*"):
            shutil.move(path, away)

        def put_back() -> None:
            for path in away.iterdir():
                shutil.move(path, self.day.var)

        return put_back
