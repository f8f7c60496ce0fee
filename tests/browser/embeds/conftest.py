"""A reader of somebody else's site, whose browser blocks what third parties would keep."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright

from tests.browser.embeds.two_sites import ADDRESSES, FIRST, TwoSites, two_sites
from tests.conftest import NO_CHROMIUM

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
_NO_THIRD_PARTY_STORAGE = ["--test-third-party-cookie-phaseout"]


@pytest.fixture(scope="session")
def _both(new_var: Callable[[], Path]) -> Iterator[TwoSites]:
    with two_sites(new_var()) as sites:
        yield sites


@pytest.fixture
def sites(_both: TwoSites) -> TwoSites:
    """Both sites, ours as it was first released."""
    _both.ours.is_down = False
    _both.ours.asked.clear()
    _both.ours.release(_both.pages, FIRST, [ADDRESSES[0]])
    return _both


@pytest.fixture(scope="session")
def strict_browser(_playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium without storage for third parties."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip(NO_CHROMIUM)
    arguments = _ARGUMENTS + _NO_THIRD_PARTY_STORAGE
    chromium = _playwright.chromium.launch(executable_path=path, headless=True, args=arguments)
    yield chromium
    chromium.close()


@dataclass
class Reader:
    """A browser before the other site: what it asked for and what it complained of."""

    context: BrowserContext
    sites: TwoSites
    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda line: (
                self.complaints.append(line.text) if line.type in ("error", "warning") else None
            ),
        )

    def open(self, lines: list[str], width: int) -> list[Frame]:
        """Look at the other site's page with these lines; the frames of ours that it has."""
        self.page.goto(self.sites.other.write("/news", lines, width), wait_until="networkidle")
        return [one for one in self.page.frames if one.url.startswith(self.sites.ours.address)]

    def foreign(self) -> list[str]:
        """What was asked of any host but these two."""
        known = {
            urlsplit(one).netloc for one in (self.sites.ours.address, self.sites.other.address)
        }
        parts = [urlsplit(one) for one in self.asked]
        return [one.geturl() for one in parts if one.scheme != "data" and one.netloc not in known]


@pytest.fixture
def new_reader(strict_browser: Browser, sites: TwoSites) -> Iterator[Callable[..., Reader]]:
    """Readers with Playwright's options for a context; none may leave with a complaint."""
    readers: list[Reader] = []

    def come(**options: object) -> Reader:
        # So high that every frame is in sight: browsers put off what is not.
        options.setdefault("viewport", {"width": 900, "height": 6000})
        context = strict_browser.new_context(**options)  # type: ignore[arg-type]
        readers.append(Reader(context, sites, context.new_page()))
        return readers[-1]

    yield come
    for reader in readers:
        assert reader.foreign() == []
        assert reader.context.cookies() == []
        reader.context.close()
    assert [one for reader in readers for one in reader.complaints] == []
