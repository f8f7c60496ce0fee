"""Readers of the real site: the real program, the real figures, a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.site.reader import Reader
from tests.conftest import Watch


@pytest.fixture
def new_reader(
    new_page: Callable[..., Page], site_address: str, watch: Watch
) -> Callable[..., Reader]:
    """A reader with a browser of one's own: viewport, colour_scheme, locale …

    Nothing moves unless a test is about movement, so that colours can be read at once.
    """

    def come(**options: object) -> Reader:
        return Reader(
            new_page(**{"reduced_motion": "reduce", **options}), site_address, watch.allowed
        )

    return come


@pytest.fixture
def reader(new_reader: Callable[..., Reader]) -> Reader:
    """A reader at a screen of 1440 by 900 pixels."""
    return new_reader()
