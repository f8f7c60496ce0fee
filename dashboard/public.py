"""The public door: the published site, Dash behind it for the map, and a way for every address.

The pages are files, and so is what Dash tells a browser at its start. The server behind them only
shows a reader with an unknown address to the nearest view; it answers no callback.
"""

from __future__ import annotations

import logging
from urllib.parse import quote

from dash import Dash
from flask import Flask, Response, abort, redirect, request

from callbacks.address import connect
from dashboard.dash_routes import guard
from dashboard.download_door import offer_downloads
from dashboard.headers import Headers, script_hash
from dashboard.page_scripts import theme_script
from dashboard.processes import end_with_parent
from dashboard.released import NoRelease, ReleasedData
from dashboard.settings import Settings, read_settings
from dashboard.shown_release import ReleaseFollower
from dashboard.site_server import SiteDoor
from layouts.edition import living_path
from layouts.embed_address import embed_instead, split_embed
from layouts.entry import entry

_log = logging.getLogger(__name__)

_LONGEST_NOTE = 200
# Dash answers what no other rule knows with a page of its own; here it is led on.
_EVERYTHING = ("/", "/<path:path>")


def create_app(settings: Settings) -> Dash:
    """The whole public door as a Dash app; ``app.server`` is what a WSGI server runs."""
    app = dash_app()
    inline = [script_hash(theme_script())]
    headers = Headers(inline, secure=settings.site_address.startswith("https:"))
    follower = ReleaseFollower(settings.var, is_test=settings.shows_rehearsal)
    data = ReleasedData(follower, settings.site_address)
    app.server.before_request(lambda: _lead(data))
    guard(app, headers)
    offer_downloads(app.server, settings, data)
    app.server.wsgi_app = SiteDoor(follower, app.server.wsgi_app, headers)
    return app


def open_public() -> Flask:
    """What each worker of our own server calls."""
    end_with_parent()
    server: Flask = create_app(read_settings()).server
    return server


def dash_app() -> Dash:
    """Layout and callbacks alone: what the publisher needs of Dash to write the pages."""
    app = Dash(
        "baqylau",
        serve_locally=True,
        include_assets_files=False,
        compress=False,
        use_async=False,
        enable_mcp=False,
        update_title="",
        add_log_handler=False,
    )
    app.layout = entry()
    connect(app)
    return app


def _lead(data: ReleasedData) -> Response | None:
    """Send a reader from an address that no file has to the nearest view."""
    rule = request.url_rule
    if request.method not in ("GET", "HEAD") or (rule and rule.rule not in _EVERYTHING):
        return None
    try:
        found = data.present().pages.catalogue
    except NoRelease as error:
        _log.error("%s", error)
        abort(503)
    languages = found.country.languages
    language = request.accept_languages.best_match(languages) or languages[0]
    asked, embed = split_embed(living_path(request.path))
    address = found.instead_of(asked, language)
    nearest = embed_instead(address, embed) if embed else address.path
    if asked == address.path and (kept := data.pinned_before(request.path, nearest)):
        # The view did not change in that release: its figures were those of an earlier one.
        return _redirect(kept)
    if nearest == request.path:
        # It should be there and is not: nothing has been published yet.
        abort(503)
    return _redirect(nearest + _note(request.path, nearest))


def _redirect(place: str) -> Response:
    answer = redirect(place)
    answer.headers["Vary"] = "Accept-Language"
    answer.headers["Cache-Control"] = "no-cache"
    return answer  # type: ignore[return-value]


def _note(asked: str, nearest: str) -> str:
    """What tells the page to say that it is another one; not where the address was only short."""
    whole = asked if asked.endswith("/") else f"{asked}/"
    return "" if nearest.startswith(whole) else f"?instead={quote(asked[:_LONGEST_NOTE], safe='/')}"
