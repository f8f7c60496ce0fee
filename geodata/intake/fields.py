"""The fields of a message, one reader each: a value that is kept, or Unfit.

Every reader lets through only what its field is for: ids, words from lists, counts, hours. So a
name or a telephone number has no field to get in by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from geodata.imports.ids import is_place, is_team
from geodata.intake.wrong import Unfit, UnfitParts, name_shown

LONGEST_INSTANCE = 120
MOST_IRREGULARITIES = 62
MOST_VOTERS = 10**8
GREATEST_VERSION = 10**18
_INSTANCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._/@|+-]*", re.ASCII)
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\@]{3,500}")
# A device without a date begins somewhere here; what lies outside is no date of a device.
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_LISTED = 12


@dataclass(frozen=True)
class Known:
    """What a message is held against: the units of the day, the mission's teams, stations and
    commissions, and the form map's words.

    ``scale`` and ``irregularities`` are None where the mission has no form map.
    """

    units: frozenset[str]
    teams: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    scale: tuple[str, ...] | None = None
    irregularities: tuple[str, ...] | None = None


Reader = Callable[[object, Known], object]


def instance(value: object, _: Known) -> str:
    """What tells one visit, incident or call from all others of its sender."""
    if isinstance(value, str) and len(value) <= LONGEST_INSTANCE and _INSTANCE.fullmatch(value):
        return value
    raise Unfit("instance", most=str(LONGEST_INSTANCE))


def version(value: object, _: Known) -> int:
    """0 or 1 for what is first sent, more for each correction."""
    if type(value) is int and 0 <= value < GREATEST_VERSION:
        return value
    raise Unfit("version", most=str(GREATEST_VERSION - 1))


def team(value: object, known: Known) -> str:
    """A team's id. One that the mission does not know is kept, but never a telephone number."""
    if isinstance(value, str) and (value in known.teams or is_team(value)):
        return value
    raise Unfit("team")


def unit(value: object, known: Known) -> str:
    """The id of a unit in force on the day of the vote."""
    if isinstance(value, str) and value in known.units:
        return value
    raise Unfit("unit")


def place(value: object, known: Known) -> str:
    """The number or id of a station or commission; one that is not listed has a digit in it."""
    if isinstance(value, str) and (value in known.places or is_place(value)):
        return value
    raise Unfit("place")


def word(value: object, _: Known) -> str:
    """A short word of small Latin letters, digits and hyphens."""
    if isinstance(value, str) and is_team(value):
        return value
    raise Unfit("word")


def form(value: object, known: Known) -> list[str]:
    """Id and version of a form map."""
    if isinstance(value, list) and len(value) == 2:
        name, number = value
        number = str(number) if type(number) is int else number
        return [word(name, known), word(number, known)]
    raise Unfit("form")


def one_of(choices: Collection[str]) -> Reader:
    """A word from a list."""
    listed = ", ".join(choices)

    def read(value: object, _: Known) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise Unfit("one-of", choices=listed)

    return read


def overall(value: object, known: Known) -> str:
    """A word of the form map's scale."""
    return word(value, known) if known.scale is None else one_of(known.scale)(value, known)  # type: ignore[return-value]


def irregularities(value: object, known: Known) -> dict[str, bool]:
    """Irregularity → whether it was seen; each that is wrong is named."""
    if not isinstance(value, dict):
        raise Unfit("irregularities")
    parts = [
        (f".{name_shown(name)}", seen, unfit)
        for name, seen in value.items()
        if (unfit := _irregularity(name, seen, known))
    ]
    if parts:
        raise UnfitParts(parts)
    if len(value) > MOST_IRREGULARITIES:
        raise Unfit("irregularities-too-many", most=str(MOST_IRREGULARITIES))
    return value


def _irregularity(name: str, seen: object, known: Known) -> Unfit | None:
    if known.irregularities is None:
        if not is_team(name):
            return Unfit("word")
    elif name not in known.irregularities:
        return Unfit("irregularity", choices=_shortened(known.irregularities))
    return None if isinstance(seen, bool) else Unfit("flag")


def _shortened(choices: Collection[str]) -> str:
    first = list(choices)[:_LISTED]
    return ", ".join(first) + (", …" if len(choices) > _LISTED else "")


def voters(value: object, _: Known) -> int:
    """A count of voters."""
    if type(value) is int and 0 <= value < MOST_VOTERS:
        return value
    raise Unfit("voters")


def percent(value: object, _: Known) -> str:
    """A share as it was announced, digits behind the point and all."""
    number = _number(value)
    if number is None or not 0 <= number <= 100:
        raise Unfit("percent")
    return str(value)


def _number(value: object) -> Decimal | None:
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, Decimal):
        return value if -8 <= int(value.as_tuple().exponent) <= 0 else None
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}(\.\d{1,8})?", value, re.ASCII):
        return Decimal(value)
    return None


def hour(value: object, _: Known) -> str:
    """An hour of the day."""
    if isinstance(value, str) and _HOUR.fullmatch(value):
        return value
    raise Unfit("hour")


def bulletin_time(value: object, known: Known) -> str:
    """A nominal hour of announcement, or "final"."""
    if value == "final":
        return "final"
    try:
        return hour(value, known)
    except Unfit:
        raise Unfit("bulletin-time") from None


def moment(value: object, _: Known) -> datetime:
    """A moment with its offset, as the sender's clock has it."""
    found = as_moment(value)
    if found is None:
        raise Unfit("moment")
    return found


def received(value: object, known: Known) -> datetime:
    """A moment of receipt, in UTC."""
    return moment(value, known).astimezone(UTC)


def as_moment(value: object) -> datetime | None:
    """A moment with its offset; None for anything else."""
    if not (isinstance(value, str) and _MOMENT.fullmatch(value)):
        return None
    try:
        found = datetime.fromisoformat(value)
        found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def as_of(value: object, known: Known) -> str:
    """The moment or day for which a figure was announced."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return datetime.fromisoformat(value).date().isoformat()
        except ValueError:
            raise Unfit("as-of") from None
    try:
        return moment(value, known).isoformat()
    except Unfit:
        raise Unfit("as-of") from None


def address(value: object, _: Known) -> str:
    """A web address."""
    if isinstance(value, str) and _ADDRESS.fullmatch(value) and value.isprintable():
        return value
    raise Unfit("address")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: how its value is read, and whether the message needs it."""

    read: Reader
    needed: bool = False


Fields = Mapping[str, Field]
