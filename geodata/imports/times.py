"""Times of exports with their zone: Z, +06:00, -0600, or none, when the format says whose it is."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"\s*([+-]\d\d):?(\d\d)$")
_NAMED_ZONE = re.compile(r"\s+[A-Z]{3,4}$")


_HOUR = re.compile(
    r"([01]?\d|2[0-3])(?:[:.\-–h]([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?"
)


class TimeHappenedTwice(ValueError):
    """A wall-clock time that came twice, or never, when the clocks of its zone were changed."""


def read_hour(text: str) -> str:
    """An hour of the day as "14:00", whichever way a form writes it; "" for anything else."""
    found = _HOUR.fullmatch(text.strip())
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else ""


def read_time(text: str, zone: str) -> datetime:
    """A moment with its offset; ``zone`` (IANA) holds where the text has none.

    Raises ValueError for anything that is no moment, TimeHappenedTwice where the zone's clocks
    leave open which moment is meant.
    """
    plain = text.strip()
    if _NAMED_ZONE.search(plain) and not plain.endswith(" UTC"):
        # "CST" is the name of several zones.
        raise ValueError(f"{len(plain)} signs with the name of a zone instead of its offset")
    plain = _OFFSET.sub(r"\1:\2", plain.removesuffix(" UTC") + ("Z" * plain.endswith(" UTC")))
    moment = datetime.fromisoformat(plain.replace("/", "-"))
    if moment.tzinfo is not None:
        return moment
    local = moment.replace(tzinfo=ZoneInfo(zone))
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise TimeHappenedTwice
    return local
