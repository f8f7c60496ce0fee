"""Times of exports with their zone: Z, +06:00, -0600, or none, when the format says whose it is."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"\s*([+-]\d\d):?(\d\d)$")
_NAMED_ZONE = re.compile(r"\s+[A-Z]{3,4}$")


class TimeHappenedTwice(ValueError):
    """A wall-clock time that came twice, or never, when the clocks of its zone were changed."""


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
