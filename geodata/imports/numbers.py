"""Numbers as people write them: decimal commas, signs of percent, thousands set apart."""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'’")
_PERCENT = re.compile(r"(-?\d{1,12}(?:[.,]\d{1,6})?)[%٪]?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", re.ASCII)
_WHOLE = re.compile(r"\d{1,12}(?:[.,]0+)?", re.ASCII)


def read_percent(text: str) -> Decimal | None:
    """A share such as "57,02 %"; None for anything else."""
    found = _PERCENT.fullmatch(text.translate(_SPACES))
    return Decimal(found[1].replace(",", ".")) if found else None


def read_count(text: str) -> Decimal | None:
    """A whole number such as "7,450,395" or "7 450 395"; None for anything else."""
    plain = text.translate(_SPACES)
    if _GROUPED.fullmatch(plain):
        return Decimal(re.sub("[.,]", "", plain))
    return Decimal(re.split("[.,]", plain)[0]) if _WHOLE.fullmatch(plain) else None
