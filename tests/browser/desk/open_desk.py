"""A desk of Testland that really serves: its mission, its store, and people who are signed in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Page
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from dashboard.desk.people import Role
from geodata.boundaries.build import build_boundaries
from geodata.store.events import Event
from geodata.store.store import Store
from tests.browser.waiting import until
from tests.dashboard.desk.little_mission_folder import ID, send, write_mission
from tests.dashboard.desk.small_desk import PASSWORD, SmallDesk, settings_in
from tests.geodata.coverage.little_mission import ROOT, TESTLAND
from tests.running import free_port


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing: what a request was answered with is what a test looks at."""


@dataclass
class OpenDesk:
    """The desk at an address; its server can be stopped and started again."""

    desk: SmallDesk
    port: int
    server: BaseWSGIServer | None = None
    known: set[str] = field(default_factory=set)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def store(self) -> Store:
        """Where what comes in lies."""
        return Store.open(self.desk.settings.store_address(True), True)

    def start(self) -> None:
        """Answer from now on."""
        self.server = make_server(
            "127.0.0.1", self.port, self.desk.server, threaded=True, request_handler=_Quiet
        )
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Answer no longer."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def send(self, *events: Event) -> None:
        """Let messages come in."""
        send(self.store, *events)

    def enter(self, page: Page, role: Role, screen: str, language: str = "en") -> None:
        """Sign somebody of a role in and go to a screen."""
        if role not in self.known:
            self.known.add(role)
            units = frozenset({"north"}) if role is Role.LONG_TERM_TEAM else None
            self.desk.add(role, role, units)
        asked = {"name": role, "password": PASSWORD, "language": language}
        answer = page.request.post(
            f"{self.address}/sign-in", data=asked, headers={"Origin": self.address}
        )
        assert answer.ok, answer.text()
        page.goto(f"{self.address}/{language}/{ID}/{screen}/")
        until(page, "window.baqylau?.renew !== undefined")


@contextmanager
def opened(var: Path) -> Iterator[OpenDesk]:
    """A desk with the maps of Testland and an empty store."""
    build_boundaries(ROOT / "tests" / "testland", TESTLAND, var)
    write_mission(var)
    desk = SmallDesk(settings_in(var))
    made = OpenDesk(desk, free_port())
    made.start()
    try:
        yield made
    finally:
        made.stop()
        made.store.close()
        desk.close()
