"""The columns of a table of turnout, by the names they have in the usual languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# The first name that a table has is the one that is read.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "unit_id", "area_id", "code", "iso_3166_2_current", "iso_3166_2", "iso_3166_2_legacy",
        "iso_3166_2_2022", "iso_3166_2_2018", "iso_3166_2_2016", "kato", "код",
    ),
    "unit": (
        "unit", "region", "oblast", "label", "unit_name", "регион", "область", "өңір",
        "облыс", "аймақ", "территория", "аумақ", "ssu", "district", "район", "аудан",
    ),
    "hour": (
        "hour", "time", "cut_off_capital_time", "cut_off_local_astana_time", "cut_off",
        "as_of_hour", "час", "время", "сағат", "уақыт", "уақыты",
    ),
    "day": ("election_date", "on", "date", "day", "дата", "күні"),
    "percent": (
        "percent", "turnout_percent_cumulative", "turnout", "turnout_pct", "turnout_percent",
        "pct", "%", "value", "явка", "явка, %", "қатысу", "қатысу, %", "процент", "пайыз",
    ),
    "ballots_issued": ("ballots_issued", "ballots", "бюллетени", "выдано бюллетеней", "бюллетень"),
    "registered": ("registered", "registered_voters", "избиратели", "сайлаушылар"),
    "source": ("source", "источник", "дереккөз"),
    "address": ("address", "source_address", "url", "адрес", "ссылка"),
    "measure": ("measure",),
    "subject": ("subject",),
    "part": ("part",),
    "status": ("status",),
    "counted_in": ("counted_in",),
    "qualifier": ("qualifier",),
    "low": ("low",),
    "high": ("high",),
}  # fmt: skip
SHARES = ("turnout", "vote_share_pct")
FINAL = ("final", "close of all polls", "итог", "итого", "қорытынды", "close")
HOUR = re.compile(r"(?:turnout[_ ]?)?([01]?\d|2[0-3])(?:[:._h-]?([0-5]\d))?(?:\s?(?:h|ч|%))?", re.I)


def known_columns(columns: Sequence[str]) -> dict[str, int]:
    """What the program knows a column as → its place."""
    plain = [" ".join(name.split()).casefold() for name in columns]
    found = {}
    for term, names in COLUMNS.items():
        places = [plain.index(name) for name in names if name in plain]
        if places:
            found[term] = places[0]
    return found


def hour_columns(columns: Sequence[str]) -> dict[str, int]:
    """Hour → place, of the columns that are named for an hour or for the final figure."""
    found = {}
    for place, name in enumerate(columns):
        plain = " ".join(name.split()).casefold()
        match = HOUR.fullmatch(plain)
        if match:
            found[f"{int(match[1]):02}:{match[2] or '00'}"] = place
        elif plain in ("turnout_final", "turnout_final_exact", *FINAL):
            found["final"] = place
    return found


def is_turnout(columns: Sequence[str]) -> bool:
    """Whether a table says the turnout of units."""
    known = known_columns(columns)
    has_unit = bool({"unit", "code"} & known.keys())
    return has_unit and ("percent" in known or bool(hour_columns(columns)))
