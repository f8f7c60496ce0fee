"""The letterbox of a mission: what is sent to it is read, kept for certain, and answered item by
item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from geodata.country import Country
from geodata.coverage.reports import CLOCK_TOLERANCE
from geodata.imports.form_map import FormMap
from geodata.imports.run import Setting
from geodata.imports.setting import make_setting
from geodata.imports.source_files import SourceFile
from geodata.intake.answer import Answer, Item, Status
from geodata.intake.fields import Known
from geodata.intake.files import FileReading, NotTheseFiles, read_files
from geodata.intake.from_entries import RowEvent
from geodata.intake.messages import Post, read_messages
from geodata.intake.wrong import Wrong
from geodata.missions.mission import Mission
from geodata.missions.read_mission import ground_of_mission
from geodata.store.events import Event, Kind, Taken
from geodata.store.store import Store

MOST_MESSAGES = 10_000
CLOCK_AHEAD, TEAM_NOT_LISTED, PLACE_NOT_LISTED = NOTES = (
    "clock-ahead", "team-not-listed", "place-not-listed",
)  # fmt: skip
# So many go to the disk together; whoever else sends is served in between.
_KEPT_AT_ONCE = 1_000
_STATUS = {Taken.NEW: Status.NEW, Taken.SAME: Status.SAME, Taken.CONFLICT: Status.CONFLICT}


@dataclass(frozen=True)
class Letterbox:
    """One mission's; ``folder`` is the country's, ``var`` where outlines are built.

    Safe to share between threads.
    """

    mission: Mission
    country: Country
    folder: Path
    var: Path

    @cached_property
    def known(self) -> Known:
        """What messages are held against."""
        mission, form_map = self.mission, self.mission.form_map
        asked = form_map.irregularities if form_map else ()
        return Known(
            units=frozenset(ground_of_mission(mission, self.country).units),
            teams=frozenset(mission.team),
            places=frozenset(one.id for one in (*mission.stations, *mission.commissions)),
            scale=tuple(form_map.overall.answers) if form_map and form_map.overall else None,
            irregularities=tuple(dict.fromkeys(one.id for one in asked)) if form_map else None,
        )

    @cached_property
    def setting(self) -> Setting:
        """What files are read with. Raises DataError."""
        election = self.country.elections[self.mission.election]
        form_map = self.mission.form_map or FormMap()
        return make_setting(self.country, self.folder, election, form_map, self.var)

    def post(self, source: str, received_at: datetime, kinds: tuple[Kind, ...]) -> Post:
        """How a request comes: from whom, when, and what it may hold."""
        mission = self.mission
        return Post(source, received_at, mission.is_test, kinds, mission.own_clock)

    def take_messages(self, content: object, post: Post, store: Store) -> Answer:
        """Take in a message or a list of them; what is sound is kept, whatever the rest is."""
        is_list = isinstance(content, list)
        number = len(content) if isinstance(content, list) else 1
        if not 1 <= number <= MOST_MESSAGES:
            expected = "batch-too-long" if number else "batch-empty"
            return self.refused([_wrong(expected, most=MOST_MESSAGES, found=number)])
        letters = read_messages(content, post, self.known)
        events = [one.event for one in letters if one.event is not None]
        kept = iter(_keep(store, events))
        items = []
        for at, one in enumerate(letters):
            status, notes = Status.FAULTY, tuple[str, ...]()
            if one.event is not None:
                status, notes = next(kept), self._notes(one.event)
            place = f"[{at}]" if is_list else ""
            items.append(Item(place, one.instance, one.version, status, notes, one.wrong))
        return self._answer(items)

    def take_files(
        self, files: Sequence[SourceFile], system: str, post: Post, store: Store, hour: str = ""
    ) -> Answer:
        """Take in the files of one request; ``system`` and ``hour`` as an import has them.

        Raises DataError where the mission cannot read files now.
        """
        setting = replace(self.setting, hour=hour)
        try:
            reading = read_files(files, system, setting, post, self.known)
        except NotTheseFiles as error:
            return self.refused(error.wrong)
        return self.keep_reading(reading, store)

    def keep_reading(self, reading: FileReading, store: Store) -> Answer:
        """Keep what was read of files."""
        rows = [(file, row) for file, found in reading.events.items() for row in found]
        kept = _keep(store, [row.event for _, row in rows])
        items = [
            self._row_item(file, row, status)
            for (file, row), status in zip(rows, kept, strict=True)
        ]
        return replace(self._answer(items), files=reading.imported, left=reading.left)

    def refused(self, problems: Sequence[Wrong]) -> Answer:
        """The answer to a request of which nothing can be taken."""
        return replace(self._answer([]), problems=problems)

    def _row_item(self, file: str, row: RowEvent, status: Status) -> Item:
        event = row.event
        name = event.instance.removeprefix(f"{event.source}/")
        return Item(f"{file}, {row.line}", name, event.version, status, self._notes(event))

    def _answer(self, items: Sequence[Item]) -> Answer:
        return Answer(self.mission.id, self.mission.is_test, items)

    def _notes(self, event: Event) -> tuple[str, ...]:
        return tuple(self._remarks(event))

    def _remarks(self, event: Event) -> Iterator[str]:
        observed, payload, known = event.observed_at, event.payload, self.known
        if observed is not None and observed > event.received_at + CLOCK_TOLERANCE:
            yield CLOCK_AHEAD
        team = payload.get("team")
        if known.teams and team is not None and team not in known.teams:
            yield TEAM_NOT_LISTED
        place = payload.get("station") or payload.get("commission")
        if known.places and place is not None and place not in known.places:
            yield PLACE_NOT_LISTED


def _keep(store: Store, events: Sequence[Event]) -> list[Status]:
    """Keep events; when this returns they are on the disk."""
    kept: list[Status] = []
    for start in range(0, len(events), _KEPT_AT_ONCE):
        kept += [_STATUS[what] for what in store.append(events[start : start + _KEPT_AT_ONCE])]
    return kept


def _wrong(expected: str, **facts: int) -> Wrong:
    return Wrong("", "", expected, {name: str(number) for name, number in facts.items()})
