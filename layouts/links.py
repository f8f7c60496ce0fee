"""Links: the votes, measures, levels and languages one can go to from a view.

A link always leads to a view that exists: the nearest one, by the catalogue.
"""

from __future__ import annotations

from geodata.errors import NoBoundaries
from geodata.measures import FAMILIES, Family
from geodata.units import LEVELS, Level
from layouts.headlines import name_without_year, variant_name
from layouts.subject import Subject
from layouts.views import Link, LinkGroup, View


def election_links(subject: Subject) -> tuple[Link, ...]:
    """One link a vote, oldest first, to the view there nearest to this one."""
    catalogue, words = subject.catalogue, subject.words
    return tuple(
        Link(
            name_without_year(subject.country.elections[election], words),
            catalogue.nearest(subject.usual_address.at(election=election)).path,
            election == subject.election.id,
            str(subject.country.elections[election].day.year),
        )
        for election in sorted(catalogue.shown)
        if catalogue.shown[election]
    )


def measure_links(subject: Subject) -> tuple[LinkGroup, ...]:
    """One group a family of measures that this vote has."""
    groups = (_group(subject, family) for family in FAMILIES)
    return tuple(group for group in groups if group is not None)


def _group(subject: Subject, family: Family) -> LinkGroup | None:
    shown = subject.catalogue.shown[subject.election.id]
    variants = list(
        dict.fromkeys(one.measure.variant for one in shown if one.measure.family is family)
    )
    if not variants:
        return None
    chosen = subject.measure.family is family
    first = subject.measure.variant if chosen else _likeliest(subject, family, variants)
    return LinkGroup(
        subject.words(f"measure.{family.id}.tab"),
        _path(subject, family, first),
        chosen,
        _variants(subject, family, variants) if chosen and len(variants) > 1 else (),
        subject.words(f"measure.{family.id}.prompt") if len(variants) > 1 else "",
    )


def _likeliest(subject: Subject, family: Family, variants: list[str]) -> str:
    """The variant to begin with: of other votes the last one before this with the same hour."""
    day = subject.election.day
    elections = subject.country.elections
    earlier = [one for one in variants if one in elections and elections[one].day < day]
    address = subject.usual_address
    same = [
        one for one in earlier if subject.catalogue.has(address.at(measure=f"{family.id}-{one}"))
    ]
    return (same or variants[:1])[-1]


def _variants(subject: Subject, family: Family, variants: list[str]) -> tuple[Link, ...]:
    return tuple(
        Link(
            variant_name(subject, variant) if variant else subject.words("measure.all"),
            _path(subject, family, variant),
            variant == subject.measure.variant,
        )
        for variant in variants
    )


def _path(subject: Subject, family: Family, variant: str) -> str:
    measure = f"{family.id}-{variant}" if variant else family.id
    return subject.catalogue.nearest(subject.usual_address.at(measure=measure)).path


def level_links(subject: Subject) -> tuple[Link, ...]:
    """Country, regions, districts; where a level has no figures, the reason instead of a link."""
    return tuple(_level_link(subject, level) for level in LEVELS)


def _level_link(subject: Subject, level: Level) -> Link:
    words = subject.words(f"level.{level}")
    nearest = subject.catalogue.nearest(subject.address.at(level=level))
    if nearest.level == level and nearest.measure == subject.measure.id:
        return Link(words, nearest.path, level == subject.level)
    return Link(words, "", level == subject.level, subject.words(_reason(subject, level)))


def _reason(subject: Subject, level: Level) -> str:
    """Why a level cannot be chosen: no boundaries on that day, or no figures."""
    if level != "country":
        try:
            subject.country.boundary_set(level, subject.election.day)
        except NoBoundaries:
            return f"level.no-boundaries-{level}"
    return f"level.no-figures-{level}"


def language_links(subject: Subject) -> tuple[Link, ...]:
    """The same view in each language, under the language's own name."""
    return tuple(
        Link(
            subject.words(f"language.{language}"),
            subject.address.at(language=language).path,
            language == subject.language,
            language,
        )
        for language in subject.country.languages
    )


def likely_next(view: View) -> list[str]:
    """The paths a reader is likely to want after this view: on in the day, another measure."""
    level = f"/{view.address.level}/"
    others = (one.path for one in view.measures if not one.chosen and level in one.path)
    return [path for path in (view.next_path, next(others, "")) if path]
