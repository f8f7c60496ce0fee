"""Cells of listed tables, and the plain table of one published figure a row."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.elections import Key
from geodata.figures import Figure, Nothing, Reading
from geodata.read_figures import REVISED
from layouts.footnotes import Footnotes
from layouts.numbers import moment, printed, with_counts
from layouts.subject import Subject
from layouts.tables import Cell, Table


def cell(subject: Subject, footnotes: Footnotes, key: Key) -> Cell:
    """Every version of a figure that stands, the first one first: "15 / 11"."""
    figures = _standing(subject, key)
    if not figures:
        return cell_of(subject, Nothing.NOT_PUBLISHED, footnotes.marks(key, Nothing.NOT_PUBLISHED))
    marks = dict.fromkeys(mark for one in figures for mark in footnotes.marks(key, one))
    words = dict.fromkeys(printed(one, subject.words) for one in figures)
    sources = dict.fromkeys(source_hint(one) for one in figures)
    return Cell(" / ".join(words), figures[0].middle, tuple(marks), "; ".join(sources))


def _standing(subject: Subject, key: Key) -> tuple[Figure, ...]:
    """What sources print; what a source took back itself stands in a footnote of its new figure."""
    found = subject.election.versions.get(key, ())
    return tuple(one for one in found if one.status != REVISED) or found


def cell_of(subject: Subject, reading: Reading, marks: tuple[str, ...] = ()) -> Cell:
    """One reading as printed, or its kind of nothing."""
    if isinstance(reading, Nothing):
        return Cell(subject.words(f"nothing.{reading}"), None, marks)
    words = with_counts(printed(reading, subject.words), reading, subject.words)
    return Cell(words, reading.middle, marks, source_hint(reading))


def source_hint(figure: Figure) -> str:
    """Who printed a figure."""
    return "; ".join(source.title for source in figure.sources)


def moment_of(reading: Reading, language: str) -> str:
    """The moment of a reading in words, "" where it has none."""
    if isinstance(reading, Nothing) or reading.as_of is None:
        return ""
    return moment(reading.as_of, language)


def figure_table(subject: Subject, footnotes: Footnotes, keys: Sequence[Key]) -> Table:
    """One figure a row: what is counted and where, the figure, its day, its source."""
    words = subject.words
    rows = []
    versions = [(key, one) for key in keys for one in _standing(subject, key)]
    for key, figure in versions:
        rows.append(
            (
                Cell(_what(subject, key)),
                cell_of(subject, figure, footnotes.marks(key, figure)),
                Cell(moment_of(figure, subject.language)),
                Cell(source_hint(figure)),
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
    said = subject.words(f"quantity.{quantity}")
    stage = key.part.rpartition("/")[2]
    return f"{said} ({subject.words(f'stage.{stage}').lower()})" if stage else said
