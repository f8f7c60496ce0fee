"""A desk that serves, and pages that are signed in to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.desk.open_desk import OpenDesk, opened


@pytest.fixture
def desk(new_var: Callable[[], Path]) -> Iterator[OpenDesk]:
    """A desk of this test's own, with nothing come in yet."""
    with opened(new_var()) as made:
        yield made
