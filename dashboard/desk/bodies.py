"""What a page sends: one JSON object of short texts and lists of them, taken apart strictly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, abort, jsonify, request

LONGEST_TEXT = 2_000


def sent(*names: str, optional: Iterable[str] = (), lists: Iterable[str] = ()) -> dict[str, Any]:
    """The texts under these names, those that may be missing as "", and lists of texts.

    Any other body is answered 400.
    """
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not set(names) <= body.keys() <= {*names, *optional, *lists}:
        abort(400)
    blank: dict[str, Any] = dict.fromkeys(optional, "") | {name: [] for name in lists}
    for name, value in body.items():
        texts = value if name in lists else [value]
        if not isinstance(texts, list) or not all(_is_text(text) for text in texts):
            abort(400)
    return blank | body


def refused(status: int, **told: str) -> Response:
    """What a page's script shows of a request that was not done."""
    answer = jsonify(**told)
    answer.status_code = status
    return answer


def _is_text(value: object) -> bool:
    """Unicode that can be written down: no half of a pair, no NUL, and not without end."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or "\0" in value:
        return False
    return not any("\ud800" <= letter <= "\udfff" for letter in value)
