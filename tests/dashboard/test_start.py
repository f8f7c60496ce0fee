"""The program as it is started by hand: it answers, it is guarded, and it starts again at once."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from tests.running import SECONDS_TO_STOP


def ask(
    address: str, path: str, method: str = "GET", body: bytes | None = None
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=SECONDS_TO_STOP)
    headers = {"Content-Type": "application/json"} if body else {}
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def first_page(address: str) -> str:
    """Where someone lands who types the bare address."""
    path = "/"
    for _ in range(5):
        answer, _ = ask(address, path)
        if answer.status == 200:
            return path
        target = urlsplit(answer.headers["Location"])
        assert target.netloc in ("", urlsplit(address).netloc)
        path = target.path
    raise AssertionError(f"no page behind {address}")


def test_the_bare_address_leads_to_a_page_with_every_guard(site_address: str) -> None:
    answer, _ = ask(site_address, first_page(site_address))
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"]
    assert "Set-Cookie" not in answer.headers


def test_the_public_door_has_no_callback_on_the_server(site_address: str) -> None:
    listed = json.dumps({"output": "x.children", "outputs": {}, "inputs": []}).encode()
    path = "/_dash-update-component"
    assert ask(site_address, path, "POST", listed)[0].status == 404
    assert ask(site_address, path, "POST", b"[]")[0].status == 400
    assert ask(site_address, path, "POST", b" " * 100_000)[0].status == 413


@pytest.mark.parametrize(
    "path",
    ["/../app.py", "/%2e%2e/app.py", "/assets/../app.py", "/var/site/current/site-index.json"],
)
def test_no_file_of_the_machine_can_be_asked_for(site_address: str, path: str) -> None:
    answer, body = ask(site_address, path)
    # An address nobody knows leads to the nearest view, and a file's name nowhere.
    assert answer.status in (302, 404)
    assert b"import" not in body
    assert b"digest" not in body
