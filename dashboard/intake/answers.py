"""What a sender is told: one form of JSON for every status, in a language a person can read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, request

from geodata.imports.report import file_report
from geodata.intake.answer import Answer, Item, Status
from geodata.intake.wording import LANGUAGES, expected, reason, sentence
from geodata.intake.wrong import Wrong

# A body of nonsense can hold more faults than anyone reads.
MOST_FAULTS = 5_000
_WORDS = {
    Status.NEW: "new",
    Status.SAME: "same",
    Status.SEVERAL: "several",
    Status.FAULTY: "faulty",
    Status.CONFLICT: "conflict",
}
_DEFAULT = "en"


def language() -> str:
    """The language that is asked for: by the address, else by the browser; English otherwise."""
    asked = request.args.get("language", "")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, _DEFAULT)


def told(answer: Answer) -> Response:
    """The answer to a request that was read."""
    here, status = language(), answer.status
    content: dict[str, Any] = {
        "mission": answer.mission,
        "is_test": answer.is_test,
        "status": _WORDS[status],
        "message": sentence(_WORDS[status], here, **answer.counts),
        "counts": answer.counts,
    }
    if answer.problems:
        content["faults"] = _faults(answer.problems, here)
    content["items"] = _items(answer.items, here)
    if answer.files:
        content["files"] = [_file(answer, at, here) for at in range(len(answer.files))]
        content["not_read"] = list(answer.left)
    return _response(content, status)


def refused(
    status: int, key: str, headers: dict[str, str] | None = None, **facts: object
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
        "faults": _faults([wrong], here),
    }
    return _response(content, Status.FAULTY)


def _response(
    content: dict[str, Any], status: int, headers: dict[str, str] | None = None
) -> Response:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    response = Response(body, status, headers, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language()
    return response


def _items(items: Sequence[Item], here: str) -> list[dict[str, Any]]:
    left = MOST_FAULTS
    found = []
    for one in items:
        item: dict[str, Any] = {"instance": one.instance, "version": one.version}
        if one.place:
            item["place"] = one.place
        item["status"] = int(one.status)
        if one.notes:
            item["notes"] = list(one.notes)
        if one.wrong:
            item["faults"] = _faults(one.wrong[:left], here)
            left -= len(item["faults"])
        found.append(item)
    return found


def _faults(wrong: Iterable[Wrong], here: str) -> list[dict[str, str]]:
    return [
        {"place": one.place, "value": one.value, "expected": expected(one, here)} for one in wrong
    ]


def _file(answer: Answer, at: int, here: str) -> dict[str, object]:
    one = answer.files[at]
    rows = sum(item.place.startswith(f"{one.file}, ") for item in answer.items)
    report = file_report(one, 0)
    report["taken"] = rows
    for row in report["set_aside"]:  # type: ignore[attr-defined]
        row["says"] = reason(row["reason"], here)
    return report
