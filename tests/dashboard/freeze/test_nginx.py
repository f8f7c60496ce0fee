"""The configurations for nginx, tried with a real one: types, headers, squeezed, last good."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from dashboard.__main__ import main
from dashboard.freeze.nginx import before_the_map, of_a_folder
from dashboard.headers import Headers, script_hash
from dashboard.page_scripts import theme_script
from dashboard.public import create_app
from geodata.errors import DataError
from geodata.releases.sources import Web
from geodata.releases.verify import verify
from tests.dashboard.freeze.conftest import shown
from tests.dashboard.release_places import PAGE, VOTE, Place
from tests.running import free_port
from tests.running_nginx import BROTLI, nginx

FOLDER = PAGE.removesuffix("index.html")


class Quiet(WSGIRequestHandler):
    """The living site answers without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Answers:
    """What a server answers, header names in small letters."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __call__(
        self, path: str, method: str = "GET", encoding: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={"Accept-Encoding": encoding})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, body


@pytest.fixture
def answers(published: Place, frozen_site: Path, tmp_path: Path) -> Iterator[Answers]:
    """nginx on the frozen site, with every module the configuration can use."""
    port = free_port()
    site = of_a_folder(
        published.settings, frozen_site, f"127.0.0.1:{port}", "_", brotli=BROTLI.is_file()
    )
    with nginx(tmp_path / "nginx", site, port):
        yield Answers(port)


def test_nginx_sends_the_headers_that_our_own_server_sends(
    published: Place, answers: Answers
) -> None:
    headers = Headers([script_hash(theme_script())], secure=True)
    paths = {
        f"{FOLDER}": "text/html",
        f"{FOLDER}embed/map/": "text/html",
        f"{FOLDER}map.svg": "image/svg+xml",
        f"{FOLDER}view.json": "application/json",
        "/manifest.json": "application/json",
    }
    for path, kind in paths.items():
        status, sent, _ = answers(path)
        assert status == 200, path
        assert sent["content-type"].startswith(kind), path
        named = path + "index.html" if path.endswith("/") else path
        for name, value in headers.of(named, sent["content-type"]):
            assert sent.get(name.lower()) == value, (path, name)
    assert "set-cookie" not in answers(FOLDER)[1]


def test_only_embeds_may_be_framed(answers: Answers) -> None:
    assert "frame-ancestors 'none'" in answers(FOLDER)[1]["content-security-policy"]
    for kind in ("full", "map", "headline"):
        policy = answers(f"{FOLDER}embed/{kind}/")[1]["content-security-policy"]
        assert "frame-ancestors *" in policy


def test_what_was_squeezed_beforehand_is_sent_as_it_lies_there(
    frozen_site: Path, answers: Answers
) -> None:
    place = frozen_site / PAGE.removeprefix("/")
    _, headers, body = answers(FOLDER, encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert body == Path(f"{place}.gz").read_bytes()
    assert headers["vary"] == "Accept-Encoding"
    assert answers(FOLDER)[2] == place.read_bytes()
    if BROTLI.is_file():
        _, headers, body = answers(FOLDER, encoding="br")
        assert headers["content-encoding"] == "br"
        assert body == Path(f"{place}.br").read_bytes()


def test_pages_are_kept_for_seconds_and_named_contents_for_a_year(
    published: Place, answers: Answers
) -> None:
    assert answers(FOLDER)[1]["cache-control"].startswith("public, max-age=5,")
    assert "stale-if-error=" in answers(FOLDER)[1]["cache-control"]
    assert answers("/manifest.json")[1]["cache-control"].startswith("public, max-age=5,")
    script = next(path for path in shown(published).paths if path.startswith("/assets/page-"))
    assert "immutable" in answers(script)[1]["cache-control"]


def test_an_unknown_address_gets_the_page_that_leads_on(answers: Answers) -> None:
    status, headers, body = answers("/en/2050-01-01-nothing/")
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    assert b"/lead.js" in body
    assert answers("/.frozen.json")[0] == 404
    assert answers(FOLDER, method="POST")[0] == 405
    assert answers(FOLDER.removesuffix("/"))[1]["location"] == FOLDER


def test_a_download_is_kept_under_a_name_that_says_what_it_is(
    published: Place, frozen_site: Path, answers: Answers
) -> None:
    (frozen_site / f"{FOLDER}table.csv".removeprefix("/")).write_text("# x\n")
    sent = answers(f"{FOLDER}table.csv")[1]
    name = f"baqylau-{VOTE}-turnout-region-12-00-en.csv"
    assert sent["content-disposition"] == f'attachment; filename="{name}"'
    assert sent["content-type"].startswith("text/csv")
    assert "content-disposition" not in answers(FOLDER)[1]


def test_a_release_behind_nginx_is_verified_from_outside(
    published: Place, answers: Answers
) -> None:
    found = verify(Web(f"http://127.0.0.1:{answers.port}"), shown(published).manifest.key)
    assert found.manifest.sequence == shown(published).manifest.sequence


def test_before_the_living_map_the_last_good_answer_stays_when_it_is_gone(
    published: Place, tmp_path: Path
) -> None:
    living = make_server("127.0.0.1", 0, create_app(published.settings).server, WSGIServer, Quiet)
    thread = threading.Thread(target=living.serve_forever, daemon=True)
    thread.start()
    port = free_port()
    settings = published.settings
    site = before_the_map(settings, f"127.0.0.1:{port}", "_", tmp_path / "cache")
    site = site.replace(f"127.0.0.1:{settings.port}", f"127.0.0.1:{living.server_port}")
    with nginx(tmp_path / "nginx", site, port):
        ask = Answers(port)
        status, headers, body = ask(FOLDER)
        assert (status, headers["x-cache-status"]) == (200, "MISS")
        assert ask(FOLDER)[1]["x-cache-status"] == "HIT"
        assert "content-security-policy" in headers
        living.shutdown()
        living.server_close()
        thread.join()
        with pytest.raises(OSError), socket.create_connection(("127.0.0.1", living.server_port), 1):
            pass
        # What was kept for five seconds is old by then; it is sent all the same.
        for _ in range(12):
            threading.Event().wait(0.6)
            status, headers, again = ask(FOLDER)
            assert (status, again) == (200, body)
        assert headers["x-cache-status"] in ("STALE", "UPDATING")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--listen", "80; evil"], "expected a port"),
        (["--name", "a b"], "expected a host name"),
        (["/nowhere"], "dashboard freeze"),
    ],
)
def test_what_nginx_could_misread_is_refused(
    words: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BAQYLAU_VAR", str(tmp_path))
    assert main(["nginx", *words]) == 1
    assert told in capsys.readouterr().err


def test_a_folder_with_signs_of_nginx_in_its_name_is_refused(published: Place) -> None:
    with pytest.raises(DataError, match="without quotes"):
        of_a_folder(published.settings, Path('/srv/a";b'), "80", "_", brotli=False)
