"""What a sender is told: one form of JSON for every status, in a language a person can read."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Response, request

from geodata.intake.answer import Answer, Status
from geodata.intake.told import faults_told, told
from geodata.intake.wording import LANGUAGES, sentence
from geodata.intake.wrong import Wrong

_DEFAULT = "en"


def language() -> str:
    """The language that is asked for: by the address, else by the browser; English otherwise."""
    asked = request.args.get("language", "")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, _DEFAULT)


def answered(answer: Answer) -> Response:
    """The answer to a request that was read."""
    return _response(told(answer, language()), answer.status)


def refused(
    status: int, key: str, headers: Mapping[str, str] | None = None, **facts: object
) -> Response:
    """The answer to a request that was not read: who asks, how much, what type, not now."""
    content = {"status": key, "message": sentence(key, language(), **facts)}
    return _response(content, status, headers)


def faulty(wrong: Wrong) -> Response:
    """The answer to a body in which there is nothing to read."""
    here = language()
    content = {
        "status": "faulty",
        "message": sentence("faulty", here),
        "faults": faults_told([wrong], here),
    }
    return _response(content, Status.FAULTY)


def _response(
    content: Mapping[str, object], status: int, headers: Mapping[str, str] | None = None
) -> Response:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    response = Response(body, status, headers, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language()
    return response
