"""Before what cannot be undone: whoever is signed in gives the password once more.

An unlocked screen that somebody left is not enough to lift an embargo or to carry everything away.
The page's script knows the answer, asks for the password, and sends the same again.
"""

from __future__ import annotations

from flask import abort, jsonify

from dashboard.desk.desk import session


def recently_proved() -> bool:
    """Whether who asks gave the password within the last minutes."""
    return session().is_proved


def must_have_proved() -> None:
    """Answer the present request with a wish for the password, unless it was given just now."""
    if not recently_proved():
        answer = jsonify(prove=True)
        answer.status_code = 403
        abort(answer)
