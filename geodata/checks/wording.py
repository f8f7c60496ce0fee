"""The sentence of a finding in a reader's language, with names of units and figures filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from geodata.checks.finding import Finding

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
TEXT = Path(__file__).parent / "text"


@cache
def texts(language: str, folder: Path = TEXT) -> Mapping[str, Mapping[str, str]]:
    """The tables of one language: ``checks`` by code, ``measures``, ``times``, ``numbers``."""
    return tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))


def sentence(
    finding: Finding, language: str, name: Callable[[str], str] = str, folder: Path = TEXT
) -> str:
    """What a finding says to a person.

    ``name`` gives a unit's name in that language for its id.
    """
    tables = texts(language, folder)
    facts = {fact: _number(text, tables) for fact, text in finding.facts.items()}
    for fact in ("units", "other"):
        if fact in facts:
            facts[fact] = ", ".join(name(unit) for unit in facts[fact].split(", "))
    if "earlier" in facts:
        facts["earlier"] = _time(facts["earlier"], tables)
    return tables["checks"][finding.code].format_map({**_about(finding, name, tables), **facts})


def _about(
    finding: Finding, name: Callable[[str], str], tables: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    key = finding.key
    what = tables["measures"].get(key.measure, key.measure)
    unit, time = name(key.unit) if key.unit else "", _time(key.time, tables)
    place = _listed(unit, what, key.subject, key.part)
    printed = "; ".join(f"{_number(one.text, tables)} ({one.source})" for one in finding.printed)
    return {
        "unit": unit,
        "time": time,
        "what": what or key.measure,
        "place": place,
        "place_and_time": _listed(place, time),
        "printed": printed,
    }


def _time(time: str, tables: Mapping[str, Mapping[str, str]]) -> str:
    return "" if time == "-" else tables["times"].get(time, time)


def _number(text: str, tables: Mapping[str, Mapping[str, str]]) -> str:
    """A number with the decimal sign and the minus of the language; other text as it is."""
    if not _NUMBER.fullmatch(text):
        return text
    return text.replace("-", "−").replace(".", tables["numbers"]["decimal"])


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
