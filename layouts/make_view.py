"""Make a view: from an election and an address to everything the page will say."""

from __future__ import annotations

from geodata.elections import Key
from geodata.figures import Reading
from geodata.measures import listed
from layouts.day import neighbours, time_steps
from layouts.footnotes import Footnotes, unit_marks
from layouts.headlines import detail, election_day, election_name, headline, measure_name
from layouts.history import documents, events
from layouts.legends import legend
from layouts.links import election_links, language_links, level_links, measure_links
from layouts.listed_tables import listed_tables
from layouts.notes import notes
from layouts.ranking import ranking, whole_row
from layouts.subject import Subject
from layouts.summaries import summary
from layouts.views import Row, View


def make_view(subject: Subject) -> View:
    """The view of a subject."""
    footnotes = Footnotes(subject)
    is_country = subject.level == "country"
    tables = listed_tables(subject, footnotes) if is_country else ()
    marks = unit_marks(subject, footnotes, (*subject.readings, subject.country.id))
    rows = () if is_country else ranking(subject, marks)
    whole = None if subject.is_listed else whole_row(subject, marks)
    steps = time_steps(subject)
    previous_path, next_path = neighbours(steps)
    boundary_set = _drawn_set(subject)
    said = summary(subject, rows)
    return View(
        address=subject.address,
        title=_title(subject),
        headline=headline(subject),
        detail=detail(subject, rows),
        summary=said.short,
        family=subject.measure.family.id,
        measure_words=measure_name(subject),
        level_words=subject.words(f"level.{subject.level}"),
        time_words=_time_words(subject),
        boundary_set=boundary_set,
        no_map="" if boundary_set else _no_map(subject),
        rows=rows,
        tables=tables,
        legend=None if is_country else legend(subject, rows),
        elections=election_links(subject),
        measures=measure_links(subject),
        levels=level_links(subject),
        languages=language_links(subject),
        times=steps,
        notes=notes(subject, _shown(subject, rows), footnotes),
        events=events(subject),
        documents=documents(subject),
        previous_path=previous_path,
        next_path=next_path,
        whole=whole,
        cities=_cities(subject),
        sentences=said.sentences,
    )


def _cities(subject: Subject) -> dict[str, str]:
    """The cities that districts lie in: they are no rows of the view, but have circles."""
    if subject.level != "district":
        return {}
    units = subject.country.units("region", subject.election.day).values()
    return {unit.id: subject.name(unit.id, "short") for unit in units if unit.kind == "city"}


def _title(subject: Subject) -> str:
    return subject.words(
        "page.title",
        measure=measure_name(subject),
        time="" if subject.time == "-" else f", {_time_words(subject).lower()}",
        election=election_name(subject),
        day=election_day(subject),
    )


def _time_words(subject: Subject) -> str:
    if subject.time == "-":
        return ""
    return subject.words("when.final-step") if subject.time == "final" else subject.time


def _drawn_set(subject: Subject) -> str:
    one = subject.boundary_set
    return one.id if one is not None and one.id in subject.outlined else ""


def _no_map(subject: Subject) -> str:
    words = subject.words
    if subject.level == "country":
        return words("no-map.country")
    if subject.boundary_set is None:
        return words(f"no-map.no-set-{subject.level}", day=election_day(subject))
    return words(f"no-map.not-installed-{subject.level}", set=subject.boundary_set.id)


def _shown(subject: Subject, rows: tuple[Row, ...]) -> list[Reading]:
    """Every reading that stands on the page, for its sources."""
    if subject.is_listed:
        keys = listed(subject.election, subject.measure)
        return [one for key in keys for one in subject.election.versions[key]]
    if subject.level == "country":
        times = (Key("turnout", subject.country.id, time) for time in subject.election.times)
        published = (subject.election.figures.get(key) for key in times)
        return [subject.whole, *(one for one in published if one is not None)]
    return [subject.whole, *(row.reading for row in rows)]
