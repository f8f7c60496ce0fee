"""The one guard of the desk: before every request, who asks, for what, and from where.

It believes the rule that Flask found, the method, the session's secret word and the headers that a
browser sets by itself and no page can (``Origin``, ``Sec-Fetch-Site``). A body is not looked at.
"""

from __future__ import annotations

from flask import Flask, Response, abort, g, redirect, request

from dashboard.desk.cookies import session_word
from dashboard.desk.desk import Desk
from dashboard.desk.doors import DOORS, FILE_BYTES, Door, Who
from dashboard.desk.hosts import answers_to
from dashboard.desk.record import What
from dashboard.desk.sessions import Session

_BY_RULE = {(door.method, door.rule): door for door in DOORS}
# A page of another site cannot send these without asking first, and we never allow it.
_BODIES = ("application/json", "application/octet-stream")
_A_PIECE = 1024 * 1024


def guard_doors(server: Flask, desk: Desk) -> None:
    """Shut everything that the table of doors does not open; before any other hook."""
    server.before_request_funcs.setdefault(None, []).insert(0, lambda: _let_through(desk))
    server.after_request(_keep_nowhere)
    server.after_request(_hear_out)


def _let_through(desk: Desk) -> Response | None:
    """Ask the guard, and remember who was let through: a room hears its own bodies out.

    Where machines come in, the room itself looks at the token; it says when it has read a body.
    """
    answer = _guard(desk)
    door = _door()
    g.is_through = answer is None and door is not None and door.who is not Who.TOKEN
    return answer


def _keep_nowhere(response: Response) -> Response:
    """What somebody was shown stays in no cache, for whoever uses the machine next.

    Only the files of the shelf, the same for everyone, say otherwise.
    """
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _hear_out(response: Response) -> Response:
    """Read away what a refused request still sends, or a proxy sees a broken line and not the code.

    Nothing is kept of it; what claims to be longer than any door takes is not listened to.
    """
    if g.get("is_through"):
        return response
    left = request.content_length or 0
    if response.status_code >= 400 and left <= FILE_BYTES + _A_PIECE:
        stream = request.environ["wsgi.input"]
        while left > 0 and (piece := stream.read(min(left, _A_PIECE))):
            left -= len(piece)
    return response


def _guard(desk: Desk) -> Response | None:
    if not answers_to(desk.settings, request.headers.get("Host", "")):
        abort(400)
    door = _door()
    g.session = None
    if door is None or door.who is not Who.TOKEN:
        word = session_word(desk)
        is_touch = door is not None and door.is_touch
        g.session = desk.sessions.find(word, is_touch=is_touch) if word else None
    if door is None:
        # A stranger learns nothing about which addresses there are.
        abort(404 if g.session else 401)
    _check_size(door)
    if door.who is Who.TOKEN:
        return None
    if door.method != "GET":
        _check_origin(desk)
    return _check_role(desk, door) if door.who is Who.SIGNED_IN else None


def _door() -> Door | None:
    """The door that is knocked at; None where the table has none."""
    method = "GET" if request.method == "HEAD" else request.method
    rule = request.url_rule.rule if request.url_rule else ""
    return _BY_RULE.get((method, rule))


def _check_size(door: Door) -> None:
    """Before anything is read. What says no length would be cut off unseen where it is too long."""
    request.max_content_length = door.most_bytes
    if request.content_length is None and door.method != "GET":
        abort(411)
    if (request.content_length or 0) > door.most_bytes:
        abort(413)


def _check_origin(desk: Desk) -> None:
    """Refuse what a page of another site made the browser send."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    own = (desk.settings.desk_address or None, request.host_url.rstrip("/"))
    if origin not in own or site not in (None, "same-origin"):
        abort(403)
    if request.mimetype not in _BODIES:
        abort(415)


def _check_role(desk: Desk, door: Door) -> Response | None:
    found: Session | None = g.session
    if found is None:
        abort(401)
    person = found.person
    if person.role not in door.roles:
        desk.record.note(What.REFUSED, person.name, {"method": door.method, "door": door.rule})
        abort(403)
    if person.must_change and not door.is_before_change:
        return _to_own_password(desk)
    return None


def _to_own_password(desk: Desk) -> Response:
    """Somebody else knows the password: nothing else can be done before it is changed."""
    if request.method not in ("GET", "HEAD"):
        abort(403)
    return redirect(f"/{desk.language_of(request.path)}/account/")  # type: ignore[return-value]
