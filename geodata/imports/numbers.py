"""Numbers as people write them: decimal commas, signs of percent, thousands set apart."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal

_ROWS_OF_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
DIGITS = {ord(sign): str(digit) for row in _ROWS_OF_DIGITS for digit, sign in enumerate(row)}
_SIGNS = DIGITS | {ord("٫"): ",", ord("−"): "-", ord("–"): "-", ord("٬"): " ", ord("’"): "'"}
_SIGNS |= {ord(wide): plain for wide, plain in zip("．，％－", ".,%-", strict=True)}
_SPACES = re.compile(r"[\s']+")
# A star or a raised figure beside a number leads to a note.
_NOTE = re.compile(r"[*†‡¹²³⁴⁵⁶⁷⁸⁹]+$")
_PERCENT = re.compile(
    r"(-?[0-9]{1,12}(?:[.,][0-9]{1,20})?)(?:[%٪]|проц\w*\.?|пайыз\w*|percent|pct)?", re.I
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]0+)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,12}(?:[.,]0+)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
# Nobody announces more decimals; a spreadsheet that has worked a share out has more.
MOST_DECIMALS = 6
HUNDREDTH = Decimal("0.01")


def read_percent(text: str) -> Decimal | None:
    """A share such as "57,02 %"; None for anything else.

    A share that was worked out to more than six decimals is rounded to two.
    """
    value = _share(text)
    return value if value is None else _announced(value)


def read_fraction(text: str) -> Decimal | None:
    """A share that is written as a part of one, 0.7516, in percent; None for anything else."""
    value = _share(text)
    return value if value is None else _announced(value.scaleb(2))


def _share(text: str) -> Decimal | None:
    found = _PERCENT.fullmatch(_plain(text))
    return Decimal(found[1].replace(",", ".")) if found else None


def _announced(value: Decimal) -> Decimal:
    return value.quantize(HUNDREDTH, ROUND_HALF_EVEN) if places_of(value) > MOST_DECIMALS else value


def places_of(value: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def has_many_decimals(text: str) -> bool:
    """Whether a share has more decimals than anyone announces."""
    value = _share(text)
    return value is not None and places_of(value) > MOST_DECIMALS


def read_count(text: str) -> Decimal | None:
    """A whole number such as "7,450,395" or "7 450 395"; None for anything else."""
    plain = _plain(text)
    grouped = _GROUPED.fullmatch(plain)
    if grouped:
        return Decimal(re.sub("[.,]", "", plain.rsplit("," if grouped[1] == "." else ".", 1)[0]))
    return Decimal(re.split("[.,]", plain)[0]) if _WHOLE.fullmatch(plain) else None


def is_date(text: str) -> bool:
    """Whether a spreadsheet has made a date of a number: 12.05 has become the twelfth of May."""
    return bool(_DATE.fullmatch(text.strip()))


def _plain(text: str) -> str:
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return _NOTE.sub("", _SPACES.sub("", shown.translate(_SIGNS)))
