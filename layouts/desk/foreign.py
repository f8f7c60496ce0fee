"""Words that somebody else chose: a team's id, a station's, whatever a sender wrote.

They are shown as they were sent, but for what could change the look of the page round them: signs
without a form of their own (which turn the direction of a line) and length without end.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from geodata.errors import Fault
from geodata.said import Said

LONGEST = 60
# Control, format (direction marks among them), surrogate, private and unassigned.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


# A sentence of ours round such words is longer than a name, and is of no use when it is cut.
LONGEST_FAULT = 600


def fault_as_sent(fault: Fault, language: str) -> str:
    """What is wrong in a list that somebody brought, whole, round what stood there as sent."""
    seen = fault if isinstance(fault.value, Said) else replace(fault, value=as_sent(fault.value))
    return as_sent(seen.in_language(language), LONGEST_FAULT)


def as_sent(text: object, longest: int = LONGEST) -> str:
    """The text on one line, in signs that can be seen, cut where it is longer than a name."""
    # Looking through ten thousand letters to show sixty would be work for nothing.
    some = str(text)[: longest * 8]
    seen = "".join(" " if one.isspace() else one for one in some if _is_seen(one)).strip()
    return seen if len(seen) <= longest else seen[: longest - 1].rstrip() + "…"


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in _UNSEEN
