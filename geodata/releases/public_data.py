"""What is public: the rows of the country's folder and of the store that may be read, no others.

This is the one place where the three classes of data are told apart. A row that may not be public
is not copied from here on, so pages, downloads and the data of a release cannot show it, whatever
they do. What comes out has the shape of a country's folder and is read by the same reader.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from geodata.country import Country
from geodata.elections import Election
from geodata.read_elections import OTHER_TABLES
from geodata.read_figures import COLUMNS
from geodata.releases.bulletin_rows import FromStore, NotShown, Row, bulletin_rows
from geodata.releases.classes import (
    REHEARSED,
    Openness,
    results_openness,
    withdrawn,
)
from geodata.releases.gate import Gate
from geodata.releases.manifest import Held
from geodata.releases.withdrawing import TakenOff, taken_off
from geodata.store.events import Event

BULLETINS = "bulletins.csv"
_SETTINGS = ("election.toml", "mission.toml")
# What pages and downloads are made from; sources of outlines and of joins stay at home.
_COPIED = ("country.toml", "parties.csv", "organisations.csv", "text/*.toml", "units/*.csv")
# Tables that speak of figures: a row goes with the figures it is about.
_ABOUT_FIGURES = ("conflicts.csv", "accepted.csv")


@dataclass(frozen=True)
class MissionFiles:
    """What a mission adds to a vote's folder, of one class ("coverage", "findings")."""

    what: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class CameIn:
    """What came in about one vote: every bulletin, what counts of each now, and what the mission
    found. ``held`` says what of it may not be public. A rehearsal (``is_test``) speaks of its own
    turnout and results only, and not of the published ones of the same vote."""

    election: str
    bulletins: tuple[Event, ...] = ()
    present: Mapping[str, Event] = field(default_factory=dict)
    found: tuple[MissionFiles, ...] = ()
    held: tuple[Held, ...] = ()
    is_test: bool = False


@dataclass(frozen=True)
class PublicData:
    """The files of a release's data by their place in the folder, and what was not let out.

    ``origins`` maps (file, line) → where a row came from that does not stand so in the folder.
    """

    files: Mapping[str, bytes]
    held: tuple[Held, ...]
    not_shown: tuple[NotShown, ...]
    origins: Mapping[tuple[str, int], str]


def public_data(
    folder: Path, country: Country, gate: Gate, now: datetime, came_in: Iterable[CameIn] = ()
) -> PublicData:
    """What of a country's folder, and of what came in, may be public at a moment.

    ``country`` is the folder as it was read. Raises OSError.
    """
    by_vote = {one.election: one for one in came_in}
    votes = [
        _Vote(folder, one, results_openness(country, one, gate, now), gate, by_vote.get(one.id))
        for one in country.elections.values()
    ]
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for pattern in _COPIED
        for path in sorted(folder.glob(pattern))
    }
    for vote in votes:
        files |= {f"{vote.place}/{name}": content for name, content in vote.files()}
    return PublicData(
        files,
        tuple(sorted({one for vote in votes for one in vote.held})),
        tuple(one for vote in votes for one in vote.not_shown),
        {place: one for vote in votes for place, one in vote.origins.items()},
    )


@dataclass(frozen=True)
class _Vote:
    """One vote: which of its rows may be read."""

    folder: Path
    election: Election
    openness: Openness
    gate: Gate
    came_in: CameIn | None

    @property
    def place(self) -> str:
        return f"elections/{self.election.id}"

    @cached_property
    def _withdrawn(self) -> TakenOff:
        return taken_off(self.gate, self.election)

    @cached_property
    def _bulletins(self) -> tuple[tuple[FromStore, ...], tuple[NotShown, ...]]:
        coming = self.came_in
        return bulletin_rows(coming.bulletins, coming.present) if coming else ((), ())

    @property
    def held(self) -> tuple[Held, ...]:
        withheld = tuple(withdrawn(self.gate, self.election.id))
        return (*self.openness.held, *withheld, *(self.came_in.held if self.came_in else ()))

    @property
    def not_shown(self) -> tuple[NotShown, ...]:
        return self._bulletins[1]

    @property
    def origins(self) -> dict[tuple[str, int], str]:
        file = f"{self.place}/{BULLETINS}"
        return {
            (file, line): f"message {one.instance}"
            for line, one in enumerate(self._shown(), start=2)
        }

    def _shown(self) -> list[FromStore]:
        return [one for one in self._bulletins[0] if not self._withdrawn.takes(one.row)]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of the vote's folder, with the rows that may be read."""
        for path in sorted((self.folder / self.place).iterdir()):
            if path.name in _SETTINGS or path.suffix == ".csv":
                yield path.name, self._rows_of(path)
        if rows := self._shown():
            yield BULLETINS, _table(COLUMNS, (one.row for one in rows))
        for one in self.came_in.found if self.came_in else ():
            # What is held was not handed over; what was taken off again stays at home.
            if one.what not in self._withdrawn.what:
                yield from ((name, self._of_mission(name, of)) for name, of in one.files.items())

    def _of_mission(self, name: str, content: bytes) -> bytes:
        """A file of the mission, without the findings that were taken off one by one."""
        if not name.endswith(".csv") or not self._withdrawn:
            return content
        return _without(content, self._withdrawn.takes)

    def _rows_of(self, path: Path) -> bytes:
        """A file as it is, or without the rows that may not be read."""
        content = path.read_bytes()
        speaks = path.suffix == ".csv" and (
            path.name in _ABOUT_FIGURES or path.name not in OTHER_TABLES
        )
        if not speaks or self._all_is_open:
            return content
        return _without(content, lambda row: not self._may_be_read(row))

    @property
    def _all_is_open(self) -> bool:
        is_test = self.came_in is not None and self.came_in.is_test
        return self.openness.results and not self._withdrawn and not is_test

    def _may_be_read(self, row: Row) -> bool:
        """Whether a row of the country's folder may be public."""
        measure = (row.get("measure") or "").strip()
        if self._withdrawn.takes(row):
            return False
        if not self.openness.lets_out(measure, row.get("status") or ""):
            return False
        return not (self.came_in and self.came_in.is_test and measure in REHEARSED)


def _without(content: bytes, goes: Callable[[Row], bool]) -> bytes:
    """A table without the rows that go."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return _table(rows.fieldnames or (), (row for row in rows if not goes(row)))


def _table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
