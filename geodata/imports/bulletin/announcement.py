"""An announcement as records: whose, of which vote and hour, ready for an election's folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from geodata.country import Country
from geodata.elections import Key, Record
from geodata.errors import Fault, FaultyData
from geodata.figures import Figure, Source
from geodata.imports.bulletin.figures import plain
from geodata.imports.bulletin.hours import Hours
from geodata.imports.bulletin.moment import Stamp, days, is_local_time, moment, stamp, stamps
from geodata.imports.bulletin.read import read_bulletin
from geodata.imports.bulletin.rows import OTHER_HOUR, Line, Reading
from geodata.names.resolve import Resolver
from geodata.said import said

ONE_HOUR = said("one hour of announcement; say which (in the command: --time)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'()]+[^\s<>\"'().,;]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person has said of a text; "" or None where the text itself shall tell."""

    election: str = ""
    on: date | None = None
    time: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: its source, and what the file is called in messages."""

    source: Source
    file: str


@dataclass(frozen=True)
class Announcement:
    """One announcement of turnout, read.

    ``stamp`` has the hour as printed and the nominal one; for the final figure both are "final".
    ``election`` is "" for a vote that the country has no folder of.
    """

    election: str
    day: date
    stamp: Stamp
    zone: str
    source: Source
    reading: Reading
    records: tuple[Record, ...]
    units_without_rows: tuple[str, ...]


def address_in(text: str) -> str:
    """The one web address a text names; "" where it names none or several."""
    found = set(_ADDRESS.findall(text))
    return found.pop() if len(found) == 1 else ""


def read_announcement(
    text: str, country: Country, resolver: Resolver, asked: Asked, origin: Origin
) -> Announcement:
    """Read a text; raises FaultyData that names everything the text leaves open."""
    shown, file = plain(text), origin.file
    faults: list[Fault] = []
    day, election = _vote(shown, country, asked, file, faults)
    if is_local_time(text) and not (asked.time or asked.zone):
        other = said(
            "hours in the capital's time; the text goes by another clock, say which hour it is "
            "(in the command: --time)"
        )
        faults.append(Fault(file, 0, "time", "", other))
        hour = None
    else:
        hour = _hour(shown, country, asked, file, faults)
    zone = asked.zone or (country.elections[election].zone if election else "")
    if not zone:
        expected = said("the zone of the hour (in the command: --zone)")
        faults.append(Fault(file, 0, "zone", "", expected))
    if faults or day is None or hour is None:
        raise FaultyData(faults)
    at = resolver.at("region", day)
    listed_units = [unit.id for unit in country.units("region", day).values()]
    inside = [
        unit for unit in listed_units if unit not in (country.id, "abroad") and "/" not in unit
    ]
    hours = Hours(hour.nominal, country.bulletins)
    language = resolver.reader.language_of(shown)
    resolve = partial(at.resolve_in, language=language)
    reading = read_bulletin(text, resolve, country.id, inside, hours)
    _check_hour(hour, reading, asked, file)
    records = tuple(_record(line, _as_of(day, hour, zone), hour, origin) for line in reading.taken)
    listed = {line.unit for line in reading.taken}
    missing = tuple(unit for unit in inside if unit not in listed)
    return Announcement(election, day, hour, zone, origin.source, reading, records, missing)


def _check_hour(hour: Stamp, reading: Reading, asked: Asked, file: str) -> None:
    """An announcement knows no figure of an hour to come: where it has one, its hour is open."""
    others = {one.candidates[0] for one in reading.set_aside if one.reason == OTHER_HOUR}
    later = sorted(other for other in others if other > hour.nominal)
    if later and not asked.time:
        hours = ", ".join((hour.printed, *later))
        raise FaultyData([Fault(file, 0, "time", hours, ONE_HOUR)])


def _vote(
    text: str, country: Country, asked: Asked, file: str, faults: list[Fault]
) -> tuple[date | None, str]:
    by_day = {election.day: name for name, election in country.elections.items()}
    if asked.election:
        if asked.election in country.elections:
            return country.elections[asked.election].day, asked.election
        expected = said("--election: one of {choices}", choices=list(country.elections))
        faults.append(Fault(file, 0, "election", asked.election, expected))
        return None, ""
    if asked.on:
        return asked.on, by_day.get(asked.on, "")
    named = days(text, country.languages) & by_day.keys()
    if len(named) == 1:
        (day,) = named
        return day, by_day[day]
    found = ", ".join(day.isoformat() for day in sorted(named))
    expected = said("the day of one vote; say which (in the command: --election or --on)")
    faults.append(Fault(file, 0, "election", found, expected))
    return None, ""


def _hour(
    text: str, country: Country, asked: Asked, file: str, faults: list[Fault]
) -> Stamp | None:
    if asked.time == "final":
        return Stamp("final", "final")
    if asked.time:
        return _asked_hour(asked.time, country.bulletins, file, faults)
    found = stamps(text, country.bulletins)
    announced = tuple(one for one in found if one.nominal in country.bulletins) or found
    if len({one.nominal for one in announced}) == 1:
        return announced[0]
    named = ", ".join(one.printed for one in found)
    faults.append(Fault(file, 0, "time", named, ONE_HOUR))
    return None


def _asked_hour(
    clock: str, bulletins: Sequence[str], file: str, faults: list[Fault]
) -> Stamp | None:
    try:
        return stamp(datetime.strptime(clock, "%H:%M").strftime("%H:%M"), bulletins)
    except ValueError:
        expected = said("--time: an hour such as 14:00, or final")
        faults.append(Fault(file, 0, "time", clock, expected))
        return None


def _as_of(day: date, hour: Stamp, zone: str) -> datetime | date:
    return day if hour.nominal == "final" else moment(day, hour.printed, zone)


def _record(line: Line, as_of: datetime | date, hour: Stamp, origin: Origin) -> Record:
    status = "final" if hour.nominal == "final" else "interim"
    figure = Figure(line.value, "percent", (origin.source,), as_of=as_of, status=status)
    return Record(Key("turnout", line.unit, hour.nominal), figure, origin.file, line.line)
