"""Read an announcement of turnout: rows of unit and percent, and everything that is no such row.

Each figure of the text ends in exactly one of two lists, taken or set aside with the reason. The
country's own figure is found in the prose.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from geodata.imports.bulletin.figures import Share, plain, shares
from geodata.imports.bulletin.hours import Hours
from geodata.imports.bulletin.places import Place, Resolve
from geodata.imports.bulletin.rows import (
    NO_FIGURE,
    NO_UNIT,
    NOT_EXACT,
    OTHER_HOUR,
    SAME_AGAIN,
    SEVERAL_FIGURES,
    SEVERAL_UNITS,
    TWICE,
    Line,
    Reading,
    SetAside,
)  # fmt: skip
from geodata.imports.bulletin.sides import placed
from geodata.imports.bulletin.whole import country_line, country_shares, is_total, told_of
from geodata.joins.complete_lists import left_over
from geodata.names.answers import Ambiguous, Match, Unmatched

_DASH = re.compile(r"\s[-–—]+\s")
_WORDS = re.compile(r"[^\W\d_]|[+−±]")
# A decimal before a figure, without a word such as "million" after it, is a figure, too.
_OTHER_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{1,2}(?![\d.,]|\s*[^\W\d_])")


def read_bulletin(
    text: str,
    resolve: Resolve,
    country: str,
    units: Collection[str] = (),
    hours: Hours | None = None,
) -> Reading:
    """Read a text; ``resolve`` says what a phrase means, ``country`` is the country's unit id.

    ``units`` are those that a whole list names: in such a list the one name that fits two units
    means the one that is left. ``hours`` tells figures of another hour.
    """
    shown = plain(text)
    found = list(shares(shown))
    others = hours.others(shown, found, by_parts=False) if hours else {}
    reading = _read(shown, resolve, country, units, others)
    if hours and any(one.reason == TWICE for one in reading.set_aside):
        # One place with two figures: perhaps a part of the text for each of two hours.
        others = hours.others(shown, found, by_parts=True)
        by_parts = _read(shown, resolve, country, units, others)
        reading = max(by_parts, reading, key=lambda one: len(one.taken))
    return reading


def _read(
    text: str,
    resolve: Resolve,
    country: str,
    units: Collection[str],
    others: Mapping[int, str],
) -> Reading:
    late = [_of_another_hour(one, others[one.start]) for one in shares(text) if one.start in others]
    figures, several = _one_each(_completed(_figures(text, resolve, others), units))
    whole = country_shares(figures, country)
    lines, aside = [], []
    for share, place in figures:
        if share in whole:
            continue
        if isinstance(place.answer, Match) and not share.rough:
            lines.append(_line(share, place, place.answer))
        else:
            aside.append(_set_aside(share, place))
    taken, twice = _once(lines)
    national, unclear = country_line(whole, country, {line.unit for line in taken})
    silent = _without_figure(figures, resolve, {line.unit for line in (*lines, *national)})
    every = sorted([*aside, *twice, *unclear, *silent, *several, *late], key=lambda one: one.line)
    return Reading((*national, *taken), tuple(every))


def _figures(text: str, resolve: Resolve, without: Collection[int]) -> list[tuple[Share, Place]]:
    # A number without a sign of percent counts only beside a place: it may be anything.
    numbers = placed(list(shares(text, without)), resolve)
    others = {
        share.start
        for share, place in numbers
        if not (share.signed or place.is_sure or is_total(share))
    }
    return placed(list(shares(text, {*others, *without})), resolve) if others else numbers


def _one_each(
    figures: list[tuple[Share, Place]],
) -> tuple[list[tuple[Share, Place]], list[SetAside]]:
    """The figures without those that share a place: a row of several hours does not say which."""
    several: dict[int, Place] = {}
    for (one, place), (other, next_place) in pairwise(figures):
        is_figure = other.signed or not other.printed.isdigit()
        if is_figure and place.is_sure and not next_place.is_named and not _WORDS.search(other.led):
            several |= {one.start: place, other.start: place}
    for share, place in figures:
        words = "".join(share.before[-1:])
        if place.is_sure and place.label in words and _OTHER_FIGURE.search(words):
            several[share.start] = place
    aside = [
        SetAside(owner.label, share.printed, share.line, SEVERAL_FIGURES, owner.units)
        for share, _ in figures
        if (owner := several.get(share.start))
    ]
    return [pair for pair in figures if pair[0].start not in several], aside


def _of_another_hour(share: Share, hour: str) -> SetAside:
    return SetAside(told_of(share), share.printed, share.line, OTHER_HOUR, (hour,))


def _completed(
    figures: list[tuple[Share, Place]], units: Collection[str]
) -> list[tuple[Share, Place]]:
    answers = {
        place.label: place.answer
        for share, place in figures
        if not share.rough
        and (
            isinstance(place.answer, Ambiguous)
            or (isinstance(place.answer, Match) and place.answer.unit in units)
            or (isinstance(place.answer, Unmatched) and place.answer.suggestions)
        )
    }
    left = left_over(answers, units)
    return [
        (share, Place(place.label, left.get(place.label, place.answer))) for share, place in figures
    ]


def _line(share: Share, place: Place, match: Match) -> Line:
    return Line(match.unit, place.label, match.how, share.value, share.printed, share.line)


def _set_aside(share: Share, place: Place) -> SetAside:
    answer, label = place.answer, place.label or told_of(share)
    if isinstance(answer, Match):
        return SetAside(label, share.printed, share.line, NOT_EXACT, (answer.unit,))
    if isinstance(answer, Ambiguous):
        return SetAside(label, share.printed, share.line, SEVERAL_UNITS, answer.candidates)
    candidates = answer.suggestions if isinstance(answer, Unmatched) else ()
    return SetAside(label, share.printed, share.line, NO_UNIT, candidates)


def _once(lines: Sequence[Line]) -> tuple[list[Line], list[SetAside]]:
    """Each unit once; a unit with two different figures is set aside with both."""
    values: dict[str, set[Decimal]] = {}
    for line in lines:
        values.setdefault(line.unit, set()).add(line.value)
    taken = {line.unit: line for line in reversed(lines) if len(values[line.unit]) == 1}
    twice = [
        SetAside(
            line.label,
            line.printed,
            line.line,
            SAME_AGAIN if line.unit in taken else TWICE,
            (line.unit,),
        )
        for line in lines
        if taken.get(line.unit) is not line
    ]
    return [line for line in lines if taken.get(line.unit) is line], twice


def _without_figure(
    figures: Sequence[tuple[Share, Place]], resolve: Resolve, listed: set[str]
) -> list[SetAside]:
    """Places that stand in the list by themselves, with no figure beside them."""
    used = {place.label for _, place in figures}
    silent: dict[str, SetAside] = {}
    for share, _ in figures:
        for piece in (*share.before, *share.after):
            name = _DASH.split(piece)[0].strip()
            answer = None if {piece, name} & used else resolve(name)
            if isinstance(answer, Match) and answer.unit not in listed:
                silent.setdefault(
                    answer.unit, SetAside(piece, "", share.line, NO_FIGURE, (answer.unit,))
                )
    return list(silent.values())
