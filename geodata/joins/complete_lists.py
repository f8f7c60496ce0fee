"""A list that names every unit once leaves one unit for its one open label.

In a whole table of regions "Алматы" is the city when every other region, the one of that name
included, has a label of its own. That is a proof, not a likeness; the row still says how. And
"Итого" under a list that names every region is the country's row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from geodata.names.answers import Ambiguous, Answer, Match, Unmatched
from geodata.names.resolve import LevelResolver

# The country as a whole and its stations abroad are no gap in a list of regions.
NOT_EXPECTED = frozenset({"country", "abroad"})


def left_over(answers: Mapping[str, Answer], units: Collection[str]) -> Mapping[str, Match]:
    """Label → unit, for the one ambiguous label of a list that leaves it one unit; else nothing.

    ``answers`` holds the answer of every different label, ``units`` the units a whole list names.
    """
    open_labels = [label for label, one in answers.items() if isinstance(one, Ambiguous)]
    matched = [one.unit for one in answers.values() if isinstance(one, Match)]
    named = [unit for unit in matched if unit in units]
    left = set(units) - set(named)
    everything_else_is_clear = len(matched) + len(open_labels) == len(answers)
    if len(open_labels) != 1 or len(left) != 1 or len(named) != len(set(named)):
        return {}
    (label,), (unit,) = open_labels, left
    answer = answers[label]
    fits = isinstance(answer, Ambiguous) and unit in answer.candidates
    return {label: Match(unit, "only one left")} if fits and everything_else_is_clear else {}


def completed(answers: Mapping[str, Answer], resolver: LevelResolver) -> Mapping[str, Match]:
    """Label → unit, for what only the whole list tells: its one open name, and its totals."""
    totals = {label for label in answers if resolver.is_total(label)}
    units = expected_units(resolver)
    left = left_over({k: one for k, one in answers.items() if k not in totals}, units)
    named = {one.unit for one in (*answers.values(), *left.values()) if isinstance(one, Match)}
    country = next((one.id for one in resolver.units.values() if one.kind == "country"), None)
    if country is None or not named.issuperset(units):
        return left
    open_totals = (label for label in totals if isinstance(answers[label], Unmatched))
    return {**left, **{label: Match(country, "only one left") for label in open_totals}}


def expected_units(resolver: LevelResolver) -> tuple[str, ...]:
    """The units that a whole list of the level names."""
    level = resolver.boundary_set.level
    return tuple(
        unit.id
        for unit in resolver.units.values()
        if unit.level == level and unit.kind not in NOT_EXPECTED
    )
