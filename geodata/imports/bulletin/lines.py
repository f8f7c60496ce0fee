"""The lines of a text as they were meant: what a narrow page has broken is one line again.

A name may be cut ("Акмолинская" and below it "область"), and a whole paragraph may have been
broken at the width of its page. A list with a row a line stays as it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from geodata.imports.bulletin.words import pattern, words

# Stands where a line went on: a space, but the lines of the file can still be counted.
GOES_ON = "\v"
_FIRST_WORD = re.compile(r"\s*[^\s-]*-?")
_ENDS_IN_WORD = re.compile(r"[^\W\d_][)»\"']?\s*$")
_ENDS_IN_HYPHEN = re.compile(r"[^\W\d_]-\s*$")
_BEGINS_SMALL = re.compile(r"\s*[(«\"']?(?!\d)\w")
_BEGINS_IN_WORD = re.compile(r"\s*[^\W\d_]")
_AT_DASH = re.compile(r"[-–—]\s*\n|\n\s*[-–—]\s*\d")
_FIGURE = re.compile(r"\d+[.,]\d+|\d+\s*%")
# Letters differ in width, so that the lines of a printed column differ in number of letters.
LEAST_FULL = 0.8
LEAST_WIDTH = 22
LEAST_LINES = 3


def unwrapped(text: str) -> str:
    """The text with GOES_ON in place of each line end that only the width of a page made."""
    lines = text.split("\n")
    joins = [_is_cut(above, below) for above, below in itertools.pairwise(lines)]
    for first, last in _paragraphs(lines):
        joins[first:last] = [True] * (last - first)
    ends = [GOES_ON if join else "\n" for join in joins]
    return "".join(part for pair in zip(lines, [*ends, ""], strict=True) for part in pair)


def _is_cut(above: str, below: str) -> bool:
    """Whether a name or sentence goes on below: no new line begins with a small letter."""
    if _ENDS_IN_HYPHEN.search(above):
        return bool(_BEGINS_IN_WORD.match(below))
    ends_in_word = bool(_ENDS_IN_WORD.search(above))
    leads_on = bool(_leads_on().search(above)) and bool(_BEGINS_IN_WORD.match(below))
    return leads_on or (ends_in_word and _begins_small(below))


@cache
def _leads_on() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern(words()['leads_on'])})\s*$", re.IGNORECASE)


def _begins_small(line: str) -> bool:
    begins = _BEGINS_SMALL.match(line)
    return bool(begins and begins[0][-1].islower())


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last line of each paragraph that was broken at the width of its page."""
    for first, last in _blocks(lines):
        width = max(len(line) for line in lines[first : last + 1])
        start = first
        for place in range(first, last + 1):
            if place == last or not _is_full(lines[place], lines[place + 1], width):
                if _is_wrapped(lines[start : place + 1], width):
                    yield start, place
                start = place + 1


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for place, line in enumerate([*lines, ""]):
        if line.strip():
            start = place if start is None else start
        elif start is not None:
            yield start, place - 1
            start = None


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted into the line."""
    word = _FIRST_WORD.match(below)
    return len(line.rstrip()) + 1 + len(word[0] if word else "") > LEAST_FULL * width


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    pairs = list(itertools.pairwise(lines))
    cut = sum(_goes_on(above, below) for above, below in pairs)
    # A list has one figure in each of its rows.
    uneven = sum(len(_FIGURE.findall(line)) != 1 for line in lines)
    is_paragraph = len(lines) >= LEAST_LINES and width >= LEAST_WIDTH
    is_broken = 2 * cut >= len(pairs) or 4 * uneven >= len(lines)
    return is_paragraph and is_broken and uneven > 0 and 4 * cut >= len(pairs)


def _goes_on(above: str, below: str) -> bool:
    """Whether the line end stands inside a phrase: no list ends its rows so."""
    in_words = _ENDS_IN_WORD.search(above) and _BEGINS_IN_WORD.match(below)
    return bool(in_words or _AT_DASH.search(f"{above}\n{below}") or _begins_small(below))
