"""Findings as a list for other programs and as lines for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from geodata.checks.finding import Finding
from geodata.checks.wording import sentence
from geodata.country import Country
from geodata.errors import UnknownUnit
from geodata.read_cells import BETWEEN_SOURCES


def as_json(finding: Finding, country: Country, day: date) -> dict[str, object]:
    """A finding with its code, unit, hour, values and sources, and its sentence by language."""
    units = [unit for unit in finding.facts.get("units", "").split(", ") if unit]
    reasons = finding.accepted.reasons if finding.accepted else None
    return {
        "code": finding.code,
        "error": finding.is_error,
        "measure": finding.key.measure,
        "subject": finding.key.subject,
        "unit": finding.key.unit,
        "units": units or ([finding.key.unit] if finding.key.unit else []),
        "hour": finding.key.time,
        "values": [printed.text for printed in finding.printed],
        "sources": list(
            dict.fromkeys(
                source
                for printed in finding.printed
                for source in (printed.address or printed.source).split(BETWEEN_SOURCES)
            )
        ),
        "printed": [
            {
                "unit": printed.unit,
                "hour": printed.time,
                "measure": printed.measure,
                "subject": printed.subject,
                "value": printed.text,
                "source": printed.source,
                "address": printed.address,
                "file": printed.file,
                "line": printed.line,
            }
            for printed in finding.printed
        ],
        "message": {
            language: sentence(finding, language, unit_names(country, language, day))
            for language in country.languages
        },
        "accepted": dict(reasons) if reasons else None,
    }


def as_lines(
    findings: Iterable[Finding], country: Country, day: date, language: str
) -> Iterator[str]:
    """One line a finding, with the reason where a person has accepted it."""
    name = unit_names(country, language, day)
    for finding in findings:
        accepted = finding.accepted.reasons.get(language, "") if finding.accepted else ""
        yield f"{finding.code} {sentence(finding, language, name)}" + (
            f" [{accepted}]" if accepted else ""
        )


def unit_names(country: Country, language: str, day: date) -> Callable[[str], str]:
    """Unit id → its name on a day in a language; the id itself where it has none."""

    def name(unit: str) -> str:
        try:
            return country.gazetteer.name(unit, language, day)
        except UnknownUnit:
            return unit

    return name
