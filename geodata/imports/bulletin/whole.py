"""Find the country's own figure in the prose; where the prose has several, none is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.imports.bulletin.figures import Share
from geodata.imports.bulletin.places import Place, is_prose
from geodata.imports.bulletin.rows import COUNTRY_UNCLEAR, SAME_AGAIN, Line, SetAside
from geodata.imports.bulletin.words import says
from geodata.names.answers import Match, Unmatched


def country_shares(figures: Sequence[tuple[Share, Place]], country: str) -> list[Share]:
    """The figures of sentences about voters in which no region is named."""
    named = [
        share
        for share, place in figures
        if (share.signed or is_total(share))
        and not share.rough
        and _is_country(share, place, country)
    ]
    sure = [share for share in named if _is_whole(share)]
    return named if len({share.value for share in named}) == 1 else sure or named


def _is_whole(share: Share) -> bool:
    return any(says(words).search(share.sentence) for words in ("country", "whole"))


def _is_country(share: Share, place: Place, country: str) -> bool:
    if not isinstance(place.answer, Unmatched) or place.answer.suggestions:
        return isinstance(place.answer, Match) and place.answer.unit == country
    # "or 53.11 %" is said of the words before "or"; a name nobody knows is no country.
    return _tells(told_of(share))


def told_of(share: Share) -> str:
    """The words that say what a figure is a share of."""
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


def country_line(
    found: Sequence[Share], country: str, listed: set[str]
) -> tuple[list[Line], list[SetAside]]:
    """The country's row, where the prose has one figure of it; figures that are not taken.

    ``listed`` are the units that have a row of their own.
    """
    values = {share.value for share in found}
    if country in listed or not found:
        return [], [_unclear(share) for share in found]
    if len(values) == 1:
        share, *others = found
        line = Line(country, told_of(share), "prose", share.value, share.printed, share.line)
        return [line], [_again(one, country) for one in others]
    return [], [_unclear(share) for share in found]


def _again(share: Share, country: str) -> SetAside:
    return SetAside(told_of(share), share.printed, share.line, SAME_AGAIN, (country,))


def _unclear(share: Share) -> SetAside:
    return SetAside(told_of(share), share.printed, share.line, COUNTRY_UNCLEAR)


def is_total(share: Share) -> bool:
    """Whether a number without a sign of percent stands in a row of the whole: "Total 50.65"."""
    words = "".join(share.before[-1:])
    is_short = not is_prose(words) and not any(sign.isdigit() for sign in words)
    return bool(says("country").search(words)) and is_short and not share.printed.isdigit()
