"""On a slow line the map is there, and works, while the table and the notes are still coming."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.site.reader import EVENING, Reader
from tests.browser.waiting import PAINTED

pytestmark = pytest.mark.browser
TEN = EVENING.replace("18-00", "10-00")
BREAK = b'<div class="beside">'


class _Server(ThreadingHTTPServer):
    # A browser asks for many files at once.
    request_queue_size = 64


class SlowLine:
    """Stands before the site; of the evening's page it keeps all below the map until ``go_on``."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._rest = threading.Event()
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                line.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Nobody reads it."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        with urlopen(self.site + asked.path) as got:
            content = got.read()
            asked.send_response(got.status)
            asked.send_header("Content-Type", got.headers["Content-Type"])
            asked.send_header("Content-Length", str(len(content)))
        asked.end_headers()
        if asked.path != EVENING:
            asked.wfile.write(content)
            return
        first, found, rest = content.partition(BREAK)
        assert found
        asked.wfile.write(first)
        asked.wfile.flush()
        self._rest.wait()
        asked.wfile.write(found + rest)

    def go_on(self) -> None:
        """Let the rest of the page come."""
        self._rest.set()

    def close(self) -> None:
        self.go_on()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def line(site_address: str) -> Iterator[SlowLine]:
    slow = SlowLine(site_address)
    yield slow
    slow.close()


@pytest.fixture
def reader(line: SlowLine, new_reader: Callable[..., Reader]) -> Reader:
    """A reader whose page has come as far as the map."""
    reader = new_reader()
    reader.page.goto(line.address + EVENING, wait_until="commit")
    reader.page.wait_for_selector(".map.ready")
    assert reader.page.evaluate("document.readyState") == "loading"
    assert reader.page.locator("tr[data-unit]").count() == 0
    return reader


def test_the_map_is_pointed_at_and_enlarged_before_the_table_is_there(
    reader: Reader, line: SlowLine
) -> None:
    page = reader.page
    page.locator('.land > [data-unit="akmola"]').hover()
    expect(page.locator(".tip")).to_contain_text("78.68")
    page.locator("[data-zoom=in]").click()
    expect(page.locator(".map")).to_have_class("map ready zoomed")
    line.go_on()
    reader.wait_for_map()
    assert len(reader.rows()) == 16
    page.evaluate(PAINTED)
    expect(page.locator(".map")).to_have_class("map ready zoomed live")


def test_a_unit_chosen_before_its_row_has_come_is_marked_in_it_and_has_its_card(
    reader: Reader, line: SlowLine
) -> None:
    page = reader.page
    page.locator('.land > [data-unit="akmola"]').click()
    reader.until("location.search === '?unit=akmola'")
    line.go_on()
    expect(page.locator("tr.chosen")).to_contain_text("Akmola")
    expect(page.locator(".card h2")).to_contain_text("Akmola")


def test_an_hour_chosen_before_the_table_has_come_is_that_of_map_and_table(
    reader: Reader, line: SlowLine
) -> None:
    page = reader.page
    page.locator(".day a", has_text="10:00").click()
    with pytest.raises(AssertionError):
        expect(page.locator("h1")).to_contain_text("By 10:00", timeout=500)
    line.go_on()
    reader.until_at(TEN)
    expect(page.locator("h1")).to_contain_text("By 10:00")
    expect(page.locator(".figures caption")).to_contain_text("10:00")
    expect(page.locator(".day [aria-current] .hour")).to_have_text("10:00")
    assert len(reader.rows()) == 16
