"""Write records in the one tidy form of an election's folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from geodata.elections import Record
from geodata.figures import Source

COLUMNS = (
    "measure", "subject", "part", "unit", "time", "as_of", "value", "low", "high", "qualifier",
    "counted_in", "status", "derived", "notes", "source", "address", "published_on",
)  # fmt: skip


def tidy_csv(records: Iterable[Record]) -> str:
    """The records as CSV with the header of docs/data.md, ready for an election's folder."""
    lines = io.StringIO(newline="")
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(_row(record) for record in records)
    return lines.getvalue()


def _row(record: Record) -> tuple[str, ...]:
    key, figure = record.key, record.figure
    source = figure.sources[0] if figure.sources else Source("")
    numbers = (_number(number) for number in (figure.value, figure.low, figure.high))
    return (
        key.measure, key.subject, key.part, key.unit, key.time, _moment(figure.as_of), *numbers,
        figure.qualifier.value, figure.counted_in, figure.status, figure.derived,
        " ".join(figure.notes), source.title, source.address,
        source.published_on.isoformat() if source.published_on else "",
    )  # fmt: skip


def _number(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _moment(moment: datetime | date | None) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else ""
