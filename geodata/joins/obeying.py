"""A resolver that obeys what a person has decided of labels, before its own rules.

A decision is of one boundary set. Inside a named parent it counts only where its unit lies in it,
since districts of one name lie in several regions. A code says more than any label, and stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from geodata.errors import NoBoundaries
from geodata.joins.accepted import Accepted, accepted_for, plain
from geodata.names.answers import Answer, Match
from geodata.names.resolve import LevelResolver, Resolver
from geodata.units import Level

_LEVELS: tuple[Level, ...] = ("region", "district")


class ObeyingResolver(Resolver):
    """``of`` with the decisions of some boundary sets, by the id of the set."""

    def __init__(self, of: Resolver, decided: Mapping[str, Accepted]) -> None:
        vars(self).update(vars(of))
        self._of, self._decided = of, decided
        self._at = {}

    def _made(self, level: Level, day: date) -> LevelResolver:
        plain = self._of.at(level, day)
        decided = self._decided.get(plain.boundary_set.id)
        return _ObeyingLevel(plain, decided) if decided else plain


class _ObeyingLevel(LevelResolver):
    def __init__(self, of: LevelResolver, decided: Accepted) -> None:
        vars(self).update(vars(of))
        self._decided = decided

    def resolve(self, label: str, parent: str = "", code: str = "", scheme: str = "") -> Answer:
        answer = super().resolve(label, parent, code, scheme)
        return obeyed(answer, label, parent, self._decided, self)


def obeyed(
    answer: Answer, label: str, parent: str, decided: Accepted, resolver: LevelResolver
) -> Answer:
    """What a person has decided of a label, else the answer that the rules gave."""
    by_code = isinstance(answer, Match) and answer.how in ("code", "old code")
    if by_code or plain(label) not in decided.by_label:
        return answer
    unit = decided.unit_of(label, parent, resolver.parents_of)
    return Match(unit, "accepted") if unit else answer


def obeying(resolver: Resolver, day: date, kept: Path | None) -> Resolver:
    """The resolver with the decisions that lie beside a file, for the sets in force on a day.

    Raises FaultyData where they cannot be read.
    """
    decided: dict[str, Accepted] = {}
    for level in _LEVELS if kept else ():
        try:
            known = resolver.at(level, day)
        except NoBoundaries:
            continue
        found = accepted_for(kept, known.boundary_set, known.units) if kept else Accepted()
        if found.by_label:
            decided[known.boundary_set.id] = found
    return ObeyingResolver(resolver, decided) if decided else resolver
