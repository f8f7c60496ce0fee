"""What is wrong with a message: the place in it, what stands there, and what was expected.

A value is repeated only where it cannot name a person: a number, a yes or no, a short word. Of any
other text only its length is told, so that nobody's name or telephone comes back in an answer or
gets into a log.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

_WORD = re.compile(r"[\w.:/+-]{1,40}")
_DIGITS = re.compile(r"\d{6}")
LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a message.

    ``place`` is the way to it ("[3].payload.voted"), "" for the whole. ``expected`` is the key of
    a sentence in ``text/*.toml``, ``facts`` what is filled into it.
    """

    place: str
    value: str
    expected: str
    facts: Mapping[str, str] = field(default_factory=dict)


class Unfit(Exception):
    """A value is not what its field takes."""

    def __init__(self, expected: str, **facts: str) -> None:
        self.expected, self.facts = expected, facts
        super().__init__(expected)


class UnfitParts(Exception):
    """Parts of a value are not what they should be: for each its place in it and what is wrong."""

    def __init__(self, parts: Sequence[tuple[str, object, Unfit]]) -> None:
        self.parts = parts
        super().__init__()


def shown(value: object) -> str:
    """A value as it may be repeated to its sender."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return value if is_short_word(value) else f"(text, {len(value)})"
    if isinstance(value, int | Decimal):
        return _number(value)
    return f"(fields, {len(value)})" if isinstance(value, dict) else "(list)"


def _number(value: int | Decimal) -> str:
    # Writing thousands of digits out takes time.
    if isinstance(value, int) and abs(value) >= 10**LONGEST_NUMBER:
        return "(a very long number)"
    text = str(value)
    return text if len(text) <= LONGEST_NUMBER else f"{text[: LONGEST_NUMBER - 1]}…"


def is_short_word(text: str) -> bool:
    """Whether a text is one short word that is no telephone number."""
    return bool(_WORD.fullmatch(text)) and not _DIGITS.search(text) and text.isprintable()


def name_shown(name: str) -> str:
    """The name of a field as it may be repeated: people have put names there, too."""
    return name if is_short_word(name) else f"(name, {len(name)})"
