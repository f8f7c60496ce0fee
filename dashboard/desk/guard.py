"""The one guard of the desk: before every request, who asks, for what, and from where.

It believes the rule that Flask found, the method, the session's secret word and the headers that a
browser sets by itself and no page can (``Origin``, ``Sec-Fetch-Site``). A body is not looked at.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from flask import Flask, abort, g, request

from dashboard.desk.desk import Desk
from dashboard.desk.doors import DOORS, Door, Who
from dashboard.desk.record import What

_log = logging.getLogger(__name__)
_BY_RULE = {(door.method, door.rule): door for door in DOORS}
# A page of another site cannot send these without asking first, and we never allow it.
_BODIES = ("application/json", "application/octet-stream")


def guard_doors(server: Flask, desk: Desk) -> None:
    """Shut everything that the table of doors does not open; before any other hook."""
    server.before_request_funcs.setdefault(None, []).insert(0, lambda: _guard(desk))


def cookie_name(desk: Desk) -> str:
    """Behind TLS the name alone binds the cookie to this host and to https."""
    return "__Host-baqylau" if desk.settings.desk_is_secure else "baqylau-desk"


def _guard(desk: Desk) -> None:
    method = "GET" if request.method == "HEAD" else request.method
    rule = request.url_rule.rule if request.url_rule else ""
    door = _BY_RULE.get((method, rule))
    word = request.cookies.get(cookie_name(desk), "")
    if door is None or door.who is not Who.TOKEN:
        is_touch = door is not None and door.is_touch
        g.session = desk.sessions.find(word, is_touch=is_touch) if word else None
    if door is None:
        # A stranger learns nothing about which addresses there are.
        abort(404 if g.session else 401)
    _check_size(door)
    if door.who is Who.TOKEN:
        return
    if method != "GET":
        _check_origin(desk)
    if door.who is Who.SIGNED_IN:
        _check_role(desk, door)


def _check_size(door: Door) -> None:
    request.max_content_length = door.most_bytes
    if (request.content_length or 0) > door.most_bytes:
        abort(413)


def _check_origin(desk: Desk) -> None:
    """Refuse what a page of another site made the browser send."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own = urlsplit(desk.settings.desk_address or request.host_url)
    is_own = origin is not None and urlsplit(origin)[:2] == own[:2]
    if not is_own or site not in (None, "same-origin"):
        abort(403)
    if request.mimetype not in _BODIES:
        abort(415)


def _check_role(desk: Desk, door: Door) -> None:
    if g.session is None:
        abort(401)
    if g.session.person.role not in door.roles:
        about = {"method": request.method, "rule": door.rule}
        desk.record.note(What.REFUSED, g.session.person.name, about)
        abort(403)
