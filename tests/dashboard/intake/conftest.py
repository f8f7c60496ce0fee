"""A letterbox of each test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.dashboard.desk.small_desk import settings_in
from tests.dashboard.intake.letters import Door, Post


@pytest.fixture
def new_post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Post]]:
    """Make a mission with its door; settings of one's own."""
    made: list[Door] = []

    def make(is_test: bool = True, **changed: object) -> Post:
        made.append(Door(settings_in(Path(tmp_path_factory.mktemp("var")), **changed)))
        return Post(made[-1], is_test)

    yield make
    for door in made:
        door.close()


@pytest.fixture
def post(new_post: Callable[..., Post]) -> Post:
    """A test mission that is set up."""
    return new_post().set_up()
