"""Ids that people chose or typed: a team's and a station's, and nothing that could be a name."""

from __future__ import annotations

import re

_TEAM = re.compile(r"[a-z0-9][a-z0-9._/-]{0,59}", re.ASCII)
_PLACE = re.compile(r"[^\W_][\w./-]{0,39}")
_SIGNS_OF_NUMBER = re.compile(r"^[№#]\s*|\s+(?=/)|(?<=/)\s+")
_TELEPHONE = re.compile(r"\d{7}")
_DIGIT = re.compile(r"\d")


def is_team(text: str) -> bool:
    """Whether a text has the form of a team's id, and is no telephone number."""
    return bool(_TEAM.fullmatch(text)) and not _TELEPHONE.search(text)


def read_team(text: str) -> str:
    """A team's id as it was chosen or typed; "" for anything that is none."""
    plain = "-".join(text.casefold().split())
    return plain if is_team(plain) else ""


def is_place(text: str) -> bool:
    """Whether a text has the form of the number of a station or commission."""
    return bool(_PLACE.fullmatch(text)) and bool(_DIGIT.search(text))


def read_place(text: str) -> str:
    """The number of a station or commission without its sign; "" for anything that is none."""
    plain = _SIGNS_OF_NUMBER.sub("", text.strip())
    return plain if is_place(plain) else ""
