"""The words by which announcements are understood, from words.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path


@cache
def words() -> Mapping[str, list[str]]:
    """The lists of words.toml."""
    return tomllib.loads(_file().read_text(encoding="utf-8"))


@cache
def months() -> Mapping[int, frozenset[str]]:
    """Number of the month → its names in scripts that the calendar library lacks."""
    listed: list[list[str]] = tomllib.loads(_file().read_text(encoding="utf-8"))["months"]
    return {number: frozenset(names) for number, names in enumerate(listed, start=1)}


def _file() -> Path:
    return Path(__file__).with_name("words.toml")


def pattern(entries: Iterable[str]) -> str:
    """A pattern of any of the words; an asterisk stands for any ending."""
    longest = sorted(entries, key=len, reverse=True)
    return "|".join(re.escape(entry).replace(r"\*", r"\w*") for entry in longest)


@cache
def says(name: str) -> re.Pattern[str]:
    """A pattern that finds one of the words of a list in a text, as whole words."""
    return re.compile(rf"(?<!\w)(?:{pattern(words()[name])})(?!\w)", re.IGNORECASE)
