"""Headlines: what the figure says, as one sentence, and a line of detail under it.

Sentences are chosen by what was published: a country figure, an "at least", bounds, or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from geodata.elections import Election
from geodata.figures import Figure, Nothing, Reading
from geodata.readings import previous_bulletin
from layouts.listed_headlines import listed_headline
from layouts.numbers import long_date, number, one_stop, printed, with_unit
from layouts.subject import Subject
from layouts.views import Row
from layouts.words import Words


def headline(subject: Subject) -> str:
    """The finding as a sentence."""
    said = _said(subject)
    return said[:1].upper() + said[1:]


def _said(subject: Subject) -> str:
    whole, family = subject.whole, subject.measure.family.id
    if isinstance(whole, Figure) and family in _SENTENCES:
        return _SENTENCES[family](subject, whole)
    if subject.is_listed:
        return listed_headline(subject)
    return _how_many(subject)


def _when(subject: Subject) -> str:
    if subject.time == "final":
        return subject.words("when.final")
    return subject.words("when.hour", hour=subject.time)


def _turnout(subject: Subject, whole: Figure) -> str:
    words = subject.words
    voters = part(whole, words)
    key = "headline.turnout-final" if subject.time == "final" else "headline.turnout"
    return words(key, hour=subject.time, part=voters)


def part(figure: Figure, words: Words) -> str:
    """A share of something as the part of a sentence: "more than 70 %", "75,16 %-ы"."""
    language = words.language
    if figure.value is not None:
        return words(f"part.{qualifier(figure)}", value=number(figure.value, language))
    if figure.low is not None and figure.high is not None:
        low, high = number(figure.low, language), number(figure.high, language)
        return words("part.between", low=low, high=high)
    return printed(figure, words)


def qualifier(figure: Figure) -> str:
    """The key of a figure's qualifier; "more-than" where the source said so in words."""
    return "more-than" if "more-than" in figure.notes else str(figure.qualifier)


def _change(subject: Subject, whole: Figure) -> str:
    words, since = subject.words, previous_bulletin(subject.country, subject.election, subject.time)
    until = words("when.end") if subject.time == "final" else subject.time
    if whole.value is None:
        return words(
            "headline.change-bounds", since=since, until=until, points=printed(whole, words)
        )
    if whole.value == 0:
        return words("headline.change-none", since=since, until=until)
    direction = "down" if whole.value < 0 else "up"
    return words(
        f"headline.change-{direction}", since=since, until=until, points=_points(whole.value, words)
    )


def _compared(subject: Subject, whole: Figure) -> str:
    words = subject.words
    other = subject.country.elections[subject.measure.variant]
    values = {
        "when": _when(subject),
        "year": other.day.year,
        "other": name_without_year(other, words),
    }
    if whole.value is None:
        return words("headline.versus-bounds", points=printed(whole, words), **values)
    if whole.value == 0:
        return words("headline.versus-same", **values)
    direction = "lower" if whole.value < 0 else "higher"
    points = _points(whole.value, words)
    return words(f"headline.versus-{direction}", points=points, **values)


def name_without_year(election: Election, words: Words) -> str:
    """An election's short name where its year stands beside it: "Mazhilis"."""
    return words(f"elections.{election.id}.short").removesuffix(str(election.day.year)).strip()


def _points(value: Decimal, words: Words) -> str:
    return words.plural("points", abs(value), value=number(abs(value), words.language))


def _covered(subject: Subject, whole: Figure) -> str:
    observed, listed = (number(one, subject.language) for one in whole.of or (Decimal(0),) * 2)
    return subject.words("headline.coverage", observed=observed, listed=listed)


def _found(subject: Subject, whole: Figure) -> str:
    words, variant = subject.words, subject.measure.variant
    share = part(whole, words)
    if f"finding-stage.{variant}" in words.sentences:
        stage = words(f"finding-stage.{variant}")
        return words("headline.findings-stage", share=share, stage=stage)
    what = finding_name(subject, variant)
    return words("headline.findings-irregularity", share=share, what=what)


_SENTENCES = {
    "turnout": _turnout,
    "turnout-change": _change,
    "turnout-vs": _compared,
    "coverage": _covered,
    "findings": _found,
}


def _how_many(subject: Subject) -> str:
    """What can be said where the country has no figure: for how many units one was published."""
    words = subject.words
    published = sum(isinstance(one, Figure) for one in subject.readings.values())
    return words(
        "headline.published",
        measure=measure_name(subject),
        when=_when(subject) if subject.time != "-" else "",
        published=published,
        of=len(subject.readings),
    ).strip()


def measure_name(subject: Subject) -> str:
    """The measure's name, with its party, organisation or compared vote."""
    words, measure = subject.words, subject.measure
    name = words(f"measure.{measure.family.id}.name")
    return f"{name}: {variant_name(subject, measure.variant)}" if measure.variant else name


def variant_name(subject: Subject, variant: str) -> str:
    """The name of a variant: the other vote with its year, the party, the organisation."""
    country, language = subject.country, subject.language
    if variant in country.elections:
        return subject.words(f"elections.{variant}.short")
    named = {**country.parties, **country.organisations}.get(variant)
    if named is None:
        return finding_name(subject, variant)
    return named.short_names.get(language) or named.names[language]


def finding_name(subject: Subject, variant: str) -> str:
    """A stage, an irregularity or a word of the scale: as the mission calls it, else as we do."""
    mission = subject.election.mission
    return named_finding(variant, mission.names.get(variant, {}) if mission else {}, subject.words)


def named_finding(variant: str, own: Mapping[str, str], words: Words) -> str:
    """The same, by the mission's ``own`` names in each language."""
    keys = (f"finding-stage.{variant}", f"desk.irregularity.{variant}", f"desk.judged.{variant}")
    ours = (words.sentences[key] for key in keys if key in words.sentences)
    return own.get(words.language) or next(ours, variant.replace("-", " "))


def detail(subject: Subject, rows: tuple[Row, ...]) -> str:
    """The line under the headline: the day, the extremes, and how much is not known."""
    words = subject.words
    parts = [words("detail.day", election=election_name(subject), day=election_day(subject))]
    parts += _extremes(subject, rows) + _unknown(subject, rows)
    return one_stop(" ".join(parts))


def election_name(subject: Subject) -> str:
    """The election's full name."""
    return subject.words(f"elections.{subject.election.id}.name")


def election_day(subject: Subject) -> str:
    """The day of the election in words."""
    return long_date(subject.election.day, subject.language)


def _extremes(subject: Subject, rows: tuple[Row, ...]) -> list[str]:
    """Highest and lowest, where no other unit could be either: unknown, within bounds or equal."""
    ranks = [row.rank for row in rows]
    if len(rows) < 2 or ranks[0] != 1 or ranks[1] == 1 or ranks[-1] in (None, ranks[-2]):
        return []
    if any(row.low is None for row in rows):
        return []
    first, last = rows[0], rows[-1]
    words = subject.words
    return [
        words(
            "detail.extremes",
            first=first.called,
            most=with_unit_of(first.reading, words),
            last=last.called,
            least=with_unit_of(last.reading, words),
        )
    ]


def with_unit_of(reading: Reading, words: Words) -> str:
    """A reading with what it is counted in, or its kind of nothing in words."""
    if isinstance(reading, Nothing):
        return words(f"nothing.{reading}")
    return with_unit(reading, words)


def _unknown(subject: Subject, rows: tuple[Row, ...]) -> list[str]:
    words = subject.words
    said = []
    bounded = sum(isinstance(row.reading, Figure) and row.reading.value is None for row in rows)
    if bounded:
        said.append(words("detail.bounded", count=bounded, of=len(rows)))
    for nothing in subject.measure.family.nothing:
        count = sum(row.reading == nothing for row in rows)
        if count:
            said.append(words(f"detail.{nothing}", count=count, of=len(rows)))
    return said
