"""A small published site, and what freezes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.freeze.folder import Folder
from dashboard.freeze.frozen import Frozen
from dashboard.publisher import publish
from dashboard.shown_release import ReleaseFollower, Shown
from geodata.releases import objects
from tests.dashboard.release_places import Place


@pytest.fixture(scope="module", autouse=True)
def _squeezed_lightly() -> Iterator[None]:
    """The scripts of the map are large; what they are squeezed to is not what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objects, "HARD", objects.Squeezing(1, 1))
        yield


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Testland with its site, made once for the tests of a module."""
    place = Place(tmp_path_factory.mktemp("published"), BAQYLAU_WORKERS="1")
    publish(place.settings)
    return place


def shown(place: Place) -> Shown:
    """The release in force, read afresh."""
    found = ReleaseFollower(place.var, is_test=False).present()
    assert found is not None
    return found


@pytest.fixture
def frozen_site(published: Place, tmp_path: Path) -> Path:
    """The folder of the frozen site, pages only."""
    folder = tmp_path / "frozen"
    Frozen(published.settings, Folder(folder)).bring_up_to_date(shown(published))
    return folder
