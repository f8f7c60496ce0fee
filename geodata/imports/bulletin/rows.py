"""What an announcement gave: rows of unit and percent, and everything that is no such row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# Reasons for which a figure is set aside; docs/imports.md explains each.
NO_UNIT = "no-unit"
SEVERAL_UNITS = "several-units"
TWICE = "twice"
SAME_AGAIN = "same-again"
NO_FIGURE = "no-figure"
NOT_EXACT = "not-exact"
SEVERAL_FIGURES = "several-figures"
OTHER_HOUR = "other-hour"
COUNTRY_UNCLEAR = "country-unclear"


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
