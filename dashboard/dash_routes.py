"""Close what Dash offers to any stranger and a reader never needs, and refuse what makes no sense.

Dash sends every callback through one address and tells it nothing about who asks. The public map
has no callback on the server at all, so there this address is shut.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, abort, request

from dashboard.content_types import names_a_file
from dashboard.error_pages import error_answer, show_error_pages
from dashboard.headers import Headers, send_with

MOST_BODY_BYTES = 64 * 1024
_CALLBACKS = "/_dash-update-component"
_BUNDLES = "/_dash-component-suites/"
# Surfaces for developers, notebooks, machines that call tools, and sockets.
_CLOSED = re.compile(r"/(_reload-hash|_alive_|_mcp|_dash-ws|_dash_|_favicon)")


def guard(app: Dash, headers: Headers, most_body_bytes: int = MOST_BODY_BYTES) -> None:
    """Give an app's server our headers, our error pages, a limit on bodies, and closed doors.

    Call it once all callbacks are there. A callback without a function on the server is not to be
    called here: 404; a body that no page of ours would send: 400.
    """
    server = app.server
    server.config["MAX_CONTENT_LENGTH"] = most_body_bytes
    send_with(server, headers)
    show_error_pages(server)

    def refuse() -> Response | None:
        if request.path == _CALLBACKS and request.method == "POST":
            _check_callback(app)
        elif _CLOSED.match(request.path) or _is_unknown_file(request.path):
            abort(404)
        return None

    def no_such_bundle(_: DependencyException) -> Response:
        return error_answer(404)

    server.register_error_handler(DependencyException, no_such_bundle)
    # Before Dash's own hooks: nothing of Dash runs for what is refused.
    _first(server, refuse)


def _first(server: Flask, hook: Callable[[], Response | None]) -> None:
    server.before_request_funcs.setdefault(None, []).insert(0, hook)


def _is_unknown_file(path: str) -> bool:
    """Files that exist were answered in front; Dash would answer these with a page."""
    return names_a_file(path) and not path.startswith(_BUNDLES)


def _check_callback(app: Dash) -> None:
    body = request.get_json(silent=not request.is_json)
    if not request.is_json:
        abort(415)
    if not isinstance(body, dict) or not _is_sound(body):
        abort(400)
    if "callback" not in app.callback_map.get(body["output"], {}):
        abort(404)


def _is_sound(body: dict[str, Any]) -> bool:
    parts = (body.get("inputs", []), body.get("state", []), body.get("changedPropIds", []))
    outputs = body.get("outputs")
    return (
        isinstance(body.get("output"), str)
        and isinstance(outputs, list | dict)
        and all(isinstance(part, list) for part in parts)
    )
