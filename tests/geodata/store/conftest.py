"""Every law of the store holds on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geodata.store.store import Store
from tests.geodata.store.postgres import NO_POSTGRESQL, Server, postgres_server, programs

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL of this run's own."""
    if programs() is None:
        pytest.skip(NO_POSTGRESQL)
    with postgres_server() as server:
        yield server


@pytest.fixture(params=ENGINES)
def fresh_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Makes addresses for stores that are not there yet, on the engine of this test."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        return server.fresh_url
    return lambda: f"sqlite:///{tmp_path_factory.mktemp('store')}/var/store.sqlite"


@pytest.fixture
def url(fresh_url: Callable[[], str]) -> str:
    """The address of a store that is not there yet."""
    return fresh_url()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty test store."""
    with Store.open(url, is_test=True) as opened:
        yield opened


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Where a store of one file is to lie."""
    return tmp_path / "store.sqlite"
