"""Places: the list a search looks in, every unit under every name it has or has had."""

from __future__ import annotations

from typing import Any

from geodata.elections import Election
from layouts.address import CardAddress
from layouts.catalogue import Catalogue

# Letters that people type for others, and letters of one alphabet that look like another's.
_FOLD = {
    "ё": "е",
    "ә": "а",
    "ғ": "г",
    "қ": "к",
    "ң": "н",
    "ө": "о",
    "ұ": "у",
    "ү": "у",
    "һ": "х",
    "і": "и",
    "-": " ",
    "’": "'",
}


def places(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """The list of one language, as ``places.json`` of docs/page.md.

    A unit leads to its card in the last vote it existed in, under its name of that day.
    """
    elections = sorted(catalogue.country.elections.values(), key=lambda one: one.day)
    last = {unit: election for election in elections for unit in catalogue.units[election.id]}
    return {
        "fold": _FOLD,
        "places": [_place(catalogue, language, unit, election) for unit, election in last.items()],
    }


def _place(catalogue: Catalogue, language: str, unit: str, election: Election) -> list[Any]:
    gazetteer = catalogue.country.gazetteer
    names = {_folded(name) for name in gazetteer.all_names(unit)}
    return [
        unit,
        _name(catalogue, language, unit, election),
        CardAddress(language, election.id, unit).path,
        sorted(names),
    ]


def _name(catalogue: Catalogue, language: str, unit: str, last: Election) -> str:
    """The unit's name, with its region where another is called the same, and the years of its votes
    where it is no more: "… (2012–2021)".
    """
    name = catalogue.country.gazetteer.name(unit, language, last.day)
    region = catalogue.namesakes(language, last.day).regions.get(unit)
    name = f"{name}, {region}" if region else name
    days = [one.day for one in catalogue.country.elections.values()]
    if last.day == max(days):
        return name
    first = min(
        catalogue.country.elections[election].day
        for election, units in catalogue.units.items()
        if unit in units
    )
    return f"{name} ({first.year}–{last.day.year})"


def _folded(name: str) -> str:
    return "".join(_FOLD.get(letter, letter) for letter in name.lower())
