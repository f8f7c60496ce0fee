"""Which unit the words beside a figure mean: the whole phrase, or a name inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from geodata.imports.bulletin.figures import Share
from geodata.imports.bulletin.words import pattern, words
from geodata.names.answers import Ambiguous, Answer, Match, Unmatched

Resolve = Callable[[str], Answer]
LONGEST_NAME = 6
LONGEST_PHRASE = 30
# A count of voters has three digits at least; "2 p.m." is an hour.
_COUNTED = re.compile(r"[\s:–—-]+\d[\d ]{2,}(?:[.,]\d+)?\s+[^\W\d_][^\d]*$")
_DASH = re.compile(r"\s[-–—]+\s")


@dataclass(frozen=True, slots=True)
class Place:
    """The words that were read as a place, and what they mean."""

    label: str
    answer: Answer

    @property
    def is_sure(self) -> bool:
        """Whether the words mean one unit."""
        return isinstance(self.answer, Match)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that the words can mean."""
        return _units(self.answer)

    @property
    def is_named(self) -> bool:
        """Whether the words mean one unit or several."""
        return not isinstance(self.answer, Unmatched)


def place_before(share: Share, resolve: Resolve) -> Place:
    """The place named last before a figure."""
    place = _place("".join(share.before[-1:]), resolve)
    return _whole(place, share.above, f"{share.above} {place.label}", resolve)


def place_after(share: Share, resolve: Resolve) -> Place:
    """The place named first after a figure."""
    place = _place("".join(share.after[:1]), resolve)
    return _whole(place, share.below, f"{place.label} {share.below}", resolve)


def _whole(place: Place, line: str, joined: str, resolve: Resolve) -> Place:
    """The place, unless it is the rest of a longer name that the end of a line has cut.

    "Kazakhstan" below "West" is no country; two names one below the other are two places.
    """
    if not line or (place.is_named and _place(line, resolve).is_named):
        return place
    longer = _place(joined, resolve)
    is_cut = longer.label not in place.label and longer.label not in line
    return longer if longer.is_sure and is_cut else place


def _place(nearest: str, resolve: Resolve) -> Place:
    if not nearest:
        return Place("", Unmatched())
    answer = resolve(nearest)
    # "Akmola Region – 123 456 voters (57.02 %)": a count stands between the place and its share.
    for bare in (_suffixes().sub("", nearest), _COUNTED.sub("", nearest)):
        if isinstance(answer, Unmatched) and bare and bare != nearest:
            answer = resolve(bare)
    if isinstance(answer, Unmatched):
        # "NUR-SULTAN – Voting ended with": what stands before a dash is where news were written.
        inside = _names_inside(_DASH.split(nearest)[-1], resolve)
        if len(inside) == 1:
            return inside[0]
        if len(inside) > 1:
            units = (unit for place in inside for unit in place.units)
            return Place(nearest, Ambiguous(tuple(dict.fromkeys(units))))
    return Place(nearest, answer)


def is_prose(phrase: str) -> bool:
    """Whether a phrase has more words than a name has."""
    return len(phrase.split()) > LONGEST_NAME


@cache
def _suffixes() -> re.Pattern[str]:
    return re.compile(f"(?:{pattern(words()['suffixes'])})$")


def _names_inside(phrase: str, resolve: Resolve) -> list[Place]:
    """The longest runs of words that are names, none inside another; each unit once."""
    said = phrase.split()[-LONGEST_PHRASE:]
    found: dict[tuple[str, ...], Place] = {}
    free = [True] * len(said)
    for length in range(min(LONGEST_NAME, len(said)), 0, -1):
        for start in range(len(said) - length + 1):
            run = " ".join(said[start : start + length])
            if all(free[start : start + length]) and not run.islower():
                answer = resolve(_suffixes().sub("", run))
                if not isinstance(answer, Unmatched):
                    free[start : start + length] = [False] * length
                    found.setdefault(_units(answer), Place(run, answer))
    return list(found.values())


def _units(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, Match):
        return (answer.unit,)
    return answer.candidates if isinstance(answer, Ambiguous) else ()
