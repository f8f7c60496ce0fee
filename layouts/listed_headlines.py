"""Headlines of listed tables: one sentence on votes, observers, stations or voters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from geodata.elections import Key
from geodata.figures import Figure
from layouts.numbers import printed, with_unit
from layouts.subject import Subject


def listed_headline(subject: Subject) -> str:
    figures = subject.election.figures
    return {
        "results": _results,
        "observers": _observers,
        "stations": _stations,
        "registered": _registered,
        "coverage": _coverage,
        "findings": _findings,
    }[subject.measure.family.id](subject, figures)


def _results(subject: Subject, figures: Mapping[Key, Figure]) -> str:
    words, country = subject.words, subject.country
    wanted = subject.measure.variant
    shares = {
        key.subject: one
        for key, one in figures.items()
        if key.measure == "vote_share_pct"
        and key.unit == country.id
        and key.subject
        and one.value is not None
        and wanted in ("", key.subject)
    }
    if not shares:
        return words("measure.results.name")
    party = max(shares, key=lambda name: shares[name].value or Decimal(0))
    said = words(
        "headline.results",
        party=country.parties[party].names[subject.language],
        share=printed(shares[party], words),
    )
    seats = figures.get(Key("seats", country.id, subject.time, party))
    return f"{said}{words('headline.seats', seats=with_unit(seats, words))}" if seats else said


def _observers(subject: Subject, figures: Mapping[Key, Figure]) -> str:
    words, country = subject.words, subject.country
    organisation = subject.measure.variant or "all"
    for stage in ("deployed", "accredited", "expected", "planned", "requested"):
        key = Key("observers", country.id, "-", organisation, f"all/{stage}")
        if key in figures:
            return words(f"headline.observers-{stage}", observers=with_unit(figures[key], words))
    return words("headline.observers-parts")


def _stations(subject: Subject, figures: Mapping[Key, Figure]) -> str:
    words, country = subject.words, subject.country
    whole = figures.get(Key("stations", country.id, "-"))
    abroad = figures.get(Key("stations", "abroad", "-"))
    if whole is None:
        return words("measure.stations.name")
    if abroad is None:
        return words("headline.stations", stations=with_unit(whole, words))
    return words(
        "headline.stations-abroad",
        stations=with_unit(whole, words),
        abroad=printed(abroad, words),
    )


def _registered(subject: Subject, figures: Mapping[Key, Figure]) -> str:
    words, country = subject.words, subject.country
    for time in ("final", "-"):
        one = figures.get(Key("registered", country.id, time))
        if one is not None:
            return words("headline.registered", voters=with_unit(one, words))
    return words("measure.registered.name")


def _coverage(subject: Subject, figures: Mapping[Key, Figure]) -> str:
    keys = (Key(one, subject.country.id, "-") for one in ("stations_observed", "stations_listed"))
    observed, listed = (figures.get(key) for key in keys)
    if observed is None or listed is None:
        return subject.words("measure.coverage.name")
    return subject.words(
        "headline.coverage",
        observed=printed(observed, subject.words),
        listed=printed(listed, subject.words),
    )


def _findings(subject: Subject, _: Mapping[Key, Figure]) -> str:
    return subject.words("headline.findings")
