"""What a release check found: a code, what it is about, and the figures as they were printed.

``F`` is an error, ``W`` a warning; the number says which check spoke, so F102 and W102 are the
same check in two strengths. Words for people are filled in elsewhere (``wording``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from geodata.elections import Key, Record
from geodata.read_cells import BETWEEN_SOURCES

OUT_OF_RANGE = "F101"
FALL = "F102"
SMALL_FALL = "W102"
ABOVE_REGISTER = "F103"
SHARE = "F104"
SHARE_NEARLY = "W104"
SUM = "F105"
UNKNOWN_UNIT = "F106"
MISSING_UNITS = "W107"
SOURCES_DISAGREE = "F108"
SOURCES_ROUND = "W108"
SHIFTED = "F109"
STEP = "W110"
EQUAL = "W111"
SEVERAL_UNITS = "F112"
SHRUNK = "F113"
OMITTED = "F114"

CODES = (
    OUT_OF_RANGE, FALL, SMALL_FALL, ABOVE_REGISTER, SHARE, SHARE_NEARLY, SUM, UNKNOWN_UNIT,
    MISSING_UNITS, SOURCES_DISAGREE, SOURCES_ROUND, SHIFTED, STEP, EQUAL, SEVERAL_UNITS,
    SHRUNK, OMITTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Printed:
    """One figure that takes part in a finding, with the place it was read from."""

    unit: str
    time: str
    measure: str
    text: str
    source: str
    address: str
    file: str
    line: int
    subject: str = ""

    @classmethod
    def of(cls, record: Record) -> Printed:
        """The figure of a record as it was printed."""
        sources = record.figure.sources
        return cls(
            record.key.unit,
            record.key.time,
            record.key.measure,
            printed_value(record),
            BETWEEN_SOURCES.join(source.title for source in sources),
            BETWEEN_SOURCES.join(source.address for source in sources if source.address),
            record.file,
            record.line,
            record.key.subject,
        )


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's decision that a finding stands as it is: the reason by language, who, when."""

    reasons: Mapping[str, str]
    who: str
    on: date


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a release check has to say.

    ``facts`` fill the sentence of the code: numbers and unit ids, never words. ``accepted`` is
    set where a person has said why the figures stand.
    """

    code: str
    key: Key
    printed: tuple[Printed, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    accepted: Acceptance | None = None

    @property
    def is_error(self) -> bool:
        """Whether a release must wait for it: an error that nobody has accepted."""
        return self.code.startswith("F") and self.accepted is None


def finding(code: str, key: Key, records: Iterable[Record], **facts: object) -> Finding:
    """A finding about some records, in an order that does not depend on the order of the file."""
    printed = tuple(sorted({Printed.of(record) for record in records}))
    return Finding(code, key, printed, {name: plain(fact) for name, fact in facts.items()})


def plain(fact: object) -> str:
    """A fact as text: decimals without exponent, tuples with commas."""
    if isinstance(fact, Decimal):
        return f"{fact:f}"
    if isinstance(fact, tuple):
        return ", ".join(plain(part) for part in fact)
    return str(fact)


def printed_value(record: Record) -> str:
    """The value as printed, or its bounds with an ellipsis between."""
    figure = record.figure
    if figure.value is not None:
        return plain(figure.value)
    low, high = (plain(bound) if bound is not None else "" for bound in (figure.low, figure.high))
    return f"{low}…{high}"
