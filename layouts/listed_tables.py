"""Listed tables: figures that were published for the country, one table a kind of figure.

Requested, accredited and deployed observers stand in columns of their own; stations abroad and
parts of an organisation stand under their whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from geodata.elections import Key
from geodata.figures import Nothing
from geodata.measures import FAMILIES, listed
from layouts.finding_tables import finding_tables
from layouts.footnotes import Footnotes
from layouts.listed_cells import cell, cell_of, figure_table, moment_of
from layouts.observer_table import observer_tables
from layouts.subject import Subject
from layouts.tables import Cell, Table


def listed_tables(subject: Subject, footnotes: Footnotes) -> tuple[Table, ...]:
    """The tables of a view at country level."""
    family = subject.measure.family.id
    if not subject.measure.family.listed:
        return (_day(subject, footnotes),)
    if family == "results":
        return _results(subject, footnotes)
    if family == "observers":
        return observer_tables(subject, footnotes)
    if family == "findings":
        return finding_tables(subject)
    return (_counts(subject, footnotes),)


def _day(subject: Subject, footnotes: Footnotes) -> Table:
    """The day's bulletins of the country: turnout and its change."""
    words, election, country = subject.words, subject.election, subject.country
    turnout, change = FAMILIES[0], FAMILIES[1]
    with_ballots = any(key.measure == "ballots_issued" for key in election.figures)
    rows = []
    for time in election.times:
        key = Key("turnout", country.id, time)
        reading = election.figures.get(key, Nothing.NOT_PUBLISHED)
        as_of = moment_of(reading, subject.language)
        rows.append(
            (
                Cell(words("when.final-step") if time == "final" else time),
                cell(subject, footnotes, key),
                cell_of(subject, change.read(country, election, "", country.id, time)),
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
    return (cell(subject, footnotes, key),) if with_ballots else ()


def _results(subject: Subject, footnotes: Footnotes) -> tuple[Table, ...]:
    keys = listed(subject.election, subject.measure)
    named = ("votes", "vote_share_pct", "seats")
    # What was not published of any party has no column.
    quantities = tuple(one for one in named if any(key.measure == one for key in keys))
    parties = list(dict.fromkeys(key.subject for key in keys if key.measure in quantities))
    rows = [
        (Cell(_party(subject, party)), *_figures(subject, footnotes, quantities, party))
        for party in parties
    ]
    words = subject.words
    columns = (words("table.party"), *(words(f"quantity.{one}") for one in quantities))
    table = Table(
        words("table.results"),
        columns,
        (False, *(True for _ in quantities)),
        tuple(rows),
        (0,) * len(rows),
    )
    whole = tuple(key for key in keys if key.measure not in quantities)
    counts = (figure_table(subject, footnotes, whole),) if whole else ()
    return (table, *counts) if rows or not counts else counts


def _figures(
    subject: Subject, footnotes: Footnotes, quantities: Iterable[str], party: str
) -> tuple[Cell, ...]:
    country, time = subject.country.id, subject.time
    return tuple(
        cell(subject, footnotes, Key(quantity, country, time, party)) for quantity in quantities
    )


def _party(subject: Subject, party: str) -> str:
    return subject.country.parties[party].names[subject.language]


def _counts(subject: Subject, footnotes: Footnotes) -> Table:
    return figure_table(subject, footnotes, listed(subject.election, subject.measure))
