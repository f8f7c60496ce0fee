"""An election day of Testland with the real programs, each as a process that may be killed."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dashboard.publisher import publish
from geodata.releases import objects
from tests.dashboard.release_places import Place
from tests.dashboard.releases.election_day import ElectionDay
from tests.running import Program, free_port, with_fonts

# Whatever makes releases must know the same address of the site, or it makes all pages anew.
SITE = "http://127.0.0.1"


@pytest.fixture(scope="session", autouse=True)
def _squeezed_lightly() -> Iterator[None]:
    """The scripts of the map are large; what they are squeezed to is not what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objects, "HARD", objects.Squeezing(1, 1))
        yield


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Path:
    """What the publisher made of Testland before the day began."""
    folder = tmp_path_factory.mktemp("published")
    with_fonts(folder / "var", shared_folder / "fonts-of-this-run")
    publish(Place(folder, BAQYLAU_SITE_ADDRESS=SITE).settings)
    return folder / "var"


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
            "BAQYLAU_SITE_ADDRESS": SITE,
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


@pytest.fixture
def programs(published: Path, tmp_path: Path) -> Iterator[Programs]:
    """Testland on its day; no program runs yet, and a first bulletin is out."""
    shutil.copytree(published, tmp_path / "var", symlinks=True)
    day = ElectionDay(tmp_path, BAQYLAU_SITE_ADDRESS=SITE)
    day.announce("s1", "41.5")
    assert day.look().state == "out"
    made = Programs(day, tmp_path / "programs")
    try:
        yield made
    finally:
        made.kill(*tuple(made.running))
        day.store.close()
