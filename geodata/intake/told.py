"""What a sender is told of a request, as JSON and in a language a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geodata.imports.entries import Imported
from geodata.imports.report import file_report
from geodata.intake.answer import Answer, Item, Status
from geodata.intake.wording import expected, reason, sentence
from geodata.intake.wrong import Wrong

# A body of nonsense can hold more faults than anyone reads.
MOST_FAULTS = 5_000
WORDS = {
    Status.NEW: "new",
    Status.SAME: "same",
    Status.SEVERAL: "several",
    Status.FAULTY: "faulty",
    Status.CONFLICT: "conflict",
}


def told(answer: Answer, language: str) -> dict[str, Any]:
    """The answer to a request that was read."""
    word = WORDS[answer.status]
    content: dict[str, Any] = {
        "mission": answer.mission,
        "is_test": answer.is_test,
        "status": word,
        "message": sentence(word, language, **answer.counts),
        "counts": answer.counts,
    }
    if answer.problems:
        content["faults"] = faults_told(answer.problems, language)
    content["items"] = _items(answer.items, language)
    if answer.files:
        content["files"] = [_file(answer, one, language) for one in answer.files]
        content["not_read"] = dict(answer.left)
    return content


def faults_told(wrong: Iterable[Wrong], language: str) -> list[dict[str, str]]:
    """Faults with their place, their value and what was expected."""
    return [
        {"place": one.place, "value": one.value, "expected": expected(one, language)}
        for one in wrong
    ]


def _items(items: Sequence[Item], language: str) -> list[dict[str, Any]]:
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
            item["faults"] = faults_told(one.wrong[:left], language)
            left -= len(item["faults"])
        found.append(item)
    return found


def _file(answer: Answer, one: Imported, language: str) -> dict[str, Any]:
    kept = sum(item.place.startswith(f"{one.file}, ") for item in answer.items)
    report: dict[str, Any] = file_report(one, 0) | {"taken": kept}
    for row in report["set_aside"]:
        row["says"] = reason(row["reason"], language)
    return report
