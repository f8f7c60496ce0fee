"""The mark that everything of a test bears, on pages, in files and at the terminal.

Its words stand in ``missions/text/`` and nowhere else, so no page can say another word than a file.
The public map says them, too, and knows nothing of missions: nothing of them is imported here.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

# Names of files keep to letters that every system can write.
FILE_PREFIX = "SIMULATED-"
_LANGUAGES = ("kk", "ru", "en")
_TEXTS = Path(__file__).parent / "missions" / "text"


@cache
def mark(language: str) -> str:
    """The mark in one language."""
    words = tomllib.loads((_TEXTS / f"{language}.toml").read_text("utf-8"))
    return str(words["about"]["simulated"])


def marks(first: str = "") -> tuple[str, ...]:
    """The mark in every language, that of the reader first."""
    return tuple(mark(one) for one in sorted(_LANGUAGES, key=lambda one: one != first))


def marked_in_all(is_test: bool) -> str:
    """What stands in a row or a line: the mark in every language, nothing where it is no test."""
    return " / ".join(marks()) if is_test else ""
