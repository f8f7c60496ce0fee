"""What tests of the whole program share: a real browser, and the program itself, started once.

Every page a test opens is watched: an error or a warning on its console, a request that fails,
or one to any host but ours, fails the test.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import hypothesis
import pytest

from tests.running import Program, free_port, shared_program, with_fonts

# A busy machine is no fault of the code: what must be fast is measured, not asserted. The same code
# is tried with the same examples, so that what was green stays green; HYPOTHESIS_PROFILE=search
# looks for new ones.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Page,
        Playwright,
        Request,
    )

# How long a page may take before a test gives up, in ms: only so long that nothing waits for ever.
PATIENCE = 60_000
NO_CHROMIUM = "no Chromium here: apt-get install chromium (`make test` does it)"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of this run have in common."""
    # Those that run side by side have one folder above theirs.
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


@pytest.fixture(scope="session")
def new_var(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Callable[[], Path]:
    """A fresh folder for what a program makes; the typefaces, slow to cut, are there already."""
    return lambda: with_fonts(tmp_path_factory.mktemp("var"), shared_folder / "fonts-of-this-run")


@pytest.fixture(scope="session")
def site_address(shared_folder: Path) -> Iterator[str]:
    """The address of the real program on a free port, one for all test processes of this run."""
    with shared_program(shared_folder / "program") as address:
        yield address


@pytest.fixture
def start_program(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start the program (or ``command``) with settings of one's own; ended after the test."""
    started: list[Program] = []

    def start(command: list[str] | None = None, **settings: str) -> Program:
        folder = tmp_path / f"program-{len(started)}"
        program = Program(folder, free_port(), command, settings)
        started.append(program)
        return program

    yield start
    for program in started:
        program.stop()


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip(NO_CHROMIUM)
    chromium = _playwright.chromium.launch(executable_path=path, headless=True, args=_ARGUMENTS)
    yield chromium
    chromium.close()


class Watch:
    """What went wrong on the pages of a test; ``allowed`` are pieces of messages it expects."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.failed: list[str] = []
        self.allowed: list[str] = []

    def follow(self, page: Page) -> None:
        """Listen to a page."""
        page.on("console", self._line)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)
        page.on("requestfailed", self._request_failed)

    def _line(self, line: ConsoleMessage) -> None:
        # Plotly says so of a file that was under way when its page was left; a request that truly
        # fails is seen by itself.
        if line.text.startswith("Unexpected error while fetching from"):
            return
        if line.type in ("error", "warning"):
            self.errors.append(line.text)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.foreign.append(request.url)

    def _request_failed(self, request: Request) -> None:
        # A page that is left, or a file that is kept, breaks off what is under way.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.url}: {request.failure}")

    def complaints(self) -> list[str]:
        """What the console or a request told and the test did not expect; other hosts always."""
        unexpected = [
            text
            for text in self.errors + self.failed
            if not any(part in text for part in self.allowed)
        ]
        return unexpected + [f"request to another host: {url}" for url in self.foreign]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test complain of; it fails at its end if there is anything."""
    watched = Watch()
    yield watched
    assert watched.complaints() == []


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open a fresh, watched page, with Playwright's options for a context (viewport, locale …)."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("page", watch.follow)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A fresh, watched page of 1440 by 900 pixels."""
    return new_page()
