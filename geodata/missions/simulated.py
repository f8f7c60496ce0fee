"""The mark that everything of a test bears, on pages, in files and at the terminal.

Its words stand in ``text/`` and nowhere else, so no page can say another word than a file.
"""

from __future__ import annotations

from geodata.missions.checklist import LANGUAGES, texts

# Names of files keep to letters that every system can write.
FILE_PREFIX = "SIMULATED-"


def mark(language: str) -> str:
    """The mark in one language."""
    return texts(language)["about"]["simulated"]


def marks(first: str = "") -> tuple[str, ...]:
    """The mark in every language, that of the reader first."""
    return tuple(mark(one) for one in sorted(LANGUAGES, key=lambda one: one != first))


def marked_in_all(is_test: bool) -> str:
    """What stands in a row or a line: the mark in every language, nothing where it is no test."""
    return " / ".join(marks()) if is_test else ""
