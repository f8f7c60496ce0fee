"""Visits to a small site: a watched page that can hold answers back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from tests.browser.map.small_site import SmallSite, Visit, served
from tests.conftest import Watch


@pytest.fixture(scope="session")
def small_site(
    tmp_path_factory: pytest.TempPathFactory, new_var: Callable[[], Path]
) -> Iterator[SmallSite]:
    """The small site, served for the whole run."""
    with served(new_var(), tmp_path_factory.mktemp("land")) as site:
        yield site


@pytest.fixture
def visit(page: Page, small_site: SmallSite, watch: Watch) -> Visit:
    """A page of 1000 by 700 pixels that has not gone anywhere yet."""
    page.set_viewport_size({"width": 1000, "height": 700})
    made = Visit(page, small_site, watch.allowed)
    page.on("request", lambda request: made.asked.append(urlsplit(request.url).path))
    return made


@pytest.fixture
def hold(visit: Visit) -> Callable[[str], Callable[[], None]]:
    """Hold back the answers to one address until the returned function is called."""

    def hold_back(ending: str) -> Callable[[], None]:
        waiting: list[Route] = []

        def wait(route: Route) -> None:
            waiting.append(route)

        visit.page.route(f"**{ending}", wait)

        def let_go() -> None:
            for route in waiting:
                route.continue_()

        return let_go

    return hold_back
