"""A site of Testland that is published once; tests go on from copies of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.publisher import publish
from geodata.releases import objects
from tests.dashboard.release_places import Place
from tests.dashboard.releases.election_day import ElectionDay, election_day
from tests.running import with_fonts


@contextmanager
def _squeezed_lightly() -> Iterator[None]:
    """The scripts of the map are large; what they are squeezed to is not what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objects, "HARD", objects.Squeezing(1, 1))
        yield


@pytest.fixture(autouse=True)
def _lightly() -> Iterator[None]:
    """In each of these tests, and in no other that the same process runs."""
    with _squeezed_lightly():
        yield


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Path:
    """What the publisher made of Testland before the day began."""
    folder = tmp_path_factory.mktemp("published")
    with_fonts(folder / "var", shared_folder / "fonts-of-this-run")
    with _squeezed_lightly():
        publish(Place(folder).settings)
    return folder / "var"


@pytest.fixture
def day(published: Path, tmp_path: Path) -> Iterator[ElectionDay]:
    """Testland on its day, with what was published before, and a mission that found nothing yet."""
    with election_day(tmp_path, published) as one:
        one.look()
        yield one
