"""The sentence of a finding in a reader's language, with names of units and figures filled in."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from geodata.checks.finding import Finding

TEXT = Path(__file__).parent / "text"


@cache
def sentences(language: str, folder: Path = TEXT) -> Mapping[str, str]:
    """Code → sentence with places to fill, in one language."""
    table = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return {code: str(words) for code, words in table["checks"].items()}


def sentence(
    finding: Finding, language: str, name: Callable[[str], str] = str, folder: Path = TEXT
) -> str:
    """What a finding says to a person.

    ``name`` gives a unit's name in that language for its id.
    """
    facts = dict(finding.facts)
    for place in ("units", "other"):
        if place in facts:
            facts[place] = ", ".join(name(unit) for unit in facts[place].split(", "))
    return sentences(language, folder)[finding.code].format_map(
        {
            **facts,
            "unit": facts.get("unit") or (name(finding.key.unit) if finding.key.unit else ""),
            "time": finding.key.time,
            "measure": finding.key.measure,
            "subject": finding.key.subject,
            "printed": "; ".join(
                f"{printed.text} ({printed.source})" for printed in finding.printed
            ),
        }
    )
