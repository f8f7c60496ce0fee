"""What a wrong word in a list may have been meant to be; it helps a person and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from geodata.names.suggest import LEAST_LIKE, MOST
from geodata.said import Said, either, said

_SAME = 100.0


class Likely:
    """Ids with what each is called; nothing is compared before there is a fault to explain."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._names = names
        # A list that has names in the place of ids has each of them many times.
        self._hints: dict[str, Said | None] = {}

    def hint(self, label: str) -> Said | None:
        """The end of a fault: the ids that a label may mean, with the name it is like; None where
        it is like none. Where it is a name itself, the others are left out."""
        if label not in self._hints:
            found: dict[str, tuple[str, float]] = {}
            for id, name, score in self._like(label.casefold()):
                found.setdefault(id, (name, score))
            best = max((score for _, score in found.values()), default=0.0)
            shown = [
                id if name == id else f"{id} ({name})"
                for id, (name, score) in found.items()
                if score == _SAME or best < _SAME
            ]
            self._hints[label] = said("perhaps {ids}", ids=either(shown[:MOST])) if shown else None
        return self._hints[label]

    def _like(self, key: str) -> Iterator[tuple[str, str, float]]:
        called = [name.casefold() for _, name in self._called]
        found = process.extract(key, called, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=None)
        for _, score, at in found if key else ():
            yield *self._called[at], score

    @cached_property
    def _called(self) -> list[tuple[str, str]]:
        return [(id, name) for id, names in self._names.items() for name in (id, *names)]
