"""Suggestions: units whose names look like a label that fits none. They never decide anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rapidfuzz import fuzz, process

from geodata.names.reading import Reader
from geodata.units import Gazetteer, Level, Unit

MOST = 3
LEAST_LIKE = 65.0


class Suggestions:
    """The names of a boundary set, ready to be compared with."""

    def __init__(self, keys: Mapping[str, Sequence[str]]) -> None:
        pairs = [(key, unit) for unit, several in keys.items() for key in dict.fromkeys(several)]
        self._keys = [key for key, _ in pairs]
        self._units = [unit for _, unit in pairs]

    def like(self, key: str, within: Collection[str] | None = None) -> tuple[str, ...]:
        """At most three unit ids, the likeliest first; ``within`` limits them."""
        if not key:
            return ()
        found = process.extract(
            key, self._keys, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE, limit=None
        )
        units = dict.fromkeys(self._units[place] for _, _, place in found)
        return tuple(unit for unit in units if within is None or unit in within)[:MOST]


def kin(
    level: Level, units: Mapping[str, Unit], gazetteer: Gazetteer, reader: Reader
) -> Mapping[str, tuple[str, ...]]:
    """Name of a unit of another time → units of this set that share land with it."""
    related: dict[str, set[str]] = {}
    for one in gazetteer.units:
        if one.level == level and one.id not in units:
            land = set(one.made_of or (one.id,))
            near = {unit.id for unit in units.values() if land & set(unit.made_of or (unit.id,))}
            for name in gazetteer.names_by_unit.get(one.id, ()) if near else ():
                for words in reader.parts(name.name):
                    related.setdefault(reader.read(words).key, set()).update(near)
    return {key: tuple(unit for unit in units if unit in near) for key, near in related.items()}
