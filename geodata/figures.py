"""A published figure as it was printed: a value or bounds, how firm it is, who said it, and when.

Figures are never padded, rounded or guessed. ``Decimal`` keeps the decimals that were printed, so
81 and 81.00 stay different statements. Where nothing was published there is no ``Figure`` but one
of the kinds of nothing in ``Nothing``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    """How firmly the source states its figure."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    BETWEEN = "between"


class Nothing(StrEnum):
    """The kinds of nothing: each has its own look, words and code everywhere."""

    NOT_PUBLISHED = "not-published"
    NOT_YET_REPORTED = "not-yet-reported"
    NOT_DEPLOYED = "not-deployed"
    DEPLOYED_NO_REPORT = "deployed-no-report"
    REPORTED_ZERO = "reported-zero"
    HELD_BACK = "held-back"
    NOT_COMPARABLE = "not-comparable"


@dataclass(frozen=True, slots=True)
class Source:
    """Who printed a figure: a title, and an address where one is known (http or https only)."""

    title: str
    address: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one unit.

    ``value`` is set unless only bounds are known; then ``low`` and ``high`` are (both inclusive,
    either may be missing for at-least and at-most). ``counted_in`` names the unit of measurement
    ("percent" of listed voters, "points", "voters", "stations", "observers", "votes", "seats",
    "commissions"). ``as_of`` is the moment of the figure with its zone, or a day where only the
    day is known. ``status`` is the field's word for its standing ("interim",
    "preliminary-final", "final", "requested", "accredited", "deployed"). ``derived`` holds the
    formula in plain words where the figure was worked out here, else "". ``notes`` are keys of
    sentences in the country's text files. ``of`` are the part and the whole of a share that was
    worked out from two counts: they are always shown beside it.
    """

    value: Decimal | None
    counted_in: str
    sources: tuple[Source, ...]
    qualifier: Qualifier = Qualifier.EXACT
    low: Decimal | None = None
    high: Decimal | None = None
    as_of: datetime | date | None = None
    status: str = ""
    derived: str = ""
    notes: tuple[str, ...] = ()
    of: tuple[Decimal, Decimal] | None = None

    @property
    def middle(self) -> Decimal | None:
        """The value, or the middle of the bounds: for placing on a scale, never for printing."""
        if self.value is not None:
            return self.value
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high


Reading = Figure | Nothing
