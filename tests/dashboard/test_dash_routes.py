"""What strangers cannot do with Dash's own addresses, and the pages they meet instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dash import Dash, Input, Output, dcc, html
from flask import abort
from werkzeug.test import Client, TestResponse

from dashboard.dash_bundles import page_config, page_script, start_answers
from dashboard.dash_routes import guard
from dashboard.error_pages import DESK_HOME, SENTENCES, error_page
from dashboard.headers import Headers, script_hash
from dashboard.settings import ROOT

CALLBACKS = "/_dash-update-component"
SOUND = {"output": "said.children", "outputs": {"id": "said", "property": "children"}}
INPUTS = {"inputs": [{"id": "more", "property": "n_clicks", "value": 1}], "changedPropIds": []}


def make_app(*, server_callback: bool) -> Dash:
    app = Dash(__name__, assets_folder="none", use_async=False)
    app.layout = html.Div([html.Button(id="more"), html.P(id="said"), dcc.Graph(id="map")])
    if server_callback:

        def say(clicks: int) -> str:
            if clicks > 1:
                raise RuntimeError("a secret detail")
            return f"{clicks} on the server"

        app.callback(Output("said", "children"), Input("more", "n_clicks"))(say)
    else:
        app.clientside_callback(  # type: ignore[no-untyped-call]
            "n => n", Output("said", "children"), Input("more", "n_clicks")
        )
    app.server.add_url_rule("/forbidden/", view_func=lambda: abort(403))
    guard(app, Headers(app.csp_hashes()))
    return app


@pytest.fixture
def public() -> Client:
    return Client(make_app(server_callback=False).server)


@pytest.fixture
def desk() -> Client:
    return Client(make_app(server_callback=True).server)


def send(client: Client, body: object) -> TestResponse:
    return client.post(CALLBACKS, data=json.dumps(body), content_type="application/json")


def test_the_public_map_answers_no_callback(public: Client) -> None:
    assert send(public, SOUND | INPUTS).status_code == 404
    assert send(public, SOUND | INPUTS | {"output": "_pages_content.children"}).status_code == 404


def test_a_callback_with_a_function_on_the_server_is_answered(desk: Client) -> None:
    answer = send(desk, SOUND | INPUTS)
    assert answer.status_code == 200
    assert "1 on the server" in answer.text


@pytest.mark.parametrize(
    "body",
    [
        [],
        None,
        "text",
        7,
        {},
        {"output": 1},
        {"output": ["said.children"]},
        {"output": "said.children"},
        SOUND | {"inputs": "more"},
        SOUND | {"inputs": None},
        SOUND | INPUTS | {"state": {}},
        SOUND | INPUTS | {"changedPropIds": "x"},
        SOUND | INPUTS | {"outputs": "said.children"},
    ],
)
def test_a_body_that_makes_no_sense_is_refused_and_trips_no_alarm(
    public: Client, desk: Client, body: object
) -> None:
    assert send(public, body).status_code == 400
    assert send(desk, body).status_code == 400


def test_broken_json_is_refused(public: Client) -> None:
    answer = public.post(CALLBACKS, data=b'{"output": ', content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_another_site_could_send_unasked_is_refused(desk: Client, kind: str) -> None:
    answer = desk.post(CALLBACKS, data=b"{}", content_type=kind)
    assert answer.status_code == 415


def test_too_much_is_refused(public: Client) -> None:
    answer = public.post(CALLBACKS, data=b" " * 70_000, content_type="application/json")
    assert answer.status_code == 413


def test_an_error_of_ours_tells_no_detail(desk: Client, caplog: pytest.LogCaptureFixture) -> None:
    inputs = {"inputs": [{"id": "more", "property": "n_clicks", "value": 2}]}
    answer = send(desk, SOUND | inputs)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "a secret detail" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "/_reload-hash",
        "/_mcp",
        "/_dash-ws-callback",
        "/_alive_x",
        "/_favicon.ico",
        "/outlines/none.json",
        "/ru/none/map.svg",
        "/robots.txt",
        "/_dash-component-suites/dash/none.js",
        "/_dash-component-suites/dash/../settings.py",
    ],
)
def test_what_is_shut_or_absent_is_not_found(public: Client, path: str) -> None:
    answer = public.get(path)
    assert answer.status_code == 404


def test_every_answer_carries_our_headers(public: Client) -> None:
    for answer in (public.get("/"), public.get("/none.svg"), public.get("/forbidden/")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "script-src 'self' 'sha256-" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"]
        assert answer.headers["Permissions-Policy"]
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Set-Cookie" not in answer.headers


def test_only_answers_to_https_readers_insist_on_https() -> None:
    assert "Strict-Transport-Security" in dict(Headers(secure=True).of("/", "text/html"))
    assert "Strict-Transport-Security" not in dict(Headers().of("/", "text/html"))


def test_a_script_is_named_by_its_digest() -> None:
    # The example of the CSP specification.
    known = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert script_hash("alert('Hello, world.');") == known


def test_an_error_page_speaks_every_language_that_of_the_address_first() -> None:
    page = error_page(404, "/kk/none/")
    assert page.index(SENTENCES["kk"][404]) < page.index(SENTENCES["ru"][404])
    assert SENTENCES["en"][404] in page
    assert '<html lang="kk">' in page
    assert SENTENCES["en"][400] in error_page(418)
    assert DESK_HOME["en"] in error_page(403, home=DESK_HOME)
    assert SENTENCES["en"][500] in error_page(599)
    codes = {tuple(sorted(sentences)) for sentences in SENTENCES.values()}
    assert len(codes) == 1


def test_a_page_is_told_nothing_of_the_machine_and_stays_the_same() -> None:
    first, second = (make_app(server_callback=False) for _ in range(2))
    assert page_config(first) == page_config(second)
    assert "python_version" not in page_config(first)
    assert "<" not in page_config(first)


def test_the_renderers_first_questions_can_be_answered_by_files() -> None:
    answers = start_answers(make_app(server_callback=False))
    assert b'"id":"map"' in answers["/_dash-layout"]
    assert b"said.children" in answers["/_dash-dependencies"]


def test_without_npm_the_script_has_dashs_own_polyfill(tmp_path: Path) -> None:
    assert b"regeneratorRuntime" in page_script(tmp_path)
    assert (
        len(page_script(tmp_path)) > len(page_script(ROOT))
        or not (ROOT / "node_modules/regenerator-runtime").is_dir()
    )
