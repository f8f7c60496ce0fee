"""When an announcement was made: its day and hour, from the text itself.

A stamp up to ten minutes late (18:05, 22:10) belongs to the nominal hour; the stamp is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_month_names

from geodata.imports.bulletin.words import months, pattern, says, words

LATEST_STAMP = timedelta(minutes=10)
_CLOCK = r"(?P<hour>[01]?\d|2[0-4])(?:[:.\-](?P<minute>[0-5]\d))?"
_GREENWICH = re.compile(r"(?<!\w)(?:GMT|UTC)(?!\s*[+−-]?\s*\d)")
_NUMERIC_DAY = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b|\b(\d{4})-(\d\d)-(\d\d)\b")


@dataclass(frozen=True, slots=True)
class Stamp:
    """An hour as printed ("18:05") and the nominal one it belongs to ("18:00")."""

    printed: str
    nominal: str


def stamps(text: str, bulletins: Sequence[str]) -> tuple[Stamp, ...]:
    """The hours a text speaks of as the moment of its figures, each once.

    "as of 18:05" comes before "the next at 20:05", which is another hour's.
    """
    hours = list(_hours().finditer(text))
    of_figures = [one for one in hours if says("hour_of_figures").fullmatch(one["said"] or "")]
    found = {_clock(match) for match in of_figures} - {""} or set(clocks(text))
    return tuple(stamp(clock, bulletins) for clock in sorted(clock for clock in found if clock))


def clocks(text: str) -> list[str]:
    """The hours a text names, in their order: "14:00"."""
    return [clock for match in _hours().finditer(text) if (clock := _clock(match))]


def stamp(clock: str, bulletins: Sequence[str]) -> Stamp:
    """The nominal hour of a printed one; an hour of its own where no bulletin is near."""
    printed = datetime.strptime(clock, "%H:%M")
    for nominal in bulletins:
        late = printed - datetime.strptime(nominal, "%H:%M")
        if timedelta(0) <= late <= LATEST_STAMP:
            return Stamp(clock, nominal)
    return Stamp(clock, clock)


def is_local_time(text: str) -> bool:
    """Whether the text, as it was written, gives hours by other clocks than the capital's."""
    foreign = says("foreign_time").search(text) or _GREENWICH.search(text)
    named = (match for match in _clock_of().finditer(text) if _names_town(match))
    at_home = any(not says("foreign_time").search(match[0]) for match in named)
    return bool(says("local_time").search(text) or (foreign and not at_home))


def without_clocks(text: str) -> str:
    """The text without towns whose clock it goes by, "at 14:00 Astana time", and without hours of
    other countries in brackets."""
    at_home = _in_brackets().sub(" ", text)
    return _clock_of().sub(lambda found: " " if _names_town(found) else found[0], at_home)


@cache
def _in_brackets() -> re.Pattern[str]:
    foreign = pattern(words()["foreign_time"])
    return re.compile(rf"\([^()\n%]*(?<!\w)(?:{foreign})(?!\w)[^()\n%]*\)", re.IGNORECASE)


def _names_town(match: re.Match[str]) -> bool:
    return not (match["of"] or match["after"])[:1].islower()


@cache
def _clock_of() -> re.Pattern[str]:
    """The name of a town with words beside it that say its clock is meant."""
    of, kind, time = (pattern(words()[one]) for one in ("clock_of", "clock_of_town", "clock_after"))
    name = r"[^\W\d_][\w-]*"
    return re.compile(
        rf"(?<!\w)(?:(?:{of}) (?:(?:{kind}) ?)?(?P<of>{name})"
        rf"|(?P<after>{name})(?: (?:{kind}))?[ -](?:{time})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _hours() -> re.Pattern[str]:
    before, after = pattern(words()["hour_before"]), pattern(words()["hour_after"])
    return re.compile(
        rf"(?<!\w)(?:(?P<said>{before})\s+)?(?<![\d.,:]){_CLOCK}(?![\d%]|[.,]\d)"
        rf"(?:\s?(?P<then>{after})(?!\w))?",
        re.IGNORECASE,
    )


def _clock(match: re.Match[str]) -> str:
    said, then, minute = match["said"], (match["then"] or "").lower(), match["minute"]
    # "в 20:00 закрылись участки" is no moment of a figure; "20" alone is no hour at all.
    if not (said or then) or (minute is None and not then and not _says_hour(said)):
        return ""
    hour = int(match["hour"])
    if then[:1] in ("a", "p") and hour <= 12:
        hour = hour % 12 + (12 if then.startswith("p") else 0)
    return f"{hour:02}:{minute or '00'}" if hour < 24 else ""


def _says_hour(said: str | None) -> bool:
    return bool(said and says("hour_word").fullmatch(said))


def days(text: str, languages: Iterable[str]) -> frozenset[date]:
    """The days a text names with their year, in words of any of the languages or in digits."""
    found = {_numeric(match) for match in _NUMERIC_DAY.finditer(text)}
    for names in (months(), *map(_months, languages)):
        found |= set(_days_in_words(text.lower(), names))
    return frozenset(day for day in found if day)


def _numeric(match: re.Match[str]) -> date | None:
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    return _date(iso_year or year, iso_month or month, iso_day or day)


def _days_in_words(text: str, by_number: Mapping[int, frozenset[str]]) -> Iterable[date]:
    for number, names in by_number.items():
        for name in map(re.escape, names):
            for form in (
                rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{name}\w*,?\s+(?P<year>\d{{4}})",
                rf"{name}\w*\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
                rf"(?P<year>\d{{4}})\s*-?\s*\w+\s+(?P<day>\d{{1,2}})\s*-?\s*{name}",
            ):
                for match in re.finditer(form, text):
                    day = _date(match["year"], str(number), match["day"])
                    if day:
                        yield day


@cache
def _months(language: str) -> dict[int, frozenset[str]]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        number: frozenset(
            get_month_names("wide", context, locale)[number].lower()
            for context in ("format", "stand-alone")
        )
        for number in range(1, 13)
    }


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def moment(day: date, clock: str, zone: str) -> datetime:
    """The moment of a printed hour with the offset of the zone on that day."""
    hour, minute = map(int, clock.split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
