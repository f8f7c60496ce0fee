"""Readings: how each measure is read for one unit from what was published, and when it has any.

The functions here are the entries of ``FAMILIES`` in ``geodata.measures``. They take the country,
the election, the measure's variant, a unit and a time; a figure nobody published is
``Nothing.NOT_PUBLISHED``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from geodata.country import Country
from geodata.differences import difference
from geodata.elections import Election, Key
from geodata.errors import NoBoundaries
from geodata.figures import Figure, Nothing, Reading
from geodata.units import Level


def plain(_country: Country, _election: Election) -> Iterable[str]:
    return ("",)


def timeless(_country: Country, _election: Election, _variant: str) -> Iterable[str]:
    return ("-",)


def _figure(election: Election, measure: str, unit: str, time: str, **rest: str) -> Reading:
    key = Key(measure, unit, time, **rest)
    return election.figures.get(key, Nothing.NOT_PUBLISHED)


def turnout_times(_country: Country, election: Election, _variant: str) -> Iterable[str]:
    return election.times


def turnout(_country: Country, election: Election, _variant: str, unit: str, time: str) -> Reading:
    return _figure(election, "turnout", unit, time)


def previous_bulletin(country: Country, election: Election, time: str) -> str | None:
    """The nominal bulletin before this one, by the country's schedule, or None.

    A final figure that was announced at an hour of the schedule counts as the bulletin of that
    hour.
    """
    hour = _bulletin_hour(country, election, time)
    if hour not in country.bulletins or hour == country.bulletins[0]:
        return None
    return country.bulletins[country.bulletins.index(hour) - 1]


def _bulletin_hour(country: Country, election: Election, time: str) -> str:
    figure = election.figures.get(Key("turnout", country.id, time))
    if time == "final" and figure is not None and isinstance(figure.as_of, datetime):
        return f"{figure.as_of.hour:02d}:00"
    return time


def change(country: Country, election: Election, _variant: str, unit: str, time: str) -> Reading:
    previous = previous_bulletin(country, election, time)
    if previous is None:
        return Nothing.NOT_PUBLISHED
    now = _figure(election, "turnout", unit, time)
    return difference(now, _figure(election, "turnout", unit, previous))


def other_votes(country: Country, election: Election) -> Iterable[str]:
    return (other for other in country.elections if other != election.id)


def shared_times(country: Country, election: Election, variant: str) -> Iterable[str]:
    return (time for time in election.times if time in country.elections[variant].times)


def compared(country: Country, election: Election, variant: str, unit: str, time: str) -> Reading:
    other = country.elections[variant]
    if not same_area(country, unit, election, other):
        return Nothing.NOT_COMPARABLE
    return difference(
        _figure(election, "turnout", unit, time), _figure(other, "turnout", unit, time)
    )


def same_area(country: Country, unit: str, one: Election, other: Election) -> bool:
    """Whether a unit id means the same area on both election days.

    A region keeps its id only while it keeps its area; a district's id means one area only
    together with its boundary set.
    """
    if unit == country.id:
        return True
    if all(_is_unit(country, "region", unit, election) for election in (one, other)):
        return True
    if not all(_is_unit(country, "district", unit, election) for election in (one, other)):
        return False
    first, second = (country.boundary_set("district", vote.day) for vote in (one, other))
    return first == second


def _is_unit(country: Country, level: Level, unit: str, election: Election) -> bool:
    try:
        return unit in country.units(level, election.day)
    except (NoBoundaries, KeyError):
        return False


def with_regional(measure: str) -> Callable[[Country, Election], Iterable[str]]:
    def variants(country: Country, election: Election) -> Iterator[str]:
        yield ""
        yield from dict.fromkeys(
            key.subject
            for key in election.figures
            if key.measure == measure and key.subject and key.unit != country.id
        )

    return variants


def observers(_country: Country, election: Election, variant: str, unit: str, time: str) -> Reading:
    for part in ("all/deployed", "all/accredited", "all/expected"):
        reading = _figure(election, "observers", unit, time, subject=variant or "all", part=part)
        if isinstance(reading, Figure):
            return reading
    return Nothing.NOT_PUBLISHED


# What says of an election that it has results, and when: the first of them that was published.
_RESULTS = ("votes", "vote_share_pct", "seats", "votes_cast", "votes_valid", "votes_invalid")


def _result_keys(election: Election) -> list[Key]:
    for measure in _RESULTS:
        if found := [key for key in election.figures if key.measure == measure]:
            return found
    return []


def parties(_country: Country, election: Election) -> Iterator[str]:
    yield ""
    yield from dict.fromkeys(key.subject for key in _result_keys(election) if key.subject)


def results_times(_country: Country, election: Election, _variant: str) -> Iterable[str]:
    return dict.fromkeys(key.time for key in _result_keys(election))


def share(_country: Country, election: Election, variant: str, unit: str, time: str) -> Reading:
    return _figure(election, "vote_share_pct", unit, time, subject=variant)


def stations(_country: Country, election: Election, _variant: str, unit: str, time: str) -> Reading:
    return _figure(election, "stations", unit, time)


def registered(
    _country: Country, election: Election, _variant: str, unit: str, time: str
) -> Reading:
    return _figure(election, "registered", unit, time)
