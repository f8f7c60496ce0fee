"""Notes: source, moment, boundaries, meaning and limits of what is shown, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from geodata.figures import Figure, Reading, Source
from layouts.footnotes import Footnotes
from layouts.headlines import election_day, election_name, measure_name
from layouts.numbers import long_date, moment, one_stop
from layouts.subject import Subject
from layouts.views import Notes

# A line to cite names so many sources; the page names all.
_CITED = 3


def notes(subject: Subject, figures: Iterable[Reading], footnotes: Footnotes) -> Notes:
    """The notes on the figures that are shown."""
    shown = [one for one in figures if isinstance(one, Figure)]
    words, family = subject.words, subject.measure.family.id
    sources = _sources(shown)
    return Notes(
        sources=sources,
        as_of=_as_of(subject, shown),
        boundaries=boundaries(subject),
        can=words(f"measure.{family}.can"),
        cannot=" ".join([words(f"measure.{family}.cannot"), *_basis(subject)]),
        licence=words("notes-on.licence"),
        citation=_citation(subject, sources),
        footnotes=footnotes.all(),
        derived=words("notes-on.derived") if any(one.derived for one in shown) else "",
        set_aside=_set_aside(subject),
        outlines=_outlines(subject),
    )


def _basis(subject: Subject) -> list[str]:
    """What may be concluded from the figures of a mission."""
    mission = subject.election.mission
    is_its_own = subject.measure.family.release_class == "mission"
    return [subject.words(f"basis.{mission.basis}")] if mission and is_its_own else []


def _sources(figures: Iterable[Figure]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for one in figures for source in one.sources))


def _as_of(subject: Subject, figures: list[Figure]) -> str:
    """The moment of the figures, or the span of their moments."""
    moments = sorted({one.as_of for one in figures if one.as_of is not None}, key=_sortable)
    if not moments:
        return ""
    words, language = subject.words, subject.language
    first, last = moment(moments[0], language), moment(moments[-1], language)
    if first == last:
        return one_stop(words("notes-on.as-of", moment=first))
    return one_stop(words("notes-on.as-of-between", first=first, last=last))


def _sortable(as_of: datetime | date) -> tuple[date, bool, str]:
    """A day without an hour comes after the hours of that day: it is known by its end."""
    if isinstance(as_of, datetime):
        return as_of.date(), False, as_of.isoformat()
    return as_of, True, ""


def boundaries(subject: Subject) -> str:
    """Which boundary set is drawn, since when it is in force, how good it is, and its credit."""
    one, words = subject.boundary_set, subject.words
    if one is None:
        return ""
    said = [
        words(
            f"notes-on.boundaries-{subject.level}",
            day=long_date(subject.election.day, subject.language),
            units=len(subject.readings),
            set=one.id,
            credit=one.credit,
            licence=one.licence,
        )
    ]
    if one.reconstruction:
        said.append(words("notes-on.reconstruction"))
    if one.note:
        said.append(words(one.note))
    return " ".join(said)


def _outlines(subject: Subject) -> str:
    """The credit of the outlines alone, for where little room is."""
    one = subject.boundary_set
    if one is None:
        return ""
    return subject.words("outlines.credit", credit=one.credit, licence=one.licence)


def _citation(subject: Subject, sources: tuple[Source, ...]) -> str:
    words = subject.words
    named = "; ".join(dict.fromkeys(source.title for source in sources[:_CITED]))
    if len(sources) > _CITED:
        named = words("notes-on.and-more", sources=named, count=len(sources) - _CITED)
    cited = words(
        "notes-on.citation",
        measure=measure_name(subject),
        time="" if subject.time == "-" else f", {_time(subject)}",
        election=election_name(subject),
        day=election_day(subject),
        sources=named,
        address=f"{subject.site}{subject.address.path}",
    )
    return one_stop(cited)


def _time(subject: Subject) -> str:
    return subject.words("when.final-step").lower() if subject.time == "final" else subject.time


def _set_aside(subject: Subject) -> str:
    count = len(subject.election.set_aside)
    return subject.words.plural("notes-on.set-aside", count, count=count) if count else ""
