"""The columns of a table of turnout, by the names they have in the usual languages.

Case, signs of percent, brackets and punctuation of a name do not matter: "Явка (%)" is "явка".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# The first name that a table has is the one that is read.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "unit_id", "area_id", "code", "iso_3166_2_current", "iso_3166_2", "iso_3166_2_legacy",
        "iso_3166_2_2022", "iso_3166_2_2018", "iso_3166_2_2016", "kato", "като", "код", "siruta",
        "shape id", "shape_id",
    ),
    "unit": (
        "unit", "label", "unit_name", "unit name", "территория", "аумақ", "аумақтар", "ssu",
        "shape name", "shape_name", "наименование", "название", "атауы",
    ),
    "region": (
        "region", "regions", "region name", "name of region", "oblast", "oblasts", "province",
        "регион", "регионы", "область", "области", "область город", "регион город", "субъект",
        "наименование региона", "наименование области", "название региона", "название области",
        "өңір", "өңірлер", "облыс", "облыстар", "облыс қала", "аймақ", "аймақтар", "өңір атауы",
        "öñır", "öñir", "oblys", "aimaq", "ءوڭىر", "وبلىس", "ايماق",
    ),
    "district": (
        "district", "districts", "rayon", "raion", "район", "районы", "наименование района",
        "район город", "аудан", "аудандар", "аудан қала", "аудан атауы",
    ),
    "hour": (
        "hour", "time", "cut_off_capital_time", "cut_off_local_astana_time", "cut_off", "cut-off",
        "as_of_hour", "as of", "час", "время", "часы", "сағат", "уақыт", "уақыты", "sağat",
        "uaqyt", "ساعات", "ۋاقىت",
    ),
    "day": ("election_date", "on", "date", "day", "дата", "день", "күні", "күн"),
    "percent": (
        "percent", "turnout_percent_cumulative", "turnout", "turnout_pct", "turnout_percent",
        "turnout percent", "pct", "value", "явка", "явка избирателей", "процент явки", "процент",
        "доля", "доля проголосовавших", "қатысу", "сайлаушылардың қатысуы", "дауыс беру", "пайыз",
        "пайызы", "үлесі", "qatysu", "paiyz", "قاتىسۋ", "پايىز",
    ),
    "ballots_issued": (
        "ballots_issued", "ballots issued", "ballots", "бюллетени", "выдано бюллетеней",
        "выданные бюллетени", "получили бюллетени", "получили бюллетень", "бюллетень",
        "бюллетеньдер", "берілген бюллетеньдер",
    ),
    "votes_cast": (
        "votes_cast", "votes cast", "voted", "проголосовало", "проголосовали", "проголосовавшие",
        "приняли участие", "дауыс берді", "дауыс бергендер",
    ),
    "registered": (
        "registered", "registered_voters", "registered voters", "voters on lists",
        "voters on the lists", "избиратели", "избирателей", "всего избирателей",
        "число избирателей", "количество избирателей", "избирателей в списках",
        "включено в списки", "сайлаушылар", "сайлаушылар саны", "тізімдегі сайлаушылар",
    ),
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
COUNTS = ("ballots_issued", "votes_cast", "registered")
SHARES = ("turnout", "vote_share_pct")
FINAL = (
    "final", "close of all polls", "итог", "итого", "итоги", "итоговая", "итоговая явка",
    "қорытынды", "close", "turnout_final", "turnout_final_exact", "final turnout",
)  # fmt: skip
# What people write into a cell for which there is no figure.
NOTHING = (
    "-", "–", "—", "...", "…", "х", "x", "н/д", "нд", "нет", "нет данных", "n/a", "na", "none",
    "null", "no data", "not published", "жоқ", "дерек жоқ", "мәлімет жоқ",
)  # fmt: skip
EARLIEST = 6
_CLOCK = r"([01]?\d|2[0-3])(?:\s?[:.,_hч-]\s?([0-5]\d))?(?::00)?"
_BEFORE = r"(?:turnout|явка|қатысу|qatysu)?[\s_,:]*(?:по состоянию на|as of|at|by|на|к|в|сағат)?"
_AFTER = r"(?:h|hours?|час\w*|ч|сағат\w*|(?:-?(?:де|да|ге|ға|дегі|дағы))?(?:\sжағдай\w*)?)?"
_HOUR = re.compile(rf"{_BEFORE}\s*{_CLOCK}\s?{_AFTER}", re.IGNORECASE)
_TWELVE = re.compile(rf"{_BEFORE}\s*(1[0-2]|0?\d)(?:[:.]([0-5]\d))?\s?([ap])\.?m\.?", re.IGNORECASE)
_DAY = r"(?:\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4})"
_MOMENT = re.compile(rf"{_DAY}[t ](\d\d:\d\d)(?::\d\d.*)?")
_MARKS = re.compile(r"[\s()\[\]{}%٪,;\"«»/|]+")


def plain_name(name: str) -> str:
    """A column's name without what does not tell it from others; "%" alone stays."""
    marks = _MARKS.sub(" ", name.casefold()).strip(" .:*№")
    return marks or name.strip()


def read_cut_off(text: str) -> str:
    """The hour that a cell or a column's name says, "14:00" or "final"; "" where it says none."""
    plain = plain_name(text)
    if plain in FINAL:
        return "final"
    american = _TWELVE.fullmatch(plain)
    if american:
        hour = int(american[1]) % 12 + 12 * (american[3].casefold() == "p")
        return f"{hour:02}:{american[2] or '00'}"
    moment = _MOMENT.fullmatch(plain)
    if moment:
        return moment[1]
    found = _HOUR.fullmatch(plain.rstrip("."))
    # A bare small number is the number of a column, a party or a question.
    if not found or (plain.isdigit() and int(plain) < EARLIEST):
        return ""
    return f"{int(found[1]):02}:{found[2] or '00'}"


def known_columns(columns: Sequence[str]) -> dict[str, int]:
    """What the program knows a column as → its place."""
    plain = [plain_name(name) for name in columns]
    # "Voted, %" is a share, whatever "voted" is without the sign.
    is_share = [plain[n] in COLUMNS["votes_cast"] and "%" in name for n, name in enumerate(columns)]
    found: dict[str, int] = {}
    for term, names in COLUMNS.items():
        places = [
            place
            for wanted in names
            for place, name in enumerate(plain)
            if name == wanted and not is_share[place]
        ]
        if places:
            found[term] = places[0]
    shares = [*(n for n, share in enumerate(is_share) if share), *_places("%", plain)]
    if shares:
        found.setdefault("percent", shares[0])
    return found


def _places(name: str, names: Sequence[str]) -> list[int]:
    return [place for place, one in enumerate(names) if one == name]


def hour_columns(columns: Sequence[str]) -> list[tuple[str, int]]:
    """Hour and place of the columns that are named for an hour or for the final figure."""
    found = ((read_cut_off(name), place) for place, name in enumerate(columns))
    return [(hour, place) for hour, place in found if hour]


def is_turnout(columns: Sequence[str]) -> bool:
    """Whether a table says the turnout of units."""
    known, hours = known_columns(columns), hour_columns(columns)
    has_unit = bool({"unit", "code", "region", "district"} & known.keys())
    # One column that is called "12" may be a question's.
    of_day = [place for _, place in hours if not columns[place].strip().isdigit()]
    is_day = bool(of_day) or len(hours) > 1
    if has_unit:
        return "percent" in known or is_day
    # The column of the regions is often the one that nobody named; then every other one is known.
    named = [n for n, name in enumerate(columns) if plain_name(name) not in UNNAMED]
    told = {*known.values(), *(place for _, place in hours)}
    return len(hours) > 1 and len(named) < len(columns) and told.issuperset(named)


# How the first columns of a list are called where they have no name.
UNNAMED = ("", "no", "n", "п п", "р с", "#", "№", "№ п п", "р с №")
