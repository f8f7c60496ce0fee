"""Listed tables: figures that were published for the country, one table a kind of figure.

Requested, accredited and deployed observers stand in columns of their own; stations abroad and
parts of an organisation stand under their whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geodata.elections import Key
from geodata.figures import Figure, Nothing, Reading
from geodata.measures import FAMILIES, listed
from layouts.footnotes import Footnotes
from layouts.numbers import moment, printed
from layouts.subject import Subject
from layouts.views import DASH, Cell, Table

_STAGES = ("nominations", "requested", "planned", "expected", "accredited", "deployed")
_ROLES = ("all", "core-team", "long-term", "short-term", "parliamentarians")


def listed_tables(subject: Subject, footnotes: Footnotes) -> tuple[Table, ...]:
    """The tables of a view at country level."""
    family = subject.measure.family.id
    if not subject.measure.family.listed:
        return (_day(subject, footnotes),)
    if family == "results":
        return _results(subject, footnotes)
    if family == "observers":
        return (_observers(subject, footnotes),)
    return (_counts(subject, footnotes),)


def _cell(subject: Subject, footnotes: Footnotes, key: Key) -> Cell:
    """Every version of a figure that was printed, the first one first: "15 / 11"."""
    figures = subject.election.versions.get(key, ())
    if not figures:
        return _cell_of(subject, Nothing.NOT_PUBLISHED, footnotes.marks(key, Nothing.NOT_PUBLISHED))
    marks = dict.fromkeys(mark for one in figures for mark in footnotes.marks(key, one))
    words = dict.fromkeys(printed(one, subject.words) for one in figures)
    sources = dict.fromkeys(_source_hint(one) for one in figures)
    return Cell(" / ".join(words), figures[0].middle, tuple(marks), "; ".join(sources))


def _cell_of(subject: Subject, reading: Reading, marks: tuple[str, ...] = ()) -> Cell:
    if isinstance(reading, Nothing):
        return Cell(subject.words(f"nothing.{reading}"), None, marks)
    words = printed(reading, subject.words)
    return Cell(words, reading.middle, marks, _source_hint(reading))


def _source_hint(figure: Figure) -> str:
    return "; ".join(source.title for source in figure.sources)


def _day(subject: Subject, footnotes: Footnotes) -> Table:
    """The day's bulletins of the country: turnout and its change."""
    words, election, country = subject.words, subject.election, subject.country
    turnout, change = FAMILIES[0], FAMILIES[1]
    with_ballots = any(key.measure == "ballots_issued" for key in election.figures)
    rows = []
    for time in election.times:
        key = Key("turnout", country.id, time)
        reading = election.figures.get(key, Nothing.NOT_PUBLISHED)
        as_of = _moment(reading, subject.language)
        rows.append(
            (
                Cell(words("when.final-step") if time == "final" else time),
                _cell(subject, footnotes, key),
                _cell_of(subject, change.read(country, election, "", country.id, time)),
                *_ballots(subject, footnotes, time, with_ballots),
                Cell(as_of),
            )
        )
    return Table(
        words("table.day"),
        (
            words("table.bulletin"),
            words(f"measure.{turnout.id}.column"),
            words(f"measure.{change.id}.column"),
            *([words("quantity.ballots_issued")] if with_ballots else []),
            words("table.as-of"),
        ),
        (False, True, True, *([True] if with_ballots else []), False),
        tuple(rows),
        (0,) * len(rows),
    )


def _ballots(
    subject: Subject, footnotes: Footnotes, time: str, with_ballots: bool
) -> tuple[Cell, ...]:
    key = Key("ballots_issued", subject.country.id, time)
    return (_cell(subject, footnotes, key),) if with_ballots else ()


def _moment(reading: Reading, language: str) -> str:
    if isinstance(reading, Nothing) or reading.as_of is None:
        return ""
    return moment(reading.as_of, language)


def _results(subject: Subject, footnotes: Footnotes) -> tuple[Table, ...]:
    keys = listed(subject.election, subject.measure)
    quantities = ("votes", "vote_share_pct", "seats")
    parties = list(dict.fromkeys(key.subject for key in keys if key.measure in quantities))
    rows = [
        (Cell(_party(subject, party)), *_figures(subject, footnotes, quantities, party))
        for party in parties
    ]
    words = subject.words
    columns = (words("table.party"), *(words(f"quantity.{one}") for one in quantities))
    table = Table(
        words("table.results"), columns, (False, True, True, True), tuple(rows), (0,) * len(rows)
    )
    whole = tuple(key for key in keys if key.measure not in quantities)
    return (table, _figure_table(subject, footnotes, whole)) if whole else (table,)


def _figures(
    subject: Subject, footnotes: Footnotes, quantities: Iterable[str], party: str
) -> tuple[Cell, ...]:
    country, time = subject.country.id, subject.time
    return tuple(
        _cell(subject, footnotes, Key(quantity, country, time, party)) for quantity in quantities
    )


def _party(subject: Subject, party: str) -> str:
    return subject.country.parties[party].names[subject.language]


def _observers(subject: Subject, footnotes: Footnotes) -> Table:
    """Organisations and their roles down, stages across; only stages that were published."""
    words = subject.words
    keys = [key for key in listed(subject.election, subject.measure) if _is_whole(subject, key)]
    stages = [one for one in _STAGES if any(key.part.endswith(f"/{one}") for key in keys)]
    rows, depth = [], []
    for organisation in _in_order(subject, keys):
        roles = [one for one in _ROLES if any(_is(key, organisation, one) for key in keys)]
        for role in roles:
            head = _organisation(subject, organisation) if role == roles[0] else ""
            rows.append(
                (
                    Cell(_row_head(subject, head, role)),
                    *(_stage(subject, footnotes, organisation, f"{role}/{one}") for one in stages),
                )
            )
            depth.append(_depth(subject, organisation) + (0 if head else 1))
    return Table(
        words("table.observers"),
        (words("table.organisation"), *(words(f"stage.{one}") for one in stages)),
        (False, *(True for _ in stages)),
        tuple(rows),
        tuple(depth),
    )


def _is_whole(subject: Subject, key: Key) -> bool:
    return key.unit == subject.country.id


def _is(key: Key, organisation: str, role: str) -> bool:
    return key.subject == organisation and key.part.startswith(f"{role}/")


def _stage(subject: Subject, footnotes: Footnotes, organisation: str, part: str) -> Cell:
    key = Key("observers", subject.country.id, "-", organisation, part)
    if key not in subject.election.figures:
        return Cell(DASH, hint=subject.words("nothing.not-published"))
    return _cell(subject, footnotes, key)


def _row_head(subject: Subject, organisation: str, role: str) -> str:
    if role == "all":
        return organisation
    said = subject.words(f"role.{role}")
    return f"{organisation}: {said}" if organisation else said


def _organisation(subject: Subject, organisation: str) -> str:
    return subject.country.organisations[organisation].names[subject.language]


def _in_order(subject: Subject, keys: Sequence[Key]) -> list[str]:
    """Organisations in the order of the country's file, parts right after their whole."""
    present = {key.subject for key in keys}
    order = {one: at for at, one in enumerate(subject.country.organisations)}
    lines = {one: [order[whole] for whole in _wholes(subject, one)] for one in present}
    return sorted(present, key=lambda one: lines[one])


def _wholes(subject: Subject, organisation: str) -> list[str]:
    """What an organisation is part of, outermost first, itself last."""
    part_of = subject.country.organisations[organisation].part_of
    return [*(_wholes(subject, part_of) if part_of else []), organisation]


def _depth(subject: Subject, organisation: str) -> int:
    """How far its row is set in: everything is part of all, so that is not counted."""
    return max(0, len(_wholes(subject, organisation)) - 2)


def _counts(subject: Subject, footnotes: Footnotes) -> Table:
    return _figure_table(subject, footnotes, listed(subject.election, subject.measure))


def _figure_table(subject: Subject, footnotes: Footnotes, keys: Sequence[Key]) -> Table:
    """One figure a row: what is counted and where, the figure, its day, its source."""
    words = subject.words
    rows = []
    versions = [(key, one) for key in keys for one in subject.election.versions[key]]
    for key, figure in versions:
        rows.append(
            (
                Cell(_what(subject, key)),
                _cell_of(subject, figure, footnotes.marks(key, figure)),
                Cell(_moment(figure, subject.language)),
                Cell(_source_hint(figure)),
            )
        )
    return Table(
        words(f"table.{subject.measure.family.id}-counts"),
        (words("table.what"), words("table.figure"), words("table.as-of"), words("table.source")),
        (False, True, False, False),
        tuple(rows),
        tuple(_place_depth(subject, key) for key, _ in versions),
    )


def _place_depth(subject: Subject, key: Key) -> int:
    """How far a row is set in: places under the country, parts of the world under abroad."""
    return key.unit.count("/") + (key.unit != subject.country.id)


def _what(subject: Subject, key: Key) -> str:
    """What a row counts: a quantity, or the place that has its part of the quantity above."""
    if key.unit != subject.country.id and not key.subject:
        return subject.name(key.unit)
    quantity = f"{key.measure}-{key.subject}" if key.subject else key.measure
    return subject.words(f"quantity.{quantity}")
