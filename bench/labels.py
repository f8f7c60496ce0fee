"""A hundred thousand labels: ours beside RapidFuzz alone, in labels a second and in what is wrong.

Also the real labels of published lists: how many are matched, ambiguous, unmatched and wrong, by
the resolver, by comparing names as they stand, and by the likest name.
"""

from __future__ import annotations

import csv
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from geodata.names.answers import Ambiguous, Match
from geodata.names.resolve import Resolver
from geodata.names.rules import read_rules
from geodata.read_country import read_country
from geodata.units import Level

ROOT = Path(__file__).parents[1]
COUNTRIES = ROOT / "geodata" / "countries"
LABELS = ROOT / "tests" / "geodata" / "names" / "labels.csv"
MANY, SEED = 100_000, 20160320
LIKE_ENOUGH = 90


@dataclass(frozen=True, slots=True)
class Label:
    """A real label with the unit its source meant, or "ambiguous", "unmatched"."""

    text: str
    day: date
    level: Level
    parent: str
    expected: str


Way = Callable[[Label], str]


def read_labels() -> list[Label]:
    """The real labels."""
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return [
            Label(
                row["label"],
                date.fromisoformat(row["day"]),
                "region" if row["level"] == "region" else "district",
                row["parent"],
                row["expected"],
            )
            for row in csv.DictReader(lines)
        ]


def by_resolver(resolver: Resolver) -> Way:
    """Our way."""

    def find(label: Label) -> str:
        answer = resolver.resolve(label.text, label.day, label.level, label.parent)
        if isinstance(answer, Match):
            return answer.unit
        return "ambiguous" if isinstance(answer, Ambiguous) else "unmatched"

    return find


def names_of(resolver: Resolver, label: Label) -> dict[str, list[str]]:
    """Name → units that bear it on the day, full and short names."""
    names: dict[str, list[str]] = {}
    for unit in resolver.at(label.level, label.day).units:
        for name in resolver.gazetteer.names_by_unit.get(unit, ()):
            if name.form != "alias" and name.on(label.day):
                names.setdefault(name.name, []).append(unit)
    return names


def by_equal_names(resolver: Resolver) -> Way:
    """Names as they stand."""
    tables: dict[tuple[Level, date], dict[str, list[str]]] = {}

    def find(label: Label) -> str:
        key = (label.level, label.day)
        if key not in tables:
            tables[key] = names_of(resolver, label)
        units = set(tables[key].get(label.text, ()))
        return units.pop() if len(units) == 1 else "ambiguous" if units else "unmatched"

    return find


def by_likeness(resolver: Resolver) -> Way:
    """RapidFuzz alone: the likest name wins."""
    tables: dict[tuple[Level, date], tuple[list[str], list[str]]] = {}

    def find(label: Label) -> str:
        key = (label.level, label.day)
        if key not in tables:
            pairs = [
                (name.casefold(), unit)
                for name, units in names_of(resolver, label).items()
                for unit in units
            ]
            tables[key] = ([name for name, _ in pairs], [unit for _, unit in pairs])
        names, units = tables[key]
        found = process.extractOne(
            label.text.casefold(), names, scorer=fuzz.WRatio, score_cutoff=LIKE_ENOUGH
        )
        return units[found[2]] if found else "unmatched"

    return find


def counts(labels: Sequence[Label], way: Way) -> Counter[str]:
    """How many labels came out right, open or wrong."""
    outcome: Counter[str] = Counter()
    for label in labels:
        found = way(label)
        if found in ("ambiguous", "unmatched"):
            outcome[found] += 1
        else:
            outcome["matched" if found == label.expected else "wrong"] += 1
    return outcome


def noisy(labels: Sequence[Label], many: int) -> list[Label]:
    """Real labels over and over, each with a number that makes it a text never seen before."""
    chance = random.Random(SEED)
    chosen = chance.choices([label for label in labels if label.level == "region"], k=many)
    return [
        Label(f"{place % 900 + 1}) {one.text}", one.day, one.level, "", one.expected)
        for place, one in enumerate(chosen)
    ]


def main() -> None:
    """Print both comparisons."""
    (folder,) = (path.parent for path in COUNTRIES.glob("*/country.toml"))
    country, rules = read_country(folder), read_rules(folder)
    labels = read_labels()

    def fresh() -> Resolver:
        return Resolver(country.gazetteer, country.boundary_sets, rules)

    ways = {
        "resolver": by_resolver(fresh()),
        "equal names": by_equal_names(fresh()),
        "RapidFuzz alone": by_likeness(fresh()),
    }
    print(f"{len(labels)} real labels")
    for name, way in ways.items():
        found = counts(labels, way)
        parts = ", ".join(f"{key} {found[key]}" for key in ("matched", "ambiguous", "unmatched"))
        print(f"  {name}: {parts}, wrong {found['wrong']}")
    many = noisy(labels, MANY)
    distinct = len({(one.text, one.day) for one in many})
    print(f"{MANY} labels ({distinct} different)")
    for name, make in (("resolver", by_resolver), ("RapidFuzz alone", by_likeness)):
        way = make(fresh())
        start = time.perf_counter()
        for label in many:
            way(label)
        print(f"  {name}: {MANY / (time.perf_counter() - start):,.0f} labels a second")


if __name__ == "__main__":
    main()
