"""A frozen site before readers: a server that knows only files, and no Python behind it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.__main__ import main
from dashboard.freeze.nginx import of_a_folder
from dashboard.settings import Settings
from tests.browser.waiting import until
from tests.conftest import Watch
from tests.dashboard.release_places import VOTE, Place
from tests.running import free_port
from tests.running_nginx import BROTLI, nginx

pytestmark = pytest.mark.browser
NOON = f"/en/{VOTE}/turnout/region/12-00/"


class Plain(SimpleHTTPRequestHandler):
    """Python's own server of files, without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def settings(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of the site that is frozen here."""
    place = Place(tmp_path_factory.mktemp("frozen"), BAQYLAU_WORKERS="1")
    place.var.symlink_to(published, target_is_directory=True)
    return place.settings


@pytest.fixture(scope="session")
def frozen(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the command wrote."""
    folder = tmp_path_factory.mktemp("laid") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAQYLAU_VAR", str(settings.var))
        patch.setenv("BAQYLAU_COUNTRY", str(settings.country))
        assert main(["freeze", str(folder), "--once", "--without-downloads"]) == 0
    return folder


@contextmanager
def plain_server(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Plain, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["plain", "nginx"])
def address(
    request: pytest.FixtureRequest, settings: Settings, frozen: Path, tmp_path: Path
) -> Iterator[str]:
    """Where the frozen folder is served, and by nothing that could ask Python."""
    if request.param == "plain":
        with plain_server(frozen) as found:
            yield found
        return
    port = free_port()
    where = f"127.0.0.1:{port}"
    site = of_a_folder(settings, frozen, where, "_", brotli=BROTLI.is_file())
    assert "proxy_pass" not in site
    with nginx(tmp_path / "nginx", site, port):
        yield f"http://{where}"


def test_a_reader_goes_all_ways_through_a_frozen_site(address: str, page: Page) -> None:
    """Hours, measures, the card of a place and another language; the watch hears no complaint."""
    page.goto(f"{address}{NOON}")
    page.wait_for_selector(".map.live", state="attached")
    expect(page.locator("h1")).to_contain_text("By 12:00")
    page.locator(".day a[href*='16-00']").first.click()
    until(page, "location.pathname.includes('/16-00/')")
    expect(page.locator("h1")).to_contain_text("By 16:00")
    page.locator("tr[data-unit=north] a").first.click()
    expect(page.locator(".card h2")).to_have_text("North Region")
    page.get_by_role("link", name="Observers", exact=True).first.click()
    until(page, "location.pathname.includes('/observers')")
    expect(page.locator("h1")).to_contain_text("observers")
    page.get_by_role("link", name="Русский").click()
    page.wait_for_url("**/ru/**")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.goto(f"{address}/")
    page.wait_for_url(f"**/{VOTE}/**")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("address", ["nginx"], indirect=True)
def test_a_frame_of_what_is_there_no_more_gets_another_embed_that_says_so(
    address: str, page: Page, watch: Watch
) -> None:
    watch.allowed.append("status of 404")
    frame = (
        f'<iframe src="{address}/en/{VOTE}/turnout/region/19-00/embed/map/" width="600"></iframe>'
    )
    page.route("**/news", lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto(f"{address}/news")
    inside = page.frame_locator("iframe")
    expect(inside.locator("main[data-kind=map] h1")).to_be_visible()
    expect(inside.get_by_text("This is the nearest one.")).to_be_visible()
    page.wait_for_load_state("networkidle")
