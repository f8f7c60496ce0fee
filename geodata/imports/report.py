"""What an import has to say for other programs, and its entries as lines of a store."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from geodata.checks.report import as_json as finding_as_json
from geodata.country import Country
from geodata.elections import Election
from geodata.imports.entries import Entry, Imported
from geodata.imports.run import Outcome


def as_json(outcome: Outcome, country: Country, election: Election) -> dict[str, object]:
    """Rows read, taken and set aside with reasons, columns dropped, notes, findings."""
    files = [file_report(one, len(outcome.records.get(one.file, ()))) for one in outcome.files]
    aside = sum(len(one.set_aside) for one in outcome.files)
    rows = sum(one.rows for one in outcome.files)
    return {
        "election": election.id,
        "rows": rows,
        "taken": rows - aside,
        "set_aside": aside,
        "files": files,
        "files_of_archives_not_read": dict(outcome.files_left),
        "sheets_not_read": {file: list(names) for file, names in outcome.sheets_left.items()},
        "findings": [finding_as_json(one, country, election.day) for one in outcome.findings],
    }


def file_report(one: Imported, records: int) -> dict[str, Any]:
    """One file: rows read, taken and set aside with reasons, columns dropped, notes."""
    return {
        "file": one.file,
        "format": one.format,
        "rows": one.rows,
        "taken": one.rows - len(one.set_aside),
        "figures": records,
        "set_aside": [
            {
                "line": row.line,
                "reason": row.reason,
                "about": row.about,
                "candidates": list(row.candidates),
            }
            for row in one.set_aside
        ],
        "reasons": dict(Counter(row.reason for row in one.set_aside)),
        "cells_set_aside": [asdict(cell) for cell in one.cells_set_aside],
        "columns_taken": list(one.columns_taken),
        "columns_dropped": list(one.columns_dropped),
        "notes": dict(one.notes),
        "unknown_questions": list(one.unknown_questions),
        "unknown_answers": [asdict(answer) for answer in one.unknown_answers],
    }


def stored(entry: Entry, imported: Imported, map_version: str) -> str:
    """An entry as one line of JSON, with the system, the file and the form map it came by."""
    content = asdict(entry) | {
        "format": imported.format,
        "file": imported.file,
        "form_map": map_version,
    }
    return json.dumps(content, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
