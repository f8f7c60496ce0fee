"""When polling stations open and close, and when the last one inside the country has closed.

Hours are those of the place: a country with two time zones closes at two moments.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from geodata.country import Country
from geodata.elections import Election
from geodata.errors import NoBoundaries

ABROAD = "abroad"
# Where nobody said when polls close, the day of the vote must be over everywhere in the country.
_MIDNIGHT = "24:00"


def last_close(country: Country, election: Election) -> datetime:
    """The moment at which the last poll in the country closes."""
    hours = {one.unit: one.closes for one in election.polls}
    return max(
        moment_of(
            election.day,
            hours.get(unit) or hours.get(country.id) or _MIDNIGHT,
            country.zones.get(unit, election.zone),
        )
        for unit in (country.id, *places(country, election))
    )


def places(country: Country, election: Election) -> tuple[str, ...]:
    """The units of the day that lie in the country; none where no boundary set is known."""
    found: list[str] = []
    for level in ("region", "district"):
        try:
            found += country.units(level, election.day)
        except (NoBoundaries, KeyError):
            continue
    return tuple(unit for unit in dict.fromkeys(found) if unit not in (ABROAD, country.id))


def moment_of(day: date, hour: str, zone: str) -> datetime:
    """An hour of a day ("20:00", or "24:00" for its end) by the clock of a zone."""
    hours, minutes = int(hour[:2]), int(hour[3:])
    after = timedelta(days=hours // 24)
    return datetime.combine(day + after, time(hours % 24, minutes), ZoneInfo(zone))
