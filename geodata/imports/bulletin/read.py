"""Read an announcement of turnout: rows of unit and percent, and everything that is no such row.

Each figure of the text ends in exactly one of two lists, taken or set aside with the reason. The
country's own figure is found in the prose; where the prose has several, none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from geodata.imports.bulletin.figures import Share, plain, shares
from geodata.imports.bulletin.places import Place, Resolve, is_prose
from geodata.imports.bulletin.sides import placed
from geodata.imports.bulletin.words import says
from geodata.joins.complete_lists import left_over
from geodata.names.answers import Ambiguous, Match, Unmatched

# Reasons for which a figure is set aside; docs/imports.md explains each.
NO_UNIT = "no-unit"
SEVERAL_UNITS = "several-units"
TWICE = "twice"
SAME_AGAIN = "same-again"
NO_FIGURE = "no-figure"
NOT_EXACT = "not-exact"
COUNTRY_UNCLEAR = "country-unclear"
_DASH = re.compile(r"\s[-–—]+\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a unit, as printed, with the line of the text it stands in."""

    unit: str
    label: str
    how: str
    value: Decimal
    printed: str
    line: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something of the text that gave no row, and why.

    ``candidates`` are the units it may mean.
    """

    label: str
    printed: str
    line: int
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text gave: rows and what was set aside, in the order of the text."""

    taken: tuple[Line, ...]
    set_aside: tuple[SetAside, ...]


def read_bulletin(
    text: str, resolve: Resolve, country: str, units: Collection[str] = ()
) -> Reading:
    """Read a text; ``resolve`` says what a phrase means, ``country`` is the country's unit id.

    ``units`` are those that a whole list names: in such a list the one name that fits two units
    means the one that is left.
    """
    figures = _completed(_figures(plain(text), resolve), units)
    country_shares = _country_shares(figures, country)
    lines, aside = [], []
    for share, place in figures:
        if share in country_shares:
            continue
        if isinstance(place.answer, Match) and not share.rough:
            lines.append(_line(share, place, place.answer))
        else:
            aside.append(_set_aside(share, place))
    taken, twice = _once(lines)
    national, unclear = _country(country_shares, country, {line.unit for line in taken})
    silent = _without_figure(figures, resolve, {line.unit for line in (*lines, *national)})
    every = sorted([*aside, *twice, *unclear, *silent], key=lambda one: one.line)
    return Reading((*national, *taken), tuple(every))


def _figures(text: str, resolve: Resolve) -> list[tuple[Share, Place]]:
    # A number without a sign of percent counts only beside a place: it may be anything.
    numbers = placed(list(shares(text)), resolve)
    others = {share.start for share, place in numbers if not (share.signed or place.is_sure)}
    return placed(list(shares(text, others)), resolve) if others else numbers


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


def _country_shares(figures: Sequence[tuple[Share, Place]], country: str) -> list[Share]:
    """The figures of sentences about voters in which no region is named."""
    named = [
        share
        for share, place in figures
        if share.signed and not share.rough and _is_country(share, place, country)
    ]
    sure = [share for share in named if _is_whole(share)]
    return named if len({share.value for share in named}) == 1 else sure or named


def _is_whole(share: Share) -> bool:
    return any(says(words).search(share.sentence) for words in ("country", "whole"))


def _is_country(share: Share, place: Place, country: str) -> bool:
    if not isinstance(place.answer, Unmatched) or place.answer.suggestions:
        return isinstance(place.answer, Match) and place.answer.unit == country
    # "or 53.11 %" is said of the words before "or"; a name nobody knows is no country.
    return _tells(_told(share))


def _told(share: Share) -> str:
    told = [piece for piece in share.before if not piece.islower() or _tells(piece)]
    follows = "".join(share.after[:1])
    # Where the figure begins its clause, or a clause of many words leads to it, what it is a share
    # of may follow; after a short name it may not, for that is a place.
    prose = not share.touches_before or is_prose(share.before[-1])
    if told and (_tells(told[-1]) or not (prose and share.touches_after and _tells(follows))):
        return told[-1]
    return follows


def _tells(piece: str) -> bool:
    return any(says(words).search(piece) for words in ("voters", "country", "whole"))


def _country(
    found: Sequence[Share], country: str, listed: set[str]
) -> tuple[list[Line], list[SetAside]]:
    values = {share.value for share in found}
    if country in listed or not found:
        return [], [_unclear(share) for share in found]
    if len(values) == 1:
        share = found[0]
        label = _told(share)
        return [Line(country, label, "prose", share.value, share.printed, share.line)], []
    return [], [_unclear(share) for share in found]


def _unclear(share: Share) -> SetAside:
    return SetAside(_told(share), share.printed, share.line, COUNTRY_UNCLEAR)


def _line(share: Share, place: Place, match: Match) -> Line:
    return Line(match.unit, place.label, match.how, share.value, share.printed, share.line)


def _set_aside(share: Share, place: Place) -> SetAside:
    answer, label = place.answer, place.label or _told(share)
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
            name = _DASH.split(piece)[0]
            answer = resolve(name) if piece not in used else None
            if isinstance(answer, Match) and answer.unit not in listed:
                silent.setdefault(
                    answer.unit, SetAside(piece, "", share.line, NO_FIGURE, (answer.unit,))
                )
    return list(silent.values())
