"""Tables of what a mission found in the country: visits by how they were judged, irregularities."""

from __future__ import annotations

from decimal import Decimal

from geodata.coverage.intervals import wilson
from geodata.elections import Key
from geodata.figures import Figure, Nothing, Reading
from geodata.mission_readings import finding, judged
from layouts.headlines import finding_name
from layouts.listed_cells import cell_of
from layouts.numbers import number
from layouts.subject import Subject
from layouts.tables import Cell, Table

DRAWN = "random-sample"
_STAGES = ("opening", "voting", "closing", "counting", "tabulation")


def finding_tables(subject: Subject) -> tuple[Table, ...]:
    """The tables of the country, those that have a row."""
    wanted = subject.measure.variant
    tables = (_stages(subject, wanted), _irregularities(subject, wanted))
    return tuple(one for one in tables if one.rows)


def _stages(subject: Subject, wanted: str) -> Table:
    words, election, country = subject.words, subject.election, subject.country.id
    scale = election.mission.scale if election.mission else ()
    rows = []
    for stage in _STAGES:
        visits = judged(election, stage, country, "-")
        whole = sum((one.value or Decimal(0) for one in visits.values()), Decimal(0))
        if wanted not in ("", stage) or not whole:
            continue
        shares = [_share(visits[word], whole) if word in visits else None for word in scale]
        cells = [cell_of(subject, one) if one else Cell("") for one in shares]
        count = Cell(number(whole, subject.language), whole)
        rows.append((Cell(finding_name(subject, stage)), *cells, count))
    columns = (
        words("table.stage"),
        *(f"{finding_name(subject, word)}, %" for word in scale),
        words("table.visits"),
    )
    numeric = (False, *(True for _ in scale), True)
    return Table(words("table.findings-stages"), columns, numeric, tuple(rows), (0,) * len(rows))


def _share(count: Figure, whole: Decimal) -> Figure:
    part = count.value or Decimal(0)
    share = (100 * part / whole).quantize(Decimal("0.1"))
    derived = f"{part:f} / {whole:f}"
    return Figure(share, "percent", count.sources, as_of=count.as_of, derived=derived)


def _irregularities(subject: Subject, wanted: str) -> Table:
    words, election, country = subject.words, subject.election, subject.country
    is_drawn = election.mission is not None and election.mission.basis == DRAWN
    rows = []
    for name in election.mission.irregularities if election.mission else ():
        if wanted not in ("", name):
            continue
        asked = election.figures.get(Key("stations_asked", country.id, "-", name))
        seen = election.figures.get(Key("stations_seen", country.id, "-", name))
        reading = finding(country, election, name, country.id, "-")
        if reading is Nothing.NOT_PUBLISHED:
            # It is among the questions, and leadership took its answers off.
            continue
        interval = (Cell(_interval(subject, reading)),) if is_drawn else ()
        counts = (_count(subject, one) for one in (seen, asked))
        head = Cell(finding_name(subject, name))
        rows.append((head, cell_of(subject, reading), *interval, *counts))
    headings = ["irregularity", None, *(["interval"] if is_drawn else []), "seen", "asked"]
    columns = tuple(
        words(f"table.{one}") if one else words("measure.findings.column") for one in headings
    )
    numeric = tuple(one not in ("irregularity", "interval") for one in headings)
    caption = words("table.findings-irregularities")
    return Table(caption, columns, numeric, tuple(rows), (0,) * len(rows))


def _count(subject: Subject, figure: Figure | None) -> Cell:
    if figure is None or figure.value is None:
        return Cell("")
    return Cell(number(figure.value, subject.language), figure.value)


def _interval(subject: Subject, reading: Reading) -> str:
    """The interval of a share of stations that were drawn at random."""
    if not isinstance(reading, Figure) or reading.of is None:
        return ""
    part, whole = (int(one) for one in reading.of)
    found = wilson(part, whole)
    ends = (Decimal(str(round(one, 1))) for one in (found.low, found.high))
    return "–".join(number(one, subject.language) for one in ends)
