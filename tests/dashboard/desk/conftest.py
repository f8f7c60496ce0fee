"""Desks of their own for tests, on either database, and one that a whole module may share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.dashboard.desk.small_desk import SmallDesk, settings_in
from tests.geodata.store.postgres import NO_POSTGRESQL, Server, postgres_server, programs


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL of this run's own."""
    if programs() is None:
        pytest.skip(NO_POSTGRESQL)
    with postgres_server() as server:
        yield server


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


@pytest.fixture(params=["sqlite", "postgresql"])
def either_desk(request: pytest.FixtureRequest, new_desk: Callable[..., SmallDesk]) -> SmallDesk:
    """A desk of this test's own, once on each database."""
    if request.param == "sqlite":
        return new_desk()
    server: Server = request.getfixturevalue("postgresql")
    return new_desk(database_url=server.fresh_url())


@pytest.fixture(scope="module")
def shared_desk(new_desk: Callable[..., SmallDesk]) -> SmallDesk:
    """One desk for the tests of a module that leave it as it is."""
    return new_desk()
