"""One desk for a module, and a fresh one for a test that spoils it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.dashboard.desk.small_desk import SmallDesk, settings_in


@pytest.fixture(scope="session")
def new_desk(new_var: Callable[[], Path]) -> Iterator[Callable[..., SmallDesk]]:
    """Make a desk in a folder of its own, with settings of one's own."""
    made: list[SmallDesk] = []

    def make(**changed: object) -> SmallDesk:
        made.append(SmallDesk(settings_in(new_var(), **changed)))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(new_desk: Callable[..., SmallDesk]) -> SmallDesk:
    """A desk of this test's own."""
    return new_desk()
