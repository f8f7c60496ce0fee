"""How files of the site reach a reader: squeezed, remembered, renewed, and nothing beside them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask
from werkzeug.test import Client

from dashboard import shown_release, site_server
from dashboard.headers import Headers
from dashboard.shown_release import ReleaseFollower
from dashboard.site_server import SiteDoor
from dashboard.site_writer import SiteWriter
from geodata.boundaries.files import digest
from geodata.releases.manifest import read_manifest

PAGE = "<!doctype html><title>Қатысу</title>" + "<p>75,16 %</p>" * 100
OUTLINE = "[" + "1234567," * 500 + "0]"


def _door(var: Path, behind: Flask, *, is_test: bool = False) -> SiteDoor:
    return SiteDoor(ReleaseFollower(var, is_test=is_test), behind.wsgi_app, Headers())


@pytest.fixture
def outline_path(tmp_path: Path) -> str:
    with SiteWriter(tmp_path) as writer:
        writer.write("/kk/turnout/index.html", PAGE)
        writer.write("/kk/turnout/embed/map/index.html", PAGE)
        writer.write("/kk/turnout/view.json", "{}")
        path = writer.named("outlines", "regions", ".json", OUTLINE)
        writer.finish()
    return path


@pytest.fixture
def behind() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/<path:path>", view_func=lambda path: f"behind: {path}", methods=["GET"])
    return app


@pytest.fixture
def client(tmp_path: Path, outline_path: str, behind: Flask) -> Client:
    return Client(_door(tmp_path, behind))


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("br;q=0, gzip;q=0", None),
        ("identity, br;q=0.1", None),
        ("zstd", None),
        ("", None),
        (";;;=,,q", None),
    ],
)
def test_a_page_comes_as_the_browser_likes_it(
    client: Client, accepted: str, sent: str | None
) -> None:
    answer = client.get("/kk/turnout/", headers={"Accept-Encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == sent
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    if sent == "br":
        assert brotli.decompress(answer.data).decode() == PAGE
    if sent is None:
        assert answer.text == PAGE


def test_what_the_browser_has_is_not_sent_again(client: Client) -> None:
    first = client.get("/kk/turnout/")
    tag = first.headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get("/kk/turnout/", headers={"If-None-Match": known})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
    assert client.get("/kk/turnout/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_squeezed_form_has_a_tag_of_its_own(client: Client) -> None:
    forms = ("br", "gzip", "identity")
    tags = {
        client.get("/kk/turnout/", headers={"Accept-Encoding": form}).headers["ETag"]
        for form in forms
    }
    assert len(tags) == len(forms)


def test_views_are_kept_for_a_moment_and_outlines_for_a_year(
    client: Client, outline_path: str
) -> None:
    assert client.get("/kk/turnout/").headers["Cache-Control"] == "public, max-age=5"
    assert client.get("/kk/turnout/view.json").headers["Cache-Control"] == "public, max-age=5"
    lasting = client.get(outline_path).headers["Cache-Control"]
    assert lasting == "public, max-age=31536000, immutable"


def test_asking_for_the_head_gives_the_head(client: Client) -> None:
    whole = client.get("/kk/turnout/")
    head = client.head("/kk/turnout/")
    assert head.data == b""
    assert dict(head.headers) == dict(whole.headers)
    assert int(head.headers["Content-Length"]) == len(PAGE.encode())


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_file_can_only_be_read(client: Client, method: str) -> None:
    answer = client.open("/kk/turnout/", method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert "Страницу по этому адресу" in answer.text


def test_an_address_without_its_last_slash_finds_its_page(client: Client) -> None:
    answer = client.get("/kk/turnout?unit=astana")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/kk/turnout/?unit=astana"


@pytest.mark.parametrize(
    "path",
    [
        "/unknown/",
        "/kk/../kk/turnout/",
        "/kk/turnout/../../manifests/1.json",
        "/%2e%2e/keys/release.pem",
        "/kk/turnout/index.html%00",
        "/objects/0/0",
        "/manifests/2.json",
        "/manifests/../manifest.json",
        "/lists/0.json",
        "/r/1/kk/turnout/",
        "/kk/turnout/index.html.br",
        "//kk/turnout/",
    ],
)
def test_what_the_index_does_not_name_goes_on_to_what_stands_behind(
    client: Client, path: str
) -> None:
    answer = client.get(path)
    assert "75,16" not in answer.text
    assert answer.status_code == 404 or answer.text.startswith("behind")


def test_a_page_carries_the_policy_and_may_be_framed_only_as_an_embed(client: Client) -> None:
    page = client.get("/kk/turnout/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page
    embed = client.get("/kk/turnout/embed/map/").headers["Content-Security-Policy"]
    assert "frame-ancestors *" in embed
    assert "Set-Cookie" not in client.get("/kk/turnout/").headers


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        ("/kk/v/turnout/region/18-00/embed/full/index.html", True),
        ("/kk/v/turnout/region/18-00/embed/map/", True),
        ("/r/12/kk/v/turnout/region/18-00/embed/headline/", True),
        ("/kk/v/unit/akmola/embed/card/", True),
        ("/kk/v/turnout/region/18-00/", False),
        ("/kk/v/turnout/region/18-00/embed/", False),
        ("/r/12/kk/v/turnout/region/18-00/", False),
        ("/embed/full/evil/", False),
    ],
)
def test_embeds_alone_may_be_framed_and_read_from_a_sandbox(path: str, is_open: bool) -> None:
    headers = Headers()
    sent = dict(headers.of(path, "text/html"))
    assert ("frame-ancestors *" in sent["Content-Security-Policy"]) == is_open
    assert (sent.get("Access-Control-Allow-Origin") == "*") == is_open
    secret = dict(Headers(private=True).of(path, "text/html"))
    assert "frame-ancestors 'none'" in secret["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in secret


def test_a_sandboxed_embed_may_read_the_manifest_and_no_other_file() -> None:
    assert "Access-Control-Allow-Origin" in dict(Headers().of("/manifest.json", "application/json"))
    other = dict(Headers().of("/kk/v/turnout/region/18-00/view.json", "application/json"))
    assert "Access-Control-Allow-Origin" not in other


def test_a_new_site_is_served_at_once_and_lasting_files_of_the_old_one_stay(
    client: Client, tmp_path: Path, outline_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_release, "SECONDS_BETWEEN_LOOKS", 0.0)
    assert client.get(outline_path).status_code == 200
    with SiteWriter(tmp_path) as writer:
        writer.write("/kk/turnout/index.html", "new")
        writer.finish()
    assert client.get("/kk/turnout/").text == "new"
    assert client.get("/kk/turnout/view.json").text.startswith("behind")
    assert client.get(outline_path).text == OUTLINE


def test_a_broken_new_site_leaves_the_last_good_one_up(
    client: Client, tmp_path: Path, behind: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_release, "SECONDS_BETWEEN_LOOKS", 0.0)
    assert client.get("/kk/turnout/").text == PAGE
    pointer = tmp_path / "releases" / "manifest.json"
    pointer.write_bytes(pointer.read_bytes()[:100])
    assert client.get("/kk/turnout/").text == PAGE
    # Whoever starts now finds it in the chain.
    assert Client(_door(tmp_path, behind)).get("/kk/turnout/").text == PAGE


def test_a_file_that_went_missing_is_not_ready_and_never_half_sent(
    client: Client, tmp_path: Path, clear_file: Callable[[Path], None]
) -> None:
    for form in (tmp_path / "releases" / "objects").rglob("*.gz"):
        clear_file(form)
    answer = client.get("/kk/turnout/", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 503
    assert "Traceback" not in answer.text


@pytest.fixture
def clear_file() -> Callable[[Path], None]:
    def clear(path: Path) -> None:
        path.write_bytes(b"")

    return clear


def test_memory_holds_what_fits_and_everything_is_served(
    client: Client, outline_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_server, "MEMORY_BYTES", len(PAGE.encode()) + 10)
    for _ in range(3):
        assert client.get("/kk/turnout/").text == PAGE
        assert client.get(outline_path).text == OUTLINE


def test_before_the_first_site_everything_goes_on(tmp_path: Path, behind: Flask) -> None:
    client = Client(_door(tmp_path / "empty", behind))
    assert client.get("/kk/turnout/").text == "behind: kk/turnout/"


def test_the_first_readers_of_all_wait_for_the_index(
    tmp_path: Path, outline_path: str, behind: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser asks for a page's scripts at once, when the page is the first one ever sent."""
    together = threading.Barrier(4)

    load = shown_release.load

    def slowly(*about: Any) -> shown_release.Shown:  # noqa: ANN401
        time.sleep(0.1)
        return load(*about)

    monkeypatch.setattr(shown_release, "load", slowly)
    door = _door(tmp_path, behind)

    def ask() -> bytes:
        together.wait()
        return bytes(Client(door).get(outline_path).data)

    with ThreadPoolExecutor(4) as readers:
        answers = [future.result() for future in [readers.submit(ask) for _ in range(4)]]
    assert answers == [OUTLINE.encode()] * 4


def test_anybody_can_ask_for_what_proves_a_release(client: Client, tmp_path: Path) -> None:
    answer = client.get("/manifest.json")
    manifest = read_manifest(answer.data)
    assert manifest.sequence == 1
    assert answer.headers["Cache-Control"] == "public, max-age=5"
    past = client.get("/manifests/1.json")
    assert past.data == answer.data
    assert past.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for ref in manifest.lists.values():
        assert digest(client.get(f"/lists/{ref.digest}.json").data) == ref.digest


def test_a_door_for_live_never_shows_a_rehearsal(tmp_path: Path, behind: Flask) -> None:
    with SiteWriter(tmp_path, is_test=True) as writer:
        writer.write("/kk/turnout/index.html", PAGE)
        writer.finish()
    live = Client(_door(tmp_path, behind))
    rehearsal = Client(_door(tmp_path, behind, is_test=True))
    assert live.get("/kk/turnout/").text.startswith("behind")
    assert rehearsal.get("/kk/turnout/").text == PAGE
    # Not even where somebody moved the one folder to the place of the other.
    (tmp_path / "rehearsal" / "releases").rename(tmp_path / "releases")
    moved = Client(_door(tmp_path, behind))
    assert moved.get("/kk/turnout/").text.startswith("behind")
