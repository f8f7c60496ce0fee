"""The desk's two cookies: the session's word, and the word of a browser that was here before.

Behind TLS their names begin ``__Host-``: browsers then take them from this host alone, by https,
for every path. On plain http no cookie may be called so.
"""

from __future__ import annotations

from typing import Any

from flask import Response, request

from dashboard.desk.browsers import SECONDS_KNOWN
from dashboard.desk.desk import Desk

# A wall hangs for weeks; browsers keep a cookie no longer than this.
_SECONDS_ON_A_WALL = 400 * 86_400


def session_word(desk: Desk) -> str:
    """The session's word as the browser sent it, "" where it has none."""
    return request.cookies.get(_name(desk, "desk"), "")


def browser_word(desk: Desk) -> str:
    """The word of a browser that was here before."""
    return request.cookies.get(_name(desk, "desk-known"), "")


def keep_session(desk: Desk, answer: Response, word: str, *, lasting: bool) -> None:
    """Give the browser a session's word, until it is closed unless ``lasting``."""
    seconds = _SECONDS_ON_A_WALL if lasting else None
    answer.set_cookie(_name(desk, "desk"), word, max_age=seconds, **_rules(desk))


def keep_browser(desk: Desk, answer: Response, word: str) -> None:
    """Give the browser its own word."""
    answer.set_cookie(_name(desk, "desk-known"), word, max_age=SECONDS_KNOWN, **_rules(desk))


def forget_session(desk: Desk, answer: Response) -> None:
    """Take the session's word away."""
    answer.delete_cookie(_name(desk, "desk"), **_rules(desk))


def _name(desk: Desk, name: str) -> str:
    return f"__Host-{name}" if desk.settings.desk_is_secure else f"baqylau-{name}"


def _rules(desk: Desk) -> dict[str, Any]:
    secure = desk.settings.desk_is_secure
    return {"path": "/", "httponly": True, "samesite": "Strict", "secure": secure}
