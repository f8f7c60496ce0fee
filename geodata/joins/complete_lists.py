"""A list that names every unit once leaves one unit for its one open label.

In a whole table of regions "Алматы" is the city when every other region, the one of that name
included, has a label of its own. That is a proof, not a likeness; the row still says how.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from geodata.names.answers import Ambiguous, Answer, Match


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
