"""Views: everything one page says about one address, in words ready to read.

A view is made once, in Python, from a country and an address (``make_view``). Pages, pictures,
tables and downloads are drawn from it and from nothing else, so all of them say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from geodata.figures import Reading, Source
from layouts.address import ViewAddress
from layouts.tables import Table


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; ``path`` is "" where they lead nowhere, and ``hint`` says why."""

    words: str
    path: str
    chosen: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A measure with its variants: one of them is chosen when the group is."""

    words: str
    path: str
    chosen: bool
    variants: tuple[Link, ...] = ()
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: a line of the ranking and a shape on the map.

    ``state`` is what colours it: "c4" (class 4), "i4-6" (bounds in classes 4 and 6),
    "n-not-published" (a kind of nothing). ``printed`` is the figure as printed, with its
    qualifier, without what it is counted in; for a kind of nothing its words. ``label`` is the
    short form for the map, "" for nothing. ``low`` and ``high`` place a bar, in the measure's
    own unit; None for nothing. ``rank`` is None where it cannot be said (nothing, or bounds that
    overlap others). ``speech`` is the row as one sentence. ``marks`` point to footnotes.
    ``outlined`` is False for units that stand in the table only. ``card`` is the card's path.
    ``listed`` is what the table calls it; ``region`` tells it from another of its name, else "".
    """

    unit: str
    name: str
    short: str
    reading: Reading
    state: str
    printed: str
    label: str
    rank: int | None
    low: float | None
    high: float | None
    speech: str
    card: str
    outlined: bool = True
    marks: tuple[str, ...] = ()
    listed: str = ""
    region: str = ""

    @property
    def called(self) -> str:
        """The full name in one line, with the region where there is a namesake."""
        return f"{self.name} ({self.region})" if self.region else self.name


@dataclass(frozen=True, slots=True)
class LegendClass:
    """One class of the scale: its state and its bounds as words ("70", "75"), "" where open."""

    state: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class LegendNothing:
    """One kind of nothing that this measure can have; ``present`` if some unit shown has it."""

    state: str
    words: str
    present: bool


@dataclass(frozen=True, slots=True)
class Legend:
    """How to read the colours: the scale's id, what is counted, classes and kinds of nothing.

    ``bounds`` is the sentence on striped units, "" where no figure shown is known by bounds only.
    """

    scale: str
    counted: str
    classes: tuple[LegendClass, ...]
    nothing: tuple[LegendNothing, ...]
    bounds: str = ""


@dataclass(frozen=True, slots=True)
class TimeStep:
    """One bulletin of the day: its hour, its view, and the country's figure.

    ``path`` is "" where this measure has no view at this hour; ``share`` is the country's figure
    as a share of the tallest column (None: not published); ``printed`` says it in words. ``stays``
    is False where the step leaves the level of the view, because only the country was announced.
    """

    words: str
    path: str
    chosen: bool
    share: float | None
    printed: str
    stays: bool = True


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note on one figure: its mark and its text."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands under a figure so that it can be trusted, checked and cited.

    ``can`` and ``cannot`` are what the number means and what it cannot say. ``set_aside`` says
    how many rows of the election's files could not be used, "" for none; ``outlines`` is the
    credit of the map in one line.
    """

    sources: tuple[Source, ...]
    as_of: str
    boundaries: str
    can: str
    cannot: str
    licence: str
    citation: str
    footnotes: tuple[Footnote, ...] = ()
    derived: str = ""
    set_aside: str = ""
    outlines: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated step of the election."""

    when: str
    words: str
    source: Source
    is_vote: bool = False


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document of an observation mission."""

    words: str
    organisation: str
    when: str
    address: str


class Drawn(Protocol):
    """What a map is drawn from: a view of the public site, or a screen of the desk."""

    @property
    def rows(self) -> tuple[Row, ...]: ...

    @property
    def legend(self) -> Legend | None: ...

    @property
    def summary(self) -> str: ...

    @property
    def states(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class View:
    """One page state in one language.

    ``boundary_set`` is the id of the set whose outlines are drawn, "" where there is no map;
    ``no_map`` then says why. ``title`` is for the browser's tab and link previews. ``headline``
    is the finding as a sentence, ``detail`` the line under it. ``family`` is the measure's family.
    ``rows`` are in the order of the ranking. ``summary`` is the alternative text of the map,
    ``sentences`` all there is to say under the headline. ``time_words`` and ``level_words`` say
    them for captions. ``whole`` is the country's own row, where it has a figure or a kind of
    nothing of its own. ``cities`` (unit id → name) name the circles on a map whose rows are
    smaller units. ``previous_path`` and ``next_path`` are one step back and on in the day.
    """

    address: ViewAddress
    title: str
    headline: str
    detail: str
    summary: str
    family: str
    measure_words: str
    level_words: str
    time_words: str
    boundary_set: str
    no_map: str
    rows: tuple[Row, ...]
    tables: tuple[Table, ...]
    legend: Legend | None
    elections: tuple[Link, ...]
    measures: tuple[LinkGroup, ...]
    levels: tuple[Link, ...]
    languages: tuple[Link, ...]
    times: tuple[TimeStep, ...]
    notes: Notes
    events: tuple[Event, ...]
    documents: tuple[DocumentLink, ...]
    previous_path: str
    next_path: str
    whole: Row | None = None
    cities: Mapping[str, str] = field(default_factory=dict)
    sentences: str = ""

    @property
    def states(self) -> dict[str, str]:
        """Unit id → state, for the units that have an outline."""
        return {row.unit: row.state for row in self.rows if row.outlined}

    @property
    def itself(self) -> View:
        """What the view shows, without the ways to others: what its map and embeds are made of."""
        bare = tuple(Link(link.words, "", link.chosen) for link in self.elections)
        return replace(
            self,
            elections=bare,
            measures=(),
            levels=(),
            languages=(),
            times=(),
            events=(),
            documents=(),
            previous_path="",
            next_path="",
        )
