"""Cells that a spreadsheet would run as a formula get an apostrophe before them."""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """The text as it may be written into a CSV file."""
    return f"'{text}" if text.startswith((*_STARTS, "'")) else text


def unguarded(text: str) -> str:
    """The text as it was before it was guarded."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_STARTS, "'")) else text
