"""Our joined script, our headers and plotly's part for maps draw a map in a real browser."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dashboard.settings import ROOT
from tests.running import Program, free_port

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
LITTLE_APP = Path(__file__).parent / "little_app.py"
UNIT = "path.choroplethlocation"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, new_var: Callable[[], Path]) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("little")
    command = [sys.executable, str(LITTLE_APP)]
    settings = {"PYTHONPATH": str(ROOT), "BAQYLAU_VAR": str(new_var())}
    program = Program(folder, free_port(), command, settings)
    yield program.wait()
    program.stop()


def test_the_joined_script_draws_a_map_and_runs_a_callback_in_the_browser(
    address: str, page: Page
) -> None:
    answer = page.goto(f"{address}/en/map/")
    assert answer is not None
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    assert answer.headers["content-encoding"] == "br"
    page.locator(UNIT).nth(1).wait_for(state="attached")
    assert page.locator(UNIT).count() == 2
    page.locator("#typed").fill("one")
    expect(page.locator("#said")).to_have_value("one in the browser")


def test_the_page_loads_nothing_but_its_scripts_and_the_apps_description(
    address: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}/en/map/")
    page.locator(UNIT).first.wait_for(state="attached")
    scripts = [path for path in asked if path.startswith("/assets/")]
    assert [path.split("-")[0] for path in scripts] == [
        "/assets/plotly",
        "/assets/dash",
        "/assets/start",
    ]
    others = {path for path in asked if not path.startswith(("/assets/", "/fonts/"))}
    assert others == {"/en/map/", "/_dash-layout", "/_dash-dependencies"}


def test_no_cookie_is_ever_set(address: str, page: Page) -> None:
    page.goto(f"{address}/en/map/")
    page.locator(UNIT).first.wait_for(state="attached")
    assert page.context.cookies() == []


def test_a_second_visit_fetches_no_library_again(address: str, page: Page) -> None:
    page.goto(f"{address}/en/map/")
    page.locator(UNIT).first.wait_for(state="attached")
    page.goto("about:blank")
    page.goto(f"{address}/en/map/")
    page.locator(UNIT).first.wait_for(state="attached")
    sizes = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter(e => e.name.includes('/assets/')).map(e => e.transferSize)"
    )
    assert sizes == [0, 0, 0]
