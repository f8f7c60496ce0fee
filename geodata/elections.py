"""Elections: a day on which a country voted, what was published about it, and by whom.

Every file of an election folder has the same tidy columns (``Record``), one published figure a
row, each with its source. Disagreements between sources are kept (``Conflict``), and so are rows
that could not be used (``Fault``): nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from geodata.errors import Fault
from geodata.figures import Figure, Nothing, Source

COUNTRY_TIMES = ("final", "-")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a figure is about.

    ``measure`` is the published quantity ("turnout", "registered", "stations", "commissions",
    "observers", "votes", "vote_share_pct", "seats", "candidates"). ``subject`` is the party,
    organisation or other thing counted ("" for none), ``part`` its role or stage
    ("core-team/accredited", "" for none). ``unit`` is a unit id. ``time`` is a nominal hour
    ("18:00"), "final", or "-" for measures without one.
    """

    measure: str
    unit: str
    time: str
    subject: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One published figure with the place it was read from (file and line)."""

    key: Key
    figure: Figure
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that print different figures for the same thing; both are shown.

    ``kind`` is the key of a sentence in the country's text files.
    """

    id: str
    key: Key
    kind: str
    printed_a: str
    source_a: Source
    printed_b: str
    source_b: Source


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A dated step of the election; ``event`` is the key of a sentence in the country's texts."""

    event: str
    starts_on: date
    ends_on: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class PollHours:
    """When polls open and close in a unit (or in the country, where it says nothing else), by the
    clock of the place."""

    unit: str
    opens: str
    closes: str
    source: Source


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an observation mission, with its address."""

    document: str
    organisation: str
    published_on: date | None
    address: str


@dataclass(frozen=True, slots=True)
class PublishedMission:
    """What a mission says of its published figures.

    ``title`` is what it calls itself, ``basis`` the key of the words on what may be concluded.
    ``scale`` are the words of its assessments, the best first, ``irregularities`` what it asked
    about; ``names`` maps either → language → its name, where the mission gave it one.
    """

    title: str
    basis: str
    scale: tuple[str, ...] = ()
    irregularities: tuple[str, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Election:
    """One vote of one country.

    ``id`` is "<date>-<kind>". ``zone`` is the IANA zone of the hours in which turnout is
    announced. ``set_aside`` counts the rows that could not be used. ``records`` hold every
    version of a figure; ``figures`` the one that is shown for each key. ``results_threshold`` is
    the share of polling stations (0 to 1) whose results must be in before any are shown; None
    where only what the commission declared final is. ``mission`` is set where a mission published
    figures of its own, ``nothings`` says why it has none for a key.
    """

    id: str
    day: date
    kind: str
    zone: str
    records: tuple[Record, ...]
    conflicts: tuple[Conflict, ...] = ()
    calendar: tuple[CalendarEvent, ...] = ()
    documents: tuple[Document, ...] = ()
    set_aside: tuple[Fault, ...] = field(default=())
    polls: tuple[PollHours, ...] = ()
    results_threshold: Decimal | None = None
    mission: PublishedMission | None = None
    nothings: Mapping[Key, Nothing] = field(default_factory=dict)

    @cached_property
    def figures(self) -> Mapping[Key, Figure]:
        """Key → figure; the first row of a key in its file is the one shown."""
        figures: dict[Key, Figure] = {}
        for record in self.records:
            figures.setdefault(record.key, record.figure)
        return figures

    @cached_property
    def versions(self) -> Mapping[Key, tuple[Figure, ...]]:
        """Key → every version that was printed, in the order of the files."""
        versions: dict[Key, tuple[Figure, ...]] = {}
        for record in self.records:
            versions[record.key] = (*versions.get(record.key, ()), record.figure)
        return versions

    @cached_property
    def times(self) -> tuple[str, ...]:
        """The nominal hours at which turnout was announced, in order, then "final" if known."""
        times = {key.time for key in self.figures if key.measure == "turnout"}
        return tuple(sorted(times - set(COUNTRY_TIMES))) + (("final",) if "final" in times else ())
