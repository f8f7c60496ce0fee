"""Findings that a person has accepted, with the reason in every language, who and when.

They lie beside the figures, in ``accepted.csv`` of the election's folder, so the reason is kept
as long as the figure is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from geodata.checks.finding import CODES, Acceptance
from geodata.checks.release import Accepted
from geodata.elections import Key
from geodata.errors import Fault, FaultyData
from geodata.said import said

FILE_NAME = "accepted.csv"
KEY_COLUMNS = ("code", "measure", "subject", "part", "unit", "time")
DECISION_COLUMNS = ("who", "on")


def columns(languages: Sequence[str]) -> tuple[str, ...]:
    """The header of the file for a country's languages."""
    return (*KEY_COLUMNS, *(f"reason_{language}" for language in languages), *DECISION_COLUMNS)


def read_accepted(folder: Path, languages: Sequence[str]) -> Accepted:
    """(code, key) → the decision, from an election's folder; empty where nothing was accepted.

    Raises FaultyData with every fault of the file.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    faults: list[Fault] = []
    accepted: dict[tuple[str, Key], Acceptance] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in columns(languages) if name not in (rows.fieldnames or ())]
        if missing:
            expected = said("the columns {columns}", columns=columns(languages))
            raise FaultyData([Fault(FILE_NAME, 1, ", ".join(missing), "", expected, True)])
        for row in rows:
            found = list(_faults(row, rows.line_num, languages))
            faults += found
            if not found:
                accepted[row["code"], _key(row)] = _decision(row, languages)
    if faults:
        raise FaultyData(faults)
    return accepted


def _faults(row: dict[str, str], line: int, languages: Sequence[str]) -> Iterator[Fault]:
    if row["code"] not in CODES:
        expected = said("one of {choices}", choices=list(CODES))
        yield Fault(FILE_NAME, line, "code", row["code"] or "", expected)
    for name in (*(f"reason_{language}" for language in languages), "who"):
        if not (row[name] or "").strip():
            yield Fault(FILE_NAME, line, name, "", said("must not be empty"))
    try:
        date.fromisoformat(row["on"] or "")
    except ValueError:
        yield Fault(FILE_NAME, line, "on", row["on"] or "", said("a day as 2022-06-05"))


def _key(row: dict[str, str]) -> Key:
    return Key(row["measure"], row["unit"], row["time"], row["subject"], row["part"])


def _decision(row: dict[str, str], languages: Sequence[str]) -> Acceptance:
    reasons = {language: row[f"reason_{language}"].strip() for language in languages}
    return Acceptance(reasons, row["who"].strip(), date.fromisoformat(row["on"]))
