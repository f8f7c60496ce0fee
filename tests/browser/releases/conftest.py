"""An election day of Testland with the real programs, each as a process that may be killed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.publisher import publish
from geodata.releases import objects
from tests.dashboard.release_places import Place
from tests.dashboard.releases.election_day import ElectionDay
from tests.dashboard.releases.programs import Programs
from tests.running import with_fonts

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
