"""The way in, one's own account, people and record in a real Chromium, with the real program."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.desk import people
from dashboard.desk.database import open_desk_database
from dashboard.desk.people import Person, Role
from geodata.store.engines import writing
from tests.conftest import Watch
from tests.dashboard.desk.small_desk import KEPT, PASSWORD, TESTLAND, settings_in
from tests.running import Program, free_port

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
# What Chromium says of an answer that refuses.
REFUSED = "the server responded with a status of"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, new_var: Callable[[], Path]) -> Iterator[str]:
    """The desk as a program of its own, with somebody of each role."""
    var = new_var()
    engine = open_desk_database(settings_in(var))
    with writing(engine).begin() as connection:
        for role in Role:
            units = frozenset({"north"}) if role is Role.LONG_TERM_TEAM else None
            people.add(connection, Person(role, role, units), KEPT)
    engine.dispose()
    settings = {"BAQYLAU_VAR": str(var), "BAQYLAU_COUNTRY": str(TESTLAND)}
    command = [sys.executable, "-m", "dashboard", "desk"]
    program = Program(tmp_path_factory.mktemp("desk"), free_port(), command, settings)
    program.wait_for("Mission desk: http")
    yield f"http://127.0.0.1:{program.desk_port}"
    program.stop()


def sign_in(page: Page, address: str, name: str, password: str = PASSWORD) -> None:
    page.goto(f"{address}/en/sign-in/")
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_wrong_password_is_said_on_the_page_and_the_right_one_leads_in(
    address: str, page: Page, watch: Watch
) -> None:
    watch.allowed.append(REFUSED)
    sign_in(page, address, "analyst", "a wild guess")
    page.get_by_role("alert").get_by_text("The name or the password is not right.").wait_for()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out", exact=True).wait_for()
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(cookies) == {"baqylau-desk", "baqylau-desk-known"}
    assert all(one["httpOnly"] and one["sameSite"] == "Strict" for one in cookies.values())
    assert page.evaluate("document.cookie") == ""


def test_a_stranger_comes_back_to_the_page_that_was_wanted(
    address: str, page: Page, watch: Watch
) -> None:
    watch.allowed.append(REFUSED)
    page.goto(f"{address}/en/record/")
    page.get_by_role("textbox", name="Name").fill("leadership")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Record").wait_for()
    assert page.url == f"{address}/en/record/"


def test_an_administrator_adds_a_long_term_team_that_chooses_its_password(
    address: str, page: Page, new_page: Callable[..., Page]
) -> None:
    sign_in(page, address, "administrator")
    page.get_by_role("button", name="Sign out", exact=True).wait_for()
    page.goto(f"{address}/en/people/new/")
    units = page.get_by_role("group", name="Units")
    assert units.is_hidden()
    page.get_by_role("textbox", name="Name").fill("ltt-north")
    page.get_by_role("radio", name="Long-term team").check()
    units.get_by_role("checkbox", name=re.compile("^North")).first.check()
    page.get_by_role("button", name="Add someone").click()
    secret = page.locator("[data-secret]").first
    secret.wait_for()

    theirs = new_page(viewport={"width": 390, "height": 844})
    sign_in(theirs, address, "ltt-north", secret.inner_text())
    theirs.get_by_text("Someone else knows your password.").wait_for()
    theirs.get_by_label("Present password").fill(secret.inner_text())
    theirs.get_by_label("New password").fill("a lamp over the steppe")
    theirs.get_by_role("button", name="Change password").click()
    # They go on from there; without a mission that is their account, where nothing is asked now.
    theirs.get_by_text("Someone else knows your password.").wait_for(state="detached")
    theirs.get_by_text("You see these units:").wait_for()
    assert "North" in theirs.locator("main").inner_text()


def test_whoever_signed_out_elsewhere_is_told_so_when_they_send_something(
    address: str, new_page: Callable[..., Page], watch: Watch
) -> None:
    watch.allowed.append(REFUSED)
    here, there = new_page(), new_page()
    for one in (here, there):
        sign_in(one, address, "viewer")
        one.get_by_role("button", name="Sign out", exact=True).wait_for()
        one.goto(f"{address}/en/account/")
    there.get_by_role("button", name="Sign out everywhere").click()
    there.wait_for_url("**/sign-in/")
    here.get_by_role("button", name="Sign out everywhere").click()
    here.get_by_text("You are no longer signed in.").wait_for()


def test_every_page_has_the_button_for_light_and_dark_and_keeps_the_choice(
    address: str, page: Page
) -> None:
    sign_in(page, address, "administrator")
    page.get_by_role("button", name="Sign out", exact=True).wait_for()
    theme = "document.documentElement.dataset.theme"
    page.goto(f"{address}/en/people/")
    assert page.evaluate(theme) == "dark"
    for _ in range(2):
        page.get_by_role("button", name="Light or dark theme").click()
    assert page.evaluate(theme) == "light"
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    for place in ("account/", "record/", "people/new/"):
        page.goto(f"{address}/en/{place}")
        assert (page.evaluate(theme), page.evaluate(paper)) == ("light", light)
        assert page.get_by_role("button", name="Light or dark theme").count() == 1


class Framing(BaseHTTPRequestHandler):
    """Another site that frames the desk, to have somebody click there unawares."""

    desk = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<iframe src='{self.desk}/en/sign-in/'></iframe>".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_no_page_of_the_desk_can_be_framed(address: str, page: Page, watch: Watch) -> None:
    watch.allowed.append("frame-ancestors")
    Framing.desk = address
    server = HTTPServer(("127.0.0.1", 0), Framing)
    Thread(target=server.serve_forever, daemon=True).start()
    watch.allowed.append("ERR_BLOCKED_BY_RESPONSE")
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    frame = page.frames[-1]
    assert "Password" not in frame.content()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_can_be_read_by_everyone_and_nothing_scrolls_sideways(
    address: str, new_page: Callable[..., Page], language: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    found = {}
    for place in ("sign-in/", "account/", "people/", "people/new/", "record/"):
        if place == "account/":
            sign_in(page, address, "administrator")
            page.get_by_role("button", name="Sign out", exact=True).wait_for()
        page.goto(f"{address}/{language}/{place}")
        found[place] = Axe().run(page).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
