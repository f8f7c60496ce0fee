"""Cards: one unit's day hour by hour beside the country's, and its history across votes."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.differences import difference
from geodata.elections import Election, Key
from geodata.figures import Figure, Nothing, Reading
from geodata.measures import FAMILIES
from geodata.readings import same_area
from layouts.address import CardAddress, ViewAddress
from layouts.charts import DayLine, day_chart
from layouts.footnotes import Footnotes
from layouts.headlines import election_day, election_name, name_without_year
from layouts.history import documents, events
from layouts.notes import notes
from layouts.numbers import number, printed, with_unit
from layouts.subject import Subject
from layouts.tables import Cell, Table
from layouts.views import DocumentLink, Event, Link, Notes


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a unit's card says, in one language.

    ``region`` tells the unit from another of its name, "" where there is none. ``chart`` is an SVG,
    "" where no hour was published. ``map_path`` is the view the unit stands in. ``places`` are the
    same unit in other votes, under the links' own names.
    """

    address: CardAddress
    title: str
    name: str
    region: str
    sentence: str
    chart: str
    day: Table
    history: Table
    map_path: str
    languages: tuple[Link, ...]
    elections: tuple[Link, ...]
    notes: Notes
    events: tuple[Event, ...]
    documents: tuple[DocumentLink, ...]

    @property
    def called(self) -> str:
        """The name in one line, with the region where there is a namesake."""
        return f"{self.name} ({self.region})" if self.region else self.name


def make_card(subject: Subject, unit: str) -> Card:
    """The card of a unit; the subject is the vote's turnout at its last published hour."""
    words = subject.words
    name = subject.name(unit)
    footnotes = Footnotes(subject)
    day = _day_table(subject, unit, footnotes)
    return Card(
        address=CardAddress(subject.language, subject.election.id, unit),
        title=words(
            "page.card-title",
            unit=subject.called(unit),
            election=election_name(subject),
            day=election_day(subject),
        ),
        name=name,
        region=subject.namesakes.regions.get(unit, ""),
        sentence=_sentence(subject, unit),
        chart=day_chart(_lines(subject, unit), subject.country.bulletins, words),
        day=day,
        history=_history(subject, unit),
        map_path=f"{_map(subject, unit).path}?unit={unit}",
        languages=_languages(subject, unit),
        elections=_elections(subject, unit),
        notes=notes(subject, _figures(subject, unit), footnotes),
        events=events(subject),
        documents=documents(subject),
    )


def _turnout(election: Election, unit: str, time: str) -> Reading:
    return election.figures.get(Key("turnout", unit, time), Nothing.NOT_PUBLISHED)


def _figures(subject: Subject, unit: str) -> list[Reading]:
    """The figures on the card: the unit's and the country's day, and the unit's other votes."""
    election, country = subject.election, subject.country
    own = [_turnout(election, one, time) for time in election.times for one in {unit, country.id}]
    others = (_last(other, unit)[1] for other in country.elections.values())
    return [*own, *others]


def _map(subject: Subject, unit: str) -> ViewAddress:
    level = "district" if _is_district(subject, unit) else "region"
    time = _last(subject.election, unit)[0]
    return subject.catalogue.nearest(
        ViewAddress(subject.language, subject.election.id, "turnout", level, time)
    )


def _is_district(subject: Subject, unit: str) -> bool:
    return any(
        one.id == unit and one.level == "district" for one in subject.country.gazetteer.units
    )


def _last(election: Election, unit: str) -> tuple[str, Reading]:
    """The last bulletin that has a figure of the unit, and the figure."""
    for time in reversed(election.times):
        reading = _turnout(election, unit, time)
        if isinstance(reading, Figure):
            return time, reading
    return (election.times[-1] if election.times else "-"), Nothing.NOT_PUBLISHED


def _sentence(subject: Subject, unit: str) -> str:
    """The unit's last figure, and how far it lies from the country's at that hour."""
    words = subject.words
    time, reading = _last(subject.election, unit)
    if isinstance(reading, Nothing):
        nothing = words(f"nothing.{reading}")
        return words("speech.figure", name=subject.called(unit), figure=nothing) + "."
    key = "card.turnout-final" if time == "final" else "card.turnout"
    where, figure = subject.where(unit), with_unit(reading, words)
    said = words(key, hour=time, where=where, figure=figure)
    said = said[:1].upper() + said[1:]
    if unit == subject.country.id:
        return f"{said}."
    gap = difference(reading, _turnout(subject.election, subject.country.id, time))
    if isinstance(gap, Nothing) or gap.value is None:
        return f"{said}."
    key = "same" if gap.value == 0 else "above" if gap.value > 0 else "below"
    points = words.plural("points", abs(gap.value), value=number(abs(gap.value), words.language))
    return f"{said}, {words(f'card.{key}', points=points)}."


def _time(subject: Subject, time: str) -> str:
    return subject.words("when.final-step") if time == "final" else time


def _lines(subject: Subject, unit: str) -> tuple[DayLine, ...]:
    country = subject.country.id
    units = [(country, "whole")] if unit == country else [(country, "whole"), (unit, "unit")]
    return tuple(
        DayLine(
            subject.name(one),
            kind,
            {time: _turnout(subject.election, one, time) for time in subject.election.times},
        )
        for one, kind in units
    )


def _day_table(subject: Subject, unit: str, footnotes: Footnotes) -> Table:
    words, election, country = subject.words, subject.election, subject.country
    columns = [unit] if unit == country.id else [unit, country.id]
    rows = []
    for time in election.times:
        cells = [_cell(subject, _turnout(election, one, time)) for one in columns]
        cells[0] = _with_marks(cells[0], footnotes, Key("turnout", unit, time), election)
        change = FAMILIES[1].read(country, election, "", unit, time)
        rows.append((Cell(_time(subject, time)), *cells, _cell(subject, change)))
    return Table(
        words("card.day"),
        (
            words("table.bulletin"),
            words("measure.turnout.column"),
            *([words("card.country")] if len(columns) > 1 else []),
            words("measure.turnout-change.column"),
        ),
        (False, *(True for _ in columns), True),
        tuple(rows),
        (0,) * len(rows),
    )


def _cell(subject: Subject, reading: Reading) -> Cell:
    if isinstance(reading, Nothing):
        return Cell(subject.words(f"nothing.{reading}"))
    return Cell(
        printed(reading, subject.words),
        reading.middle,
        hint="; ".join(source.title for source in reading.sources),
    )


def _with_marks(cell: Cell, footnotes: Footnotes, key: Key, election: Election) -> Cell:
    reading = election.figures.get(key, Nothing.NOT_PUBLISHED)
    return Cell(cell.words, cell.value, footnotes.marks(key, reading), cell.hint)


def _history(subject: Subject, unit: str) -> Table:
    """The unit's last figure in every vote; not comparable where its boundaries were others."""
    words, country = subject.words, subject.country
    rows = []
    for other in sorted(country.elections.values(), key=lambda one: one.day):
        time, reading = _last(other, unit)
        if unit != country.id and not _same_area(subject, unit, other):
            time, reading = "", Nothing.NOT_COMPARABLE
        rows.append(
            (
                Cell(words(f"elections.{other.id}.short")),
                Cell(_time(subject, time)),
                _cell(subject, reading),
            )
        )
    return Table(
        words("card.history"),
        (
            words("card.history-election"),
            words("card.history-time"),
            words("measure.turnout.column"),
        ),
        (False, False, True),
        tuple(rows),
        (0,) * len(rows),
    )


def _same_area(subject: Subject, unit: str, other: Election) -> bool:
    if _is_district(subject, unit):
        return False
    return same_area(subject.country, unit, subject.election, other)


def _languages(subject: Subject, unit: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            subject.words(f"language.{language}"),
            CardAddress(language, subject.election.id, unit).path,
            language == subject.language,
            language,
        )
        for language in subject.country.languages
    )


def _elections(subject: Subject, unit: str) -> tuple[Link, ...]:
    """The same unit's card in each vote, or that vote's map where the unit did not exist."""
    return tuple(
        Link(
            name_without_year(subject.country.elections[election], subject.words),
            _elsewhere(subject, unit, election),
            election == subject.election.id,
            str(subject.country.elections[election].day.year),
        )
        for election in sorted(subject.catalogue.shown)
    )


def _elsewhere(subject: Subject, unit: str, election: str) -> str:
    card = CardAddress(subject.language, election, unit)
    if subject.catalogue.has(card):
        return card.path
    return subject.catalogue.nearest(subject.address.at(election=election)).path
