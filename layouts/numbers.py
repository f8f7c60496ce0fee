"""Numbers, dates and hours as people of each language write them, with the decimals as printed.

A figure is never padded or rounded in a table: 81 stays 81 and 81.00 stays 81.00. Labels on the
map have one decimal at most, because they are read at a glance.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from geodata.figures import Figure
from layouts.edition import Edition
from layouts.words import Words

_MINUS = "−"


def number(value: Decimal, language: str, signed: bool = False) -> str:
    """A number with its printed decimals; signed numbers carry a plus or a true minus."""
    text = _grouped(str(abs(value)), language)
    sign = _MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + text


@lru_cache(maxsize=50_000)
def _grouped(value: str, language: str) -> str:
    """A number of plain digits with the language's own signs; the same number comes often."""
    _, _, fraction = value.partition(".")
    pattern = "#,##0" + ("." + "0" * len(fraction) if fraction else "")
    text = format_decimal(Decimal(value), format=pattern, locale=language)
    return text.replace("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")


def short_number(value: Decimal, language: str, signed: bool = False) -> str:
    """A number for a label on the map: one decimal for what has decimals, none else."""
    exponent = value.as_tuple().exponent
    has_more = isinstance(exponent, int) and exponent < -1
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP) if has_more else value
    return number(rounded, language, signed)


def printed(figure: Figure, words: Words) -> str:
    """A figure as it was printed, with its qualifier in words: "about 800", "80 to 90"."""
    signed = figure.counted_in == "points"
    language = words.language
    if figure.value is not None:
        key = "more-than" if "more-than" in figure.notes else str(figure.qualifier)
        return words(f"qualifier.{key}", value=number(figure.value, language, signed))
    if figure.low is not None and figure.high is not None:
        low, high = number(figure.low, language, signed), number(figure.high, language, signed)
        return words("qualifier.between", low=low, high=high)
    return _one_bound(figure, words, signed)


def _one_bound(figure: Figure, words: Words, signed: bool) -> str:
    if figure.low is not None:
        return words("qualifier.at-least", value=number(figure.low, words.language, signed))
    if figure.high is not None:
        return words("qualifier.at-most", value=number(figure.high, words.language, signed))
    raise ValueError("a figure has a value or at least one bound")


def with_counts(said: str, figure: Figure, words: Words) -> str:
    """A figure, and the two counts it was worked out from beside it."""
    if figure.of is None:
        return said
    part, whole = (number(one, words.language) for one in figure.of)
    return words("share-of.counts", share=said, part=part, whole=whole)


def label(figure: Figure, words: Words) -> str:
    """A figure short enough for a label on the map: "92.7", "80–90", "> 70"."""
    signed = figure.counted_in == "points"
    if figure.value is not None:
        mark = words(f"mark.{figure.qualifier}")
        return mark + short_number(figure.value, words.language, signed)
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        bounds = (short_number(bound, words.language, signed) for bound in (low, high))
        return "–".join(bounds)
    return printed(figure, words)


def with_unit(figure: Figure, words: Words) -> str:
    """A figure with what it is counted in: "75.16 %", "+2.5 points", "9,840 stations"."""
    said = printed(figure, words)
    if figure.counted_in == "percent":
        return with_counts(words("counted.percent", value=said), figure, words)
    return words.plural(f"counted.{figure.counted_in}", figure.middle or 0, value=said)


@lru_cache(maxsize=5_000)
def long_date(day: date, language: str) -> str:
    """A date in words: "20 March 2016", "20 марта 2016 г.", "2016 ж. 20 наурыз"."""
    if language == "en":
        return f"{day.day} {format_date(day, 'MMMM y', locale='en')}"
    return format_date(day, "long", locale=Locale.parse(language))


def hour(nominal: str) -> str:
    """A nominal hour as a clock writes it; the same in all three languages."""
    return nominal


def one_stop(text: str) -> str:
    """A sentence that ends in an abbreviation's full stop ("2016 г.") has no second one."""
    return text.replace("..", ".")


def moment(as_of: datetime | date, language: str) -> str:
    """A moment with its offset from UTC ("20 March 2016, 18:00, UTC+6"), or a day."""
    if not isinstance(as_of, datetime):
        return long_date(as_of, language)
    clock = format_time(time(as_of.hour, as_of.minute), "HH:mm", locale=language)
    return f"{long_date(as_of.date(), language)}, {clock}{_offset(as_of)}"


def released(edition: Edition, words: Words, zone: str) -> str:
    """Which release a page belongs to and when that was made, by the clock of a zone."""
    if not edition.sequence:
        return ""
    said = moment(edition.made_at.astimezone(ZoneInfo(zone)), words.language)
    return one_stop(words("embed.released", sequence=edition.sequence, moment=said))


def _offset(as_of: datetime) -> str:
    offset = as_of.utcoffset()
    if offset is None:
        return ""
    hours = offset.total_seconds() / 3600
    return f", UTC{hours:+.0f}" if hours == int(hours) else f", UTC{hours:+.2f}"
