"""Find the figures of an announcement, each with the words before and after it.

A figure of a list stands between a place and a mark of punctuation; the sign of percent may be
missing, the decimal sign may be a comma, a point or the Arabic one, the digits Arabic ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from geodata.imports.bulletin.lines import GOES_ON, unwrapped
from geodata.imports.bulletin.moment import without_clocks
from geodata.imports.bulletin.words import pattern, words
from geodata.imports.numbers import DIGITS

_SIGNS = {ord("٫"): ",", ord("؛"): ";", ord("،"): ",", ord("−"): "-"}
_SPACES = re.compile(r"[^\S\n]+")
# A point ends a sentence after a longer word or a figure; after "г." or "обл." it does not.
_POINT = r"(?:(?<=[^\W\d_]{4})|(?<=[\d%)]))\.(?=\s|$)"
# "In Akmola Region, where 57 % voted" is one clause.
_SPEAKS_ON = rf"\s(?:{pattern(words()['speaks_on'])})(?!\w)"
BOUNDARY = re.compile(rf"[\n;!?]|(?<!\d):|:(?!\d)|,(?=\s)(?!{_SPEAKS_ON})|{_POINT}", re.IGNORECASE)
_LED_TO = re.compile(r"[^\W\d_][)»\"']*\s*[-–—=]+\s*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# A name may be cut at the end of a line with nothing to tell: "West" and below it "Kazakhstan".
_ABOVE = re.compile(r"([^\n;:!?,]*[^\W\d_]) *\n *[^\W\d_][^\n;:!?,]*:?\s*$")
_BELOW = re.compile(r"[^\n;:!?,]*[^\W\d_] *\n *([^\W\d_][^\n;:!?,]*)")
SENTENCE = re.compile(rf"[\n;!?]|{_POINT}")
# Stands for the figure before a text that follows one, so that a point after it is seen as its end.
_FIGURE_END = "%"
# A dash before a figure of turnout is punctuation, whatever its length.
_NUMBER = r"(?<![\d.,/])(?<!\d[:-])(\d{1,4}(?:[.,]\d{1,4})?)"
_END = r"(?<![12]\d{3})(?=\s*(?:[;\n)!?]|,(?=\s|$)|\.(?=\s|$)|$))"


@dataclass(frozen=True, slots=True)
class Share:
    """One figure with the words before it since the last one, and after it until the next.

    ``signed`` is whether a sign or word of percent follows. ``start`` is the place in the text,
    ``line`` counts from 1. ``led`` and ``followed`` are the text back to the figure before and on
    to the next one. ``above`` is the line end that may belong to the last words before it,
    ``below`` the line beginning that may belong to the first words after it. ``touches_before``
    and ``touches_after`` are whether words stand beside the figure with no mark of punctuation
    between; ``dashed`` is whether a dash leads to it, ``rough`` whether it is said to be a bound
    or about ("over 40 %").
    """

    value: Decimal
    printed: str
    signed: bool
    start: int
    line: int
    led: str
    followed: str
    is_last: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    above: str
    below: str
    sentence: str
    touches_before: bool
    touches_after: bool
    dashed: bool
    rough: bool


def plain(text: str) -> str:
    """The text with digits and punctuation of one script, single spaces, no invisible signs.

    A figure of percent that a space has cut ("67, 85 %") is one figure again, and so is a row
    that a narrow page has broken ("West" and, on the next line, "Kazakhstan"). The digits of web
    addresses are no figures.
    """
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    one = unicodedata.normalize("NFC", shown).replace("\r\n", "\n").replace("\r", "\n")
    spaced = _SPACES.sub(" ", _ADDRESS.sub(" ", one.translate(DIGITS).translate(_SIGNS)))
    spaced = unwrapped(spaced)
    whole = _broken().sub(rf"\1{GOES_ON}", _cut().sub(r"\1\2", spaced))
    return without_clocks(whole)


@cache
def _cut() -> re.Pattern[str]:
    signs = pattern(words()["percent"])
    number = r"(?<![\d.,:/-])(\d{1,3})"
    return re.compile(rf"{number} ?([.,]) ?(?=\d{{1,2}}\s*(?:{signs}))", re.IGNORECASE)


@cache
def _broken() -> re.Pattern[str]:
    """Where a list in running text goes on below: after a figure words begin, but no line ends."""
    signs = pattern(words()["percent"])
    return re.compile(rf"((?:{signs})[,;] [^\n\d%]*[^\W\d_])\n(?=[^\W\d_])", re.IGNORECASE)


@cache
def _next_name() -> str:
    """Where the next row follows with no sign between: "Akmola 57.02 Aktobe 56.1"."""
    begins = rf"(?= (?:(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])|(?:{pattern(words()['name_begins'])})(?!\w)))"
    return "|".join(rf"(?<={decimals}){begins}" for decimals in (r"[.,]\d", r"[.,]\d\d"))


@cache
def _share() -> re.Pattern[str]:
    signs = pattern(words()["percent"])
    return re.compile(rf"{_NUMBER}(?:\s*(?P<sign>{signs})|{_END}|{_next_name()})", re.IGNORECASE)


def shares(text: str, without: Collection[int] = ()) -> Iterator[Share]:
    """The figures of a text made plain, in their order; ``without`` those that start there."""
    found = [match for match in _share().finditer(text) if match.start() not in without]
    for number, match in enumerate(found):
        start = found[number - 1].end() if number else 0
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        before, after = text[start : match.start()], text[match.end() : end]
        printed = match.group(1)
        yield Share(
            Decimal(printed.replace(",", ".")),
            printed,
            match["sign"] is not None,
            match.start(),
            sum(text.count(end, 0, match.start(1)) for end in ("\n", GOES_ON)) + 1,
            before,
            after,
            number + 1 == len(found),
            pieces(_rough_before().sub("", before)),
            pieces(f"{_FIGURE_END}{after}"),
            "".join(_cut_off(_ABOVE.search(before))[-1:]),
            "".join(_cut_off(_BELOW.match(after))[:1]),
            _sentence(text, match.start(), match.end()),
            bool(pieces(_rough_before().sub("", BOUNDARY.split(before)[-1]))),
            bool(pieces(BOUNDARY.split(f"{_FIGURE_END}{after}")[0])),
            bool(_LED_TO.search(before)),
            bool(_rough_before().search(before) or _rough_after().match(after)),
        )


@cache
def _rough_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern(words()['rough_before'])})\s*$", re.IGNORECASE)


@cache
def _rough_after() -> re.Pattern[str]:
    return re.compile(rf"[\w-]*\s+(?:{pattern(words()['rough_after'])})(?!\w)", re.IGNORECASE)


def pieces(text: str) -> tuple[str, ...]:
    """The parts that punctuation sets apart, without what stands around the words."""
    parts = (
        " ".join(part.split()).strip(" \t-–—−•*·«»\"'().,|/=~_%") for part in BOUNDARY.split(text)
    )
    return tuple(part for part in parts if any(sign.isalpha() for sign in part))


def _cut_off(found: re.Match[str] | None) -> tuple[str, ...]:
    return pieces(found[1]) if found else ()


def _sentence(text: str, start: int, end: int) -> str:
    ends = [0, *(match.end() for match in SENTENCE.finditer(text)), len(text)]
    first = max(place for place in ends if place <= start)
    last = min(place for place in ends if place >= end)
    return text[first:last].strip()
